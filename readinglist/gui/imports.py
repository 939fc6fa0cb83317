"""An import in the window: files are read on their own thread, offered in a bar, and written when the user says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.commands import import_plan, imports
from readinglist.commands.sources import source_of
from readinglist.gui import import_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.commands.import_plan import ImportPlan
    from readinglist.commands.imports import Imported
    from readinglist.core.changes import Changes
    from readinglist.gui.bus import Bus
    from readinglist.gui.tasks import Job, Tasks
    from readinglist.gui.views.import_bar import ImportBar
    from readinglist.store.library import Library


class ImportFlow(QObject):
    """One import at a time; a new offer takes the place of one that was not answered.

    `offered` tells that the user is asked, `left` that the matter is closed.
    """

    offered = Signal()
    left = Signal()

    def __init__(self, tasks: Tasks, bus: Bus, bar: ImportBar, undo_key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._bus, self._bar, self._undo_key = tasks, bus, bar, undo_key
        self._job: Job | None = None
        self._plan: ImportPlan | None = None
        self._reported = False
        bar.accepted.connect(self._accept)
        bar.declined.connect(self._leave)
        bus.changed.connect(self._forget_report)

    def offer(self, files: Sequence[str]) -> None:
        """Read files and say what is in them; nothing is written."""
        self._drop()
        self._bar.say(import_words.reading(0, len(files), ""), "Cancel")

        def plan(library: Library, job: Job) -> ImportPlan:
            return import_plan.plan(library, [source_of(file) for file in files], job.tell)

        self._job = self._tasks.read(plan, self._planned, self._leave, self._read)

    def _read(self, done: int, files: int, name: str) -> None:
        self._bar.say(import_words.reading(done, files, name), "Cancel")

    def _planned(self, plan: ImportPlan) -> None:
        self._plan = plan
        said = import_words.offer(plan)
        self._bar.say(said, "Not now" if said.button else "Close")
        self.offered.emit()

    def _accept(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self._plan = None
        self._bar.say(
            import_words.Said(f"{import_words.offer(plan).button.replace('Import', 'Importing', 1)}…", ""), ""
        )
        self._tasks.write(lambda library: imports.apply(library, plan), self._imported, lambda: self._planned(plan))

    def _imported(self, imported: Imported) -> None:
        if imported.changes:
            self._bus.changed.emit(imported.changes)
        self._bar.say(import_words.report(imported, self._undo_key), "Close")
        self._reported = True
        self.left.emit()

    def _forget_report(self, _changes: Changes) -> None:
        """What was brought in is old news once something else is done."""
        if self._reported:
            self._leave()

    def _leave(self) -> None:
        self._drop()
        self._bar.hide()
        self.left.emit()

    def _drop(self) -> None:
        if self._job:
            self._job.cancel()
        self._job = self._plan = None
        self._reported = False
