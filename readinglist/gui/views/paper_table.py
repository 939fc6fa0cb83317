"""The table of papers: one painted column, rows of one height, whatever the number of papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from readinglist.core.errors import ReadingListError
from readinglist.gui.views.paper_row import PaperRow

if TYPE_CHECKING:
    from readinglist.gui.models.paper_list import PaperListModel
    from readinglist.gui.theme import Theme

MOST_AT_ONCE = 10_000  # papers for one command: their ids are read here, while the window waits
Index = QModelIndex | QPersistentModelIndex

NEAR = 100  # rows around the current one whose selection outlives a list that is made anew
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@dataclass(frozen=True, slots=True)
class Place:
    """Where the user was before the list was made anew: paper, row, its height on the screen, the others selected."""

    paper: int
    number: int
    top: int
    others: dict[int, int]  # how far from the current row -> which paper


class PaperTable(QTableView):
    """Shows a `PaperListModel`. `chosen` tells the paper that the user looks at: its id, or None."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, model: PaperListModel) -> None:
        super().__init__()
        self._papers = model
        self._place: Place | None = None
        self._chosen: int | None = None
        delegate = PaperRow(theme, self)
        self.setItemDelegate(delegate)
        self.setAccessibleName("Papers")
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # else every row is visited
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(delegate.height)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> int | None:
        """The paper that the user looks at."""
        row = self._papers.row(self.currentIndex().row())
        return row.id if row else None

    def selected(self) -> list[int]:
        """The papers that a command is for, in the list's order.

        Raises:
            ReadingListError: they are too many for one command.
        """
        ranges = [(one.top(), one.bottom()) for one in self._ranges()]
        if sum(last - first + 1 for first, last in ranges) > MOST_AT_ONCE:
            raise ReadingListError(
                f"More than {MOST_AT_ONCE:,} papers are selected.", f"Select at most {MOST_AT_ONCE:,} at a time."
            )
        rows = [self._papers.row(number) for first, last in sorted(ranges) for number in range(first, last + 1)]
        return [row.id for row in rows if row]

    def move_on(self) -> None:
        """Go to the paper after the selected ones; at the end of the list stay."""
        last = max((one.bottom() for one in self._ranges()), default=self.currentIndex().row())
        if last + 1 < self._papers.rowCount():
            self.choose(last + 1)

    def choose(self, number: int) -> None:
        """Look at the paper in a row, and at no other."""
        index = self._papers.index(number, 0)
        self.selectionModel().setCurrentIndex(index, _CHOOSE)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell who shows the paper."""
        super().currentChanged(current, previous)
        self._tell()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last paper; in a table they would go to the first and last column."""
        last = self._papers.rowCount() - 1
        if last >= 0 and action is QAbstractItemView.CursorAction.MoveHome:
            return self._papers.index(0, 0)
        if last >= 0 and action is QAbstractItemView.CursorAction.MoveEnd:
            return self._papers.index(last, 0)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of commands; Qt's own search would ask the model for every row."""

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def _tell(self) -> None:
        if self.current != self._chosen:
            self._chosen = self.current
            self.chosen.emit(self._chosen)

    def _remember(self) -> None:
        number, paper = self.currentIndex().row(), self.current
        if paper is None:
            self._place = None
            return
        others = {}
        for one in self._ranges():
            for place in range(max(one.top(), number - NEAR), min(one.bottom(), number + NEAR) + 1):
                row = self._papers.row(place)
                if row:
                    others[place - number] = row.id
        self._place = Place(paper, number, self.rowViewportPosition(number), others)

    def _return(self) -> None:
        """Show the same papers at the same height again; where the paper is gone, the one that took its row."""
        count = self._papers.rowCount()
        if count:
            place = self._place or Place(0, 0, 0, {})
            found = self._papers.number_of(place.paper)
            number = min(place.number, count - 1) if found is None else found
            self.selectionModel().setCurrentIndex(self._papers.index(number, 0), _CHOOSE)
            for offset, paper in place.others.items():
                row = self._papers.row(number + offset)
                if row and row.id == paper:
                    self.selectionModel().select(self._papers.index(number + offset, 0), _ADD)
            self.verticalScrollBar().setValue(number * self.rowHeight(number) - place.top)
        self._tell()
