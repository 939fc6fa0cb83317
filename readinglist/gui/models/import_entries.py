"""What one file of an import holds, entry by entry: a model that makes a row when it is asked for it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from readinglist.gui.import_words import VERDICTS, first_part, standing
from readinglist.gui.import_words import place as place_words
from readinglist.gui.words import short_name, today

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readinglist.commands.import_plan import ImportPlan, PlannedFile
    from readinglist.core.paper import Diagnostic
    from readinglist.core.plan import EntryRef, Match, PlannedEntry
    from readinglist.core.reading import Row

ENTRY = Qt.ItemDataRole.UserRole
HEADS = ("Verdict", "Line", "Title", "What is known")
VERDICT, LINE, TITLE, KNOWN = range(len(HEADS))
FILTERS = ("all", *VERDICTS)

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Preview:
    """A plan as it is shown: with the papers that its entries were matched with, by their id.

    `formats` are what a file can be read as: name and title of each.
    """

    plan: ImportPlan
    papers: Mapping[int, Row]
    formats: tuple[tuple[str, str], ...]

    @property
    def known_papers(self) -> list[Row]:
        """The papers that come again, each once."""
        planned = (one for file in self.plan.files if file.fresh for one in file.entries if one.verdict == "same")
        ids = dict.fromkeys(self.plan.paper_of(one, {}) for one in planned)
        return [self.papers[paper] for paper in ids if paper is not None and paper in self.papers]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry, or a place that could not be read: its title or raw line, what is known of it, and a fuller text."""

    verdict: str
    line: int
    text: str
    known: str
    more: str = ""


class EntriesModel(QAbstractTableModel):
    """The entries of one file in their order; places that could not be read stand where they are in the file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._entries: Sequence[PlannedEntry] = ()
        self._unread: list[Diagnostic] = []
        self._remarks: Mapping[int, list[Diagnostic]] = {}
        self._order: Sequence[int] = ()  # places of entries; ~place for what could not be read
        self._shown: Sequence[int] = ()
        self._filter = FILTERS[0]

    def show(self, preview: Preview, number: int) -> None:
        """Show a file of a plan, narrowed as the one before."""
        self.beginResetModel()
        file = preview.plan.files[number]
        self._preview, self._entries = preview, file.entries
        self._unread = [one for one in file.parsed.diagnostics if one.severity == "error" and one.line is not None]
        self._remarks = _remarks(file)
        places = range(len(self._entries))
        both = [*places, *(~place for place in range(len(self._unread)))]
        self._order = sorted(both, key=self._line) if self._unread else places
        self._narrow()
        self.endResetModel()

    def narrow(self, which: str) -> None:
        """Show only the entries of one verdict, or "all"."""
        self.beginResetModel()
        self._filter = which
        self._narrow()
        self.endResetModel()

    @property
    def counts(self) -> list[int]:
        """How many entries each of `FILTERS` shows."""
        found: Counter[str] = Counter(entry.verdict for entry in self._entries)
        return [len(self._order), *(found[one] for one in VERDICTS if one != "unread"), len(self._unread)]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many entries are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As many as there are heads."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The heads of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == LINE else Qt.AlignmentFlag.AlignLeft
            return Qt.AlignmentFlag.AlignVCenter | side
        return HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The `EntryRow` for the delegate; a cell in words, and in its first the row; all of it as tool tip."""
        if not index.isValid():
            return None
        if role == ENTRY:
            return self.entry(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(self.entry(index.row()))
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == VERDICT:
            return said(self.entry(index.row()))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.entry(index.row())
            return (VERDICTS[row.verdict], f"{row.line:,}", row.text, row.known)[index.column()]
        return None

    def entry(self, number: int) -> EntryRow:
        """What a row shows."""
        place = self._shown[number]
        if place < 0:
            one = self._unread[~place]
            return EntryRow("unread", one.line or 0, one.text, place_words(one), one.message)
        return self._entry(place)

    def _narrow(self) -> None:
        if self._filter == "all":
            self._shown = self._order
        else:
            self._shown = [place for place in self._order if self._verdict(place) == self._filter]

    def _verdict(self, place: int) -> str:
        return "unread" if place < 0 else self._entries[place].verdict

    def _line(self, place: int) -> int:
        return self._unread[~place].line or 0 if place < 0 else self._entries[place].entry.line

    def _entry(self, place: int) -> EntryRow:
        planned = self._entries[place]
        known, more = self._met(planned) if planned.match else ("", "")
        remarks = self._remarks.get(place, ())
        known = " ".join(filter(None, [known, *map(place_words, remarks)]))
        more = " ".join(filter(None, [more, *(one.message for one in remarks)]))
        return EntryRow(planned.verdict, planned.entry.line, planned.entry.title, known, more)

    def _met(self, planned: PlannedEntry) -> tuple[str, str]:
        """What is known of an entry that met a paper, and the rest of the story."""
        match = planned.match
        if match is None or self._preview is None:
            return "", ""
        paper, where = self._paper(match), self._where(match)
        stands = standing(paper, today()) if paper else where
        if planned.verdict == "ask":
            other = f"Perhaps “{paper.title}”. {stands}" if paper else where
            return first_part(match.reason), f"{match.reason} {other}"
        return stands or match.reason, match.reason if stands else ""

    def _paper(self, match: Match) -> Row | None:
        if self._preview is None or not isinstance(match.target, int):
            return None
        return self._preview.papers.get(self._preview.plan.clusters.get(match.target, match.target))

    def _where(self, match: Match) -> str:
        """Where an entry of this import stands that is the same paper."""
        if self._preview is None or isinstance(match.target, int):
            return ""
        target: EntryRef = match.target
        file = self._preview.plan.files[target.file]
        here = "here" if file.entries is self._entries else f"in {short_name(file.source.name, 32)}"
        return f"Also stands {here}, line {file.entries[target.entry].entry.line:,}."


def said(row: EntryRow) -> str:
    """A row in words, for who hears it."""
    return ", ".join(filter(None, [VERDICTS[row.verdict], f"line {row.line:,}", row.text, row.known]))


def _tip(row: EntryRow) -> str:
    """All of a row, as a text that wraps; what stands in a file is never taken for markup."""
    return "".join(f"<p>{escape(text)}</p>" for text in (row.text, row.known, row.more) if text)


def _remarks(file: PlannedFile) -> Mapping[int, list[Diagnostic]]:
    """The warnings of a file at the entries that they are about; those before the first stand with the first."""
    found: defaultdict[int, list[Diagnostic]] = defaultdict(list)
    warnings = [one for one in file.parsed.diagnostics if one.severity == "warning"]
    if not warnings or not file.entries:
        return found
    lines = [planned.entry.line for planned in file.entries]
    for one in warnings:
        found[max(bisect_right(lines, one.line or 0) - 1, 0)].append(one)
    return found
