"""Keys that another version's rules made are made anew behind the window, and what looks for repeats waits for them."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.gui.tasks import CancelledError

if TYPE_CHECKING:
    from readinglist.gui.tasks import Job, Tasks
    from readinglist.store.library import Library
    from readinglist.store.rekeying import Rekeyed

LOOK_AGAIN = 0.1  # seconds


class MakingReady(QObject):
    """A little at a time on the writer's thread, so that a verdict never waits long; `progress` tells it in words."""

    progress = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def begin(self) -> None:
        """Make some keys, if any are to be made, and then go on."""
        self._tasks.write(_some, self._told)

    def _told(self, far: Rekeyed | None) -> None:
        if far is None:
            self.progress.emit("")
        else:
            self.progress.emit(f"Making ready to recognise repeats, {far.done:,} of {far.total:,} papers")
            self.begin()


def until_ready(library: Library, job: Job) -> None:
    """Wait on a reading thread until repeats can be looked for.

    Raises:
        CancelledError: nobody waits for the job any more.
    """
    while library.keys_are_stale():
        if job.cancelled:
            raise CancelledError
        sleep(LOOK_AGAIN)


def _some(library: Library) -> Rekeyed | None:
    return library.rekey_some() if library.keys_are_stale() else None
