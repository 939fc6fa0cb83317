"""The history in the window: steps are read a page at a time on the searching thread, and turned on the writer's."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.commands import history
from readinglist.gui.models.steps import StepRow
from readinglist.gui.places import step_place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from readinglist.core.changes import Changes
    from readinglist.core.errors import ReadingListError
    from readinglist.gui.bus import Bus
    from readinglist.gui.tasks import Job, Tasks
    from readinglist.gui.views.history_page import HistoryPage
    from readinglist.store.history import About, Verdict
    from readinglist.store.library import Library

PAGE = 100


class HistoryFlow(QObject):
    """Leads between the page, the searching thread and the writer.

    `left` tells that the user is done with it, `papers_asked` the place where the papers of a step are listed, `turned`
    what was undone or done again, and which of both.
    """

    left = Signal()
    papers_asked = Signal(object)
    turned = Signal(object, bool)

    def __init__(self, tasks: Tasks, bus: Bus, page: HistoryPage, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self.page = tasks, page
        self._reading: Job | None = None
        self._asking: Job | None = None
        self._words: list[str] = []
        self._active = False
        page.typed.connect(self._narrow)
        page.chosen.connect(self._ask)
        page.model.more_wanted.connect(self._read_more)
        page.undone.connect(self.undo)
        page.redone.connect(self.redo)
        page.papers_asked.connect(self.show_papers)
        page.left.connect(self.leave)
        bus.changed.connect(self._follow)

    def begin(self) -> None:
        """The page is looked at."""
        if not self._active:
            self._active, self._words = True, []
            self.page.begin()
            self._read()

    def end(self) -> None:
        """The page is not looked at any more."""
        self._active = False
        self._stop()

    def undo(self) -> None:
        """Take back the step that is looked at, or say why it can't be."""
        self._turn(history.undo_step, undo=True)

    def redo(self) -> None:
        """Do the step that is looked at again, or say why it can't be."""
        self._turn(history.redo_step, undo=False)

    def show_papers(self) -> None:
        """List the papers of the step that is looked at."""
        row = self.page.current
        if row and row.about.papers:
            self.papers_asked.emit(step_place(row.step))
        elif row:
            self.page.bar.say("No paper is part of this step.", aloud=True)

    def leave(self) -> None:
        """First take the words away that steps are to have, then go back to where the user came from."""
        if not self.page.clear_words():
            self.left.emit()

    def _turn(self, command: Callable[..., Changes], *, undo: bool) -> None:
        row = self.page.current
        if row is None:
            return
        step = row.step.id

        def say(error: ReadingListError) -> None:
            self.page.bar.say(str(error), aloud=True)

        self._tasks.write(
            lambda library: command(library, step=step), lambda changes: self.turned.emit(changes, undo), says=say
        )

    def _narrow(self, text: str) -> None:
        self._words = text.split()
        self.page.table.begin()
        self._read()

    def _follow(self, _changes: Changes) -> None:
        """Something was written, here or by another program."""
        if self._active:
            self._read(len(self.page.model.rows))

    def _read(self, at_least: int = 0) -> None:
        """Read from the newest step on, as many as are there already; what is known of them is not read again."""
        self._stop()
        known = {row.step.id: row.about for row in self.page.model.rows}
        limit = max(at_least, PAGE)
        self._reading = self._tasks.search(partial(_page, None, self._words, limit, known), partial(self._show, limit))

    def _read_more(self) -> None:
        rows = self.page.model.rows
        if rows and self._reading is None:
            self._reading = self._tasks.search(partial(_page, rows[-1].step.id, self._words, PAGE, {}), self._extend)

    def _show(self, limit: int, rows: Sequence[StepRow]) -> None:
        self._reading = None
        self.page.show_steps(rows, more=len(rows) == limit)
        self._ask()

    def _extend(self, rows: Sequence[StepRow]) -> None:
        self._reading = None
        self.page.model.extend(rows, more=len(rows) == PAGE)

    def _ask(self) -> None:
        """Find out what can be done with the step that is looked at; what is said of the one before goes."""
        if self._asking:
            self._asking.cancel()
            self._asking = None
        row = self.page.current
        self.page.show_verdict(None, papers=bool(row and row.about.papers))
        if row and self._active:
            self._asking = self._tasks.search(partial(_verdict, row.step.id), partial(self._answer, row.about))

    def _answer(self, about: About, verdict: Verdict) -> None:
        self._asking = None
        self.page.show_verdict(verdict, papers=bool(about.papers))

    def _stop(self) -> None:
        for job in (self._reading, self._asking):
            if job:
                job.cancel()
        self._reading = self._asking = None


def _page(
    before: int | None, words: Sequence[str], limit: int, known: Mapping[int, About], library: Library
) -> list[StepRow]:
    with library.one_moment():
        steps = library.history(limit, before=before, words=words)
        about = library.about(step.id for step in steps if step.id not in known)
    return [StepRow(step, known.get(step.id) or about[step.id]) for step in steps]


def _verdict(step: int, library: Library) -> Verdict:
    with library.one_moment():
        return library.verdict(step)
