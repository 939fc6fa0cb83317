"""Backups behind the window: at its start, every ten minutes, when it is closed; on a thread of their own."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from readinglist.core.errors import ReadingListError
from readinglist.store.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.gui.tasks import Tasks
    from readinglist.store.copies.backup_preview import Preview
    from readinglist.store.copies.backups import Backups
    from readinglist.store.copies.manifest import Backup, Occasion
    from readinglist.workspace import Workspace

EVERY = 10 * 60 * 1000  # milliseconds
_log = logging.getLogger(__name__)


class BackupFlow(QObject):
    """`failed` tells that no backup was made: the check before it found damage, or it can't be written.

    `reopening` asks for something to be done to the library while no window is open: what it is called, and the call,
    which returns a sentence.
    """

    failed = Signal(object)
    made = Signal(object)
    reopening = Signal(str, object)

    def __init__(self, tasks: Tasks, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._workspace = tasks, workspace
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(partial(self._back_up, "meanwhile"))

    def begin(self) -> None:
        """Back up what changed since the newest backup, with every page looked at; then every ten minutes."""
        self._back_up("start", thorough=True)
        self._timer.start()

    def at_exit(self) -> None:
        """Back up what changed, once the window is gone and nothing writes any more; the next start tells of damage."""
        self._timer.stop()
        if self._workspace.has_library:
            try:
                with self._workspace.open_library(write=False) as library:
                    library.back_up("exit")
            except ReadingListError as error:
                _log.info("no backup at the end: %s", type(error).__name__)

    def make(self, done: Callable[[Backup | None], None]) -> None:
        """Make one now; None where nothing changed since the newest."""
        self._back_up("by hand", done, thorough=True)

    def look(self, done: Callable[[tuple[list[Backup], int]], None]) -> None:
        """All backups, the newest first, and what they take together, in bytes."""
        self._tasks.keep(lambda _library: _all(self._backups), done)

    def preview(
        self, backup: Backup, done: Callable[[Preview], None], says: Callable[[ReadingListError], None]
    ) -> None:
        """What putting the library back would change."""
        self._tasks.keep(lambda library: library.preview_restore(str(backup.number)), done, says)

    def restore(self, backup: Backup) -> None:
        """Put the library back to a backup; the window opens again with it."""
        from readinglist.store.restoring import restore

        path = self._workspace.settings.library
        name = f"Putting the library back to backup {backup.number}"
        self._reopen(name, lambda: restore(path, str(backup.number)).sentence)

    def make_again(self) -> None:
        """Make a damaged library again with every step; the window opens again with it."""
        path = self._workspace.settings.library
        self._reopen("Making the library again", lambda: Library.restore(path).sentence)

    def _reopen(self, name: str, call: Callable[[], str]) -> None:
        if hindrance := self._workspace.hindrance:
            self.failed.emit(hindrance.refusal)
        else:
            self.reopening.emit(name, call)

    @property
    def _backups(self) -> Backups:
        from readinglist.store.copies.backups import Backups

        return Backups(self._workspace.settings.library)

    def _back_up(
        self, occasion: Occasion, done: Callable[[Backup | None], None] | None = None, *, thorough: bool = False
    ) -> None:
        def made(backup: Backup | None) -> None:
            if done:
                done(backup)
            if backup:
                self.made.emit(backup)

        self._tasks.keep(lambda library: library.back_up(occasion, thorough=thorough), made, self.failed.emit)


def _all(backups: Backups) -> tuple[list[Backup], int]:
    there = backups.all()
    return there, backups.size()
