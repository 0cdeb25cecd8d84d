"""Blanks: every [[what is asked here]] that `guide new` left has been filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.markdown import PLAIN_FENCE
from guide.problems import Problem
from guide.site import Site
from guide.yamlfile import Located, walk_strings

BLANK = re.compile(r"\[\[(.+?)\]\]")
MESSAGE = "is still to be filled in: put your text in the place of the brackets and what they hold"


def check(site: Site) -> list[Problem]:
    problems: list[Problem] = []
    for page in site.all_texts():
        problems += _data(page.front)
        is_code = False
        for number, line in enumerate(page.body.split("\n"), start=1):
            is_code ^= bool(PLAIN_FENCE.match(line))
            if not is_code:
                problems += [page.problem(number, _say(found)) for found in BLANK.findall(line)]
    for located in site.english.files.values():
        problems += _data(located)
    return problems


def _data(located: Located) -> Iterator[Problem]:
    for path, text in walk_strings(located.data):
        for found in BLANK.findall(text):
            yield Problem(located.name, located.line(*path), _say(found))


def _say(blank: str) -> str:
    return f'"[[{blank[:60]}{"…" if len(blank) > 60 else ""}]]" {MESSAGE}'
