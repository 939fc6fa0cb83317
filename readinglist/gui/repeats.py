"""Looking for repeats in the whole library: read on the thread for files, then asked about on the writer's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.commands import duplicates
from readinglist.gui.making_ready import until_ready

if TYPE_CHECKING:
    from collections.abc import Collection

    from readinglist.core.changes import Changes
    from readinglist.gui.bus import Bus
    from readinglist.gui.tasks import Job, Tasks
    from readinglist.store.library import Library
    from readinglist.store.questions import Found


class RepeatsFlow(QObject):
    """One search at a time. `progress` tells in words how far it is, none when it is done; `asked` what came of it.

    That is how many questions there are more.
    """

    progress = Signal(str)
    asked = Signal(int)

    def __init__(self, tasks: Tasks, bus: Bus, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._bus = tasks, bus
        self._job: Job | None = None

    def find(self) -> None:
        """Look, unless it is being looked already."""
        if self._job is None:
            self.progress.emit("Looking for repeats…")
            self._job = self._tasks.read_files(_find, self._found, self._end, self._tell)

    def cancel(self) -> None:
        """Look no further; nothing is asked."""
        if self._job:
            self._job.cancel()
            self._end()

    def _tell(self, done: int, papers: int) -> None:
        self.progress.emit(f"Looking for repeats, {done:,} of {papers:,} papers")

    def _found(self, found: Collection[Found]) -> None:
        self._end()
        if found:
            self._tasks.write(lambda library: _ask(library, found), self._written)
        else:
            self.asked.emit(0)

    def _written(self, outcome: tuple[Changes, int]) -> None:
        changes, more = outcome
        if changes:
            self._bus.changed.emit(changes)
        self.asked.emit(more)

    def _end(self) -> None:
        self._job = None
        self.progress.emit("")


def _find(library: Library, job: Job) -> list[Found]:
    until_ready(library, job)
    return duplicates.find(library, job.tell)


def _ask(library: Library, found: Collection[Found]) -> tuple[Changes, int]:
    """Put the questions; of several about the same two papers one is open."""
    before = library.totals()["questions"]
    changes = duplicates.ask(library, found)
    return changes, library.totals()["questions"] - before
