"""What the downloads page shows: the documents of a language, and the box that keeps the language on a device.

The documents are made after the pages: their place is marked, and guide.offline.listing fills it in.
"""

from __future__ import annotations

from html import escape

from guide.context import Context

KEEP_WORDS = ("keep", "remove", "kept", "space", "starting", "progress", "failed", "removed")
COMMAND = "make offline"


def downloads(context: Context) -> str:
    """The place of the list of documents."""
    sentence = escape(context.reader_s("downloads.not-made", command=COMMAND))
    return f"<div data-downloads {_language(context)}>\n<p>{sentence}</p>\n</div>"


def keep_offline(context: Context) -> str:
    """The box of overrides/assets/js/keep.js, in the reader's language; without scripts it says what to take instead."""
    words = " ".join(f'data-{word}="{escape(context.reader_s(f"keep.{word}"))}"' for word in KEEP_WORDS)
    return f'<div class="keep" {_language(context)} {words}>\n<p data-keep-without>{escape(context.reader_s("keep.without"))}</p>\n</div>'


def _language(context: Context) -> str:
    """Return the attributes of a text in the reader's language, which may stand on a page in another."""
    return f'lang="{context.reader}" dir="{context.site.config.language(context.reader).dir}"'
