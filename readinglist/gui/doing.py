"""Says in the foot of the window what is being done to many papers, where that takes long enough to be noticed."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from readinglist.gui.views.status_bar import PATIENCE
from readinglist.gui.words import doing

if TYPE_CHECKING:
    from readinglist.commands.registry import Command
    from readinglist.gui.actions import Actions
    from readinglist.gui.views.status_bar import StatusBar

MANY: Final = 1_000
"""Papers of a command that is said by its name; fewer take no time."""


class Doing(QObject):
    """Commands are done in the order in which they were begun, so the oldest is the one that is said."""

    def __init__(self, actions: Actions, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        self._words: deque[str] = deque()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE)
        self._slow.timeout.connect(self._show)
        actions.begun.connect(self._begin)
        actions.ended.connect(self._end)

    def _begin(self, command: Command, papers: int) -> None:
        self._words.append(doing(command.id, papers) if papers >= MANY else "")
        if not self._slow.isActive():
            self._slow.start()

    def _end(self) -> None:
        self._words.popleft()
        self._status.show_task("", "step")
        if self._words:
            self._slow.start()
        else:
            self._slow.stop()

    def _show(self) -> None:
        self._status.show_task(self._words[0], "step", ends=False)
