"""Ways to smuggle HTML, scripts or attributes through Markdown and data as the engine renders them.

Each text is either refused by the checks, or rendered; what is rendered is read as a browser would read it, and
may hold nothing but the tags and attributes that the guide itself writes.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml

from guide.checks import run_checks
from guide.compose import compose
from guide.site import load_site
from tests.conftest import REPOSITORY
from tests.small import GLOSSARY, RATIFY, SOURCES

TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "input",
        "label",
        "li",
        "ol",
        "p",
        "pre",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES = frozenset(
    [
        "alt",
        "checked",
        "class",
        "colspan",
        "data-def",
        "dir",
        "disabled",
        "href",
        "id",
        "lang",
        "rowspan",
        "scope",
        "src",
        "start",
        "style",
        "title",
        "type",
    ]
)
TICKS = "```"
# One a line: what a hostile page may hold. "⏎" is a line end, TICKS three back quotes.
TEXTS = Path(__file__).with_name("smuggling.txt").read_text(encoding="utf-8")
DATA = (
    '<img src=x onerror=alert(1)>',
    'x [click](javascript:alert(1)) y',
    'x" onmouseover="alert(1)',
    "x' onmouseover='alert(1)",
    'x } { onclick=alert(1) }',
    '*x* `y` _z_ **b** ~~d~~',
    '&lt;img src=x onerror=alert(1)&gt;',
    '&quot; onclick=&quot;alert(1)',
    '# A heading',
    'x\n\n# A heading { #settings }',
    'x\n\n!!! gone "y"\n    z',
    'x\n\n[y]: javascript:alert(1)\n\n[z][y]',
    '- a list',
    '1. a list',
    'a | b | c',
    '[^1]',
    '[@un-crc]',
    '{{ fact("reports-2024") }}',
    '\\',
    'x\\',
    'ends in \\" onclick="alert(1)',
    '![x](https://evil.example/a.png)',
    '*[IPU]: x',
    '///Footnotes Go Here///',
)  # fmt: skip
URLS = (
    "https://a.example/)[x](javascript:alert(1)",
    "https://a.example/(x)_[y]_*z*|w",
    "https://a.example/?q='onclick='x",
    "https://a.example/{onclick=alert(1)}",
    "https://a.example/\\x",
    "https://a.example/&quot;onclick=&quot;",
)


class Audit(HTMLParser):
    """Reads rendered HTML and notes what the guide would never write."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES and not name.startswith("data-"):
                self.faults.append(f"{tag} {name}")
            address = re.sub(r"[\s\x00-\x20]", "", value or "").lower()
            if name in ("href", "src") and re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:|//|\\", address):
                self.faults.append(f"{name}={address}")
            if name == "style" and not re.fullmatch(r"text-align: ?(left|right|center);?", value or ""):
                self.faults.append(f"style={value}")
            if name == "src" and address.startswith("http"):
                self.faults.append(f"src={address}")
            if name == "class" and set((value or "").split()) & {"gone", "unseen", "quick-exit", "skip"}:
                self.faults.append(f"class={value}")
            if name == "id" and value in ("settings", "content", "navigation", "tip"):
                self.faults.append(f"id={value}")

    def handle_comment(self, data: str) -> None:
        self.faults.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.faults.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.faults.append("instruction")


def _extensions() -> tuple[list[str], dict]:
    """Return the Markdown extensions of mkdocs.yml, and those that MkDocs adds."""
    text = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", "")
    names, settings = ["fenced_code"], {}
    for entry in yaml.safe_load(text)["markdown_extensions"]:
        name, options = (entry, {}) if isinstance(entry, str) else next(iter(entry.items()))
        names.append(name)
        settings[name] = options
    return names, settings


def faults(root: Path, path: str) -> list[str]:
    """Return what the checks find, else nothing; fail when they find nothing and the rendered page is not plain."""
    site = load_site(root)
    if problems := run_checks(site):
        return [str(problem) for problem in problems]
    names, settings = _extensions()
    html = markdown.markdown(compose(site, path, "en").markdown, extensions=names, extension_configs=settings)
    audit = Audit()
    audit.feed(html)
    audit.close()
    assert audit.faults == [], html
    return []


@pytest.mark.parametrize("text", [line for line in TEXTS.split("\n") if line])
def test_nothing_is_smuggled_through_a_page(text, make_guide):
    text = text.replace("⏎", "\n").replace("TICKS", TICKS)
    root = make_guide({"docs/legislate/ratify.md": f"{RATIFY}\nBefore.\n\n{text}\n\nAfter.\n"})
    for problem in faults(root, "legislate/ratify.md"):
        assert "Traceback" not in problem


@pytest.mark.parametrize("text", DATA)
def test_nothing_is_smuggled_through_the_data(text, make_guide):
    quoted = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=9999).strip()
    glossary = GLOSSARY.replace("Material that shows or represents the sexual abuse of a child.", quoted)
    glossary = glossary.replace("term: child sexual abuse material\n", f"term: {quoted}\n", 1)
    sources = SOURCES.replace('title: "Convention on the Rights of the Child"', f"title: {quoted}")
    root = make_guide({"docs/data/glossary.yml": glossary, "docs/data/sources.yml": sources})
    for path in ("legislate/ratify.md", "reference/glossary.md", "reference/sources.md"):
        faults(root, path)


@pytest.mark.parametrize("url", URLS)
def test_nothing_is_smuggled_through_an_address(url, make_guide):
    old = "https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-rights-child"
    root = make_guide({"docs/data/sources.yml": SOURCES.replace(old, f'"{url.replace(chr(92), chr(92) * 2)}"')})
    for path in ("legislate/ratify.md", "reference/sources.md"):
        faults(root, path)


@pytest.mark.parametrize("text", DATA)
def test_nothing_is_smuggled_through_front_matter(text, make_guide):
    quoted = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=9999).strip()
    page = RATIFY.replace("title: Ratify", f"title: {quoted}").replace(
        "description: What each step towards a treaty asks of a parliament.",
        f"description: {yaml.safe_dump('A page that is called ' + text, default_style=chr(34), width=9999).strip()}",
    )
    root = make_guide({"docs/legislate/ratify.md": page})
    for path in ("legislate/ratify.md", "legislate/index.md", "reference/resolution.md"):
        faults(root, path)


@pytest.mark.parametrize("text", DATA)
def test_nothing_is_smuggled_through_the_interface_strings(text, make_guide):
    strings = (REPOSITORY / "docs/data/strings.yml").read_text(encoding="utf-8")
    quoted = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=9999).strip()
    for key in (
        "page.sources",
        "page.related",
        "notice.missing.title",
        "notice.missing.text",
        "list.comma",
        "trace.items",
    ):
        strings = re.sub(
            rf"^{re.escape(key)}: .*$", lambda match, key=key: f"{key}: {quoted}", strings, flags=re.MULTILINE
        )
    root = make_guide(
        {
            "docs/data/strings.yml": strings,
            "translations/fr/strings.yml": strings,
            "translations/ar/strings.yml": strings,
        }
    )
    for path in ("legislate/ratify.md", "reference/resolution.md"):
        faults(root, path)
