"""A list of papers as a model that holds a few pages of it, however long it is."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import OrderedDict
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from readinglist.core.errors import ReadingListError
from readinglist.core.order import NEWEST, Order, usual
from readinglist.core.query import Query
from readinglist.core.reading import Status
from readinglist.core.selection import Selection, Shown, Span
from readinglist.gui.words import STATUS, returns, today
from readinglist.store.orders import has_index

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from readinglist.core.changes import Changes
    from readinglist.core.order import Sorting
    from readinglist.core.reading import Row
    from readinglist.store.library import Library
    from readinglist.store.lists import Anchor

USERS_ORDERS = (Order.QUEUE, Order.RETURN)  # in which what the user does moves papers
PAGE = 128
KEPT_PAGES = 16
ROW = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PaperListModel(QAbstractTableModel):
    """One column; a page is read when one of its rows is asked for.

    A list that an index of the library gives in order is paged by key: a page begins after the key of the row before
    it, and for each page that was ever read only that key is kept. A list that was searched for, or that is in another
    order, comes as the ids of its papers. In both a paper stays where it is until the list is opened again, also when a
    verdict takes it out of what was asked for; only papers that come, go or move make a list anew, and a verdict on
    more than a page of them. `outdated` tells that the ids have to be looked for again. What moves a little in the
    queue is put where it stands now, between `rearranging` and `rearranged`.
    """

    outdated = Signal()
    rearranging = Signal()
    rearranged = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._query, self._sorting = Query(), NEWEST
        self._ids: array[int] | None = None
        self._whole = True
        self._begin()

    @property
    def query(self) -> Query:
        """What the list is asked for."""
        return self._query

    @property
    def papers(self) -> int | None:
        """How many papers are what was asked for, without those that left and are still shown; None: not known yet."""
        return self._count - len(self._left) if self._whole else None

    @property
    def is_queue(self) -> bool:
        """Whether it is the queue in its own order."""
        return self._ids is None and self._sorting.order is Order.QUEUE

    def open(
        self, query: Query, ids: array[int] | None = None, *, sorting: Sorting | None = None, whole: bool = True
    ) -> None:
        """Show another list, or the same one anew; `ids` are its papers, where the list can't be paged.

        Where these are not the `whole` list yet, more of it are going to be opened.
        """
        self.beginResetModel()
        self._query, self._sorting = query, sorting or usual(query)
        self._ids, self._whole = ids, whole
        self._begin()
        self.endResetModel()

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

    def selection(self, ranges: Sequence[tuple[int, int]]) -> Selection:
        """The papers in some ranges of places, each with its end; however many they are, few rows are read for it.

        Raises:
            ReadingListError: the list has become shorter, and the news of it is under way.
        """
        pieces = tuple(self._piece(first, last) for first, last in sorted(ranges))
        shown = (
            Shown(self._query, self._sorting, self._moment) if any(isinstance(one, Span) for one in pieces) else None
        )
        return Selection(pieces, sum(last - first + 1 for first, last in ranges), shown)

    def _piece(self, first: int, last: int) -> Sequence[int] | Span:
        if self._ids is not None:
            return self._ids[first : last + 1]
        if last - first < PAGE or self._query.state == "check":  # no log says what was to be checked then
            return [self._paper(number) for number in range(first, last + 1)]
        at_end = last == self._count - 1
        return Span(self._paper(first) if first else None, None if at_end else self._paper(last))

    def _paper(self, number: int) -> int:
        row = self.row(number)
        if row is None:
            raise ReadingListError("The list has just become shorter.", "Select the papers again.")
        return row.id

    def number_of(self, paper: int) -> int | None:
        """The place of a paper; None where the list does not have it."""
        if self._ids is not None:
            return self._ids.index(paper) if paper in self._ids else None
        for place, row in self._held():
            if row.id == paper:
                return place
        among = self._library.position(self._query, paper, sorting=self._sorting)
        if among is None:
            return None
        for left in self._left:
            among += left <= among
        return among

    def would_have(self, paper: int, query: Query, ids: array[int] | None) -> bool:
        """Whether a list that is not open, but could be by `open`, has a paper."""
        return self._library.position(query, paper) is not None if ids is None else paper in ids

    def is_up_to_date(self, state: tuple[int, ...] | None = None) -> bool:
        """Whether no paper came or went since a `Library.matching_state`, or since the list was opened."""
        return self._library.matching_state() == (self._state if state is None else state)

    def refresh(self, changes: Changes) -> None:
        """Show what has changed."""
        if changes.added or changes.removed or self._library.matching_state() != self._state:
            self._anew()  # a paper that was seen again has moved, even where none came
        elif changes.updated:
            before = len(self._left)
            with self._library.one_moment():  # the writer goes on, and rows and counts must be of one state
                if self._rearrange(changes):
                    return
                in_place = self._read_again({row.id: place for place, row in self._held() if row.id in changes.updated})
                if self._is_behind():  # the library is ahead of the news: read all that is held
                    in_place &= self._read_again({row.id: place for place, row in self._held()})
                in_place &= not self._has_moved_unseen(changes)
                behind = self._is_behind()
            if not in_place or behind or len(self._left) - before > PAGE:
                self._anew()  # besides: a paper came in that is not held here, or more left than are

    def _has_moved_unseen(self, changes: Changes) -> bool:
        """Whether a paper that is not held may have moved, in an order that the user makes: those held move with it."""
        if self._ids is not None or self._sorting.order not in USERS_ORDERS:
            return False
        if len(changes.updated) > PAGE:
            return True
        held = {row.id for _, row in self._held()}
        others = self._library.rows(paper for paper in changes.updated if paper not in held)
        return any(belongs(row, self._query) for row in others)

    def _rearrange(self, changes: Changes) -> bool:
        """Put papers that moved in the queue where they stand now, if all of that is held; whether it could be done.

        Nothing is counted for it, so it must be sure that nothing else happened.
        """
        sure = self.is_queue and not self._left and changes.group and self._library.is_newest(changes.group)
        if not sure or len(changes.updated) > PAGE or self._is_behind():
            return False
        places = {row.id: place for place, row in self._held() if row.id in changes.updated}
        rows = {row.id: row for row in self._library.rows(changes.updated)}
        if places.keys() != rows.keys() or not all(belongs(row, self._query) for row in rows.values()):
            return False
        first, pages = self._pages_around(min(places.values()) // PAGE, max(places.values()) // PAGE)
        before = [row for page in pages for row in page if row]
        after = sorted((rows.get(row.id, row) for row in before), key=_key)
        changed = [number for number, (old, new) in enumerate(zip(before, after, strict=True), first) if old != new]
        last = first + len(after)
        inside = (first == 0 or after[0].id not in rows) and (last == self._count or after[-1].id not in rows)
        if not changed or not inside or not rows.keys() <= {row.id for row in after}:
            return False
        self.rearranging.emit()
        for start in range(0, len(after), PAGE):
            self._pages[(first + start) // PAGE] = list(after[start : start + PAGE])
            self._anchors[(first + start) // PAGE + 1] = _key(after[start : start + PAGE][-1])
        self._moment = self._library.moment()
        self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], 0))
        self.rearranged.emit()
        return True

    def _pages_around(self, first: int, last: int) -> tuple[int, list[list[Row | None]]]:
        """The row that some pages and those beside them begin with, and as many of the pages as are held together."""
        first -= first - 1 in self._pages
        held = list(takewhile(self._pages.__contains__, range(first, last + 2)))
        return first * PAGE, [self._pages[number] for number in held]

    def _anew(self) -> None:
        if self._ids is None:
            self.open(self._query, sorting=self._sorting)
        else:
            self.outdated.emit()

    def _begin(self) -> None:
        with self._library.one_moment():
            self._count = self._library.count(self._query) if self._ids is None else len(self._ids)
            self._state = self._library.matching_state()
            self._moment = self._library.moment()
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._anchors: dict[int, Anchor | None] = {0: None}
        self._left: list[int] = []  # places of papers that are no longer what was asked for; their pages are kept
        self._were: dict[int, float | date] = {}  # where papers that left a list in the user's order stood in it

    def _is_behind(self) -> bool:
        """Whether the library has other papers in this list than those that are known to have left it."""
        counted = self._whole and has_index(self._query)
        return counted and self._library.count(self._query) != self._count - len(self._left)

    def _read_again(self, places: Mapping[int, int]) -> bool:
        """Read held papers once more, by id, each with its place; the others are read when they are shown.

        False where one of them stands elsewhere now, which happens in the queue and where papers stand by their return.
        """
        touched, in_place = [], True
        for row in self._library.rows(places):
            place = places[row.id]
            page = self._pages[place // PAGE]
            in_place &= self._stays(page[place % PAGE], row)
            page[place % PAGE] = row
            self._note_whether_it_left(place, row)
            touched.append(place)
        for _, run in groupby(enumerate(sorted(touched)), lambda pair: pair[1] - pair[0]):
            numbers = [place for _, place in run]
            self.dataChanged.emit(self.index(numbers[0], 0), self.index(numbers[-1], 0))
        return in_place

    def _stays(self, old: Row | None, new: Row) -> bool:
        """Whether a paper stands where the user had it stand; one that left and was queued again is at the end."""
        if self._ids is not None or self._sorting.order not in USERS_ORDERS:
            return True
        was, place = self._place_in(old) if old else None, self._place_in(new)
        if was is not None and place is None:
            self._were[new.id] = was
        return place is None or place == (self._were.pop(new.id, None) if was is None else was)

    def _place_in(self, row: Row) -> float | date | None:
        """Where the user has a paper stand in this list; None where it has left it."""
        if self._sorting.order is Order.QUEUE:
            return row.reading.place
        return row.reading.until if row.reading.status is Status.LATER else None

    def _note_whether_it_left(self, place: int, row: Row) -> None:
        at = bisect_left(self._left, place)
        known = at < len(self._left) and self._left[at] == place
        if not known and not belongs(row, self._query):
            insort(self._left, place)
        elif known and belongs(row, self._query):
            del self._left[at]

    def _held(self) -> Iterator[tuple[int, Row]]:
        for number, page in self._pages.items():
            for place, row in enumerate(page, number * PAGE):
                if row is not None:
                    yield place, row

    def _page(self, number: int) -> list[Row | None]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        page = self._listed_page(number) if self._ids is None else self._found_page(number, self._ids)
        if page:
            self._pages[number] = page
            self._let_go()
        return page

    def _found_page(self, number: int, ids: array[int]) -> list[Row | None]:
        wanted = ids[number * PAGE : (number + 1) * PAGE]
        rows = {row.id: row for row in self._library.rows(wanted)}
        return [rows.get(paper) for paper in wanted]

    def _anchor(self, number: int) -> Anchor | None:
        """What a page begins after; None for the first one, and for one that the list is too short for."""
        first = number * PAGE
        if number not in self._anchors:
            before = bisect_left(self._left, first)
            self._anchors[number] = self._library.anchor(self._query, first - before, sorting=self._sorting)
        return self._anchors[number]

    def _listed_page(self, number: int) -> list[Row | None]:
        anchor = self._anchor(number)
        if anchor is None and number:
            return []  # the list has become shorter, and the news of it is under way
        read = self._library.page(self._query, sorting=self._sorting, after=anchor, limit=PAGE)
        if read.end:
            self._anchors[number + 1] = read.end
        return list(read.rows)

    def _let_go(self) -> None:
        """Forget the pages that were not looked at for longest, but none with papers that left: they'd be gone."""
        pinned = {place // PAGE for place in self._left}
        free = [number for number in list(self._pages)[:-1] if number not in pinned]
        for number in free[: max(len(free) + 1 - KEPT_PAGES, 0)]:
            del self._pages[number]


def _key(row: Row) -> Anchor:
    """Where a paper of the queue stands in it."""
    return row.reading.place or 0.0, row.id


def belongs(row: Row, query: Query) -> bool:
    """Whether a paper of a list that has an index is still what was asked for; a search keeps what it found."""
    reading, state = row.reading, query.state
    if not has_index(query) or query.tree is None:
        return True
    return {"starred": reading.starred, "check": row.to_check}.get(state or "", reading.status.value == state)


def said(row: Row) -> str:
    """A row in words, for who hears it: what the icons say is said as well."""
    reading = row.reading
    parts = [row.title, STATUS[reading.status]]
    parts += [returns(reading, today())] if reading.until else []
    parts += [f"seen {row.seen} times"] if row.seen > 1 else []
    parts += ["possible repeat"] if row.to_check else []
    parts += ["starred"] if reading.starred else []
    parts += [f"rated {reading.rating} of 5"] if reading.rating else []
    parts += ["with a note"] if row.noted else []
    parts += [f"tagged {', '.join(row.tags)}"] if row.tags else []
    return ", ".join(parts)
