"""What a contributed text may not hold: HTML, scripts, template code, outside images, deceptive links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.citations import NOTES_HERE
from guide.markdown import FENCE, LINK, MACRO, line_finder, prose_lines
from guide.pages import Page
from guide.problems import Problem
from guide.site import Site
from guide.unsafe import AUTOLINK, MIXED_ALPHABETS, SCHEME, TEMPLATE, deceives, has_html, mixed_alphabets
from guide.yamlfile import walk_strings

# [name]: address, *[short]: long, [^1]: note. Markdown takes them up anywhere, also in lists, quotes and boxes,
# and a label may run over a line end.
DEFINITION = re.compile(r"^[ \t>*+\-\d.):]*\[[^\[\]]*\]:", re.MULTILINE)
FOOTNOTE = re.compile(r"\[\^")
ATTRIBUTES = re.compile(r'\{:?\s*lang="?[a-zA-Z-]+"?(?:\s+dir="?(?:rtl|ltr)"?)?\s*\}')
HEADING_ID = re.compile(r"^(#+ .*)\{ ?#[^\s{}\"'=<>]+ ?\}\s*$")
INNER_HEADING = re.compile(r"^[\s>*+\-\d.):]+#|^#{1,6}[^#\s]")
UNDERLINE = re.compile(r"^[\s>]*(?:=+|-+)\s*$")
BOX = re.compile(r"^\s*(?:!!!|\?\?\?)")
PLAIN_BOX = re.compile(r'^\s*!!! (?:note|tip|warning|example)(?: "[^"]*")?\s*$')
SNIPPET = re.compile(r"^\s*-{1,}8<-{1,}")
ENTITY = re.compile(r"&(?:#\w+|[a-z]+);", re.IGNORECASE)


def check(site: Site) -> list[Problem]:
    return [problem for page in site.all_texts() for problem in check_page(page)]


def check_page(page: Page) -> list[Problem]:
    """Return what may not stand in one page's text or front matter."""
    raw, prose = page.body.split("\n"), prose_lines(page.body)
    problems = []
    for number, (line, words) in enumerate(zip(raw, prose, strict=True), start=1):
        problems += [page.problem(number, message) for message in _line(line, words)]
    problems += _hidden_headings(page, prose)
    flat = "\n".join(prose)
    line_of = line_finder(flat)
    for found in DEFINITION.finditer(flat):
        number = line_of(found.end())
        problems.append(
            page.problem(number, "links by reference ([name]: address) are not allowed; write [text](page.md)")
        )
    problems += _odd_links(page, flat)
    for link in page.links:
        problems += [page.problem(link.line, message) for message in _target(link.target, link.is_image)]
    for path, text in walk_strings(page.meta):
        place = page.front.line(*path)
        if has_html(text) or AUTOLINK.search(text) or TEMPLATE.search(text) or "{{" in text:
            problems.append(Problem(page.file, place, "HTML and template code are not allowed in front matter"))
        elif "](" in text:
            problems.append(Problem(page.file, place, "links are not allowed in front matter; write plain words"))
    return problems


def _line(line: str, words: str) -> Iterator[str]:
    """Yield what is wrong with a line. words: the line without its code; in code HTML is refused all the same."""
    if AUTOLINK.search(line):
        yield "addresses in <…> are not allowed; cite a source by key: [@key]"
    if has_html(line):
        yield "HTML is not allowed; write Markdown"
    if TEMPLATE.search(line):
        yield "template code ({% %}, {# #}) is not allowed; only the macros of CONTRIBUTING.md"
    if SNIPPET.match(line):
        yield "including other files is not allowed"
    if FOOTNOTE.search(words) or NOTES_HERE in line:
        yield "notes by hand ([^1]) are not allowed; cite a source by key: [@key]"
    if BOX.match(words) and not PLAIN_BOX.match(words):
        yield 'a box begins with !!! note, tip, warning or example, and a title in quotes: !!! note "Title"'
    yield from _braces(line)
    yield from _code(line, words)
    if found := MIXED_ALPHABETS.search(words):
        yield mixed_alphabets(words, found)


def _braces(line: str) -> Iterator[str]:
    """Anything else in braces could become an attribute: an event handler, a style, a class that hides the text."""
    rest = ATTRIBUTES.sub("", HEADING_ID.sub(r"\1", MACRO.sub("", line)))
    if not TEMPLATE.search(line) and ("{" in rest or "}" in rest):
        yield "only the id of a heading, a language or a macro may stand in { … }"


def _code(line: str, words: str) -> Iterator[str]:
    """Where code begins and ends must be plain, since code is not searched for marks."""
    if FENCE.match(words.strip()):
        yield "a block of code begins at the edge with ``` and at most one word, and ends with ```"
    elif "`" in words:
        yield "a back quote has no partner on its line; code is `like this`"
    if "\\`" in line:
        yield "a backslash before a back quote is not allowed; code is `like this`"


def _hidden_headings(page: Page, prose: tuple[str, ...]) -> Iterator[Problem]:
    """Yield each heading that the engine makes and the checks of headings do not read: its id is in nobody's hand."""
    before = ""
    for number, line in enumerate(prose, start=1):
        if INNER_HEADING.match(line):
            yield page.problem(number, "a heading begins at the edge of the page, with ## and a space")
        elif UNDERLINE.match(line) and before.strip(" >\t"):
            yield page.problem(number, "a heading begins with ##, it is not underlined; put an empty line above a rule")
        before = line


def _odd_links(page: Page, flat: str) -> Iterator[Problem]:
    """Yield each link that the engine may read in another way than the checks do."""
    line_of = line_finder(flat)
    read = {flat.rfind("](", match.start(), match.start(3)) for match in LINK.finditer(flat)}
    for found in re.finditer(r"\]\(", flat):
        if found.start() not in read:
            yield page.problem(
                line_of(found.start()),
                "is not a plain link; write [text](page.md), with no brackets, spaces or quotes inside",
            )


def _target(target: str, is_image: bool) -> Iterator[str]:
    scheme = SCHEME.match(target)
    if is_image and (scheme or target.startswith("//")):
        yield "images from other hosts are not allowed"
    elif scheme and scheme[1].lower() not in ("http", "https", "mailto", "tel"):
        yield f'links that begin with "{scheme[1]}:" are not allowed'
    elif target.startswith("//"):
        yield "links that begin with // are not allowed"
    elif "%3a" in target.lower() or ENTITY.search(target) or "&#" in target or "&colon" in target.lower():
        yield "encoded characters are not allowed in a link"
    elif "\\" in target:
        yield "a backslash is not allowed in a link"
    elif not target.isascii():
        yield f'the link "{target}" has characters that look like others; write it in ASCII'
    elif scheme and scheme[1].lower() in ("http", "https") and deceives(target):
        yield f'the address "{target}" could deceive a reader (xn-- or @ in the host); cite a source by key instead'
