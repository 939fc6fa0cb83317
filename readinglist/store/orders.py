"""Order -> SQL: the keys that lists are paged by, and the ORDER BY of those that come as ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from readinglist.core.order import Order, usual
from readinglist.core.reading import Status

if TYPE_CHECKING:
    from readinglist.core.order import Sorting
    from readinglist.core.query import Query


@dataclass(frozen=True, slots=True)
class PageKey:
    """What anchors a page: the key (column, id) of a paper, and whether the list runs from high to low."""

    column: str
    backwards: bool = False

    def order(self, *, turned: bool = False) -> str:
        """The ORDER BY; `turned` from the end of the list."""
        way = " DESC" if self.backwards is not turned else ""
        return f"c.{self.column}{way}, c.id{way}"

    def after(self) -> str:
        """The condition that a paper stands behind a key, given as two parameters."""
        return f"(c.{self.column}, c.id) {'<' if self.backwards else '>'} (?, ?)"

    def before(self) -> str:
        """The condition that a paper stands before a key."""
        return f"(c.{self.column}, c.id) {'>' if self.backwards else '<'} (?, ?)"

    def from_(self) -> str:
        """The condition that a paper stands at a key, or behind it."""
        return f"(c.{self.column}, c.id) {'<=' if self.backwards else '>='} (?, ?)"

    def up_to(self) -> str:
        """The condition that a paper stands at a key, or before it."""
        return f"(c.{self.column}, c.id) {'>=' if self.backwards else '<='} (?, ?)"


_KEYS: Final = {
    Order.NEWEST: PageKey("rank"),
    Order.OLDEST: PageKey("rank", backwards=True),
    Order.QUEUE: PageKey("place"),
    Order.RETURN: PageKey("until"),
}

#: Orders that an index has of one state alone.
_OF_STATE: Final = {Order.QUEUE: Status.QUEUED.value, Order.RETURN: Status.LATER.value}


def has_index(query: Query) -> bool:
    """Whether an index of the library holds a list: all papers, a status, or a flag that has one."""
    return query.tree is None or query.state in (*(status.value for status in Status), "starred", "check")


def is_paged(query: Query, sorting: Sorting | None = None) -> bool:
    """Whether an index of the library gives a list in an order, so that it can be paged by key."""
    order = (sorting or usual(query)).order
    return has_index(query) and order in _KEYS and _OF_STATE.get(order, query.state) == query.state


def page_key(query: Query, sorting: Sorting | None) -> PageKey:
    """What the pages of a list are anchored by."""
    return _KEYS[(sorting or usual(query)).order]


def order_by(sorting: Sorting) -> str:
    """The ORDER BY of an order, over `cluster c`; for a best match and a random order that of what is put in order."""
    return {
        Order.OLDEST: "c.rank DESC, c.id DESC",
        Order.SEEN: "c.seen DESC, c.rank, c.id",
        Order.TITLE: "c.sort_title, c.id",
        Order.QUEUE: "c.place IS NULL, c.place, c.rank, c.id",
        Order.RETURN: "c.until IS NULL, c.until, c.id",
        Order.RANDOM: "c.id",
    }.get(sorting.order, "c.rank, c.id")


def by_index(query: Query, sorting: Sorting, *, many: bool) -> str:
    """INDEXED BY, where an index has a list in its order, and SQLite would look up every paper by itself.

    `many` says that the list is a search for nothing but words which finds many papers.
    """
    if many:
        index = {Order.SEEN: "cluster_seen", Order.TITLE: "cluster_title"}.get(sorting.order, "idx_cluster_rank")
        return "" if sorting.order in (Order.QUEUE, Order.RETURN, Order.RANDOM) else f" INDEXED BY {index}"
    index = {Order.SEEN: "cluster_seen", Order.TITLE: "cluster_title"}.get(sorting.order, "")
    whole = query.tree is None or query.state in tuple(status.value for status in Status)
    return f" INDEXED BY {index}" if index and whole else ""
