"""An import in the window: files are read on their own thread, offered on a page, and written when the user says so."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.commands import import_plan, imports, sources
from readinglist.commands.import_plan import Far, ImportPlan, PlannedFile, Progress
from readinglist.core.pace import Pace
from readinglist.gui import import_words
from readinglist.gui.making_ready import until_ready
from readinglist.gui.models.import_entries import Preview

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readinglist.commands.imports import Imported
    from readinglist.core.pace import Outlook
    from readinglist.gui.bus import Bus
    from readinglist.gui.tasks import Job, LongWrite, Tasks
    from readinglist.gui.views.import_page import ImportPage
    from readinglist.store.library import Library
    from readinglist.store.taking_out import TakenOut

TOLD_SECONDS = 0.2
_NOTHING = ImportPlan((), (), {})


@dataclass(frozen=True, slots=True)
class Step:
    """Something that makes another plan of a plan.

    `files` says how many files it adds, `harmless` that no entry of it becomes another: a plan that is being made
    anew this way can be accepted before it is there.
    """

    make: Callable[[Library, ImportPlan, Progress], ImportPlan]
    files: int = 0
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """What the user says of a file: what it is to be read as, or which day it is to have."""

    file: int
    form: str | None = None
    day: date | None = None


class ImportFlow(QObject):
    """One import at a time. Files that are offered while one is open come to those that are there.

    `offered` tells that the page is wanted, `left` that the import is closed and nothing was written, `imported` what
    came in (an `Imported`), `stayed` that one was cancelled and papers of it stay (in words), `ended` that nothing is
    written any more, `progress` what is being done, in words; none, when it is done.
    """

    offered = Signal()
    left = Signal()
    imported = Signal(object)
    stayed = Signal(str)
    ended = Signal()
    progress = Signal(str)

    def __init__(self, tasks: Tasks, bus: Bus, page: ImportPage, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._bus, self.page = tasks, bus, page
        self._steps: deque[Step] = deque()
        self._job: Job | None = None
        self._preview: Preview | None = None
        self._writing: LongWrite | None = None
        self._left_to_write = 0
        self._pace = Pace()
        self._accepted = self._moved = False
        page.accepted.connect(self._accept)
        page.declined.connect(self.cancel)
        page.form_chosen.connect(self._read_as)
        page.day_chosen.connect(self._put_on)
        page.shown.connect(self._follow_library)
        bus.changed.connect(self._library_moved)

    @property
    def open(self) -> bool:
        """Whether there is an import to go back to."""
        return bool(self._preview or self._job or self._writing)

    @property
    def left_to_write(self) -> int:
        """How many entries of the import that is being written are not written yet."""
        return self._left_to_write if self._writing else 0

    def offer(self, files: Sequence[str]) -> None:
        """Read files and show what is in them; nothing is written. A file that is there already is read again."""
        if files:
            self._offer(partial(_with_files, list(files)), len(files))

    def paste(self, text: str) -> None:
        """The same with a text that was copied."""
        self._offer(partial(_with_text, text, datetime.now(UTC).astimezone()), 1)

    def accept(self) -> None:
        """Write the import, if there is one to be written."""
        self.page.accept()

    def cancel(self) -> None:
        """End the reading that runs; where a plan is shown already it stays, and is left by the next call.

        What is being written is taken out again.
        """
        if self._writing:
            self._writing.cancel()
            self.page.show_importing(import_words.TAKING_OUT, cancel=False)
            self.progress.emit(import_words.TAKING_OUT)
            return
        reading = self._job is not None
        if self._job:
            self._job.cancel()
        self._end_reading()
        if reading and self._preview:
            self.page.show_preview(self._preview)
        else:
            self._close()
            self.left.emit()

    def _offer(self, make: Callable[[Library, ImportPlan, Progress], ImportPlan], files: int) -> None:
        self._ask(Step(make, files=files))
        self.offered.emit()

    def _read_as(self, number: int, form: str) -> None:
        self._revise(Step(partial(_revised, Revision(number, form=form))))

    def _put_on(self, number: int, day: date) -> None:
        self._revise(Step(partial(_revised, Revision(number, day=day)), harmless=True))

    def _revise(self, step: Step) -> None:
        """A field that loses the focus tells what was typed in it, also when its import has just been closed."""
        if self._preview and not self._writing:
            self._ask(step)

    def _library_moved(self) -> None:
        self._moved = True
        if self.page.isVisible():
            self._follow_library()

    def _follow_library(self) -> None:
        """What is shown holds for the library as it was when it was planned; where that has changed, plan again."""
        if self._moved and self._preview and not self._writing:
            self._moved = False
            self._ask(Step(lambda library, plan, _tell: import_plan.plan_again(library, plan)))

    def _ask(self, step: Step) -> None:
        self._accepted = self._accepted and step.harmless  # what was accepted is not what there will be
        self._steps.append(step)
        if not self._job and not self._writing:
            self._next()

    def _next(self) -> None:
        """Begin the next step; one at a time, each with the plan that the one before it made."""
        step = self._steps.popleft()
        plan = self._preview.plan if self._preview else _NOTHING
        self._moved = False
        self._told(step, Far("reading", 0, step.files))
        self._job = self._tasks.read_files(
            partial(_planned, step, plan), self._planned, self._failed, partial(self._told, step)
        )

    def _told(self, step: Step, far: Far) -> None:
        said = import_words.reading(far, self._outlook(far.done, far.total) if far.doing == "comparing" else None)
        if self._preview is None:
            self.page.show_reading(said)
        else:
            self.page.show_busy(said.sentence if step.files else import_words.AGAIN, accept=step.harmless)
        self.progress.emit(said.sentence if step.files else import_words.AGAIN)

    def _outlook(self, done: int, total: int) -> Outlook | None:
        if not done:
            self._pace = Pace()
        return self._pace.outlook(done, total)

    def _planned(self, preview: Preview) -> None:
        added = len(preview.plan.files) - len(self._preview.plan.files) if self._preview else 0
        self._job, self._preview = None, preview
        self.page.show_preview(preview, added)
        if self._steps:
            self._next()
            return
        self.progress.emit("")
        if self._accepted:
            self._write(preview)

    def _failed(self) -> None:
        """The files could not be read for a reason that concerns the library; what was there before is there still."""
        self._end_reading()
        if self._preview:
            self.page.show_preview(self._preview)
        else:
            self._close()
            self.left.emit()

    def _end_reading(self) -> None:
        self._job, self._accepted = None, False
        self._steps.clear()
        self.progress.emit("")

    def _accept(self) -> None:
        """A day that was typed a moment ago comes first."""
        self._accepted = all(step.harmless for step in self._steps)
        if self._preview and not self._job:
            self._write(self._preview)

    def _write(self, preview: Preview) -> None:
        self._accepted = False
        self._pace = Pace()
        said = import_words.importing(import_words.offer(preview.plan).button)
        self.page.show_importing(said)
        self.progress.emit(said)
        self._left_to_write = sum(len(file.entries) for file in preview.plan.files if file.fresh)
        self._writing = self._tasks.write_long(
            partial(_write, preview.plan), self._written, self._not_written, self._told_written
        )

    def _told_written(self, done: int, total: int) -> None:
        self._left_to_write = total - done
        if self._writing and not self._writing.cancelled:
            words = import_words.importing_now(done, total, self._outlook(done, total))
            self.page.say_importing(words)
            self.progress.emit(words)

    def _written(self, imported: Imported) -> None:
        if imported.taken_out:
            self._taken_out(imported.taken_out)
            return
        self._end_writing()
        self._close()
        if imported.changes:
            self._bus.changed.emit(imported.changes)
        self.imported.emit(imported)
        if self._steps:  # files that were offered meanwhile
            self._next()
            self.offered.emit()

    def _taken_out(self, taken: TakenOut) -> None:
        self._not_written()
        if taken.changes:
            self._bus.changed.emit(taken.changes)
        if taken.kept:
            self.stayed.emit(import_words.stayed(taken))

    def _not_written(self) -> None:
        self._end_writing()
        if self._preview:
            self.page.show_preview(self._preview)
        if self._steps:
            self._next()

    def _end_writing(self) -> None:
        self._writing = None
        self.progress.emit("")
        self.ended.emit()

    def _close(self) -> None:
        self._preview = None
        self._accepted = self._moved = False
        self.page.clear()


def _write(plan: ImportPlan, library: Library, manners: LongWrite, tell: Callable[..., None]) -> Imported:
    """Write a plan; how far it is, is told some times a second."""
    last = time.monotonic()

    def progress(done: int, total: int, _name: str) -> None:
        nonlocal last
        if time.monotonic() - last > TOLD_SECONDS:
            last = time.monotonic()
            tell(done, total)

    return imports.apply(library, plan, manners=manners, progress=progress)


def _planned(step: Step, plan: ImportPlan, library: Library, job: Job) -> Preview:
    until_ready(library, job)
    return preview_of(library, step.make(library, plan, job.tell))


def preview_of(library: Library, plan: ImportPlan) -> Preview:
    """A plan with what is shown beside it."""
    from readinglist.formats.digests import IMPORTERS

    papers = {row.id: row for row in library.rows(plan.clusters.values())}
    return Preview(plan, papers, tuple((importer.name, importer.title) for importer in IMPORTERS))


def _with_files(files: Sequence[str], library: Library, plan: ImportPlan, progress: Progress) -> ImportPlan:
    """A plan with more files; one of the same path is read again, in its place."""
    fresh = import_plan.plan(library, [sources.source_of(file) for file in files], progress)
    new = {file.source.path: file for file in fresh.files}
    kept = [new.pop(file.source.path, file) for file in plan.files]
    return _joined(library, plan, fresh, [*kept, *new.values()])


def _with_text(text: str, now: datetime, library: Library, plan: ImportPlan, progress: Progress) -> ImportPlan:
    """A plan with a text that was copied; two of one minute stand beside each other."""
    fresh = import_plan.plan(library, [sources.pasted(text, now)], progress)
    return _joined(library, plan, fresh, [*plan.files, *fresh.files])


def _revised(how: Revision, library: Library, plan: ImportPlan, progress: Progress) -> ImportPlan:
    """A plan with one file read in another way; one that came into the library a moment ago stays as it is there."""
    if plan.files[how.file].known:
        return import_plan.plan_again(library, plan)
    return import_plan.revise(library, plan, how.file, form=how.form, day=how.day, progress=progress)


def _joined(library: Library, old: ImportPlan, fresh: ImportPlan, files: list[PlannedFile]) -> ImportPlan:
    return import_plan.plan_again(library, replace(old, files=tuple(files))) if old.files else fresh
