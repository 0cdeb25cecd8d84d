"""What a contributed text may not hold: HTML, scripts, template code, outside images, deceptive links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.markdown import prose_lines
from guide.pages import Page
from guide.problems import Problem
from guide.site import Site
from guide.yamlfile import walk_strings

HTML = re.compile(r"<(?:/?[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?>|!--|!\[CDATA\[|\?|!DOCTYPE)", re.IGNORECASE)
UNCLOSED_HTML = re.compile(
    r"<\s*/?(?:script|style|iframe|object|embed|img|svg|link|meta|form|input|base)\b", re.IGNORECASE
)
AUTOLINK = re.compile(r"<[a-z][a-z0-9+.-]*:[^<>\s]*>", re.IGNORECASE)
TEMPLATE = re.compile(r"\{%|%\}|\{#(?![\w-]+\s*\})")
SCHEME = re.compile(r"^\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
REFERENCE = re.compile(r"^\s{0,3}\[[^\]^]+\]:\s*\S")
# attr_list marks other than an id, a class or a language could carry an event handler or a style.
ATTRIBUTES = re.compile(r"\{:?\s*([^{}]*=[^{}]*)\}")
SAFE_ATTRIBUTE = re.compile(r'^(?:\s*(?:#[\w-]+|\.[\w-]+|lang="?[a-zA-Z-]+"?|dir="?(?:rtl|ltr)"?))*\s*$')
ESCAPED = re.compile(r"\\.")
SNIPPET = re.compile(r"^\s*-{1,}8<-{1,}")


def check(site: Site) -> list[Problem]:
    return [problem for page in site.all_texts() for problem in check_page(page)]


def check_page(page: Page) -> list[Problem]:
    """Return what may not stand in one page's text or front matter."""
    problems = []
    for number, line in enumerate(prose_lines(page.body), start=1):
        problems += [page.problem(number, message) for message in _line(ESCAPED.sub("  ", line))]
    for link in page.links:
        problems += [page.problem(link.line, message) for message in _target(link.target, link.is_image)]
    for path, text in walk_strings(page.meta):
        if HTML.search(text) or UNCLOSED_HTML.search(text) or TEMPLATE.search(text) or "{{" in text:
            problems.append(
                Problem(page.file, page.front.line(*path), "HTML and template code are not allowed in front matter")
            )
    return problems


def _line(line: str) -> Iterator[str]:
    without_links = AUTOLINK.sub("", line)
    if AUTOLINK.search(line):
        yield "addresses in <…> are not allowed; cite a source by key: [@key]"
    if HTML.search(without_links) or UNCLOSED_HTML.search(without_links):
        yield "HTML is not allowed; write Markdown"
    if TEMPLATE.search(line):
        yield "template code ({% %}, {# #}) is not allowed; only the macros of CONTRIBUTING.md"
    if REFERENCE.match(line):
        yield "links by reference ([name]: address) are not allowed; write [text](page.md)"
    if SNIPPET.match(line):
        yield "including other files is not allowed"
    for match in ATTRIBUTES.finditer(line):
        if not SAFE_ATTRIBUTE.match(match[1]) and "{{" not in line:
            yield "only an id, a class or a language may stand in { … }"


def _target(target: str, is_image: bool) -> Iterator[str]:
    scheme = SCHEME.match(target)
    if is_image and (scheme or target.startswith("//")):
        yield "images from other hosts are not allowed"
    elif scheme and scheme[1].lower() not in ("http", "https", "mailto", "tel"):
        yield f'links that begin with "{scheme[1]}:" are not allowed'
    elif target.startswith("//"):
        yield "links that begin with // are not allowed"
    elif "%3a" in target.lower() or "&#" in target or "&colon" in target.lower():
        yield "encoded characters are not allowed in a link"
    elif not target.isascii():
        yield f'the link "{target}" has characters that look like others; write it in ASCII'
    elif (
        scheme and scheme[1].lower() in ("http", "https") and ("xn--" in target.lower() or "@" in target.split("/")[2])
    ):
        yield f'the address "{target}" could deceive a reader (xn-- or @ in the host); cite a source by key instead'
