"""The key by which titles are sorted as people look for them."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import combining, normalize

LENGTH: Final = 32
"""Characters of a key: an index of a million stays small, and titles that agree so far may stand as they like."""

_LOOKED_AT: Final = 100
_BEGINNING = re.compile(r"[\W_]+")


def sort_title(title: str) -> str:
    """A title without letter case, accents and the signs before its first word, cut to `LENGTH` characters."""
    letters = title[:_LOOKED_AT]
    if letters.isascii():  # most are, and need a tenth of the time
        plain = letters.lower()
    else:
        plain = "".join(sign for sign in normalize("NFKD", letters).casefold() if not combining(sign))
    begins = _BEGINNING.match(plain)
    return " ".join(plain[begins.end() if begins else 0 :].split())[:LENGTH]
