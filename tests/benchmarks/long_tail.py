"""Texts with words that few others have: names, abbreviations, words of one field, as a large library is full of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.benchmarks.originals import Text
from tests.benchmarks.stored import Recombined

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

WORDS: Final = 2_000_000
"""Rare words that there are, the nth drawn in proportion to 1 / (n + `COMMONER`), as Mandelbrot has it:

a larger library has ever more of them.
"""
COMMONER: Final = 5_000
"""Words that are more common than the first rare one: those of the real texts."""

RARE: Final = 0.4
"""The share of sentences with a rare word; one title of two has one as well."""

_SPREAD: Final = 2_654_435_761  # odd: neighbours get beginnings that are far apart
_MIDDLES: Final = ("", "a", "o", "i", "er", "al", "on", "ti", "re", "in", "ma", "co", "li", "en", "us", "ra")
_ENDS: Final = (
    "net",
    "ing",
    "former",
    "s",
    "bench",
    "ity",
    "gan",
    "er",
    "ation",
    "lm",
    "ive",
    "oid",
    "ics",
    "mer",
    "2",
)
_SHORTEST, _LONGEST = 2, 6  # letters of a real word that a rare one begins with


class LongTail(Recombined):
    """Recombined papers with rare words: they begin as real ones do, so the beginning of a word finds many."""

    def __init__(self, papers: Sequence[Text], chance: random.Random) -> None:
        super().__init__(papers, chance)
        self._known = [word for word in self._strange if word.isalpha()]

    def paper(self) -> Text:
        """The next paper; hardly two have the same title."""
        title, abstract = super().paper()
        if self._chance.random() < 0.5:
            title = f"{self._rare().capitalize()}: {title}"
        return Text(title, abstract)

    def rare(self, number: int) -> str:
        """A rare word by its number, the same in every library."""
        spread = number * _SPREAD % 2**32
        known = self._known[spread % len(self._known)]
        begin = known[: _SHORTEST + spread // 7 % (_LONGEST - _SHORTEST + 1)].lower()
        middle, end = _MIDDLES[spread // 64 % len(_MIDDLES)], _ENDS[number % len(_ENDS)]
        return f"{begin}{middle}{end}" if number % 5 else f"{begin.upper()}-{number % 997}"

    def _rare(self) -> str:
        return self.rare(int(COMMONER * (1 + WORDS / COMMONER) ** self._chance.random()) - COMMONER)

    def _told(self, sentence: list[str]) -> list[str]:
        said = super()._told(sentence)
        if self._chance.random() < RARE:
            said[self._chance.randrange(len(said))] = self._rare()
        return said
