"""Changes: what every write returns, and what every view refreshes from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Ids:
    """A set of ids as sorted, disjoint, inclusive ranges: an import of a million papers is one pair of numbers."""

    ranges: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, ids: Iterable[int]) -> Ids:
        """The ranges that hold exactly these ids."""
        found = sorted(set(ids))
        if not found:
            return cls()
        cuts = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(found)) if b != a + 1), len(found)]
        return cls(tuple((found[start], found[end - 1]) for start, end in pairwise(cuts)))

    @classmethod
    def union(cls, sets: Iterable[Ids]) -> Ids:
        """The ranges that hold what any of these sets holds."""
        joined: list[tuple[int, int]] = []
        for first, last in sorted(chain.from_iterable(one.ranges for one in sets)):
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return cls(tuple(joined))

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self.ranges, number, key=lambda pair: pair[0]) - 1
        return at >= 0 and number <= self.ranges[at][1]

    def __iter__(self) -> Iterator[int]:
        for first, last in self.ranges:
            yield from range(first, last + 1)

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self.ranges)


@dataclass(frozen=True, slots=True)
class Changes:
    """What one step did: its label, its group in the log, and the papers it added, updated and removed.

    A step without effect has no group and no ids; views and the undo stack pass over it. Typing that came back to
    where its stretch began has ids, for views to follow, and no group: the stretch is no step any more.
    `turned` is the step that an undo or redo was about. Where that is an import that was undone, `kept` are the papers
    of it that stay for what the user wrote about them.
    """

    label: str
    group: int | None = None
    added: Ids = field(default_factory=Ids)
    updated: Ids = field(default_factory=Ids)
    removed: Ids = field(default_factory=Ids)
    turned: int | None = None
    kept: Ids = field(default_factory=Ids)

    @classmethod
    def joined(cls, label: str, group: int | None, parts: Sequence[Changes]) -> Changes:
        """What several writes that follow each other did together, under one label."""
        added = Ids.union(part.added for part in parts)
        removed = Ids.union(part.removed for part in parts)
        updated = Ids.of(number for part in parts for number in part.updated if number not in added)
        return cls(label, group, added, updated, removed)

    def __bool__(self) -> bool:
        return self.group is not None or any((self.added, self.updated, self.removed))
