"""What the command palette offers: commands, lists and papers, in groups, the best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from readinglist.gui.letters import abbreviates, begins, fold, holds
from readinglist.gui.words import plain_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
HIT = Qt.ItemDataRole.UserRole  # the `Hit` of a row, None for a head
TYPED = HIT + 1  # what was typed, to be marked in the title
_NOWHERE = QModelIndex()
_NO_MATCH = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that can be chosen; `value` is what the palette tells when it is.

    `context` says in a word or two what it is ("Paper", "Saved search, 11 papers"), `keys` its key in Qt's notation.
    One that is not enabled is shown, since it exists, but can't be chosen now.
    """

    kind: Literal["command", "list", "paper"]
    title: str
    context: str
    icon: str
    keys: str
    value: object
    enabled: bool = True


def rank(text: str, hits: Sequence[Hit], limit: int) -> list[Hit]:
    """The hits whose titles have all words of the text, then those that it is the initials of; without a text all.

    First those of which each word begins a word, of these those whose title begins so, then in the order given.
    """
    if not text.strip():
        return list(hits[:limit])
    first = fold(text).split()[0] if fold(text) else ""
    placed = [(_tier(text, hit.title), not fold(hit.title).startswith(first), place) for place, hit in enumerate(hits)]
    return [hits[place] for tier, _, place in sorted(placed) if tier < _NO_MATCH][:limit]


def said(hit: Hit) -> str:
    """A hit in words, for who hears it."""
    keys = plain_keys(hit.keys) if hit.keys else ""
    return ", ".join(part for part in (hit.title, hit.context, keys, "" if hit.enabled else "not now") if part)


class HitModel(QAbstractListModel):
    """Heads and hits below each other; a head can't be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str | Hit] = []
        self._typed = ""

    @property
    def hits(self) -> int:
        """How many rows are hits."""
        return sum(isinstance(row, Hit) for row in self._rows)

    def show(self, groups: Sequence[tuple[str, Sequence[Hit]]], typed: str) -> None:
        """Take these in place of all; groups without hits have no head."""
        self.beginResetModel()
        self._typed = typed
        self._rows = []
        for name, hits in groups:
            self._rows += [name, *hits] if hits else []
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        """The hit of a row; None for a head and where there is no row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Hit) else None

    def row_of(self, hit: Hit | None) -> int:
        """Where a hit stands; -1 where it does not."""
        return self._rows.index(hit) if hit is not None and hit in self._rows else -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Heads and hits."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what can be done now can be chosen."""
        hit = self.hit(index.row())
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return chosen if hit and hit.enabled else Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The hit itself and what was typed for the delegate; its title, or the row said in words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        hit = row if isinstance(row, Hit) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title if hit else row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said(hit) if hit else row
        return hit if role == HIT else self._typed if role == TYPED else None


def _tier(text: str, title: str) -> int:
    """How well a title fits, 0 is best."""
    if holds(text, title):
        return 0 if begins(text, title) else 1
    return 2 if abbreviates(text, title) else _NO_MATCH
