"""Which words of two texts the other one does not have, so that they can be marked side by side."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.core.found import Span

MOST_WORDS = 20_000  # of a text that is compared word by word; the time for two goes with their product

_WORD = re.compile(r"\S+")
_Run = tuple[int, int]  # words, from the first up to, not including, the second
Spans = tuple["Span", ...]


def differences(left: str, right: str) -> tuple[Spans, Spans]:
    """The places of the left text, then those of the right one, that hold words which the other has not there.

    A word is what stands between spaces: another letter case or another comma is another word. Changed words in a row
    are one place. What is not marked is the same sequence of words on both sides, as long as there is one. Of texts
    beyond `MOST_WORDS` only what they begin and end with in common is left unmarked.
    """
    if left > right:  # of several ways to see it one is taken, whichever text stands at the left
        marked_right, marked_left = differences(right, left)
        return marked_left, marked_right
    mine, theirs = list(_WORD.finditer(left)), list(_WORD.finditer(right))
    numbers: dict[str, int] = {}  # numbers stand for words: the hash of a number is never that of another
    one, other = ([numbers.setdefault(word[0], len(numbers)) for word in words] for words in (mine, theirs))
    changed = list(_changed(one, other))
    return _places(mine, [run for run, _ in changed]), _places(theirs, [run for _, run in changed])


def _changed(one: Sequence[int], other: Sequence[int]) -> Iterator[tuple[_Run, _Run]]:
    """Runs of words of both that stand between words that they share."""
    from rapidfuzz.distance import Indel

    if max(len(one), len(other)) > MOST_WORDS:
        start = _alike(one, other)
        end = _alike(one[start:][::-1], other[start:][::-1])
        yield (start, len(one) - end), (start, len(other) - end)
        return
    for step in Indel.opcodes(one, other):
        if step.tag != "equal":
            yield (step.src_start, step.src_end), (step.dest_start, step.dest_end)


def _places(words: Sequence[re.Match[str]], runs: Sequence[_Run]) -> Spans:
    """Where runs of words stand in their text; runs that touch are one place."""
    filled = [run for run in runs if run[0] < run[1]]
    begins = [run for before, run in pairwise([(-1, -1), *filled]) if before[1] != run[0]]
    ends = [run for run, after in pairwise([*filled, (-1, -1)]) if run[1] != after[0]]
    return tuple((words[first[0]].start(), words[last[1] - 1].end()) for first, last in zip(begins, ends, strict=True))


def _alike(one: Sequence[int], other: Sequence[int]) -> int:
    """How many words two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
