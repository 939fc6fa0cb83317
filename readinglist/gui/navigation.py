"""Moving about: which list is shown, and how another comes to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.core.errors import QueryError
from readinglist.gui.models.paper_list import listed
from readinglist.gui.places import STATES, Place, search_for

if TYPE_CHECKING:
    from array import array

    from readinglist.core.query import Query
    from readinglist.gui.models.paper_list import PaperListModel
    from readinglist.gui.tasks import Job, Tasks
    from readinglist.gui.views.paper_table import PaperTable


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place, and where to look in it: at a paper, so far below the upper edge; rather at another, if it is there."""

    place: Place
    paper: int | None = None
    top: int = 0
    rather: int | None = None


class Navigator(QObject):
    """Opens lists in the model: at once where an index gives them, else by way of the searching thread.

    What is shown stays until the other list is there; the newest that was asked for is the one that comes. `moved`
    tells the place that was come to, `busy` that one is on the way, `wrong` what can't be understood in a search, None
    where nothing is wrong.
    """

    moved = Signal(object)
    busy = Signal(bool)
    wrong = Signal(object)

    def __init__(self, tasks: Tasks, model: PaperListModel, table: PaperTable, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._model, self._table = tasks, model, table
        self._job: Job | None = None
        self.place = STATES["inbox"]
        self._wanted = Wanted(self.place)  # what is on the way, or came last
        self._before = self._wanted  # where a search was begun
        model.outdated.connect(self.again)

    @property
    def going(self) -> Place:
        """The place that is on the way, or is there."""
        return self._wanted.place if self._job else self.place

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
        if listed(query):
            self._arrive(wanted, query, None)
            return
        self.busy.emit(True)
        self._job = self._tasks.search(
            lambda library: (library.matching_state(), library.found(query)),
            lambda found: self._found(wanted, query, *found),
            self._fail,
        )

    def _found(self, wanted: Wanted, query: Query, state: tuple[int, ...], ids: array[int]) -> None:
        if self._model.is_up_to_date(state):
            self._arrive(wanted, query, ids)
        else:  # papers came or went while it was searched
            self._go(wanted)

    def _arrive(self, wanted: Wanted, query: Query, ids: array[int] | None) -> None:
        self._job = None
        if wanted.place != self.place or wanted.paper is not None:
            if wanted.rather is not None and self._model.would_have(wanted.rather, query, ids):
                self._table.open_at(wanted.rather)
            else:
                self._table.open_at(wanted.paper, wanted.top)
        self.place = wanted.place
        self._model.open(query, ids)
        self.busy.emit(False)
        self.moved.emit(wanted.place)

    def _forget_job(self) -> None:
        if self._job:
            self._job.cancel()
            self._job = None

    def _fail(self) -> None:
        self._job = None
        self.busy.emit(False)
