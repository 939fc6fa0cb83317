"""Those who judge whether two texts are one paper: ours, which is asked through an index, and its peers on pairs."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from readinglist.core.match_keys import CROWD
from readinglist.core.paper import Entry, Identifiers
from readinglist.core.plan import plan_entries
from readinglist.core.text import normalised, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from tests.benchmarks.originals import Text

MINHASH_PERMUTATIONS = 128
MINHASH_SAME = 0.5
"""Of three-word shingles of title and abstract; of .3, .5, .7 and .9 the one with fewest errors on these pairs."""
ALIKE = 95


class Shelf:
    """The index of a library in memory: members are numbered from 1, nobody has held any two apart."""

    def __init__(self, papers: Iterable[Text] = ()) -> None:
        self._rows: dict[int, tuple[str, str, Identifiers]] = {}
        self._held: defaultdict[int, list[int]] = defaultdict(list)
        for paper in papers:
            self.add(paper)

    def add(self, paper: Text) -> int:
        """Take in a paper, whatever it looks like."""
        ((planned,),) = plan_entries([[Entry(1, *paper)]], Shelf.empty())
        member = len(self._rows) + 1
        self._rows[member] = (*paper, Identifiers())
        for key in planned.keys:
            self._held[key].append(member)
        return member

    @staticmethod
    def empty() -> Shelf:
        """A library without papers."""
        return Shelf()

    def holders(self, keys: Iterable[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """See `core.candidates.MatchIndex`."""
        for key in keys:
            if held := self._held.get(key):
                yield key, held[: CROWD + 1]

    def texts(self, members: Collection[int]) -> Mapping[int, tuple[str, str, Identifiers]]:
        """See `core.candidates.MatchIndex`."""
        return {member: self._rows[member] for member in members}

    def kept_apart(self, members: Collection[int]) -> Mapping[int, Collection[int]]:  # noqa: ARG002  none are
        """See `core.candidates.MatchIndex`."""
        return {}

    def former(self, texts: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Collection[int]]:  # noqa: ARG002
        """See `core.candidates.MatchIndex`."""
        return {}


class Ruling(NamedTuple):
    """What the program does with a text: "new", "same" or "ask", and with which paper of the library."""

    verdict: str
    member: int | None


def ours(text: Text, library: Shelf) -> Ruling:
    """What an import of this text alone would do."""
    ((planned,),) = plan_entries([[Entry(1, *text)]], library)
    target = planned.match.target if planned.match else None
    return Ruling(planned.verdict, target if isinstance(target, int) else None)


class Peer(NamedTuple):
    """Another way to tell whether a text is a paper of the library, with nothing between yes and no."""

    name: str
    same: Callable[[Text, Text], bool]


def peers() -> tuple[list[Peer], list[str]]:
    """The peers that can be asked, and a line about each that can't."""
    from rapidfuzz import fuzz

    found = [
        Peer("equal titles", lambda one, other: normalised(one.title) == normalised(other.title)),
        Peer(f"ratio ≥ {ALIKE}", lambda one, other: fuzz.ratio(*_titles(one, other)) >= ALIKE),
        Peer(f"token_set ≥ {ALIKE}", lambda one, other: fuzz.token_set_ratio(*_titles(one, other)) >= ALIKE),
    ]
    if importlib.util.find_spec("datasketch"):
        return [*found, Peer(f"MinHash ≥ {MINHASH_SAME}", _minhash_alike())], []
    return found, ["MinHash is left out: datasketch is not installed (pip install -e '.[bench]')."]


def _titles(one: Text, other: Text) -> tuple[str, str]:
    return one.title.casefold(), other.title.casefold()


def _minhash_alike() -> Callable[[Text, Text], bool]:
    from datasketch import MinHash

    known: dict[Text, MinHash] = {}

    def sketch(text: Text) -> MinHash:
        found = known.get(text)
        if found is None:
            found = MinHash(num_perm=MINHASH_PERMUTATIONS)
            found.update_batch(_shingles(text))
            if len(known) < 2000:
                known[text] = found
        return found

    return lambda one, other: bool(sketch(one).jaccard(sketch(other)) >= MINHASH_SAME)


def _shingles(text: Text) -> Sequence[bytes]:
    said = words(f"{text.title} {text.abstract}")
    return [" ".join(three).encode() for three in zip(said, said[1:], said[2:], strict=False)]
