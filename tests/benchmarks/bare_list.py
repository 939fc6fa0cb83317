"""The yardstick of the window: a bare list of Qt over a table of its own, which says a title and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from readinglist.store.sqlite import connect

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

PAGE = 128
HEIGHT = 73  # pixels of a row, as ours
_COLUMNS = "SELECT id, title, status FROM paper"
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def make(path: Path, papers: int) -> sqlite3.Connection:
    """A table of so many papers in a file of its own, with the pragmas of a library."""
    connection = connect(path, write=True)
    connection.execute("CREATE TABLE paper (id INTEGER PRIMARY KEY, title TEXT NOT NULL, status INTEGER NOT NULL)")
    connection.execute("BEGIN")
    titles = ((number, f"The {number}th of some papers, with a title of usual length") for number in range(papers))
    connection.executemany("INSERT INTO paper VALUES (?, ?, 0)", titles)
    connection.execute("COMMIT")
    return connection


class BareModel(QAbstractTableModel):
    """Holds the page that was read last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection
        self._number, self._page = -1, list[tuple[int, str, int]]()
        self.open()

    def open(self) -> None:
        """Show the list anew."""
        self.beginResetModel()
        (self._count,) = self._connection.execute("SELECT max(id) + 1 FROM paper").fetchone()
        self._number = -1
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        number, place = divmod(index.row(), PAGE)
        if number != self._number:
            self._page = self._connection.execute(
                f"{_COLUMNS} WHERE id >= ? ORDER BY id LIMIT ?", (number * PAGE, PAGE)
            ).fetchall()
            self._number = number
        return self._page[place][1]

    def judge(self, number: int) -> None:
        """One small transaction, and the row is shown anew."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("UPDATE paper SET status = status + 1 WHERE id = ?", (number,))
        self._connection.execute("COMMIT")
        self._number = -1
        index = self.index(number, 0)
        self.dataChanged.emit(index, index)


class BareList(QTableView):
    """A table view with rows of one height; Q gives a verdict and goes on."""

    def __init__(self, model: BareModel) -> None:
        super().__init__()
        self.papers = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self.resize(412, 640)

    def choose(self, number: int) -> None:
        """Look at a paper."""
        index = self.papers.index(number, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Q:
            number = self.currentIndex().row()
            self.papers.judge(number)
            self.choose(min(number + 1, self.papers.rowCount() - 1))
        else:
            super().keyPressEvent(event)
