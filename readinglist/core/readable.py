"""A text as it is shown: formulas that lost their dollars and backslashes as one would write them.

What is stored stays as it came; `Readable` says which of its characters each shown one stands for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]

_RAISED: Final = str.maketrans("0123456789+-=()nidk⊤*⋆", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵈᵏᵀ*⋆")
_LOWERED: Final = str.maketrans("0123456789+-=()aeoxijkmnpt", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓᵢⱼₖₘₙₚₜ")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some shown characters, and the stored ones from `start` up to `end` that they stand for.

    `level` is 1 above the line, -1 below it. A piece that is as long as what it stands for is the same text.
    """

    text: str
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Readable:
    """Shown text made of pieces that follow each other; offsets are characters of the stored or of the shown text."""

    pieces: tuple[Piece, ...]
    _stored: list[int] = field(init=False, repr=False, compare=False)
    _shown: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        shown, begin = [], 0
        for piece in self.pieces:
            shown.append(begin)
            begin += len(piece.text)
        object.__setattr__(self, "_stored", [piece.start for piece in self.pieces])
        object.__setattr__(self, "_shown", shown)

    @property
    def text(self) -> str:
        """What is shown."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def line(self) -> str:
        """The same where nothing can be set above or below the line: with the small signs that Unicode has."""
        return "".join(_in_line(piece) for piece in self.pieces)

    def level_spans(self, level: int) -> tuple[Span, ...]:
        """The shown spans above the line (1) or below it (-1)."""
        return tuple(
            (begin, begin + len(piece.text))
            for begin, piece in zip(self._shown, self.pieces, strict=True)
            if piece.level == level and piece.text
        )

    def shown(self, spans: Iterable[Span]) -> list[Span]:
        """Spans of the stored text in the shown one; those of which nothing is shown are left out."""
        found = ((self._to_shown(start, after=False), self._to_shown(end, after=True)) for start, end in spans)
        return [(start, end) for start, end in found if start < end]

    def stored(self, span: Span) -> Span:
        """A span of the shown text in the stored one, whole signs of a formula at a time."""
        start, end = span
        first = self.pieces[self._piece_at(self._shown, start)] if self.pieces else Piece("", 0, 0)
        if start >= end:
            return first.start, first.start
        begin = self._shown[self._piece_at(self._shown, start)]
        last = self._piece_at(self._shown, end - 1)
        piece, at = self.pieces[last], self._shown[last]
        return (
            first.start + (start - begin if _is_plain(first) else 0),
            piece.start + (end - at) if _is_plain(piece) else piece.end,
        )

    def _to_shown(self, position: int, *, after: bool) -> int:
        if not self.pieces:
            return 0
        number = max((bisect_left if after else bisect_right)(self._stored, position) - 1, 0)
        piece, begin = self.pieces[number], self._shown[number]
        within = position - piece.start
        if _is_plain(piece):
            return begin + max(0, min(within, len(piece.text)))
        return begin + (len(piece.text) if after and within > 0 else 0)

    @staticmethod
    def _piece_at(begins: list[int], position: int) -> int:
        return max(bisect_right(begins, position) - 1, 0)


def _in_line(piece: Piece) -> str:
    if not piece.level:
        return piece.text
    table, sign = (_RAISED, "^") if piece.level > 0 else (_LOWERED, "_")
    small = all(ord(letter) in table for letter in piece.text)
    return piece.text.translate(table) if small else f"{sign}{piece.text}"


def _is_plain(piece: Piece) -> bool:
    return len(piece.text) == piece.end - piece.start
