"""The table of the steps that were made: rows of one height, whatever their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView

from readinglist.gui.views.step_row import StepCell
from readinglist.gui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from readinglist.gui.models.steps import StepRow, StepsModel
    from readinglist.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
A_MINUTE = 60_000  # milliseconds, after which "5 minutes ago" is not true any more


class StepsTable(RowTable):
    """Shows a `StepsModel`. `chosen` tells that another step is looked at, or that it is shown anew.

    What is looked at stays at its height when steps come above it.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, model: StepsModel) -> None:
        super().__init__()
        self._steps = model
        self._kept: tuple[int, int, int] | None = None  # a step, its row, its height on the screen
        cell = StepCell(theme, self)
        self.setItemDelegate(cell)
        self.setAccessibleName("Steps")
        self.hide_heads()
        self.verticalHeader().setDefaultSectionSize(cell.height)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)
        theme.changed.connect(self.viewport().update)
        minute = QTimer(self)
        minute.setInterval(A_MINUTE)
        minute.timeout.connect(self.viewport().update)
        minute.start()

    @property
    def current(self) -> StepRow | None:
        """The step that is looked at."""
        number = self.currentIndex().row()
        return self._steps.rows[number] if 0 <= number < len(self._steps.rows) else None

    def begin(self) -> None:
        """What the model gives next is looked at from the newest step on."""
        self._kept = None
        self.setCurrentIndex(QModelIndex())

    def step(self, rows: int) -> None:
        """Look at the next step, or at the one before."""
        number = self.currentIndex().row() + rows
        if 0 <= number < self._steps.rowCount():
            self.setCurrentIndex(self._steps.index(number, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell who says what can be done with it."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def _remember(self) -> None:
        row = self.current
        if row:
            number = self.currentIndex().row()
            self._kept = row.step.id, number, self.rowViewportPosition(number)

    def _return(self) -> None:
        """Look at the same step at the same height; where it is not there, at the one that took its row."""
        count = self._steps.rowCount()
        if not count:
            self.chosen.emit()
            return
        step, before, top = self._kept or (0, 0, 0)
        places = {row.step.id: number for number, row in enumerate(self._steps.rows)}
        number = places.get(step, min(before, count - 1))
        self.setCurrentIndex(self._steps.index(number, 0))
        self.verticalScrollBar().setValue(number * self.rowHeight(number) - top)
