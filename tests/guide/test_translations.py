"""`guide translations status / diff / accept`: which source text each section was made from, and what has changed since."""

from __future__ import annotations

import json
import subprocess

import pytest

from guide.cli import main
from guide.site import load_site
from guide.translationdiff import word_diff
from guide.translations import digests, load_lock
from guide.translationstatus import status_data
from guide.yamlfile import Located, validate
from tests.small import RATIFY, RATIFY_FR

PAGE = "legislate/ratify.md"


def run(root, *arguments):
    return main(["--root", str(root), "translations", *arguments])


def edit(root, old="See [the list]", new="Study [the list]"):
    path = root / "docs" / PAGE
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def git(root, *arguments):
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def sections(root, locale="fr"):
    pages = status_data(load_site(root), locale)["languages"][locale]["pages"]
    return next({one["id"]: one["state"] for one in page["sections"]} for page in pages if page["path"] == PAGE)


def test_a_section_is_stale_until_accepted_and_again_when_its_source_changes(make_guide):
    root = make_guide()
    assert set(sections(root).values()) == {"stale"}
    assert run(root, "accept", "fr", PAGE) == 0
    assert set(sections(root).values()) == {"current"}
    edit(root)
    assert sections(root) == {"top": "current", "one-minute": "current", "asked": "stale"}


def test_one_section_can_be_accepted_by_itself(make_guide):
    root = make_guide()
    assert run(root, "accept", "fr", f"{PAGE}#asked") == 0
    assert sections(root) == {"top": "stale", "one-minute": "stale", "asked": "current"}


def test_a_folder_is_accepted_with_all_its_translations(make_guide):
    root = make_guide()
    assert run(root, "accept", "fr", "legislate/") == 0
    assert set(sections(root).values()) == {"current"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (f"{PAGE}#askd", 'translations/fr/legislate/ratify.md:0: has no section "askd" (did you mean "asked"?)'),
        ("legislate/ratfy.md", 'is not a translation of a page (did you mean "legislate/ratify.md"?)'),
        ("oversee/", "translations/fr/oversee/:0: is not a translation of a page"),
    ],
)
def test_what_cannot_be_accepted_is_named_and_nothing_is_written(make_guide, capsys, name, said):
    root = make_guide()
    assert run(root, "accept", "fr", PAGE, name) == 1
    assert said in capsys.readouterr().out
    assert not (root / "translations/fr/lock.txt").exists()


def test_a_translation_that_lacks_parts_of_its_source_is_not_accepted(make_guide, capsys):
    root = make_guide({f"translations/fr/{PAGE}": RATIFY_FR.replace("[@un-crc, art. 34]", "")})
    assert run(root, "accept", "fr", PAGE) == 1
    assert "lacks the citation [@un-crc, art. 34] of docs/legislate/ratify.md:13" in capsys.readouterr().out


def test_a_page_that_lacks_a_section_is_accepted_only_section_by_section(make_guide, capsys):
    root = make_guide({f"translations/fr/{PAGE}": RATIFY_FR.partition("## Ce qui")[0]})
    assert run(root, "accept", "fr", PAGE) == 1
    assert 'lacks the heading id "asked"' in capsys.readouterr().out
    assert run(root, "accept", "fr", f"{PAGE}#top") == 0


def test_accepting_a_page_forgets_the_sections_that_its_source_has_lost(make_guide):
    root = make_guide()
    run(root, "accept", "fr", PAGE)
    (root / "docs" / PAGE).write_text(RATIFY.partition("## What is asked")[0], encoding="utf-8")
    assert sections(root)["asked"] == "gone"
    (root / "translations/fr" / PAGE).write_text(RATIFY_FR.partition("## Ce qui")[0], encoding="utf-8")
    run(root, "accept", "fr", PAGE)
    assert sorted(load_lock(root, "fr")[0]) == [f"{PAGE}#one-minute", f"{PAGE}#top"]


def test_the_lock_has_one_sorted_line_for_each_section(make_guide):
    root = make_guide()
    run(root, "accept", "fr", PAGE)
    lines = (root / "translations/fr/lock.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(f"{key} {digest}" for key, digest in digests(load_site(root).pages[PAGE]).items())


def test_two_languages_write_two_files(make_guide):
    root = make_guide({f"translations/ar/{PAGE}": RATIFY_FR})
    run(root, "accept", "fr", PAGE)
    before = (root / "translations/fr/lock.txt").read_bytes()
    run(root, "accept", "ar", PAGE)
    assert (root / "translations/fr/lock.txt").read_bytes() == before
    assert set(sections(root, "ar").values()) == {"current"}


def test_two_branches_that_accept_sections_merge_without_a_conflict(make_guide):
    root = make_guide({".gitattributes": "translations/*/lock.txt merge=union\n"})
    git(root, "init", "-q", "-b", "main")
    run(root, "accept", "fr", f"{PAGE}#top")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "start")
    git(root, "switch", "-qc", "other")
    run(root, "accept", "fr", f"{PAGE}#asked")
    git(root, "commit", "-qam", "asked")
    git(root, "switch", "-q", "main")
    run(root, "accept", "fr", f"{PAGE}#one-minute")
    git(root, "commit", "-qam", "one minute")
    git(root, "merge", "-q", "other", "-m", "merge")
    lock, problems = load_lock(root, "fr")
    assert sorted(lock) == [f"{PAGE}#asked", f"{PAGE}#one-minute", f"{PAGE}#top"]
    assert problems == []


def test_a_section_left_with_two_digests_is_a_problem_and_stale_until_accepted_again(make_guide):
    root = make_guide()
    run(root, "accept", "fr", PAGE)
    lock = root / "translations/fr/lock.txt"
    lock.write_text(lock.read_text() + f"{PAGE}#asked 123456789abc\n", encoding="utf-8")
    assert [str(problem) for problem in load_site(root).problems] == [
        f'translations/fr/lock.txt:4: "{PAGE}#asked" stands here and on line 1 with different digests; compare the '
        f"section, then run: guide translations accept fr {PAGE}#asked"
    ]
    assert sections(root)["asked"] == "stale"
    assert run(root, "accept", "fr", f"{PAGE}#asked") == 0
    assert load_site(root).problems == []


def test_the_same_line_twice_is_harmless(make_guide):
    root = make_guide()
    run(root, "accept", "fr", PAGE)
    lock = root / "translations/fr/lock.txt"
    lock.write_text(lock.read_text() * 2, encoding="utf-8")
    assert load_site(root).problems == []


def test_the_diff_shows_the_words_that_changed_beside_the_translation(make_guide, capsys):
    root = make_guide()
    run(root, "accept", "fr", PAGE)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "start")
    edit(root)
    capsys.readouterr()
    assert run(root, "diff", "fr") == 0
    out = capsys.readouterr().out
    assert f"{PAGE}#asked (docs/{PAGE}:16, translations/fr/{PAGE}:15): the source has changed" in out
    assert "source: [-See-]{+Study+} [the list]" in out
    assert "fr: Voir [la liste]" in out
    assert "Premiers mots" not in out
    assert f"guide translations accept fr {PAGE}#asked" in out


def test_the_diff_finds_the_text_that_was_accepted_among_later_ones(make_guide, capsys):
    root = make_guide()
    run(root, "accept", "fr", PAGE)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "start")
    for old, new in (("See [the list]", "Study [the list]"), ("Study [the list]", "Use [the list]")):
        edit(root, old, new)
        git(root, "commit", "-qam", new)
    capsys.readouterr()
    run(root, "diff", "fr", f"{PAGE}#asked")
    assert "[-See-]{+Use+}" in capsys.readouterr().out


def test_the_diff_says_what_the_new_text_asks_of_the_translation(make_guide, capsys):
    root = make_guide()
    run(root, "accept", "fr", PAGE)
    edit(root, "Article 34 protects", "Article 35 protects")
    run(root, "diff", "fr", PAGE)
    assert f"translations/fr/{PAGE}:12: lacks the number 35 of docs/{PAGE}:13" in capsys.readouterr().out


def test_without_a_history_the_diff_says_so_and_shows_the_source_as_it_is(make_guide, capsys, monkeypatch):
    root = make_guide()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    run(root, "accept", "fr", PAGE)
    edit(root)
    run(root, "diff", "fr")
    out = capsys.readouterr().out
    assert "cannot be shown: fatal: not a git repository" in out
    assert "Study [the list]" in out and "Voir [la liste]" in out


def test_nothing_to_show_is_said(make_guide, capsys):
    root = make_guide()
    run(root, "accept", "fr", PAGE)
    capsys.readouterr()
    run(root, "diff", "fr")
    assert capsys.readouterr().out == "Every section is current.\n"


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("one two three", "one 2 three", "one [-two-]{+2+} three"),
        ("one", "one two", "[-one-]{+one two+}"),
        ("议会审查", "议会必须审查", "议会{+必须+}审查"),
        ("", "new line", "{+new line+}"),
    ],
)
def test_changed_words_are_marked(old, new, shown):
    assert word_diff(old, new) == shown


def test_the_table_counts_pages_sections_and_texts_of_the_data(make_guide, capsys):
    root = make_guide({"translations/fr/data/bodies.yml": 'foreign: {name: "Affaires étrangères"}\n'})
    run(root, "accept", "fr", PAGE)
    edit(root)
    capsys.readouterr()
    assert run(root, "status", "fr") == 0
    out = capsys.readouterr().out
    assert out.startswith("fr: 1 of 11 pages translated (9 %), 1 stale (0 of them never accepted); ")
    assert f"  {PAGE}: asked stale\n" in out
    assert "  index.md: missing\n" in out
    assert "translations/fr/data/bodies.yml: 1 of 2 texts (50 %)" in out
    assert '    justice.name: "Ministry of justice"' in out


def test_the_json_fits_its_schema_and_says_the_same(make_guide, capsys):
    text = RATIFY_FR.replace("{status: draft}", "{status: reviewed, reviewer: A. Lectrice, reviewed: 2026-11-20}")
    root = make_guide({f"translations/fr/{PAGE}": text})
    run(root, "accept", "fr", PAGE)
    capsys.readouterr()
    assert run(root, "status", "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert validate(Located(data, "status"), "translation-status") == []
    assert sorted(data["languages"]) == ["ar", "fr"]
    french = data["languages"]["fr"]
    assert (french["total"]["translated"], french["total"]["reviewed"], french["total"]["sections_current"]) == (
        1,
        1,
        3,
    )
    page = next(page for page in french["pages"] if page["path"] == PAGE)
    assert (page["state"], page["review"], page["reviewer"]) == ("current", "reviewed", "A. Lectrice")
    assert french["data"]["translations/fr/data/bodies.yml"]["missing"] == ["foreign.name", "justice.name"]


def test_the_real_status_fits_its_schema(real_site):
    assert validate(Located(status_data(real_site), "status"), "translation-status") == []


def test_entries_of_a_list_may_be_translated_by_their_id(make_guide):
    english = "- {id: fr-119, country: FR, kind: helpline, name: Line 119, contact: 119 or by chat, source: un-crc, as_of: '2026'}\n"
    own = 'fr-119: {contact: "119 ou par clavardage"}\n'
    root = make_guide({"docs/data/helplines.yml": english, "translations/fr/data/helplines.yml": own})
    site = load_site(root)
    assert site.problems == []
    assert [entry["contact"] for entry in site.data["fr"].helplines] == ["119 ou par clavardage"]
    missing = status_data(site, "fr")["languages"]["fr"]["data"]["translations/fr/data/helplines.yml"]["missing"]
    assert missing == []
