"""From the HTML of a document to its PDF, with WeasyPrint. Import only after guide.offline.fonts.use_only()."""

from __future__ import annotations

import logging
from functools import cache, partial
from pathlib import Path
from typing import Any

import pydyf
from weasyprint import CSS, HTML

from guide.offline.pdf import weasyfixes
from guide.offline.pdf.forms import finish_form
from guide.offline.pdf.numbers import fill_page_numbers, page_numbers
from guide.offline.pdf.tagtree import slim
from guide.problems import Problem, ProblemsError

STYLES = Path(__file__).parent / "styles"
OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}


def render(source: Path, target: Path, direction: str, has_form: bool) -> int:
    """Write the PDF of an HTML file and return its number of pages.

    direction: ltr or rtl. Raise ProblemsError with all that WeasyPrint warns of: a link without a target, a rule that
    it does not know. The same HTML gives the same bytes.
    """
    weasyfixes.improve()
    name = f"{source.parent.name}/{source.stem}.pdf"
    messages = _Messages(name)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(messages)
    try:
        styles = [_style("print.css"), _style(f"print-{direction}.css")]
        text = HTML(filename=source)
        document = text.render(stylesheets=styles, pdf_forms=has_form, **OPTIONS)
        messages.problems += _lost_notes(text, document, name)
        fill_page_numbers(document)
        document.write_pdf(
            target,
            finisher=partial(_finish, words=text.etree_element.get("data-page", "{page}")),
            pdf_forms=has_form,
            **OPTIONS,
        )
    finally:
        logger.removeHandler(messages)
    if messages.problems:
        raise ProblemsError(messages.problems)
    return len(document.pages)


@cache
def _style(name: str) -> CSS:
    return CSS(filename=STYLES / name)


def _finish(document: Any, pdf: Any, words: str) -> None:
    """Complete what WeasyPrint wrote: the form, and what a screen reader says of a link besides its text: the page.

    words: those of a page number, with {page} in its place.
    """
    finish_form(document, pdf)
    slim(pdf)
    pages = page_numbers(document)
    for page in document.pages:
        for kind, target, _, box in page.links:
            if kind == "internal" and box.link_annotation:
                box.link_annotation["Contents"] = pydyf.String(words.replace("{page}", str(pages[target])))


def _lost_notes(text: HTML, document: Any, name: str) -> list[Problem]:
    """Return a problem for each note of the text that stands on no page."""
    placed = {anchor for page in document.pages for anchor in page.anchors}
    notes = [element.get("id") for element in text.etree_element.iter("span") if element.get("class") == "cited"]
    return [Problem(name, 0, f"note {note} stands on no page") for note in notes if note not in placed]


class _Messages(logging.Handler):
    """Collects what WeasyPrint warns of, as problems of the document."""

    def __init__(self, document: str) -> None:
        super().__init__(logging.WARNING)
        self.document, self.problems = document, list[Problem]()

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(Problem(self.document, 0, record.getMessage()))
