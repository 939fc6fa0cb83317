"""Whether a text is shown as it came, or with its formulas as one would write them."""

from __future__ import annotations

import re
from typing import Final

from readinglist.core.readable import Piece, Readable

_SIGNS: Final = re.compile(r"[\\^_$]|``|\{|=")
_WORDS: Final = ("times", " sim ", " ll ", " gg ", " circ ", " pm ", " geq ", "math", "var", "arrow", "infty", "wide")
"""A text without any of them has nothing to be changed; looked for first, because most texts have none."""


def readable(text: str, *, formulas: bool = True) -> Readable:
    """The text as it is to be shown; the same text where it has no formula, or where they are to stay as they came."""
    if formulas and (_SIGNS.search(text) or any(word in text for word in _WORDS)):
        from readinglist.core.maths import read  # few texts need it, and its tables take a while

        return Readable(tuple(read(text)))
    return Readable((Piece(text, 0, len(text)),) if text else ())
