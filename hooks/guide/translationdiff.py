"""`guide translations diff`: what has changed in the source since a section was translated, beside the translation."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import zip_longest

from guide.checks.parity import section_problems
from guide.history import Earlier, NoHistoryError, find_section
from guide.markdown import Section
from guide.pages import Page
from guide.problems import Problem, ProblemsError, did_you_mean
from guide.site import Site
from guide.translations import MORE_FIELDS, SectionStatus, section_states

# Words with the white space behind them; each Chinese character is a word.
TOKEN = re.compile(r"[㐀-鿿]|[^\s㐀-鿿]+\s*|\s+")


def diff_lines(site: Site, locale: str, name: str | None = None) -> Iterator[str]:
    """Yield, for each section that is not current (of one page, or page.md#section), what to change and where.

    Raise ProblemsError for a name that is no translated page.
    """
    site.config.language(locale)
    translated = site.translations.get(locale, {})
    path, _, identifier = (name or "").partition("#")
    if path and path not in translated:
        message = f"is not a translation of a page{did_you_mean(path, translated)}"
        raise ProblemsError([Problem(f"translations/{locale}/{path}", 0, message)])
    for one in [path] if path else sorted(translated):
        for status in section_states(site.pages[one], translated[one], site.locks.get(locale, {})):
            if status.state != "current" and identifier in ("", status.id) and (path or status.is_accepted):
                yield from _section(site, site.pages[one], translated[one], status)


def _section(site: Site, source: Page, page: Page, status: SectionStatus) -> Iterator[str]:
    """Yield the lines about one section."""
    key = f"{source.path}#{status.id}"
    now, own = _find(source, status.id), _find(page, status.id)
    places = [f"{text.file}:{text.line(part.line)}" for text, part in ((source, now), (page, own)) if part]
    yield f"{key} ({', '.join(places)}): {_said(status)}"
    if now is None:
        return
    if own is None:
        yield from _block("source", _words(source, now))
        return
    if status.is_accepted:
        accepted = site.locks[page.locale][key]
        try:
            earlier = find_section(site.config.root, source, status.id, accepted)
        except NoHistoryError as error:
            yield f"  The text that it was made from cannot be shown: {error}. Below: the source as it is now."
            earlier = None
        else:
            if earlier is None:
                yield f"  No commit has the text that it was made from (digest {accepted}). Below: the source as it is now."
    else:
        earlier = None
    yield from _beside(earlier, source, now, page, own)
    for problem in section_problems(source, page, status.id):
        yield f"  {problem}"
    yield f"  When it matches: guide translations accept {page.locale} {key}"
    yield ""


def _said(status: SectionStatus) -> str:
    if status.state == "stale" and not status.is_accepted:
        return "never accepted"
    return {"stale": "the source has changed", "missing": "not translated", "gone": "no longer in the source"}[
        status.state
    ]


def _beside(earlier: Earlier | None, source: Page, now: Section, page: Page, own: Section) -> Iterator[str]:
    """Yield each changed line of the source with its words marked, and the translation's line beside it."""
    new, translation = _words(source, now), _words(page, own)
    if earlier is None:
        yield from _block("source", new)
        yield from _block(page.locale, translation)
        return
    old = _words(earlier.page, earlier.section)
    yield f"  [-taken out-] {{+put in+}} since {earlier.day} (commit {earlier.commit[:10]})"
    aligned = len(old) == len(translation)
    shown: set[int] = set()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for before, after in zip_longest(old[a:b], new[c:d], fillvalue=""):
            yield f"  source: {word_diff(before, after)}"
        # A line that was only put in stands behind the line before it.
        for index in range(a, b) if b > a else range(max(a - 1, 0), a):
            if aligned and index not in shown:
                shown.add(index)
                yield f"  {page.locale}: {translation[index]}"
    if not aligned:
        yield from _block(page.locale, translation)


def word_diff(old: str, new: str) -> str:
    """Return a line with the words that went and came marked: 'a [-b-]{+c+} d'."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    out = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            out.append(gone)
            continue
        out += [f"[-{gone.rstrip()}-]"] if gone.strip() else []
        out += [f"{{+{come.rstrip()}+}}"] if come.strip() else []
        out.append(" " if (come or gone)[-1:].isspace() else "")
    return "".join(out).strip()


def _block(label: str, lines: list[str]) -> Iterator[str]:
    yield f"  {label}:"
    yield from (f"    {line}" for line in lines)


def _find(page: Page, identifier: str) -> Section | None:
    return next((section for section in page.sections if section.id == identifier), None)


def _words(page: Page, section: Section) -> list[str]:
    """Return the lines of a section that hold words; before the opening, the fields of the front matter."""
    lines = [line for line in section.text.split("\n") if line.strip()]
    if section.id == "top":
        fields = ("title", "description", *MORE_FIELDS)
        lines = [f"{field}: {page.meta[field]}" for field in fields if field in page.meta] + lines
    return lines
