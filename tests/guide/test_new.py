"""`guide new`: what it starts passes the check once its blanks are filled, and not before."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from guide.checks import run_checks
from guide.checks.blanks import BLANK
from guide.cli import main
from guide.new import blanks, start, start_translation
from guide.problems import ProblemsError
from guide.site import load_site
from tests.regional import regional_files

TODAY = datetime.date(2026, 11, 24)
# What a contributor writes in the place of a blank, by what the blank asks.
ANSWERS = {
    "one of: legislation": "legislation",
    "one of: african": "african",
    "a paragraph": "R7",
    "key of a source": "un-crc",
    "a page of the guide": "legislate/ratify.md",
    "code of a body": "foreign",
    "country code": "KE",
    "One sentence of 20": "A sentence that is as long as the check asks for.",
    "Link to the checklist": "[The list](../oversee/checklists/cl-01-ratification.md)",
}


def fill(file: Path) -> None:
    """Fill every blank of a file as a contributor would."""

    def answer(match: re.Match[str]) -> str:
        asked = match[1]
        return next((text for start_, text in ANSWERS.items() if asked.startswith(start_)), "Words of mine.")

    text = file.read_text(encoding="utf-8")
    file.write_text(BLANK.sub(answer, text), encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "name", "locale", "expected"),
    [
        ("practice", "ke-budget-line", "en", "docs/cooperate/practices/ke-budget-line.md"),
        ("practice", "zz-somewhere", "en", "docs/cooperate/practices/zz-somewhere.md"),
        ("practice", "int-model-law", "fr", "translations/fr/cooperate/practices/int-model-law.md"),
        ("region", "african/west-africa", "en", "docs/regions/african/west-africa.md"),
        ("region", "african/afrique-centrale", "fr", "translations/fr/regions/african/afrique-centrale.md"),
        ("page", "legislate/shelters", "en", "docs/legislate/shelters.md"),
        ("checklist", "school-safety", "en", "docs/oversee/checklists/cl-02-school-safety.md"),
        ("checklist", "cl-07-trains", "fr", "translations/fr/oversee/checklists/cl-07-trains.md"),
    ],
)
def test_a_started_file_passes_the_check_once_its_blanks_are_filled(kind, name, locale, expected, make_guide):
    root = make_guide(regional_files())
    files = start(load_site(root), kind, name, locale, TODAY)
    file = files[0]
    assert file == root / expected
    problems = run_checks(load_site(root))
    assert len(problems) == blanks(files) > 5
    assert {problem.path for problem in problems} == {expected}
    assert all("is still to be filled in" in problem.message and problem.line > 0 for problem in problems)
    fill(file)
    assert [str(problem) for problem in run_checks(load_site(root))] == []


@pytest.mark.parametrize(
    "page", ["oversee/checklists/cl-01-ratification.md", "cooperate/practices/ke-one-number.md", "regions/african.md"]
)
def test_a_started_translation_keeps_ids_and_passes_once_filled(page, make_guide):
    root = make_guide(regional_files())
    file = start_translation(load_site(root), "fr", page)
    assert all("is still to be filled in" in problem.message for problem in run_checks(load_site(root)))
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"^\[\[Translate .*\]\]\n\n", "", text, flags=re.MULTILINE)
    text = BLANK.sub(lambda match: match[1], text)
    # Other words than the English ones: a sentence that is still English is refused.
    file.write_text(re.sub(r" (the|and|is) ", " xx ", text), encoding="utf-8")
    assert [str(problem) for problem in run_checks(load_site(root))] == []


def test_a_page_is_put_behind_its_neighbours_in_the_navigation(make_guide):
    root = make_guide()
    start(load_site(root), "page", "legislate/shelters", "en", TODAY)
    nav = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert "      - legislate/ratify.md\n      - legislate/shelters.md\n      - Provisions:" in nav


def test_a_practice_takes_its_country_and_region_from_its_name(make_guide):
    root = make_guide(regional_files())
    text = start(load_site(root), "practice", "ma-portal", "en", TODAY)[0].read_text(encoding="utf-8")
    assert "country: MA\nregion: african\nyear: 2026  # change it to the year when the practice began\n" in text


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("page", "../../etc/passwd", '../../etc/passwd:0: is not a name; write lower-case'),
        ("page", "shelters", "shelters:0: lies in no part of the guide; write it with its folder"),
        ("page", "nowhere/shelters", "nowhere/shelters.md:0: lies in a folder that nav in mkdocs.yml does not name"),
        ("page", "legislate/ratify", "docs/legislate/ratify.md:0: exists already; edit it"),
        ("region", "afrikan/x", 'afrikan/x:0: begins with no region; one of: african'),
        ("practice", "Ké", "Ké:0: is not a name"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_is_refused_and_nothing_is_written(kind, name, message, make_guide):
    root = make_guide(regional_files())
    before = sorted(root.rglob("*"))
    with pytest.raises(ProblemsError) as refused:
        start(load_site(root), kind, name, "en", TODAY)
    assert str(refused.value).startswith(message)
    assert sorted(root.rglob("*")) == before


def test_the_command_says_what_it_wrote_and_what_comes_next(make_guide, capsys):
    root = make_guide(regional_files())
    assert main(["--root", str(root), "new", "practice", "ke-budget-line"]) == 0
    said = capsys.readouterr().out
    assert "Wrote docs/cooperate/practices/ke-budget-line.md." in said
    assert "Fill the 12 blanks marked [[…]], then run: guide check docs/cooperate/practices/ke-budget-line.md" in said
    assert main(["--root", str(root), "new", "translation", "fr", "nothing.md"]) == 1


def test_a_blank_in_the_data_is_reported_too(make_guide):
    root = make_guide({"docs/data/bodies.yml": 'foreign: {name: "[[name]]"}\njustice: {name: x}\n'})
    assert [str(problem) for problem in run_checks(load_site(root))] == [
        'docs/data/bodies.yml:1: "[[name]]" is still to be filled in: put your text in the place of the brackets and what they hold'
    ]
