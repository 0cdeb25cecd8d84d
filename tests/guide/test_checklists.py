"""The parser of checklists: every rule by an example, and its properties on any text."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.checklist_reader import parse_checklist
from guide.checklist_view import list_data
from guide.checklists import EXITS, KINDS, LEVELS, SCALE
from guide.pages import DASHBOARD, page_kind, parse_page
from tests.small import small_files

PATH = "oversee/checklists/cl-01-ratification.md"
TEXT = small_files()[f"docs/{PATH}"]
STRINGS = yaml.safe_load(small_files()["docs/data/strings.yml"])
WITHDRAWN = "\n## Withdrawn { #withdrawn }\n\n- **CL-01.9** was split into CL-01.1 and CL-01.2\n"


def parse(text: str):
    page, _ = parse_page(text, PATH, "en", f"docs/{PATH}")
    return parse_checklist(page, STRINGS)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_small_checklist_is_read_in_full():
    checklist, problems = parse(TEXT)
    assert problems == []
    assert (checklist.id, checklist.title, list(checklist.themes.values())) == ("CL-01", "Ratification", ["Status"])
    item = checklist.items[0]
    assert (item.id, item.anchor, item.starred, item.kind, item.level) == ("CL-01.1", "cl-01-1", True, "law", "minimum")
    assert item.text == "Is there a table of treaties?"
    assert item.evidence == "the table." and item.weak == "Ask for a table."
    assert (item.asked, item.question) == ("foreign", "Which treaties bind us, and since when?")
    assert "R1" in item.paragraphs and item.instruments == [("crc", "34")]
    assert checklist.items[1].bodies == ["foreign", "justice"]
    assert [indicator.unit for indicator in checklist.indicators] == ["count", "count"]


# One change to the list, and the beginning of the message it must give.
RULES = [
    ("`law` `minimum` Is there", "`minimum` Is there", "item CL-01.1 has no kind"),
    ("`law` `minimum` Is there", "`law` Is there", "item CL-01.1 has no level"),
    ("`law` `minimum` Is there", "`laww` `minimum` Is there", '"laww" is neither a kind nor a level (did you mean "law"?)'),
    ("- [ ] **CL-01.1** ★", "- **CL-01.1** ★", "is not an item"),
    ("**CL-01.2** ★", "**CL-01.1** ★", "item id CL-01.1 stands twice"),
    ("**CL-01.2** ★", "**CL-02.2** ★", "item 2 is called CL-02.2"),
    ("**CL-01.2** ★", "**CL-01.2**", "1 items carry ★"),
    ("### Status { #status }\n", "", "item CL-01.1 stands under no theme"),
    ("    - **Evidence:** the table.\n", "", 'item CL-01.1 lacks the point "evidence"'),
    ("    - **Evidence:** the table.\n", "    - **Evidence:**\n", "item CL-01.1 names no evidence"),
    ("    - **From:** `foreign`\n", "    - **From:** the minister\n", "item CL-01.1 names no body code"),
    ("    - **Question:** `foreign` Which", "    - **Question:** Which", "the question of CL-01.1 begins with a body code"),
    ("R1 · [Ratify](../../legislate/ratify.md)\n    - **Question:** `justice`", "crc 1\n    - **Question:** `justice`",
     "item CL-01.2 rests on no paragraph"),
    ("    - **If weak:** Ask for a date.\n", "    - **If weak:** Ask.\n    - **If weak:** Ask for a date.\n",
     'item CL-01.2 has the point "If weak:" twice'),
    ("    - **If weak:** Ask for a date.", "    - **If week:** Ask for a date.", "is not a point of an item"),
    ("    - **If weak:** Ask for a date.", "    - **If weak:** Ask\n    for a date.", "is neither an item nor one of its points"),
    ("- **Caution:** small numbers\n", "", "indicator CL-01.I1 lacks its caution"),
    ("- **Caution:** small numbers\n", "- **Warning:** small numbers\n", "is not a point of an indicator"),
    ("### CL-01.I2 Reservations { #i2 }\n", "", "has 1 indicators"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), RULES)
def test_each_rule_is_reported_with_its_line(old: str, new: str, message: str):
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    found = [problem for problem in parse(text)[1] if problem.message.startswith(message)]
    assert found, [str(problem) for problem in parse(text)[1]]
    assert found[0].path == f"docs/{PATH}"
    lines = text.split("\n")
    assert 1 <= found[0].line <= len(lines)


def test_line_is_that_of_the_item():
    text = TEXT.replace("`practice` `recommended`", "`recommended`")
    (problem,) = parse(text)[1]
    assert problem.line == line_of(text, "**CL-01.2**")


def test_withdrawn_item_is_kept_and_its_id_never_used_again():
    checklist, problems = parse(TEXT + WITHDRAWN)
    assert problems == [] and checklist.withdrawn == {"CL-01.9": "was split into CL-01.1 and CL-01.2"}
    _, problems = parse(TEXT + WITHDRAWN.replace("CL-01.9", "CL-01.2"))
    assert "item id CL-01.2 is withdrawn; give the item a new id" in [problem.message for problem in problems]


def test_labels_follow_the_language_of_the_page():
    strings = STRINGS | {"checklist.label.evidence": "Preuves :", "checklist.indicator.caution": "注意："}
    text = TEXT.replace("**Evidence:**", "**Preuves :**").replace("**Caution:**", "**注意：**")
    page, _ = parse_page(text, PATH, "fr", "x")
    checklist, problems = parse_checklist(page, strings)
    assert problems == [] and checklist.items[0].evidence == "the table."


def test_dashboard_is_not_a_checklist():
    assert page_kind(DASHBOARD) == "page" and page_kind(PATH) == "checklist"


def test_view_is_plain_words_and_has_every_item_of_the_real_lists(real_site):
    for checklist in real_site.checklists.values():
        found = list_data(real_site, checklist.page.path, "en")
        assert [item["id"] for item in found["items"]] == [item.id for item in checklist.items]
        for item in found["items"]:
            for field in ("text", "question", "weak", "evidence"):
                assert item[field] and not any(mark in item[field] for mark in ("{{", "](", "**", "[@", "<"))


words = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text and not text.startswith(("`", "★"))
)
items = st.lists(
    st.tuples(words, st.booleans(), st.sampled_from(KINDS), st.sampled_from(LEVELS), words, words, words), max_size=12
)


@given(items)
@settings(max_examples=60)
def test_what_is_written_by_the_convention_is_read_back(rows):
    lines = ["---", "title: T", "checklist: CL-01", "---", "## Items { #items }", "### A { #a }"]
    for number, (text, star, kind, level, evidence, question, weak) in enumerate(rows, start=1):
        lines += [
            f"- [ ] **CL-01.{number}** {'★ ' if star else ''}`{kind}` `{level}` {text}",
            f"    - **Evidence:** {evidence}", "    - **From:** `justice`", "    - **Rests on:** R1 · crc 34",
            f"    - **Question:** `justice` {question}", f"    - **If weak:** {weak}",
        ]  # fmt: skip
    checklist, problems = parse("\n".join(lines))
    read = [(i.text, i.starred, i.kind, i.level, i.evidence, i.question, i.weak) for i in checklist.items]
    assert read == rows
    assert {problem.line for problem in problems} <= {5}, "only the counts of stars and indicators are wrong"


@given(st.text(max_size=400), st.integers(0, len(TEXT)))
@settings(max_examples=150)
def test_no_text_makes_the_parser_fail_and_every_problem_has_a_place(noise: str, at: int):
    text = TEXT[:at] + noise + TEXT[at:]
    checklist, problems = parse(text)
    last = text.count("\n") + 2
    assert all(0 <= problem.line <= last and problem.message for problem in problems)
    assert len(checklist.items) <= text.count("- [ ]")


def test_scale_has_six_steps_and_two_exits():
    assert len(SCALE) == 6 and len(EXITS) == 2
