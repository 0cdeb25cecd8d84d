"""From the HTML of a document to its PDF, with WeasyPrint. Import only after guide.offline.fonts.use_only()."""

from __future__ import annotations

import logging
from functools import cache, partial
from pathlib import Path
from typing import Any

import pydyf
from weasyprint import CSS, HTML, VERSION

from guide.offline import tagging
from guide.offline.forms import finish_form
from guide.offline.numbers import fill_page_numbers
from guide.problems import Problem, ProblemsError

STYLES = Path(__file__).parent / "styles"
OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
PRODUCER = f"WeasyPrint {VERSION}"


def render(source: Path, target: Path, direction: str, has_form: bool) -> int:
    """Write the PDF of an HTML file and return its number of pages.

    direction: ltr or rtl. Raise ProblemsError with all that WeasyPrint warns of: a link without a target, a rule that
    it does not know. The same HTML gives the same bytes.
    """
    tagging.improve()
    messages = _Messages(source)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(messages)
    try:
        styles = [_style("print.css"), _style(f"print-{direction}.css")]
        document = HTML(filename=source).render(stylesheets=styles, pdf_forms=has_form, **OPTIONS)
        fill_page_numbers(document)
        document.write_pdf(target, finisher=partial(_finish, source=source), pdf_forms=has_form, **OPTIONS)
    finally:
        logger.removeHandler(messages)
    if messages.problems:
        raise ProblemsError(messages.problems)
    return len(document.pages)


@cache
def _style(name: str) -> CSS:
    return CSS(filename=STYLES / name)


def _finish(document: Any, pdf: Any, source: Path) -> None:
    """Complete what WeasyPrint wrote: the form, and the words that a screen reader says for a link."""
    finish_form(document, pdf)
    for page in document.pages:
        for kind, _, _, box in page.links:
            if kind == "internal" and (words := " ".join("".join(box.element.itertext()).split())):
                box.link_annotation["Contents"] = pydyf.String(words)


class _Messages(logging.Handler):
    """Collects what WeasyPrint warns of, as problems of the document."""

    def __init__(self, source: Path) -> None:
        super().__init__(logging.WARNING)
        self.source, self.problems = source, list[Problem]()

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(Problem(f"{self.source.parent.name}/{self.source.stem}", 0, record.getMessage()))
