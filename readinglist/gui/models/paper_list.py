"""A list of papers as a model that holds a few pages of it, however long it is."""

from __future__ import annotations

from collections import OrderedDict
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from readinglist.gui.words import STATUS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.core.changes import Changes
    from readinglist.core.query import Query
    from readinglist.core.reading import Row
    from readinglist.store.library import Library
    from readinglist.store.reads import Anchor

PAGE = 128
KEPT_PAGES = 16
ROW = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PaperListModel(QAbstractTableModel):
    """One column; a page is read when one of its rows is asked for, by the key of the row before it.

    What is kept for each page that was ever read is its key, nothing for a row. A paper that a verdict touches stays
    where it is; only papers that come or go make the list anew.
    """

    def __init__(self, library: Library, query: Query, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._query = query
        self._count = library.count(query)
        self._state = library.matching_state()
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._anchors: dict[int, Anchor | None] = {0: None}

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many papers the list has."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One: a row is painted as a whole."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The `Row` itself for the delegate, its title, or the row said in words."""
        if not index.isValid() or role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        if row is None or role == ROW:
            return row
        return row.title if role == Qt.ItemDataRole.DisplayRole else said(row)

    def row(self, number: int) -> Row | None:
        """The paper at a place; None where there is none, or where it went a moment ago."""
        if not 0 <= number < self._count:
            return None
        page = self._page(number // PAGE)
        return page[number % PAGE] if number % PAGE < len(page) else None

    def number_of(self, paper: int) -> int | None:
        """The place of a paper; None where the list does not have it."""
        return self._library.position(self._query, paper)

    def refresh(self, changes: Changes) -> None:
        """Show what has changed."""
        if changes.added or changes.removed or self._library.matching_state() != self._state:
            self._begin_anew()  # a paper that was seen again has moved, even where none came
        elif changes.updated:
            self._read_again(changes)

    def _begin_anew(self) -> None:
        self.beginResetModel()
        self._count = self._library.count(self._query)
        self._state = self._library.matching_state()
        self._pages.clear()
        self._anchors = {0: None}
        self.endResetModel()

    def _read_again(self, changes: Changes) -> None:
        """Read the papers that changed once more, of those that are held; the others are read when they are shown."""
        places = {row.id: place for place, row in self._held() if row.id in changes.updated}
        touched = []
        for row in self._library.rows(places):
            place = places[row.id]
            self._pages[place // PAGE][place % PAGE] = row
            touched.append(place)
        for _, run in groupby(enumerate(sorted(touched)), lambda pair: pair[1] - pair[0]):
            numbers = [place for _, place in run]
            self.dataChanged.emit(self.index(numbers[0], 0), self.index(numbers[-1], 0))

    def _held(self) -> Iterator[tuple[int, Row]]:
        for number, page in self._pages.items():
            yield from enumerate(page, number * PAGE)

    def _page(self, number: int) -> list[Row]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        if number not in self._anchors:
            self._anchors[number] = self._library.anchor(self._query, number * PAGE)
        anchor = self._anchors[number]
        if anchor is None and number:
            return []  # the list has become shorter, and the news of it is under way
        read = self._library.page(self._query, after=anchor, limit=PAGE)
        self._pages[number] = list(read.rows)
        if read.end:
            self._anchors[number + 1] = read.end
        if len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        return self._pages[number]


def said(row: Row) -> str:
    """A row in words, for who hears it: what the icons say is said as well."""
    reading = row.reading
    parts = [row.title, STATUS[reading.status]]
    parts += [f"seen {row.seen} times"] if row.seen > 1 else []
    parts += ["possible repeat"] if row.to_check else []
    parts += ["starred"] if reading.starred else []
    parts += [f"rated {reading.rating} of 5"] if reading.rating else []
    parts += ["with a note"] if row.noted else []
    parts += [f"tagged {', '.join(row.tags)}"] if row.tags else []
    return ", ".join(parts)
