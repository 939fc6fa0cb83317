"""Text that comes from a user's keyboard, file or shell, made fit to be kept."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def clean(text: str) -> str:
    """The text with one kind of line end, without control characters and without halves of characters.

    Half of a character (a byte of a file name that is no UTF-8, say) becomes "?": no file could hold it.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROLS.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))
