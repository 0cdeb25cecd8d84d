"""YAML with line numbers, so that an error names the line to mend."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators

from guide.files import HIDDEN, hidden_characters
from guide.formats import ISO_DATE
from guide.problems import Problem, did_you_mean

Path_ = tuple[str | int, ...]
# The C parser is about eight times as fast; the plain one serves where PyYAML has no C part.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_Base):  # type: ignore[misc]
    """Safe YAML in which only true and false are truth values: NO is Norway, and `on` a word."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
SCHEMAS = Path(__file__).parent / "schemas"
# YAML reads more as numbers than people do: 0116 is 78 to it, 1:30 is 90, and there are .nan and 0xff.
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?")
NUMBER_TAGS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date")
@FORMATS.checks("date-or-month-or-year")
def _is_real_date(value: object) -> bool:
    """Say whether a date is in the calendar; a text of another shape is left to the pattern of its field."""
    if not isinstance(value, str) or not (match := ISO_DATE.fullmatch(value)):
        return True
    try:
        datetime.date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return False
    return True


def _pattern(_: Any, pattern: str, value: object, __: Any) -> Iterator[ValidationError]:
    """As JSON Schema means it: $ is the end of the text, not the place before a last line end."""
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


_extend: Any = validators.extend
Validator = _extend(Draft202012Validator, {"pattern": _pattern})


@dataclass
class Located:
    """Parsed YAML (dates as ISO text) with the line of every key and item, and what is wrong with it."""

    data: Any
    name: str
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def fits(self) -> bool:
        """Say whether the file held data and nothing was wrong with them."""
        return self.data is not None and not self.problems

    def line(self, *path: str | int) -> int:
        """Return the line of the value at path, or of its nearest parent."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


def parse_yaml(text: str, name: str, first_line: int = 1) -> Located:
    """Parse one YAML document whose first line stands at first_line of the file called name."""
    located = Located(data=None, name=name)
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return located
        _walk(node, (), located, first_line, set())
        if not HIDDEN.search(text):
            located.problems += _escaped_characters(located, node, first_line)
        if not located.problems:
            located.data = _plain(loader.construct_document(node))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        said = f"is not valid YAML: {error.problem or error.context}"
        # By far the most common slip: a title with a colon in it.
        if "mapping values are not allowed" in said:
            said += ' (a text with a colon in it stands in "double quotes")'
        located.problems.append(Problem(name, line, said))
    except (KeyError, IndexError, AttributeError, TypeError):
        # What PyYAML raises for "!!bool perhaps" and the like.
        located.problems.append(Problem(name, first_line, "is not valid YAML: a value does not fit its tag (!!…)"))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        located.problems.append(Problem(name, first_line, f"is not valid YAML: {str(error).splitlines()[0]}"))
    finally:
        loader.dispose()
    return located


def validate(located: Located, schema: Mapping[str, Any] | str) -> list[Problem]:
    """Return a problem for each place where the data do not fit a JSON Schema (a name: a file in schemas/)."""
    validator = _validator(schema) if isinstance(schema, str) else Validator(schema, format_checker=FORMATS)
    problems = []
    for error in validator.iter_errors(located.data):
        path = tuple(error.absolute_path)
        where = ".".join(str(part) for part in path)
        problems.append(Problem(located.name, located.line(*path), f"{where + ': ' if where else ''}{_say(error)}"))
    return problems


def fitting(located: Located, schema: str) -> dict[str, Any]:
    """Return the fields that fit the schema, so that nobody has to look out for the wrong ones again."""
    wrong = {error.absolute_path[0] for error in _validator(schema).iter_errors(located.data) if error.absolute_path}
    return {key: value for key, value in located.data.items() if key not in wrong}


def _say(error: Any) -> str:
    """Put a schema error in words for an editor."""
    if error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        extra = sorted(str(key) for key in error.instance if key not in known)
        return f'unknown field "{extra[0]}"{did_you_mean(extra[0], known)}'
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        return f"missing field {', '.join(missing)}"
    if error.validator == "enum":
        shown = ", ".join(str(value) for value in error.validator_value)
        return f'"{error.instance}" is not one of: {shown}{did_you_mean(str(error.instance), map(str, error.validator_value))}'
    if error.validator in ("pattern", "format") and (hint := error.schema.get("description")):
        return f'"{error.instance}" should be {hint}'
    return str(error.message)[:200]


@cache
def _validator(name: str) -> Any:
    text = (SCHEMAS / f"{name}.yml").read_text(encoding="utf-8")
    return Validator(yaml.load(text, Loader), format_checker=FORMATS)


def _walk(node: yaml.Node, path: Path_, located: Located, first: int, seen: set[int]) -> None:
    """Note the line of each node; refuse aliases and repeated keys, which hide what is meant."""
    line = first + node.start_mark.line
    located.lines.setdefault(path, line)
    if id(node) in seen:
        located.problems.append(Problem(located.name, line, "YAML aliases (* and &) are not allowed; write it out"))
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            label = str(key.value)
            if key.tag == "tag:yaml.org,2002:merge":
                where = first + key.start_mark.line
                located.problems.append(Problem(located.name, where, "YAML merging (<<) is not allowed; write it out"))
            if label in keys:
                where = first + key.start_mark.line
                located.problems.append(Problem(located.name, where, f'key "{label}" stands twice'))
            keys.add(label)
            located.lines[(*path, label)] = first + key.start_mark.line
            _walk(value, (*path, label), located, first, seen)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*path, index), located, first, seen)
    elif node.tag in NUMBER_TAGS and not NUMBER.fullmatch(node.value):
        said = f'"{node.value[:20]}" is not written as a plain number; put a text in "double quotes"'
        located.problems.append(Problem(located.name, line, said))


def _escaped_characters(located: Located, node: yaml.Node, first: int) -> Iterator[Problem]:
    """Yield what a text in double quotes hides by an escape: in the file itself it can be seen, on a page it cannot."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, yaml.ScalarNode):
            for problem in hidden_characters(located.name, one.value):
                yield Problem(located.name, first + one.start_mark.line, problem.message)
        elif isinstance(one, yaml.MappingNode):
            waiting += [part for pair in one.value for part in pair]
        elif isinstance(one, yaml.SequenceNode):
            waiting += one.value


def _plain(value: Any) -> Any:
    """Turn YAML's dates into ISO text, its keys into strings and 12.0 into 12."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        # To a schema 12.0 is a whole number; to Python it is not.
        return int(value)
    return value


def walk_strings(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Yield each text in parsed YAML with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk_strings(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk_strings(item, (*path, index))
