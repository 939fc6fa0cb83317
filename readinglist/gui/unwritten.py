"""What could not be written: notes stay in the editor, commands can be given again, closing loses neither unsaid."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from readinglist.core.errors import NotFoundError, ReadingListError
from readinglist.gui.words import counted, plain_keys
from readinglist.store.place.files import replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from readinglist.core.selection import Selection
    from readinglist.gui.actions import Call
    from readinglist.gui.parts import Parts

STAYS = "What you typed stays in the editor and is tried again every few seconds{key}."
FILE = "unsaved notes {:%Y-%m-%d %H-%M}.md"


class Unwritten(QObject):
    """Says what was not written, with a way to try again; what has been written since is said no more."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._calls: list[tuple[Call, Selection]] = []
        self._errors: list[ReadingListError] = []
        self._file: Path | None = None
        self._shown = ""
        parts.tasks.failed.connect(self._errors.append)
        parts.notes.refused.connect(self._say_note)
        parts.notes.kept.connect(self._forget_notes)
        parts.actions.refused.connect(self._say_call)
        parts.actions.written.connect(self._forget_calls)

    def end_threads(self) -> list[ReadingListError]:
        """End the threads with every write done; returns why some could not be. Notes among these go into a file."""
        self._errors.clear()
        self._parts.tasks.close()
        if self._parts.notes.unsaved:
            self._keep(self._parts.notes.unsaved)
        return self._errors

    def say_at_the_end(self, errors: Sequence[ReadingListError], leave: Callable[[], None]) -> None:
        """Why the window stays, and where what is typed is kept; `leave` closes it all the same."""
        notes = self._parts.notes.unsaved
        what = errors[-1].what if errors else f"{counted(len(notes), 'note', 'notes')} could not be written."
        remedy = errors[-1].remedy if errors else ""
        actions = [("Close anyway", leave)]
        if notes:
            text = self._text(notes)
            notes_are = "What you typed is" if len(notes) == 1 else f"{len(notes)} notes are"
            if self._file:
                remedy = f"{notes_are} also kept in {self._file}. {remedy}"
            else:
                remedy = f"{notes_are} nowhere but here: copy before you close. {remedy}"
                actions.insert(0, ("Copy what I typed", lambda: QApplication.clipboard().setText(text)))
        if notes or self._calls:
            actions.insert(0, ("Try again", self._try_again))
        self._say(what, remedy.strip(), actions)

    def _say_note(self, error: ReadingListError) -> None:
        self._errors.append(error)
        self._parts.status.show_unsaved(on=True)
        key = plain_keys(self._parts.actions.key_of("note.save"))
        stays = STAYS.format(key=f", at once with {key}" if key else "")
        self._say(error.what, f"{error.remedy} {stays}".strip(), [("Try again", self._try_again)])

    def _say_call(self, call: Call, papers: Selection, error: ReadingListError) -> None:
        self._errors.append(error)
        if self._parts.workspace.hindrance:  # a copy is looked at: trying again is of no use
            self._parts.notice.show_error(error)
            return
        self._calls.append((call, papers))
        named = {paper for _, some in self._calls for paper in some.named or ()}
        number = len(named) + sum(len(some) for _, some in self._calls if some.named is None)
        about = f" {counted(number, 'paper is', 'papers are')} as before." if number else ""
        self._say(error.what, f"{error.remedy}{about}", [("Try again", self._try_again)])

    def _say(self, what: str, remedy: str, actions: list[tuple[str, Callable[[], None]]]) -> None:
        self._parts.notice.say(what, remedy, actions=actions)
        self._shown = self._parts.notice.text

    def _try_again(self) -> None:
        calls, self._calls = self._calls, []
        self._parts.notice.dismiss()
        self._parts.notes.flush()
        for call, papers in calls:
            self._parts.actions.run(call, papers)

    def _forget_calls(self, ids: Sequence[int]) -> None:
        """What was said of a paper later goes before what could not be written of it."""
        left = [(call, papers.without(ids), call.of_papers) for call, papers in self._calls]
        self._calls = [(call, papers) for call, papers, of_papers in left if papers or not of_papers]

    def _forget_notes(self) -> None:
        """All that was typed is written."""
        self._parts.status.show_unsaved(on=False)
        if self._file:
            self._file.unlink(missing_ok=True)
            self._file = None
        if self._parts.notice.text == self._shown and not self._calls:
            self._parts.notice.dismiss()

    def _keep(self, notes: Mapping[int, str]) -> None:
        """Keep notes in a file, where one can be written: beside the library, at home, or where files may be lost."""
        text = self._text(notes)
        name = FILE.format(datetime.now().astimezone())
        places = (self._parts.workspace.settings.library.parent, Path.home(), Path(tempfile.gettempdir()))
        before = [self._file] if self._file else []
        self._file = None
        for path in (*before, *(place / name for place in places)):
            try:
                with replaced(path) as out:
                    out.write(text.encode("utf-8", "replace"))
            except OSError:  # the next place may do
                continue
            self._file = path
            return

    def _text(self, notes: Mapping[int, str]) -> str:
        return "\n\n".join(f"# {self._title(paper)}\n\n{note}" for paper, note in notes.items()) + "\n"

    def _title(self, paper: int) -> str:
        try:
            return self._parts.library.record(paper).paper.title
        except NotFoundError:
            return f"Paper {paper}"
