"""The orders in which papers can be listed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from secrets import randbelow
from typing import TYPE_CHECKING, Final

from readinglist.core.reading import Status

if TYPE_CHECKING:
    from readinglist.core.query import Query


SEEDS: Final = 2**31


class Order(StrEnum):
    """What a list is sorted by; the values are what scripts write.

    Newest is the day of the newest digest that showed a paper, then the place in it; best match is for searches with
    words. In the queue's order papers that are not queued come last, newest first; by return those that
    were not put off do.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    BEST = "best"
    SEEN = "seen"
    TITLE = "title"
    QUEUE = "queue"
    RETURN = "return"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Sorting:
    """An order; in random order one seed always gives the same list, also when other papers come or go."""

    order: Order
    seed: int = 0

    @classmethod
    def anew(cls, order: Order) -> Sorting:
        """An order as it is asked for: random order is another one each time."""
        return cls(order, randbelow(SEEDS) if order is Order.RANDOM else 0)


NEWEST: Final = Sorting(Order.NEWEST)
OLDEST: Final = Sorting(Order.OLDEST)
QUEUE: Final = Sorting(Order.QUEUE)
RETURN: Final = Sorting(Order.RETURN)

_USUAL: Final = {Status.QUEUED.value: QUEUE, Status.LATER.value: RETURN}


def usual(query: Query) -> Sorting:
    """The queue is read in the order that the user gave it, what is put off as it returns, all else newest first."""
    return _USUAL.get(query.state or "", NEWEST)
