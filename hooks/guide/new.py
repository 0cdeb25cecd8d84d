"""Starts a file for a contributor: everything that the check wants is there, what only they know is a [[blank]]."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import NoReturn

import yaml
from babel import Locale

from guide.checklists import INDICATOR_PARTS, PARTS, changed_labels
from guide.checks.blanks import BLANK
from guide.config import SOURCE_LOCALE
from guide.files import write_aside
from guide.markdown import HEADING
from guide.problems import Problem, ProblemsError, did_you_mean
from guide.site import Site
from guide.yamlfile import SCHEMAS

TEMPLATES = Path(__file__).parent / "templates"
NAME = re.compile(r"^[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)*$")
VARIABLE = re.compile(r"\$([a-z_]+)")
# Each kind's headings in another language are taken from a page of the same shape that is there already.
MODELS = {"region": "regions/{region}.md", "page": "legislate/ratify.md", "checklist": "oversee/checklists/"}


def start(site: Site, kind: str, name: str, locale: str, today: datetime.date) -> list[Path]:
    """Write a new page of a kind in a language; return the files written. Raise ProblemsError when it cannot be."""
    site.config.language(locale)
    name = name.removesuffix(".md")
    if not NAME.match(name):
        _refuse(name, "is not a name; write lower-case ASCII letters, digits and hyphens, such as ke-budget-line")
    path, values = _place(site, kind, name)
    values |= {"today": today.isoformat(), "year": str(today.year)}
    values["source_language"] = "" if locale == SOURCE_LOCALE else f"source_language: {locale}"
    text = (TEMPLATES / f"{kind}.md").read_text(encoding="utf-8")
    filled = _fill(text, values, _words(site, kind, values, locale), locale)
    file = _file(site, path, locale)
    nav = _navigation(site, path)
    write_aside(file, filled)
    if nav:
        write_aside(site.config.root / "mkdocs.yml", nav)
    return [file, *([site.config.root / "mkdocs.yml"] if nav else [])]


def start_translation(site: Site, locale: str, path: str) -> Path:
    """Write the frame of a translation: front matter, headings with their ids, and the source text to replace."""
    site.config.language(locale)
    if path not in site.pages:
        _refuse(path, f"is not a page of the guide{did_you_mean(path, site.pages)}")
    source = site.pages[path]
    if source.locale == locale:
        _refuse(path, f"was first written in this language: {source.file}")
    file = _file(site, path, locale)
    shown = {"title": source.title, "description": source.meta.get("description", "")}
    shown |= {field: source.meta[field] for field in ("result", "caution") if field in source.meta}
    fields = [f"{field}: {_quoted(text)}" for field, text in shown.items()]
    if "users" in source.meta:
        fields.append(f"users: [{', '.join(_quoted(user) for user in source.meta['users'])}]")
    if source.locale != SOURCE_LOCALE:
        fields.append(f"source_language: {source.locale}")
    front = "\n".join([*fields, "keywords: []", "translation: {status: draft}"])
    labels = changed_labels(site.data[source.locale].strings, site.data[locale].strings)
    write_aside(file, f"---\n{front}\n---\n{_frame(source.body, labels)}")
    return file


def blanks(files: list[Path]) -> int:
    """Return how many blanks the pages among some files hold."""
    return sum(len(BLANK.findall(file.read_text(encoding="utf-8"))) for file in files if file.suffix == ".md")


def _place(site: Site, kind: str, name: str) -> tuple[str, dict[str, str]]:
    """Return where a page of a kind lies, and what its name says of it."""
    if kind == "practice":
        code = name.split("-")[0].upper()
        is_country = code in ("INT", "EU") or (len(code) == 2 and code in Locale.parse("en").territories)
        groups = [
            slug for slug, region in site.english.regions.items()
            if code in region["members"] + region.get("uncertain_members", [])
        ]  # fmt: skip
        regions = ", ".join(_enum("front-practice", "region"))
        return f"cooperate/practices/{name.split('/')[-1]}.md", {
            "name": name.split("/")[-1],
            "country": code if is_country else '"[[country code such as KE, or INT for several]]"',
            "region": groups[0] if groups else f'"[[one of: {regions}]]"',
            "themes": ", ".join(_enum("front-practice", "theme")),
        }
    if kind == "region":
        known = _enum("front-region", "region")
        if (region := name.split("/")[0]) not in known:
            _refuse(name, f"begins with no region; one of: {', '.join(known)}{did_you_mean(region, known)}")
        return f"regions/{name}.md", {"region": region}
    if kind == "checklist":
        number = max([0, *(int(key[3:]) for key in site.checklists if re.fullmatch(r"CL-\d\d", key))]) + 1
        if given := re.match(r"cl-(\d\d)-", name):
            number, name = int(given[1]), name[given.end() :]
        return f"oversee/checklists/cl-{number:02}-{name}.md", {"identifier": f"CL-{number:02}"}
    if "/" not in name:
        _refuse(name, "lies in no part of the guide; write it with its folder, such as protect/shelters")
    return f"{name}.md", {}


def _file(site: Site, path: str, locale: str) -> Path:
    """Return the file of a page in a language; refuse one that exists."""
    tree = "docs" if locale == SOURCE_LOCALE else f"translations/{locale}"
    file = site.config.root / tree / path
    if file.exists():
        _refuse(f"{tree}/{path}", "exists already; edit it")
    return file


def _fill(text: str, values: dict[str, str], words: dict[str, str], locale: str) -> str:
    """Put values and words in the $names of a template; in another language a word not known there is a blank."""

    def one(match: re.Match[str]) -> str:
        name = match[1]
        if name in values:
            return values[name]
        english = name.replace("_", " ").capitalize()
        return words.get(name, english if locale == SOURCE_LOCALE else f"[[{english}]]")

    lines = []
    for line in text.split("\n"):
        heading = HEADING.match(line)
        if heading and heading[3] in words:
            line = VARIABLE.sub(words[heading[3]], line, count=1)
        filled = VARIABLE.sub(one, line)
        if filled or not line.startswith("$"):
            lines.append(filled)
    return "\n".join(lines)


def _words(site: Site, kind: str, values: dict[str, str], locale: str) -> dict[str, str]:
    """Return labels of checklists by name, and headings of a page of this shape by id, in a language."""
    strings = site.data[locale].strings
    words = {}
    if kind == "checklist":
        for key in PARTS:
            words[key] = strings[f"checklist.label.{key}"]
        for key in INDICATOR_PARTS:
            words[key] = strings[f"checklist.indicator.{key}"]
    if locale != SOURCE_LOCALE and kind in MODELS:
        model = MODELS[kind].format(**{"region": "", **values})
        page = next(
            (page for path in sorted(site.pages) if path.startswith(model) and (page := site.version(path, locale))),
            None,
        )
        words |= {heading.target: heading.text for heading in page.headings if heading.level == 2} if page else {}
    return words


def _quoted(text: object) -> str:
    """Return a text of the source as a blank in YAML's quotes."""
    return json.dumps(f"[[{text}]]", ensure_ascii=False)


def _frame(body: str, labels: dict[str, str]) -> str:
    """Return a text with its headings as blanks, and before the text of each section a blank that says what to do."""
    mark = "[[Translate the text down to the next heading, then delete this line.]]"
    out, is_open = [], False
    for line in body.split("\n"):
        heading = HEADING.match(line) if line.startswith("#") else None
        if heading:
            line, is_open = f"{heading[1]} [[{heading[2]}]] {{ #{heading[3]} }}", False
        elif line.strip() and not is_open:
            out += [mark, ""]
            is_open = True
        for old, new in labels.items():
            line = line.replace(old, new)
        out.append(line)
    return "\n".join(out)


def _navigation(site: Site, path: str) -> str:
    """Return mkdocs.yml with the page behind its neighbours; nothing when a pattern takes it up by itself."""
    folder = path.rpartition("/")[0]
    text = (site.config.root / "mkdocs.yml").read_text(encoding="utf-8")
    if re.search(rf"^\s*- {re.escape(folder)}/\*\s*$", text, re.MULTILINE) or re.search(
        rf"^\s*- {re.escape(path)}\s*$", text, re.MULTILINE
    ):
        return ""
    neighbours = list(re.finditer(rf"^(\s*- ){re.escape(folder)}/[^/\s]+\.md\s*?$", text, re.MULTILINE))
    if not neighbours:
        _refuse(path, "lies in a folder that nav in mkdocs.yml does not name; add the folder there first")
    last = neighbours[-1]
    return f"{text[: last.end()]}\n{last[1]}{path}{text[last.end() :]}"


def _enum(schema: str, field: str) -> list[str]:
    raw = yaml.safe_load((SCHEMAS / f"{schema}.yml").read_text(encoding="utf-8"))
    return [str(value) for value in raw["properties"][field]["enum"]]


def _refuse(name: str, message: str) -> NoReturn:
    raise ProblemsError([Problem(name, 0, message)])
