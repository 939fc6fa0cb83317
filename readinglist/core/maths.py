"""Reads the formulas in a text whose dollars and most backslashes were lost on the way.

`nu^2` and `O(1/epsilon^4)` are formulas, "Phi 3" and "alpha" are names: a word of English is read as a sign only beside
`^ _ { =` or a digit, or between two things that are each a letter, a number or a formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.maths_reader import Place, Reader
from readinglist.core.maths_rules import rules_for

if TYPE_CHECKING:
    from readinglist.core.readable import Piece


def read(text: str) -> list[Piece]:
    """The pieces in which a text is shown."""
    reader = Reader(text, rules_for)
    reader.read(Place(0, len(text), 0, formula=False))
    return reader.pieces
