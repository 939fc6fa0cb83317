"""What is compared of a paper: its title taken apart, the words of its abstract, its identifiers."""

from __future__ import annotations

from typing import Final

from readinglist.core.paper import Identifiers
from readinglist.core.shingles import shingles, uncommon_runs
from readinglist.core.text import fold, words
from readinglist.core.titles import Title

_STEM: Final = 4
"""Letters from which a word is also found at the beginning of longer ones."""
_ARXIV_DOI: Final = "10.48550/arxiv."
_NOBODY: Final[frozenset[str]] = frozenset()


class Fingerprint:
    """A paper prepared for `match_keys.keys` and `matching.compare`; each part is made when it is first asked for."""

    __slots__ = ("_names", "_runs", "_shingles", "_title", "_words", "abstract", "identifiers", "text")

    def __init__(self, title: str, abstract: str, identifiers: Identifiers) -> None:
        self.text = title
        self.abstract = abstract
        self.identifiers = identifiers
        self._title: Title | None = None
        self._words: list[str] | None = None
        self._shingles: frozenset[int] | None = None
        self._runs: list[int] | None = None
        self._names: frozenset[str] | None = None

    @property
    def title(self) -> Title:
        """The title taken apart."""
        if self._title is None:
            self._title = Title(self.text)
        return self._title

    @property
    def words(self) -> list[str]:
        """The words of the abstract."""
        if self._words is None:
            self._words = words(self.abstract)
        return self._words

    @property
    def shingles(self) -> frozenset[int]:
        """The runs of three words of the abstract."""
        if self._shingles is None:
            self._shingles = shingles(self.words)
        return self._shingles

    @property
    def runs(self) -> list[int]:
        """The runs of three uncommon words of the abstract."""
        if self._runs is None:
            self._runs = uncommon_runs(self.words)
        return self._runs

    @property
    def names(self) -> frozenset[str]:
        """The identifiers as "arXiv:…" and "doi:…"; the DOI that arXiv gives is the arXiv id."""
        if self._names is None:
            self._names = _names(self.identifiers)
        return self._names

    def places(self, word: str) -> list[int]:
        """Where in the abstract a folded word stands, or one that goes on from it: train, training, trained."""
        stem = word if len(word) < _STEM else word.removesuffix("e")
        found = []
        for place, other in enumerate(self.words):
            if other.startswith(stem[:3]) and (
                fold(other) == word or (len(stem) >= _STEM and fold(other).startswith(stem))
            ):
                found.append(place)
        return found


def fingerprint(title: str, abstract: str, identifiers: Identifiers = Identifiers()) -> Fingerprint:  # noqa: B008  frozen
    """Prepare a paper for comparing."""
    return Fingerprint(title, abstract, identifiers)


def _names(identifiers: Identifiers) -> frozenset[str]:
    if identifiers.arxiv is None and identifiers.doi is None:
        return _NOBODY
    arxiv, doi = (identifiers.arxiv or "").casefold(), (identifiers.doi or "").casefold()
    if doi.startswith(_ARXIV_DOI):
        arxiv, doi = arxiv or doi.removeprefix(_ARXIV_DOI), ""
    named = (f"arXiv:{arxiv}" if arxiv else "", f"doi:{doi}" if doi else "")
    return frozenset(name for name in named if name)
