"""The sitemap of one language, with the address of each page in every other (hreflang)."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from guide.pages import page_url
from guide.site import Site
from guide.view import alternates


def sitemap(site: Site, locale: str) -> str:
    """Return sitemap.xml for a language (sitemaps.org, with xhtml:link alternates)."""
    entries = []
    for path in sorted(site.pages):
        url = page_url(path)
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(other["lang"])} href={quoteattr(other["url"])}/>'
            for other in alternates(site, url)
        )
        date = site.pages[path].meta.get("reviewed")
        changed = f"<lastmod>{date}</lastmod>" if date else ""
        entries.append(f"<url><loc>{site.config.site_url}{locale}/{url}</loc>{changed}{links}</url>")
    body = "\n".join(entries)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{body}\n</urlset>\n"
    )
