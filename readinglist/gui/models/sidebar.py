"""What the sidebar lists: the seven states, then saved searches, digests and tags, each with its count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from readinglist.gui import words
from readinglist.gui.places import CHECK, STATE_ICONS, STATES, Place, digest_place
from readinglist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from readinglist.core.paper import DigestCount
    from readinglist.core.query import SavedSearch
    from readinglist.core.reading import TagCount

ENTRY = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_USABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a place, a head (without place), or what asks for the lists that are not shown (`more` says which).

    `papers` is None where nobody has counted them; of what is to check these are questions. `tip` is what the name
    leaves out.
    """

    name: str
    sign: str = ""
    place: Place | None = None
    papers: int | None = None
    more: str | None = None
    tip: str = ""

    @property
    def is_head(self) -> bool:
        """Whether it is the name of the entries below it."""
        return self.place is None and self.more is None

    @property
    def said(self) -> str:
        """The entry in words: "Inbox, 471 papers"."""
        if self.papers is None:
            return self.name
        if self.place == CHECK:
            return f"{self.name}, {words.counted(self.papers, 'question', 'questions') if self.papers else 'nothing'}"
        return f"{self.name}, {words.paper_count(self.papers).lower()}"

    def same_line(self, other: Entry) -> bool:
        """Whether both are the same entry, whatever its name and count have become."""
        if self.place is None or other.place is None:
            return self.place is other.place and (self.more, self.name) == (other.more, other.name)
        return self.is_at(other.place)

    def is_at(self, place: Place) -> bool:
        """Whether it leads to a place."""
        return self.place is not None and (self.place.kind, self.place.key) == (place.kind, place.key)


#: In the rail there is no room for names, and digests look alike without them.
RAIL_MORE = Entry("Saved searches, digests and tags", "more", more="")


class SidebarModel(QAbstractListModel):
    """One column of entries. Where only counts and names change, only these are told; else the list is made anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rail = False
        self._states = [Entry(place.name, STATE_ICONS[key], place) for key, place in STATES.items()]
        self._others: list[Entry] = []
        self._rows = list(self._states)

    @property
    def rail(self) -> bool:
        """Whether only the states are listed, and one entry for all the others."""
        return self._rail

    def show(
        self,
        totals: Mapping[str, int],
        saved: Sequence[SavedSearch],
        digests: Sequence[DigestCount],
        tags: Sequence[TagCount],
        *,
        more_digests: int = 0,
        more_tags: int = 0,
    ) -> None:
        """List these; `more_digests` and `more_tags` say whether, or how many, there are besides."""
        self._states = [replace(entry, papers=totals.get(_count(entry), 0)) for entry in self._states]
        self._others = [
            *_headed("Saved searches", self._saved_entries(saved)),
            *_headed("Digests", _digest_entries(digests), more_digests, "digest"),
            *_headed("Tags", _tag_entries(tags), more_tags, "tag"),
        ]
        self._arrange()

    def set_saved_count(self, search: int, papers: int) -> None:
        """Say how many papers a saved search finds; it stays until its query changes."""
        place = Place("saved", str(search), "")
        self._others = [replace(entry, papers=papers) if entry.is_at(place) else entry for entry in self._others]
        self._arrange()

    def set_rail(self, on: bool) -> None:
        """List the states alone, or all."""
        self._rail = on
        self._arrange()

    def row_of(self, place: Place) -> int | None:
        """Where a place is listed; in the rail the entry for all others stands for what is not."""
        for number, entry in enumerate(self._rows):
            if entry.is_at(place):
                return number
        return len(self._rows) - 1 if self._rail and place.kind in ("digest", "tag", "saved") else None

    def entry(self, index: Index) -> Entry | None:
        """The entry of an index; None where it is not valid."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many lines there are, heads among them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The `Entry` itself for the delegate, its name, or what is said and shown about it."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.said
        if role == Qt.ItemDataRole.ToolTipRole and not entry.is_head:
            return plain_tip(entry.said if self._rail or not entry.tip else entry.tip)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A head can't be chosen."""
        entry = self.entry(index)
        return Qt.ItemFlag.NoItemFlags if entry is None or entry.is_head else _USABLE

    def _arrange(self) -> None:
        rows = [*self._states, RAIL_MORE] if self._rail else [*self._states, *self._others]
        before = self._rows
        if len(rows) != len(before) or not all(map(Entry.same_line, rows, before)):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        for number, (entry, was) in enumerate(zip(rows, before, strict=True)):
            if entry != was:
                self.dataChanged.emit(self.index(number), self.index(number))

    def _saved_entries(self, saved: Sequence[SavedSearch]) -> list[Entry]:
        known = {entry.place: entry.papers for entry in self._others if entry.place and entry.place.kind == "saved"}
        counts = {(place.key, place.text): papers for place, papers in known.items()}
        return [
            Entry(
                one.name, "saved", Place("saved", str(one.id), one.name, one.query),
                counts.get((str(one.id), one.query)), tip=one.query,
            )
            for one in saved
        ]  # fmt: skip


def digest_places(digests: Sequence[DigestCount], now: date) -> list[Place]:
    """The places of digests: each by its day, by day and file where two share it, by its file where it has none."""
    shared = Counter(one.digest.day for one in digests)
    places = []
    for one in digests:
        place = digest_place(one.digest, now)
        if one.digest.day and shared[one.digest.day] > 1:
            place = replace(place, name=f"{place.name}, {words.short_name(one.digest.name)}")
        places.append(place)
    return places


def _count(entry: Entry) -> str:
    """The name of its count in `Library.totals`."""
    return "questions" if entry.place == CHECK else entry.place.key if entry.place else ""


def _digest_entries(digests: Sequence[DigestCount]) -> list[Entry]:
    places = digest_places(digests, words.today())
    return [
        Entry(place.name, "digest", place, one.papers, tip=one.digest.name)
        for place, one in zip(places, digests, strict=True)
    ]


def _tag_entries(tags: Sequence[TagCount]) -> list[Entry]:
    return [Entry(tag.name, "#", Place("tag", tag.name, tag.name, tag.name), tag.papers) for tag in tags]


def _headed(head: str, entries: list[Entry], more: int = 0, kind: str = "") -> list[Entry]:
    """Entries below their head, and below them the way to those that are left out."""
    if not entries:
        return []
    rest = [Entry(f"All {kind}s…", more=kind)] if more else []
    return [Entry(head), *entries, *rest]
