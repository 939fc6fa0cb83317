"""What is made anew behind the window: the search index of a library that was made again, and keys of other rules.

What looks for repeats waits for the keys; a search finds what the index holds, and the foot of the window says so.
"""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.gui.tasks import CancelledError
from readinglist.store.reindexing import Reindexed

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
        """Make some of what is to be made, if anything is, and then go on."""
        self._tasks.write(_some, self._told)

    def _told(self, far: Reindexed | Rekeyed | None) -> None:
        if far is None:
            self.progress.emit("")
            return
        how_far = f"{far.done:,} of {far.total:,} papers"
        if isinstance(far, Reindexed):
            self.progress.emit(f"Making ready to search: so far searches find {how_far}")
        else:
            self.progress.emit(f"Making ready to recognise repeats, {how_far}")
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


def _some(library: Library) -> Reindexed | Rekeyed | None:
    if library.search_is_partial() and (indexed := library.index_some()):
        return indexed
    return library.rekey_some() if library.keys_are_stale() else None
