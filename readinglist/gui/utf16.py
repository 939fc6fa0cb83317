"""Places in a text as Qt counts them, in units of UTF-16, and as Python does, in characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LAST_OF_ONE = "\uffff"


def units(text: str, characters: int) -> int:
    """How many units the first characters of a text take."""
    return min(characters, len(text)) + sum(sign > _LAST_OF_ONE for sign in text[:characters])


def signs(text: str, taken: int) -> int:
    """How many characters the first units of a text are; half a character is none."""
    if text.isascii():
        return min(taken, len(text))
    for number, sign in enumerate(text):
        taken -= 2 if sign > _LAST_OF_ONE else 1
        if taken < 0:
            return number
    return len(text)


def in_units(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans of characters as spans of units; they come in their order, and none within another."""
    if text.isascii():
        yield from spans
        return
    at = taken = 0
    for start, end in spans:
        first = taken + units(text[at:start], start - at)
        taken = first + units(text[start:end], end - start)
        at = end
        yield first, taken
