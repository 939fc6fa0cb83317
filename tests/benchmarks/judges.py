"""Those who judge whether two texts are one paper: ours, which is asked through an index, and its peers on pairs."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, NamedTuple

from readinglist.core.paper import Entry
from readinglist.core.plan import plan_entries
from readinglist.core.text import normalised, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.originals import Text
    from tests.shelf import Shelf

MINHASH_PERMUTATIONS = 128
MINHASH_SAME = 0.5
"""The estimated Jaccard similarity of three-word shingles of title and abstract."""
ALIKE = 95


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
