"""Where lines of a text may break, so that a word without end doesn't stop the window."""

from __future__ import annotations

from PySide6.QtGui import QTextOption

LONGEST_WORD = 1_000
"""Characters. Beyond it Qt looks through the rest of the word for every line: its time goes with the square."""


def wrap_mode(text: str) -> QTextOption.WrapMode:
    """Between words, and within one only where it fills a line; anywhere, where a word of the text is endless."""
    if len(text) > LONGEST_WORD and max(map(len, text.split()), default=0) > LONGEST_WORD:
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
