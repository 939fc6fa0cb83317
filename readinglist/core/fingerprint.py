"""What is compared of a paper: its title taken apart, the words of its abstract, its identifiers."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from readinglist.core.paper import Identifiers
from readinglist.core.shingles import shingles
from readinglist.core.text import fold, words
from readinglist.core.titles import Title

_STEM: Final = 4
"""Letters from which a word is also found at the beginning of longer ones."""
_ARXIV_DOI: Final = "10.48550/arxiv."
_NOBODY: Final[frozenset[str]] = frozenset()


class Fingerprint:
    """A paper prepared for `match_keys.keys` and `matching.compare`; each part is made when it is first asked for."""

    def __init__(self, title: str, abstract: str, identifiers: Identifiers) -> None:
        self.text = title
        self.abstract = abstract
        self.identifiers = identifiers

    @cached_property
    def title(self) -> Title:
        """The title taken apart."""
        return Title(self.text)

    @cached_property
    def words(self) -> list[str]:
        """The words of the abstract."""
        return words(self.abstract)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """The runs of three words of the abstract."""
        return shingles(self.words)

    @cached_property
    def names(self) -> frozenset[str]:
        """The identifiers as "arXiv:…" and "doi:…"; the DOI that arXiv gives is the arXiv id."""
        if self.identifiers.arxiv is None and self.identifiers.doi is None:
            return _NOBODY
        arxiv, doi = (self.identifiers.arxiv or "").casefold(), (self.identifiers.doi or "").casefold()
        if doi.startswith(_ARXIV_DOI):
            arxiv, doi = arxiv or doi.removeprefix(_ARXIV_DOI), ""
        named = (f"arXiv:{arxiv}" if arxiv else "", f"doi:{doi}" if doi else "")
        return frozenset(name for name in named if name)

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
