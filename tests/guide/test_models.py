"""Any value in any field of front matter, the data or a translation: a sound guide, or problems with a place."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from guide.files import hidden_characters
from guide.problems import Problem
from guide.yamlfile import SCHEMAS, parse_yaml
from tests.varied import FILES, PLACES, SCHEMA_OF, Guide, split, values, visible, with_value, written


@pytest.fixture(scope="module")
def guide(tmp_path_factory) -> Guide:
    return Guide(tmp_path_factory.mktemp("models") / "small")


def test_the_guide_that_is_varied_has_no_problems(guide):
    assert guide.problems("docs/data/facts.yml", FILES["docs/data/facts.yml"]) == []


def has_a_place(guide: Guide, problem: Problem, name: str, text: str) -> bool:
    """Say whether a problem is one line that names a file of the guide and a line of it (0: the whole file)."""
    path = guide.root / problem.path
    lines = text if problem.path == name else path.read_text(encoding="utf-8") if path.is_file() else ""
    return path.exists() and 0 <= problem.line <= lines.count("\n") + 1 and "\n" not in str(problem)


@given(st.sampled_from(PLACES), written)
@settings(max_examples=50, deadline=None)
@example(("docs/data/facts.yml", ("reports-2024", "value")), ".nan")
@example(("docs/data/facts.yml", ("reports-2024", "value")), "0x" + "f" * 4000)
@example(("docs/data/facts.yml", ("reports-2024", "review_months")), "12.0")
@example(("docs/data/facts.yml", ("reports-2024", "as_of")), '"2024-02-30"')
@example(("docs/data/facts.yml", ("reports-2024", "as_of")), '"2024-04-05\\n"')
@example(("docs/data/facts.yml", ()), "text")
@example(("docs/legislate/ratify.md", ("reviewed",)), '"2026-00-00"')
@example(("docs/legislate/ratify.md", ("reviewed",)), '"9999-12-01"')
@example(("docs/legislate/ratify.md", ("title",)), "!!bool x")
@example(("docs/legislate/ratify.md", ("title",)), "!!int ''")
@example(("docs/legislate/ratify.md", ("title",)), "!!timestamp x")
@example(("docs/legislate/ratify.md", ("paragraphs", 0)), '"R1\\nR2"')
@example(("translations/fr/data/glossary.yml", ("csam", "discouraged")), "text")
@example(("translations/fr/data/glossary.yml", ("csam", "discouraged")), "[]")
@example(("translations/fr/data/glossary.yml", ("csam", "term")), "[a, b]")
@example(("translations/fr/data/glossary.yml", ("csam", "discouraged", 0, "form")), '"-"')
@example(("translations/fr/data/helplines.yml", ("int-line",)), "{name: ''}")
def test_any_value_in_any_field_gives_a_guide_that_can_be_made_or_problems_with_a_place(guide, place, value):
    name, path = place
    text = with_value(name, path, value)
    for problem in guide.problems(name, text):
        assert has_a_place(guide, problem, name, text), problem


def required(name: str) -> list[tuple[tuple, str]]:
    """Return (path of the mapping, key) of each field that an entry of a file must have."""
    schema = yaml.safe_load((SCHEMAS / f"{SCHEMA_OF[name]}.yml").read_text(encoding="utf-8"))
    found = []

    def walk(part: dict, value: Any, path: tuple) -> None:
        if isinstance(value, dict):
            found.extend((path, key) for key in part.get("required", []) if key in value)
            for key, item in value.items():
                walk(part.get("properties", {}).get(key) or part.get("additionalProperties") or {}, item, (*path, key))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                walk(part.get("items", {}), item, (*path, index))

    walk(schema, yaml.safe_load(split(name)[0]), ())
    return found


REQUIRED = [(name, path, key) for name in SCHEMA_OF for path, key in required(name)]


def changed(name: str, path: tuple, change: Any) -> str:
    """Return a file after a change to the mapping at a path."""
    front, body = split(name)
    data = inner = yaml.safe_load(front)
    for step in path:
        inner = inner[step]
    change(inner)
    made = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    return f"---\n{made}---\n{body}" if name.endswith(".md") else made


@given(st.sampled_from(REQUIRED))
@settings(max_examples=60, deadline=None)
def test_a_required_field_that_is_dropped_is_named_at_its_entry(guide, field):
    name, path, key = field
    text = changed(name, path, lambda entry: entry.pop(key))
    found = [one for one in guide.read(name, text)[1] if f"missing field {key}" in one.message]
    where = parse_yaml(
        text if not text.startswith("---") else text.split("---\n")[1], name, 2 if name.endswith(".md") else 1
    )
    assert [(one.path, one.line) for one in found] == [(name, where.line(*path))]


@given(st.sampled_from(REQUIRED), st.from_regex(r"[a-z][a-z_]{2,12}", fullmatch=True))
@settings(max_examples=60, deadline=None)
def test_a_field_that_no_schema_knows_is_named(guide, field, unknown):
    name, path, _ = field
    unknown += "_x"
    free = not path and not name.endswith(".md") and SCHEMA_OF[name] not in ("region", "resolution")
    assume(not free and path != ("about",))
    text = changed(name, path, lambda entry: entry.update({unknown: "x"}))
    found = guide.read(name, text)[1]
    assert any(one.path == name and f'"{unknown}"' in one.message for one in found), found


@given(st.sampled_from([name for name in SCHEMA_OF if "translations" not in name]), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_the_fields_and_entries_of_a_file_changes_no_model(guide, name, chance):
    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            pairs = list(value.items())
            chance.shuffle(pairs)
            return {key: shuffled(item) for key, item in pairs}
        return [shuffled(item) for item in value] if isinstance(value, list) else value

    front, body = split(name)
    made = yaml.safe_dump(shuffled(yaml.safe_load(front)), sort_keys=False, allow_unicode=True)
    assert guide.read(name, f"---\n{made}---\n{body}" if name.endswith(".md") else made) == guide.read(
        name, FILES[name]
    )


@given(values)
@settings(max_examples=80, deadline=None)
def test_what_is_written_as_yaml_is_read_back_or_refused_with_its_line(value):
    text = yaml.safe_dump({"a": value}, allow_unicode=True)
    if refused := hidden_characters("f.yml", text):
        # Such a file is never parsed.
        assert all(1 <= one.line <= text.count("\n") for one in refused)
        return
    located = parse_yaml(text, "f.yml")
    if located.problems:
        assert all(1 <= one.line <= text.count("\n") for one in located.problems)
        assert any(
            word in str(one) for one in located.problems for word in ("plain number", "hidden", "not valid", "<<")
        )
    else:
        assert located.data == {"a": value}


@given(st.text(visible, min_size=1, max_size=30), st.sampled_from("\u202e\u200b\x1b\u2066\ufeff"))
@settings(max_examples=50, deadline=None)
def test_a_hidden_character_is_found_also_when_it_is_written_as_an_escape(text, hidden):
    located = parse_yaml(f'# first\na: {json.dumps(text, ensure_ascii=False)[:-1]}\\u{ord(hidden):04x}"\n', "f.yml")
    assert [one.line for one in located.problems if "hidden character" in one.message] == [2]


@pytest.mark.parametrize("text", ["0116", "0x10", "1:30", ".inf", "1_000", "+49", "1.5e+300"])
def test_what_only_a_machine_takes_for_a_number_is_refused(text):
    (problem,) = parse_yaml(f"a:\n  - {text}\n", "f.yml").problems
    assert (problem.line, "plain number" in problem.message) == (2, True)
