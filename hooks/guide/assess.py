"""From answers to action: profile, draft questions, brief, changes since last time.

The same rules stand in overrides/assets/js/checklist-rules.js; tests/browser/test_checklists.py compares the two on
one file. A document is a list of blocks (kind, text); kinds: h1, h2, p, li (a point), ol (a numbered point).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from guide.checklist_view import say
from guide.formats import format_date

WEAK = ("not-started", "planned", "on-paper")
UNKNOWN = "do-not-know"
# The answers in groups, for lines that a reader takes in at a glance.
BANDS = {
    "strong": ("in-practice", "reviewed"),
    "partly": ("partly",),
    "weak": WEAK,
    "unknown": (UNKNOWN,),
    "na": ("not-applicable",),
    "open": ("",),
}
AT_MOST = 5

Block = tuple[str, str]
List = dict[str, Any]
Assessment = dict[str, Any]
Words = dict[str, str]


class Report:
    """The documents of one assessment in one language. list_: see guide.checklist_view.list_data."""

    def __init__(self, list_: List, assessment: Assessment, words: Words, bodies: dict[str, str], locale: str) -> None:
        self.list, self.assessment, self.words, self.bodies = list_, assessment, words, bodies
        self.locale = locale

    def questions(self) -> list[Block]:
        """Draft a question from every weak or unknown answer, grouped by ministry or body."""
        groups: dict[str, list[Block]] = {}
        for item in self._weak():
            source = self.say("assess.doc.source", item=item["id"], answer=self._answer_words(item))
            groups.setdefault(item["asked"], []).append(("ol", f"{item['question']} {source}"))
        blocks = self._head("assess.doc.questions")
        for body, questions in groups.items():
            blocks += [("h2", self.bodies.get(body, body)), *questions]
        return blocks if groups else [*blocks, ("p", self.say("assess.doc.none"))]

    def brief(self) -> list[Block]:
        """One page for the chair: where things stand, what needs attention first, what is due."""
        items = self.list["items"]
        answered = sum(1 for item in items if self.answer(item))
        blocks = self._head("assess.doc.brief")
        blocks += [("h2", self.say("assess.doc.stands"))]
        blocks += [("p", self.say("assess.answered", count=answered, total=len(items)))]
        blocks += [("li", line) for line in self.profile_lines("kind")]
        first = sorted(self._weak(), key=lambda item: (not item["star"], item["level"] != "minimum"))[:AT_MOST]
        if first:
            blocks.append(("h2", self.say("assess.doc.first")))
            for item in first:
                answer = self._answer_words(item)
                line = self.say("assess.doc.point", item=item["id"], text=item["text"], answer=answer)
                blocks.append(("li", f"{line} {item['weak']}"))
        if due := self.due()[:AT_MOST]:
            blocks.append(("h2", self.say("assess.doc.due")))
            blocks += [("li", self._due_line(item, given)) for item, given in due]
        return [*blocks, ("p", self.say("assess.doc.caution"))]

    def changes(self, before: Assessment) -> list[Block]:
        """List the items whose answer differs from that of an earlier assessment of the same list."""
        blocks = self._head("assess.doc.changes")
        earlier = self.say("assess.doc.earlier", name=self._name(before), date=self._date(before["date"]))
        blocks.append(("p", earlier))
        if before["edition"] != self.assessment["edition"]:
            blocks.append(("p", self.say("assess.doc.editions")))
        found = []
        for item in self.list["items"]:
            was, now = (side["answers"].get(item["id"], {}).get("answer", "") for side in (before, self.assessment))
            if was != now:
                named = {"before": self._label(was), "after": self._label(now)}
                found.append(("li", self.say("assess.doc.change", item=item["id"], text=item["text"], **named)))
        return blocks + (found or [("p", self.say("assess.doc.same"))])

    def profile_lines(self, by: str) -> list[str]:
        """Return a line for each kind or theme: how many answers stand in each band."""
        lines = []
        for key in dict.fromkeys(item[by] for item in self.list["items"]):
            answers = [self.answer(item) for item in self.list["items"] if item[by] == key]
            label = self.words[f"kind.{key}"] if by == "kind" else self.list["themes"].get(key, key)
            counts = {band: sum(answer in codes for answer in answers) for band, codes in BANDS.items()}
            shown = (self._pair(self.say(f"assess.band.{band}"), count) for band, count in counts.items() if count)
            lines.append(self._pair(label, " · ".join(shown)))
        return lines

    def due(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Return the items with a due date and their answers, the earliest first."""
        answers = self.assessment["answers"]
        found = [(item, answers[item["id"]]) for item in self.list["items"] if answers.get(item["id"], {}).get("due")]
        return sorted(found, key=lambda pair: pair[1]["due"])

    def answer(self, item: dict[str, Any]) -> str:
        return str(self.assessment["answers"].get(item["id"], {}).get("answer", ""))

    def say(self, key: str, **values: object) -> str:
        return say(self.words, key, **values)

    def _weak(self) -> list[dict[str, Any]]:
        return [item for item in self.list["items"] if self.answer(item) in (*WEAK, UNKNOWN)]

    def _head(self, title: str) -> list[Block]:
        given = self.list
        line = self.say("assess.doc.of", title=given["title"], id=given["id"], edition=self.assessment["edition"])
        who = self.say("assess.doc.who", name=self._name(self.assessment), date=self._date(self.assessment["date"]))
        return [("h1", self.say(title)), ("p", line), ("p", who)]

    def _due_line(self, item: dict[str, Any], given: dict[str, Any]) -> str:
        owner = given.get("owner") or self.say("assess.no-owner")
        return self.say("assess.doc.due-line", date=self._date(given["due"]), item=item["id"], owner=owner)

    def _pair(self, label: str, value: object) -> str:
        return self.say("assess.pair", label=label, value=value)

    def _name(self, assessment: Assessment) -> str:
        return assessment["name"] or self.say("assess.unnamed")

    def _date(self, date: str) -> str:
        """Return an ISO date as the language writes it."""
        return format_date(date, self.locale)

    def _answer_words(self, item: dict[str, Any]) -> str:
        return self._label(self.answer(item))

    def _label(self, code: str) -> str:
        return self.words[f"scale.{code}"] if code else self.say("assess.band.open")


def markdown_of(blocks: Iterable[Block]) -> str:
    """Write a document as Markdown."""
    marks = {"h1": "# ", "h2": "## ", "p": "", "li": "- "}
    lines: list[str] = []
    number, before = 0, ""
    for kind, text in blocks:
        number = number + 1 if kind == "ol" else 0
        if lines and not (kind == before and kind in ("li", "ol")):
            lines.append("")
        plain = re.sub(r"\s+", " ", text).strip().replace("<", "\\<")
        lines.append((marks.get(kind) or (f"{number}. " if kind == "ol" else "")) + plain)
        before = kind
    return "\n".join(lines) + "\n"
