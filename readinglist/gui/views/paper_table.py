"""The table of papers: one painted column, rows of one height, whatever the number of papers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent

from readinglist.core.reading import Status
from readinglist.gui.views.paper_row import PaperRow
from readinglist.gui.views.row_drag import RowDrag
from readinglist.gui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from readinglist.core.reading import Row
    from readinglist.core.selection import Selection
    from readinglist.gui.models.paper_list import PaperListModel
    from readinglist.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

MOST_RANGES = 20  # whose selection outlives a list that is made anew, wherever their papers stand then
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@dataclass(frozen=True, slots=True)
class Place:
    """Where the user was before the list was made anew: paper, row, its height on the screen, what was selected.

    A range is the papers at its ends, and how far from the current row they stood.
    """

    paper: int
    number: int
    top: int
    ranges: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


class PaperTable(RowTable):
    """Shows a `PaperListModel`. `chosen` tells the paper that the user looks at: its id, or None.

    `menu_asked` tells where on the screen the menu of the selected papers is wanted, `dropped` the paper of the queue
    before which they were let go, None for its end.
    """

    chosen = Signal(object)
    menu_asked = Signal(QPoint)
    dropped = Signal(object)

    def __init__(self, theme: Theme, model: PaperListModel) -> None:
        super().__init__()
        self._papers = model
        self._place: Place | None = None
        self._going: Place | None = None
        self._chosen: int | None = None
        self._start, self._extends = 0, False
        self.painter_of_rows = PaperRow(theme, self)
        self.setItemDelegate(self.painter_of_rows)
        self.setAccessibleName("Papers")
        self.hide_heads()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # titles wrap alike in short lists
        self.setMouseTracking(True)
        self.setModel(model)
        self._drag = RowDrag(theme, self, lambda: model.is_queue)
        self._drag.dropped.connect(self._tell_dropped)
        for moves in (model.modelAboutToBeReset, model.rearranging):
            moves.connect(self._drag.cancel)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)
        model.rearranging.connect(self._remember)
        model.rearranged.connect(self._follow)
        theme.changed.connect(self.viewport().update)
        theme.density_changed.connect(self._set_row_height)
        self._set_row_height()

    @property
    def current(self) -> int | None:
        """The paper that the user looks at."""
        row = self._papers.row(self.currentIndex().row())
        return row.id if row else None

    def selection(self) -> Selection:
        """The papers that a command is for, in the list's order.

        Raises:
            ReadingListError: the list is changing just now.
        """
        return self._papers.selection([(one.top(), one.bottom()) for one in self._ranges()])

    def first_selected(self, most: int) -> list[Row]:
        """The first rows of those that are selected."""
        places = chain.from_iterable(
            range(one.top(), one.bottom() + 1) for one in sorted(self._ranges(), key=QItemSelectionRange.top)
        )
        rows = (self._papers.row(place) for place in islice(places, most))
        return [row for row in rows if row]

    def move_on(self) -> None:
        """Go to the paper after the selected ones; at the end of the list stay."""
        last = max((one.bottom() for one in self._ranges()), default=self.currentIndex().row())
        if last + 1 < self._papers.rowCount():
            self.choose(last + 1)

    def step(self, rows: int) -> bool:
        """Look at the next paper, or at the one before; False at the end of the list."""
        number = self.currentIndex().row() + rows
        if not 0 <= number < self._papers.rowCount():
            return False
        self.choose(number)
        return True

    def open_at(self, paper: int | None, top: int = 0) -> None:
        """The next list that the model gives is another one: look at this paper in it, at a height, or at the first."""
        self._going = Place(paper or 0, 0, top)

    @property
    def top(self) -> int:
        """How far below the upper edge the paper stands that is looked at."""
        return self.rowViewportPosition(max(self.currentIndex().row(), 0))

    def choose(self, number: int) -> None:
        """Look at the paper in a row, and at no other."""
        index = self._papers.index(number, 0)
        self.selectionModel().setCurrentIndex(index, _CHOOSE)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell who shows the paper; ranges begin here, unless this one is extended."""
        super().currentChanged(current, previous)
        if not self._extends:
            self._start = current.row()
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """With Shift the range is extended to the row that is clicked."""
        self._extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)
        self._extends = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Shift the range is extended to the row that the key goes to."""
        self._extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().keyPressEvent(event)
        self._extends = False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Extend a range from where one is: Qt would go on from the last click, whatever commands moved on since."""
        if self._extends and command & QItemSelectionModel.SelectionFlag.Current:
            ends = (self._papers.index(row, 0) for row in sorted((max(self._start, 0), self.currentIndex().row())))
            self.selectionModel().select(QItemSelection(*ends), command)
        else:
            super().setSelection(rect, command)

    def updateGeometries(self) -> None:
        """Where there is nothing to scroll the bar keeps its room, but is not seen."""
        super().updateGeometries()
        bar = self.verticalScrollBar()
        bar.setEnabled(bar.minimum() < bar.maximum())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By mouse where it points; by key below the paper that is looked at."""
        index = self.currentIndex()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.menu_asked.emit(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))
        elif self.indexAt(event.pos()).isValid():
            self.menu_asked.emit(event.globalPos())

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def _tell(self) -> None:
        if self.current != self._chosen:
            self._chosen = self.current
            self.chosen.emit(self._chosen)

    def _tell_dropped(self, number: int) -> None:
        """The papers are put before the next one that is still in the queue."""
        while (row := self._papers.row(number)) and row.reading.status is not Status.QUEUED:
            number += 1
        self.dropped.emit(row.id if row else None)

    def _set_row_height(self) -> None:
        top = self.top
        self.verticalHeader().setDefaultSectionSize(self.painter_of_rows.height)
        number = self.currentIndex().row()
        if number >= 0:
            self.verticalScrollBar().setValue(number * self.painter_of_rows.height - top)

    def _remember(self) -> None:
        number, paper = self.currentIndex().row(), self.current
        if paper is None:
            self._place = None
            return
        ranges = []
        for one in sorted(self._ranges(), key=lambda one: (-one.height(), abs(one.top() - number)))[:MOST_RANGES]:
            first, last = self._papers.row(one.top()), self._papers.row(one.bottom())
            if first and last:
                ranges.append(((first.id, one.top() - number), (last.id, one.bottom() - number)))
        self._place = Place(paper, number, self.rowViewportPosition(number), tuple(ranges))

    def _return(self) -> None:
        """Show the same papers at the same height again; where the paper is gone, the one that took its row."""
        count = self._papers.rowCount()
        place = self._going or self._place or Place(0, 0, 0)
        self._going = None
        if count:
            number = self._choose_again(place)
            self.verticalScrollBar().setValue(number * self.rowHeight(number) - place.top)
        self._tell()

    def _follow(self) -> None:
        """Papers moved within the list: the same are selected, and the list stays where it is if they are in view."""
        if self._place:
            self.scrollTo(self._papers.index(self._choose_again(self._place), 0))
        self._tell()

    def _choose_again(self, place: Place) -> int:
        """Select the papers of a place again; returns the row of the one that is looked at, or that took its row."""
        found = self._papers.number_of(place.paper)
        number = min(place.number, self._papers.rowCount() - 1) if found is None else found
        self.selectionModel().setCurrentIndex(self._papers.index(number, 0), _CHOOSE)
        selection = QItemSelection()
        for ends in place.ranges:
            first, last = (self._number_of(paper, number + offset) for paper, offset in ends)
            if first is not None and last is not None:
                selection.select(self._papers.index(min(first, last), 0), self._papers.index(max(first, last), 0))
        self.selectionModel().select(selection, _ADD)
        return number

    def _number_of(self, paper: int, likely: int) -> int | None:
        """The row of a paper; where it is likely it is looked for first."""
        row = self._papers.row(likely)
        return likely if row and row.id == paper else self._papers.number_of(paper)
