"""The backups of a library as a list, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from readinglist.commands.registry import notes
from readinglist.gui import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.store.copies.manifest import Backup

BACKUP = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
OCCASIONS = {
    "by hand": "made by hand", "start": "made at the start", "meanwhile": "", "exit": "made at the end",
    "before restore": "what was there before a restore", "restored": "what was restored",
}  # fmt: skip


def when(backup: Backup) -> str:
    """When a backup was made: "Today, 14:32", "18 March, 09:05"."""
    made, now = backup.made.astimezone(), words.today()
    day = "Today" if made.date() == now else words.day(made.date(), now)
    return f"{day}, {made:%H:%M}"


def holds(backup: Backup) -> str:
    """What a backup holds, in a line."""
    last = f"after “{backup.step}”" if backup.step else "before the first step"
    return ", ".join([words.paper_count(backup.papers), notes(backup.notes), last])


class BackupModel(QAbstractListModel):
    """One row a backup."""

    def __init__(self) -> None:
        super().__init__()
        self._backups: list[Backup] = []

    def show(self, backups: Sequence[Backup]) -> None:
        """Show these in the place of those before."""
        self.beginResetModel()
        self._backups = list(backups)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._backups)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row as it is shown, heard, and itself."""
        backup = self._backups[index.row()]
        if role == BACKUP:
            return backup
        if role == Qt.ItemDataRole.DisplayRole:
            return when(backup)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, [when(backup), OCCASIONS[backup.occasion], holds(backup)]))
        return None
