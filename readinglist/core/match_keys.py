"""Keys: the few numbers by which a paper is found again, among a million, when it comes back a little changed."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from readinglist.core.shingles import COMMON_WORDS, lasting_runs, word_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.core.fingerprint import Fingerprint
    from readinglist.core.titles import Title

CROWD: Final = 48
"""A key that more papers hold tells nothing and is passed over, unless it is always kept."""

KIND_MASK: Final = 7
IDENTIFIER_KEY, TITLE_KEY, PART_KEY, WORDS_KEY, ABSTRACT_KEY = range(5)
"""The low three bits of a key say what it stands for."""

_HIGH: Final = ((1 << 48) - 1) ^ KIND_MASK
_RAREST: Final = 4


def keys(paper: Fingerprint) -> tuple[int, ...]:
    """Some thirteen numbers below 2**48, some of which a repeat shares; the same in every run and on every machine."""
    title = paper.title
    found = [_key(TITLE_KEY, word_hash(title.joined))]
    found += [_key(IDENTIFIER_KEY, word_hash(name)) for name in paper.names]
    found += [_key(PART_KEY, word_hash(part)) for part in _parts(title)]
    found += [_key(WORDS_KEY, number) for number in _rare_words(title)]
    found += [_key(ABSTRACT_KEY, number) for number in lasting_runs(paper.runs)]
    return tuple(dict.fromkeys(found))


def always_kept(key: int) -> bool:
    """Whether a key is looked up however many papers hold it: whole titles and identifiers."""
    return key & KIND_MASK <= TITLE_KEY


def _parts(title: Title) -> list[str]:
    """What stands before the colon and what after it; without one, all of it: one of the two may be dropped."""
    whole = "".join(title.content)
    if len(title.parts) > 1:
        before = "".join(title.parts[0])
        return [before, whole.removeprefix(before)]
    return [whole] if whole else []


def _rare_words(title: Title) -> Iterator[int]:
    """The four rarest words of a title, three at a time, so that one of them may change; of three words, two also."""
    rare = sorted((word in COMMON_WORDS, word_hash(word)) for word in set(title.content))[:_RAREST]
    hashes = sorted(number for _, number in rare)
    for a, b, c in combinations(hashes, 3):
        yield a ^ (b << 1) ^ (c << 2)
    if len(hashes) < _RAREST:
        for a, b in combinations(hashes, 2):
            yield a ^ (b << 1)


def _key(kind: int, number: int) -> int:
    return (number & _HIGH) | kind
