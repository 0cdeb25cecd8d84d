"""What turning one page's Markdown into resolved Markdown needs to know."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cache

from guide.citations import escape
from guide.data import Data
from guide.formats import format_value
from guide.pages import Page
from guide.plurals import MARK, category
from guide.site import Site


@dataclass(frozen=True)
class Context:
    """A text of the guide on its way to a reader.

    text: the page as written, in its own language; reader: the language of the site it will stand in.
    """

    site: Site
    text: Page
    reader: str

    @property
    def locale(self) -> str:
        """Language of the text itself: data inside the text follow it."""
        return self.text.locale

    @property
    def data(self) -> Data:
        return self.site.data[self.locale]

    def s(self, key: str, **values: object) -> str:
        """Return an interface string in the language of the text."""
        return fill(self.data.strings[key], values)

    def count(self, key: str, count: int) -> str:
        """Return an interface string with a number, in its plural form, in the language of the text."""
        return counted(self.data.strings, key, count, self.locale)

    def reader_s(self, key: str, **values: object) -> str:
        """Return an interface string in the language of the reader."""
        return fill(self.site.data[self.reader].strings[key], values)

    def link(self, path: str, anchor: str = "") -> str:
        """Return the relative Markdown link target from this page to another page."""
        return relative_link(self.text.path, path, anchor)

    def page_link(self, path: str) -> str:
        """Return a Markdown link to a page, with its title in this language, or marked with its own."""
        marks = self.language_marks(path)
        return f"[{escape(self.title(path))}]({self.link(path)}){f'{{ {marks} }}' if marks else ''}"

    def title(self, path: str) -> str:
        return self.site.text(path, self.locale).title

    def language_marks(self, path: str) -> str:
        """Return the attributes lang and dir for words of a page that stands in another language, else nothing."""
        locale = self.site.text(path, self.locale).locale
        return "" if locale == self.locale else f'lang="{locale}" dir="{self.site.config.language(locale).dir}"'


def fill(template: str, values: dict[str, object]) -> str:
    """Put values in the {names} of an interface string."""
    for name, value in values.items():
        template = template.replace("{" + name + "}", str(value))
    return template


def counted(strings: dict[str, str], key: str, count: int, locale: str) -> str:
    """Return an interface string with a number: the form of the number's plural category, the number in CLDR's form."""
    template = strings[f"{key}{MARK}{category(count, locale)}"]
    return fill(template, {"count": format_value(count, "count", locale)})


@cache
def relative_link(source: str, target: str, anchor: str = "") -> str:
    """Return the relative path from one page's file to another's, with an anchor if given."""
    path = posixpath.relpath(target, posixpath.dirname(source) or ".")
    return f"{path}#{anchor}" if anchor else path
