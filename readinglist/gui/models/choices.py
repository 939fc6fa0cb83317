"""What is offered below the search box, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.core.completion import Choice

CHOICE = Qt.ItemDataRole.UserRole  # the `Choice` of a row
_NOWHERE = QModelIndex()


class ChoiceModel(QAbstractListModel):
    """Choices, each with what it means."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: tuple[Choice, ...] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        """Take these in place of all."""
        self.beginResetModel()
        self.choices = tuple(choices)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """How many choices there are."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The choice itself, its text, or both parts for who hears them."""
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{choice.text}, {choice.meaning}"
        return {int(CHOICE): choice, int(Qt.ItemDataRole.DisplayRole): choice.text}.get(int(role))
