"""Reading ease of the English pages (Flesch, by textstat): information for editors, never a gate."""

from __future__ import annotations

from collections.abc import Iterator

import textstat

from guide.compose import compose
from guide.config import SOURCE_LOCALE
from guide.plaintext import plain_text
from guide.site import Site


def reading_ease(site: Site) -> Iterator[tuple[str, float, int]]:
    """Yield (path, Flesch reading ease, number of words) of each English page; higher is easier, 60 is plain."""
    for path, page in sorted(site.pages.items()):
        if page.locale == SOURCE_LOCALE:
            text = plain_text(compose(site, path, SOURCE_LOCALE).markdown)
            yield path, float(textstat.flesch_reading_ease(text)), len(text.split())
