"""Papers that are selected in a list, as a value: a long range names its ends, not every paper between them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readinglist.core.order import Sorting
    from readinglist.core.query import Query


class Moment(NamedTuple):
    """A state of a library: its newest change, sighting and member, and its day. What came later is told from these."""

    change: int
    sighting: int
    member: int
    day: str


@dataclass(frozen=True, slots=True)
class Span:
    """All papers of a list from one to another, both among them; None is the end of the list."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A list that is paged, as it was at a moment: papers that left it since still stand in it, others don't yet."""

    query: Query
    sorting: Sorting
    moment: Moment


@dataclass(frozen=True, slots=True)
class Selection:
    """Ids and spans in the order of the list, and how many papers they are; spans are of the list in `shown`.

    `left_out` are papers that are not meant any more. Which papers it means is told by `Library.selected`; the same
    ones whenever it is asked.
    """

    pieces: tuple[Sequence[int] | Span, ...] = ()
    count: int = 0
    shown: Shown | None = None
    left_out: frozenset[int] = field(default_factory=frozenset)

    @classmethod
    def of(cls, papers: Sequence[int]) -> Selection:
        """Papers by their ids."""
        return cls((papers,), len(papers))

    def __len__(self) -> int:
        return self.count

    @property
    def named(self) -> list[int] | None:
        """The papers, where each is named; None where a range is not."""
        named = [piece for piece in self.pieces if not isinstance(piece, Span)]
        return list(chain.from_iterable(named)) if len(named) == len(self.pieces) else None

    def without(self, papers: Iterable[int]) -> Selection:
        """The same but for some papers, whether it has them or not; of ranges the count stays what it was."""
        gone = self.left_out | frozenset(papers)
        if self.named is None:
            return replace(self, left_out=gone)
        return Selection.of([paper for paper in self.named if paper not in gone])
