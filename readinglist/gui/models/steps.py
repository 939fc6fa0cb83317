"""The steps of the history as a model: those that were scrolled to, newest first; more are read when wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from readinglist.gui.step_words import exactly, papers_of, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.store.history import About
    from readinglist.store.journal import Step

STEP = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with what it is about."""

    step: Step
    about: About


class StepsModel(QAbstractTableModel):
    """One column. `more_wanted` tells that the view has come to the end of what was read."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[StepRow] = []
        self._more = self._asked = False

    @property
    def rows(self) -> Sequence[StepRow]:
        """What was read so far."""
        return self._rows

    def show(self, rows: Sequence[StepRow], *, more: bool) -> None:
        """Show these from the newest on; `more` says that there are older ones."""
        self.beginResetModel()
        self._rows = list(rows)
        self._more, self._asked = more, False
        self.endResetModel()

    def extend(self, rows: Sequence[StepRow], *, more: bool) -> None:
        """Show these below the others."""
        first = len(self._rows)
        self._more, self._asked = more, False
        if rows:
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many steps were read."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One: a row is painted as a whole."""
        return 0 if parent.isValid() else 1

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are older steps that nobody has asked for yet."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for them; they come when they are read."""
        del parent
        self._asked = True
        self.more_wanted.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The `StepRow` for the delegate, its label, the row in words, or all that is known as tool tip."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == STEP:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.step.label
        now = datetime.now(UTC)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said(row.step, row.about, now)
        if role == Qt.ItemDataRole.ToolTipRole:
            state = "" if row.step.standing else "Undone."
            parts = (row.step.label, exactly(row.step.time, now), papers_of(row.about), state)
            return "".join(f"<p>{escape(text)}</p>" for text in parts if text)
        return None
