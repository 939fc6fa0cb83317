"""Text that comes from a user's keyboard, file or shell, made fit to be kept."""

from __future__ import annotations

import re

from readinglist.formats.plain_text import CONTROLS

_BREAKS = re.compile("[\t\n\u2028\u2029]+")


def clean(text: str) -> str:
    """The text with one kind of line end, without control characters and without halves of characters.

    Half of a character (a byte of a file name that is no UTF-8, say) becomes "?": no file could hold it.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return CONTROLS.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def on_one_line(text: str) -> str:
    """Clean text with a blank for what would begin a line or a column anew, and none around it."""
    return _BREAKS.sub(" ", clean(text)).strip()
