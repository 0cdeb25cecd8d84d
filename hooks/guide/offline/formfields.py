"""A checklist's items as a form: the answers to tick, and the fields of the web form and the spreadsheet.

It works on screen and with a pen. Names of fields are ids of items ('CL-05.1.answer'); guide.offline.pdf.forms builds the
form's tree of fields from them.
"""

from __future__ import annotations

from lxml import html

from guide.checklist_view import answer_labels, list_data
from guide.context import fill
from guide.offline.html import E
from guide.site import Site

# Fields of an item after its answer, row by row: name, label, share of the row in percent.
ROWS = (
    (("note", "assess.field.note", 100),),
    (("title", "assess.field.title", 44), ("dated", "assess.field.dated", 18), ("link", "assess.field.link", 38)),
    (("owner", "assess.field.owner", 70), ("due", "assess.field.due", 30)),
)
DATES = ("dated", "due", "date")


def form(body: html.HtmlElement, site: Site, path: str, locale: str) -> None:
    """Put fields below each item of a checklist's text, and above the first the name and date of the assessment."""
    strings = site.data[locale].strings
    found = list_data(site, path, locale)
    items = body.xpath(".//div[contains(concat(' ', @class, ' '), ' item ')]")
    for item in items:
        item.append(_answers(item.get("data-item"), strings))
        for row in ROWS:
            item.append(_row(item.get("data-item"), row, strings))
    if items:
        heading = items[0].getprevious() if items[0].getprevious() is not None else items[0]
        top = E.div(
            {"class": "assessment"},
            _row(found["id"], (("name", "assess.name", 70), ("date", "assess.date", 30)), strings),
        )
        heading.addprevious(top)


def _answers(item: str, strings: dict[str, str]) -> html.HtmlElement:
    """Return one circle for each step of the scale and each exit, with its words."""
    legend = fill(strings["assess.legend"], {"item": item})

    def spoken(label: str) -> str:
        return fill(strings["assess.pair"], {"label": legend, "value": label})

    choices = [
        E.span(
            {"class": "choice"},
            E.input(
                {
                    "type": "radio",
                    "name": f"{item}.answer",
                    "value": code,
                    "data-legend": legend,
                    "title": spoken(label),
                }
            ),
            E.span(label),
        )
        for code, label in answer_labels(strings).items()
    ]
    return E.div({"class": "answers"}, *choices)


def _row(owner: str, fields: tuple[tuple[str, str, int], ...], strings: dict[str, str]) -> html.HtmlElement:
    cells = []
    for name, key, share in fields:
        label = strings[key]
        spoken = fill(strings["assess.pair"], {"label": owner, "value": label})
        if name in DATES:
            spoken += f" ({strings['offline.date-form']})"
        attributes = {"name": f"{owner}.{name}", "title": spoken}
        entry = E.textarea(attributes) if name == "note" else E.input({"type": "text", **attributes})
        cells.append(E.div({"class": "field", "style": f"width: {share}%"}, E.span({"class": "label"}, label), entry))
    return E.div({"class": "row"}, *cells)
