"""The front door, site/index.html: a plain list of languages that takes a reader to theirs.

The choice is the saved one, else the first of the browser's languages that the guide has. Without scripts the
list stays a list, unless the host chooses (hosting/nginx). The same list, with addresses from the root of the host,
is the page for errors outside every language.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from guide.assets import hashed_name
from guide.files import write_aside
from guide.site import Site
from guide.view import alternates

ASSETS = {
    "door.css": "overrides/frontdoor/door.css",
    "door.js": "overrides/frontdoor/door.js",
    "mark.svg": "overrides/assets/mark.svg",
}


def write_front_door(site: Site, folder: Path) -> None:
    """Write index.html and 404.html with their style, script and picture, and robots.txt with the sitemaps."""
    root = site.config.root
    names = {}
    for asset, place in ASSETS.items():
        content = (root / place).read_bytes()
        names[asset] = hashed_name(f"assets/{asset}", content)
        write_aside(folder / names[asset], content)
    write_aside(folder / "index.html", front_door(site, names))
    write_aside(folder / "404.html", front_door(site, names, urlsplit(site.config.site_url).path))
    sitemaps = "".join(f"Sitemap: {site.config.site_url}{locale}/sitemap.xml\n" for locale in site.config.locales)
    write_aside(folder / "robots.txt", f"User-agent: *\nAllow: /\n{sitemaps}")


def front_door(site: Site, names: dict[str, str], missing_below: str = "") -> str:
    """Return the page that lists the languages; names: where its style, script and picture lie.

    missing_below: for the page for errors, the path that addresses begin with; it leads nowhere by itself.
    """
    base, is_error = missing_below, bool(missing_below)
    items, links = [], []
    for language in site.config.languages:
        strings = site.data[language.locale].strings
        words = escape(strings["ui.not-found.title" if is_error else "site.name"])
        items.append(
            f'<li lang="{language.locale}" dir="{language.dir}">'
            f'<a href="{base}{language.locale}/" hreflang="{language.locale}"><b>{escape(language.name)}</b> <span>{words}</span></a></li>'
        )
    for other in alternates(site, ""):
        links.append(f'<link rel="alternate" hreflang="{other["lang"]}" href="{escape(other["url"])}">')
    title = escape(site.english.strings["site.name"])
    if is_error:
        head = '<meta name="robots" content="noindex">'
    else:
        description = escape(site.english.strings["site.description"])
        head = f'<meta name="description" content="{description}">\n{"".join(links)}\n<script src="{names["door.js"]}"></script>'
    return (
        f'<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f'<link rel="icon" type="image/svg+xml" href="{base}{names["mark.svg"]}">\n'
        f'<link rel="stylesheet" href="{base}{names["door.css"]}">\n{head}\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n'
        f"<ul>\n{chr(10).join(items)}\n</ul>\n</main>\n</body>\n</html>\n"
    )
