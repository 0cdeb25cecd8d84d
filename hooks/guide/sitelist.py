"""The front door, site/index.html: a plain list of languages that takes a reader to theirs.

The choice is the saved one, else the first of the browser's languages that the guide has. Without scripts the
list stays a list.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from guide.assets import hashed_name
from guide.files import write_aside
from guide.site import Site
from guide.view import alternates

ASSETS = Path("overrides/frontdoor")


def write_front_door(site: Site, folder: Path) -> None:
    """Write index.html with its style and script, and robots.txt with the sitemaps."""
    root = site.config.root
    names = {}
    for asset in ("door.css", "door.js"):
        content = (root / ASSETS / asset).read_bytes()
        names[asset] = hashed_name(asset, content)
        write_aside(folder / names[asset], content)
    write_aside(folder / "index.html", front_door(site, names["door.css"], names["door.js"]))
    sitemaps = "".join(f"Sitemap: {site.config.site_url}{locale}/sitemap.xml\n" for locale in site.config.locales)
    write_aside(folder / "robots.txt", f"User-agent: *\nAllow: /\n{sitemaps}")


def front_door(site: Site, style: str, script: str) -> str:
    """Return the page that lists the languages."""
    items, links = [], []
    for language in site.config.languages:
        name = escape(site.data[language.locale].strings["site.name"])
        items.append(
            f'<li lang="{language.locale}" dir="{language.dir}">'
            f'<a href="{language.locale}/" hreflang="{language.locale}"><b>{escape(language.name)}</b> <span>{name}</span></a></li>'
        )
    for other in alternates(site, ""):
        links.append(f'<link rel="alternate" hreflang="{other["lang"]}" href="{escape(other["url"])}">')
    title = escape(site.english.strings["site.name"])
    return (
        f'<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f'<meta name="description" content="{escape(site.english.strings["site.description"])}">\n'
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="{style}">\n{"".join(links)}\n'
        f'<script src="{script}"></script>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n'
        f"<ul>\n{chr(10).join(items)}\n</ul>\n</main>\n</body>\n</html>\n"
    )
