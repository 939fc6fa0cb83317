"""Moving about: which list is shown, in which order, and how another comes to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.core.errors import QueryError
from readinglist.gui.orders import Orders
from readinglist.gui.places import STATES, Place, search_for
from readinglist.store.orders import is_paged
from readinglist.store.search import has_words

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

    from readinglist.core.order import Order, Sorting
    from readinglist.core.query import Query
    from readinglist.gui.models.paper_list import PaperListModel
    from readinglist.gui.tasks import Job, Tasks
    from readinglist.gui.views.paper_table import PaperTable
    from readinglist.store.library import Library

FIRST = 50  # papers of a search that are shown before all are known: more than a window has room for


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place, and where to look in it: at a paper, so far below the upper edge; rather at another, if it is there."""

    place: Place
    paper: int | None = None
    top: int = 0
    rather: int | None = None


class Navigator(QObject):
    """Opens lists in the model: at once where an index gives them, else by way of the searching thread.

    What is shown stays until the other list is there; the newest that was asked for is the one that comes. Of a search
    that is typed some papers come first, then the whole list takes their place. `moved` tells the place that was come
    to, `busy` that one is on the way, `wrong` what can't be understood in a search, None where nothing is wrong.
    """

    moved = Signal(object)
    busy = Signal(bool)
    wrong = Signal(object)

    def __init__(self, tasks: Tasks, model: PaperListModel, table: PaperTable, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._model, self._table = tasks, model, table
        self._job: Job | None = None
        self.orders = Orders()
        self.place = STATES["inbox"]
        self._wanted = Wanted(self.place)  # what is on the way, or came last
        self._before = self._wanted  # where a search was begun
        model.outdated.connect(self.again)

    @property
    def going(self) -> Place:
        """The place that is on the way, or is there."""
        return self._wanted.place if self._job else self.place

    @property
    def searching(self) -> bool:
        """Whether a list is on the way, or the rest of one."""
        return self._job is not None

    def sort(self, order: Order) -> None:
        """List what is shown, and other lists of its kind, in an order; the paper that is looked at stays."""
        wanted = self._wanted if self._job else Wanted(self.place)
        self.orders.choose(wanted.place, order)
        self._go(wanted)

    def open(self, place: Place, *, paper: int | None = None, top: int = 0) -> None:
        """Go to a place, to a paper in it where one is named."""
        self._go(Wanted(place, paper, top))

    def again(self) -> None:
        """Make the list that is wanted once more; what is looked at stays."""
        self._go(self._wanted if self._job else Wanted(self.place))

    def search(self, text: str) -> None:
        """Show what a search finds; an empty one goes back to where it was begun.

        There the paper is looked at that was looked at in the search, or where that is not there, the one before it.
        """
        if text.strip():
            here = self._wanted if self._job else Wanted(self.place, self._table.current, self._table.top)
            if here.place.kind != "search":
                self._before = here
            self._go(Wanted(search_for(text)))
            return
        self.wrong.emit(None)
        if self.place.kind == "search":
            self._go(replace(self._before, rather=self._table.current))
        elif self._job:
            self._forget_job()
            self.busy.emit(False)
            if not self._model.is_up_to_date():
                self.again()

    def _understood(self, place: Place) -> Query | None:
        try:
            query = place.query
        except QueryError as error:
            if place.kind == "search":
                self.wrong.emit(error)
            else:  # a search that was saved elsewhere, by a later version
                self._tasks.failed.emit(error)
                self.moved.emit(self.place)
            return None
        self.wrong.emit(None)
        return query

    def _go(self, wanted: Wanted) -> None:
        query = self._understood(wanted.place)
        if query is None:
            return
        self._forget_job()
        self._wanted = wanted
        sorting = self.orders.of(wanted.place)
        if is_paged(query, sorting):
            self._arrive(wanted, query, sorting, None)
            return
        self.busy.emit(True)
        typed = wanted.place.kind == "search" and wanted.place != self.place and wanted.paper is None
        self._job = self._tasks.search_in_steps(
            partial(_look, query, sorting, FIRST if typed and has_words(query) else 0),
            lambda found: self._found(wanted, query, sorting, *found),
            self._fail,
            partial(self._found_some, wanted, query, sorting),
        )

    def _found_some(
        self, wanted: Wanted, query: Query, sorting: Sorting, state: tuple[int, ...], ids: array[int]
    ) -> None:
        if self._model.is_up_to_date(state):
            self._look_at(wanted, query, ids)
            self._model.open(query, ids, sorting=sorting, whole=False)
            self.moved.emit(wanted.place)

    def _found(self, wanted: Wanted, query: Query, sorting: Sorting, state: tuple[int, ...], ids: array[int]) -> None:
        if self._model.is_up_to_date(state):
            self._arrive(wanted, query, sorting, ids)
        else:  # papers came or went while it was searched
            self._go(wanted)

    def _arrive(self, wanted: Wanted, query: Query, sorting: Sorting, ids: array[int] | None) -> None:
        self._job = None
        self._look_at(wanted, query, ids)
        self._model.open(query, ids, sorting=sorting)
        self.busy.emit(False)
        self.moved.emit(wanted.place)

    def _look_at(self, wanted: Wanted, query: Query, ids: array[int] | None) -> None:
        """Have the list that is opened next begin where it is wanted; in the place that is shown it stays."""
        if wanted.place != self.place or wanted.paper is not None:
            if wanted.rather is not None and self._model.would_have(wanted.rather, query, ids):
                self._table.open_at(wanted.rather)
            else:
                self._table.open_at(wanted.paper, wanted.top)
        self.place = wanted.place

    def _forget_job(self) -> None:
        if self._job:
            self._job.cancel()
            self._job = None

    def _fail(self) -> None:
        self._job = None
        self.busy.emit(False)


def _look(
    query: Query, sorting: Sorting, first: int, library: Library, tell: Callable[..., None]
) -> tuple[tuple[int, ...], array[int]]:
    """All papers of a list; of a long search the first ones before. With them the state that they were found in."""
    state = library.matching_state()
    if first and len(some := library.last_added(query, first)) == first:
        tell(state, some)
    return library.matching_state(), library.found(query, sorting=sorting)
