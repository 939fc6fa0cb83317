"""Goes through a text and writes down what is shown; the rules say how each thing in it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from readinglist.core.links import address_spans
from readinglist.core.readable import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Rule = Callable[["Reader", "Place"], int]

_NEXT: Final = re.compile(r"[\\^_{$A-Za-z]|``|''")
_QUOTES: Final = re.compile(r"(?<!`)``(?!`)|''")
_SPACE: Final = re.compile(r"\s")
_LONGEST_GROUP: Final = 200


class Place(NamedTuple):
    """Where something is read: from `at` up to `end`, above (1), on or below (-1) the line, within a formula."""

    at: int
    end: int
    level: int
    formula: bool


class Reader:
    """One pass through a text; `script_ended` is where the last script did.

    `rules_for` gives the rules for what begins with a sign. A rule shows what it knows, and returns where that ends, or
    0. Addresses are left alone.
    """

    def __init__(self, text: str, rules_for: Callable[[str], tuple[Rule, ...]]) -> None:
        self.text = text
        self._rules_for = rules_for
        self.pieces: list[Piece] = []
        self.script_ended = -1
        self._copied = False
        self._addresses = dict(address_spans(text))
        self._quotes = dict(_quotes(text))

    def read(self, place: Place) -> None:
        """Read all of a place."""
        at = place.at
        while at < place.end:
            found = _NEXT.search(self.text, at, place.end)
            begin = found.start() if found else place.end
            at = self.copy(at, begin, place.level) if begin > at else self._one(place._replace(at=at))

    def copy(self, start: int, end: int, level: int) -> int:
        """Show some of the text as it stands; returns where it ends."""
        last = self.pieces[-1] if self._copied else None
        if last and last.level == level and last.end == start:
            self.pieces[-1] = Piece(self.text[last.start : end], last.start, end, level)
        else:
            self.pieces.append(Piece(self.text[start:end], start, end, level))
        self._copied = True
        return end

    def put(self, shown: str, start: int, end: int, level: int) -> int:
        """Show something else in the place of some of the text; returns where that ends."""
        self.pieces.append(Piece(shown, start, end, level))
        self._copied = False
        return end

    def closing(self, brace: int, end: int) -> int:
        """Where a brace is closed; one that is not, ends with the word."""
        depth = 0
        for at in range(brace, min(end, brace + _LONGEST_GROUP)):
            depth += (self.text[at] == "{") - (self.text[at] == "}")
            if depth == 0:
                return at
        space = _SPACE.search(self.text, brace, end)
        return space.start() if space else end

    def _one(self, place: Place) -> int:
        """Read one thing; returns where the next one begins."""
        if after := self._addresses.get(place.at):
            return self.copy(place.at, after, place.level)
        if quote := self._quotes.get(place.at):
            return self.put(quote, place.at, place.at + 2, place.level)
        for rule in self._rules_for(self.text[place.at]):
            if after := rule(self, place):
                return after
        return self.copy(place.at, place.at + 1, place.level)

    def next_address(self, at: int) -> int:
        """Where the next address begins: it may stand in the middle of a word."""
        return next((start for start in self._addresses if start > at), len(self.text))


def _quotes(text: str) -> Iterator[tuple[int, str]]:
    """Where quotes of TeX begin and end; two apostrophes end one only where one was begun."""
    begun = False
    for found in _QUOTES.finditer(text):
        begun = begun or found[0] == "``"
        if begun:
            yield found.start(), "“" if found[0] == "``" else "”"
