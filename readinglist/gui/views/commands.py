"""What a view asks of the window's actions: what its buttons do, and which keys do the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


class Commands(Protocol):
    """The commands of the window by their ids, as "paper.queue"."""

    def action(self, command: str, **arguments: object) -> QAction:
        """The action of a command: it can be triggered, and knows whether there is anything to do."""

    def key_of(self, command: str) -> str:
        """The key to be shown for a command, in Qt's notation; empty where it has none."""
