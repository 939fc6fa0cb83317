"""What an abstract shares with another: runs of three words, and the few that are kept as keys."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from readinglist.core.text import fold
from readinglist.core.word_lists import COMMON, STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMON_WORDS: Final = STOP_WORDS | COMMON | frozenset(map(fold, COMMON))
"""As they stand in abstracts, and folded as in titles."""

ENOUGH: Final = 12
"""An abstract with fewer shingles is no evidence: a stub, a line such as "No abstract available"."""

_LOWEST: Final = 5
_HIGH: Final = 3 * _LOWEST << 50
_FIRST: Final = 6
_LEAST_RUNS: Final = 4
_KNOWN: Final = 1 << 17


def shingles(words: Sequence[str]) -> frozenset[int]:
    """Every run of three words, as Python's own hash of it: quick, and good within this process only."""
    return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False)))


def containment(one: frozenset[int], other: frozenset[int]) -> float | None:
    """The share, 0 to 1, of the shorter abstract's shingles that the longer has too; None without evidence."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer >= ENOUGH else None


def uncommon_runs(words: Sequence[str]) -> list[int]:
    """Hashes of 50 bits of the runs of three uncommon words, in order; small words between them may change."""
    hashes = list(filter(None, map(_UNCOMMON.__getitem__, words)))
    return [a ^ (b << 1) ^ (c << 2) for a, b, c in zip(hashes, hashes[1:], hashes[2:], strict=False)]


def lasting_runs(runs: Sequence[int]) -> list[int]:
    """Six of an abstract's runs that it keeps when it is edited or cut.

    They are the five smallest of all, and the smallest of the first six, which is there however early the abstract
    is cut off.
    """
    if len(runs) < _LEAST_RUNS:
        return []
    low = _HIGH // len(runs)  # sorting only those that may be among the smallest is quicker
    few = {run for run in runs if run < low}
    return [min(runs[:_FIRST]), *sorted(few if len(few) >= _LOWEST else set(runs))[:_LOWEST]]


@lru_cache(maxsize=1 << 17)
def word_hash(word: str) -> int:
    """48 bits that are the same in every run and on every machine."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")


class _Uncommon(dict[str, int]):
    """The hash of each word that was met, 0 for common ones; forgets all when they are too many."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _KNOWN:
            self.clear()
        self[word] = found = 0 if word in COMMON_WORDS else word_hash(word)
        return found


_UNCOMMON = _Uncommon()
