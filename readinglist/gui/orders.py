"""Which order each kind of list is shown in, and which commands say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.order import Order, Sorting, usual
from readinglist.core.reading import Status
from readinglist.store.search import has_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.gui.places import Place


class Orders:
    """The order of each kind of list; lists of a kind that was never sorted otherwise have their usual one."""

    def __init__(self) -> None:
        self._chosen: dict[str, Sorting] = {}

    def of(self, place: Place) -> Sorting:
        """How a place is sorted now; where its kind is sorted as it can't be itself, as usual."""
        chosen = self._chosen.get(_kind(place))
        return chosen if chosen and chosen.order in possible(place) else usual(place.query)

    def choose(self, place: Place, order: Order) -> None:
        """Sort a place, and others of its kind, in an order; random order is another one each time."""
        self._chosen[_kind(place)] = Sorting.anew(order)

    def kept(self) -> list[str]:
        """What was chosen, to be written down: "search=title" for a kind of list."""
        return [f"{kind}={sorting.order}" for kind, sorting in self._chosen.items()]

    def restore(self, kept: Iterable[str]) -> None:
        """Choose again what was written down; what makes no sense is left out."""
        for kind, _, order in (one.partition("=") for one in kept):
            if order in tuple(Order):
                self._chosen[kind] = Sorting.anew(Order(order))


def possible(place: Place) -> tuple[Order, ...]:
    """The orders that a place can be shown in; its query must be one that can be understood."""
    of_one_state = {Order.QUEUE: Status.QUEUED, Order.RETURN: Status.LATER}
    left_out = {order for order, state in of_one_state.items() if place.query.state != state}
    left_out |= set() if has_words(place.query) else {Order.BEST}
    return tuple(order for order in Order if order not in left_out)


def command_of(order: Order) -> str:
    """The command that chooses an order; its title is what the order is called."""
    return f"list.sort_{order}"


def _kind(place: Place) -> str:
    """The queue and what is put off are kinds of their own: their order is the user's work."""
    own = {Status.QUEUED.value: "queue", Status.LATER.value: "later"}
    return own.get(place.query.state or "", place.kind)
