"""The notice above a translation: who reviewed it, and which sections of its source have changed, each with its source."""

from __future__ import annotations

from guide.compose import compose
from guide.site import load_site
from guide.translationaccept import accept
from guide.view import page_view
from tests.small import RATIFY, RATIFY_FR

PAGE = "legislate/ratify.md"


def french(make_guide, english=RATIFY, own=RATIFY_FR, accepted=True):
    """Return the composed French page after its source has become the English given."""
    root = make_guide({f"translations/fr/{PAGE}": own})
    if accepted:
        accept(load_site(root), "fr", [PAGE])
    (root / "docs" / PAGE).write_text(english, encoding="utf-8")
    site = load_site(root)
    return site, compose(site, PAGE, "fr")


def test_a_changed_section_leads_to_its_place_here_and_in_the_source(make_guide):
    _, page = french(make_guide, RATIFY.replace("See [the list]", "Study [the list]"))
    assert (
        "    - [Ce qui est demandé](#asked) – [What is asked](https://guide.example/en/legislate/ratify/#asked)"
        '{ lang="en" hreflang="en" }' in page.markdown
    )
    assert "one-minute)" not in page.markdown.partition("\n## ")[0]


def test_a_changed_opening_leads_to_the_source_page(make_guide):
    _, page = french(make_guide, RATIFY.replace("Opening words.", "Other words."))
    assert "    - opening – [Ratify](https://guide.example/en/legislate/ratify/)" in page.markdown


def test_a_section_that_is_not_translated_has_its_id_in_the_notice(make_guide):
    _, page = french(make_guide, RATIFY + "\n## New { #new }\n\nWords.\n")
    assert "not yet translated:" in page.markdown
    assert (
        '    - [New](https://guide.example/en/legislate/ratify/#new){ #new lang="en" hreflang="en" }' in page.markdown
    )


def test_a_section_that_the_source_has_lost_is_named(make_guide):
    _, page = french(make_guide, RATIFY.partition("## What is asked")[0])
    head = page.markdown.partition("\n## ")[0]
    assert "No longer in the source text (anglais):\n\n    - [Ce qui est demandé](#asked)" in head


def test_a_page_that_nobody_has_compared_says_so_and_blames_no_section(make_guide):
    _, page = french(make_guide, accepted=False)
    head = page.markdown.partition("\n## ")[0]
    assert "Nobody has yet compared it with the source text (anglais)" in head
    assert "](#" not in head


def test_the_reviewer_and_the_day_are_named_in_the_readers_language(make_guide):
    signed = RATIFY_FR.replace("{status: draft}", "{status: reviewed, reviewer: A. Lectrice, reviewed: 2026-11-20}")
    _, page = french(make_guide, own=signed)
    assert page.markdown.startswith('!!! note "Reviewed translation"\n\n    Reviewed by A. Lectrice, 20 novembre 2026.')


def test_the_page_knows_where_its_source_lies(make_guide):
    site, page = french(make_guide)
    beside = page_view(site, "fr", page)["page"]["beside"]
    assert beside == {"url": "../../../en/legislate/ratify/", "locale": "en", "dir": "ltr", "language": "anglais"}
    assert page_view(site, "en", compose(site, PAGE, "en"))["page"]["beside"] is None
