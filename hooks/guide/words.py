"""What scripts say and know that is the same on every page of a language: fetched once, not sent with each page."""

from __future__ import annotations

import json
from typing import Any

from guide.checklist_view import words_of
from guide.pages import page_url
from guide.plurals import forms
from guide.region_tables import chapter, region_checklist
from guide.site import Site

SEARCH = ("label", "hint", "loading", "none", "more", "failed")
STRIP = ("title", "chapter", "instruments", "channels", "checklist", "change")


def word_scripts(site: Site, locale: str, assets: dict[str, str]) -> dict[str, str]:
    """Return the generated scripts of a language by their plain names; assets: where each other asset lies, by its own."""
    strings = site.data[locale].strings
    words = {
        "search": assets["assets/js/search.js"],
        "strip": [assets["assets/js/parliament.js"], assets["assets/css/regions.css"]],
        "close": strings["ui.close"],
        "words": {key: strings[f"ui.search.{key}"] for key in SEARCH} | {"found": forms(strings, "ui.search.found")},
        "parliament": parliament(site, locale),
    }
    return {
        "assets/js/words.js": _script("guideWords", words),
        "assets/js/checklist-words.js": _script("guideAssessWords", words_of(site, locale)),
    }


def parliament(site: Site, locale: str) -> dict[str, Any]:
    """Return what the strip of "My parliament" needs: each group's name and checklist, and the words of its links."""
    strings = site.data[locale].strings
    regions = {}
    for slug in site.english.regions:
        if chapter(slug) in site.pages:
            checklist = region_checklist(site, slug)
            regions[slug] = [site.text(chapter(slug), locale).title, page_url(checklist) if checklist else ""]
    return {
        "regions": regions,
        "words": {key: strings[f"parliament.{key}"] for key in STRIP},
    }


def _script(name: str, value: object) -> str:
    return f"window.{name} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"
