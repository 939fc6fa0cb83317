"""Keeps what is typed into the note: every pause is a write, and one stretch of typing is one step for undo."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from readinglist.commands.notes import as_kept, write_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readinglist.core.changes import Changes
    from readinglist.core.reading import Record
    from readinglist.gui.bus import Bus
    from readinglist.gui.tasks import Tasks
    from readinglist.gui.views.note_part import NotePart
    from readinglist.store.library import Library

AGAIN = 5000  # milliseconds after which what could not be written is tried again
LONG_PAUSE = 30.0  # seconds after which typing on is another stretch


@dataclass
class Typing:
    """What is being typed about a paper.

    `base` is the text that the next write begins with, `group` the step that it joins: both belong to the writer's
    thread from the first write on, because only there it is known what was written.
    """

    paper: int
    text: str
    base: str
    group: int | None = None
    last: float = 0.0
    writes: int = 0


class NoteKeeper(QObject):
    """Leads between the editor, the writer and the record that is shown.

    The text in the editor is never taken away by a write that failed, or by news of a write that it has outrun. What
    could not be written is kept for its paper until it can be, and tried again every few seconds: `refused` tells why
    where somebody typed or asked, `kept` that nothing is waiting any more.
    """

    refused = Signal(object)
    kept = Signal()

    def __init__(self, tasks: Tasks, bus: Bus, part: NotePart, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._bus, self._part = tasks, bus, part
        self._typing = Typing(0, "", "")
        self._unsaved: dict[int, Typing] = {}  # by the paper: what is being written, or could not be
        part.edited.connect(self._edited)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(lambda: self._try_again(quietly=True))

    @property
    def unsaved(self) -> Mapping[int, str]:
        """The notes that could not be written yet, by their papers."""
        return {paper: typing.text for paper, typing in self._unsaved.items() if typing.text != typing.base}

    def show_record(self, record: Record | None) -> None:
        """Show the note of a paper; what is being typed about it goes before what is on the disk."""
        if record is None:
            self._part.show_note(None, "")
            self._typing = Typing(0, "", "")
            return
        paper, text, typing = record.paper.id, own_note(record), self._typing
        if paper == typing.paper and (typing.writes or self._part.dirty or text == as_kept(typing.text)):
            return
        unsaved = self._unsaved.get(paper)
        typing = unsaved or Typing(paper, text, text)
        self._part.show_note(paper, typing.text)  # which tells first what was typed about another paper
        self._typing = typing
        if unsaved:
            self._part.set_state("saving" if unsaved.writes else "failed")

    def flush(self) -> None:
        """Write what is typed and not told yet, and try again what could not be written, on whatever paper."""
        self._part.flush()
        self._try_again()

    def stop(self) -> None:
        """Write no more: the library is going to be closed."""
        self._again.stop()
        self._part.edited.disconnect(self._edited)

    def _edited(self, paper: int, text: str) -> None:
        typing, now = self._typing, monotonic()
        if typing.paper != paper:
            raise AssertionError("the editor tells of a paper that it was not given")
        anew = now - typing.last > LONG_PAUSE
        typing.text, typing.last = text, now
        self._part.set_state("saving")
        self._write(typing, anew=anew)

    def _write(self, typing: Typing, *, anew: bool, quietly: bool = False) -> None:
        paper, text = typing.paper, typing.text
        typing.writes += 1
        self._unsaved[paper] = typing

        def write(library: Library) -> Changes:
            joins = None if anew else typing.group
            changes = write_note(library, paper=paper, text=text, base=typing.base, joins=joins)
            typing.base, typing.group = text, changes.group if changes else typing.group
            return changes

        self._tasks.write(
            write,
            lambda changes: self._written(typing, changes),
            lambda: self._failed(typing),
            lambda error: None if quietly else self.refused.emit(error),
        )

    def _written(self, typing: Typing, changes: Changes) -> None:
        typing.writes -= 1
        if not typing.writes:
            del self._unsaved[typing.paper]
            if typing is self._typing:
                self._part.set_state("saved")
        if changes:
            self._bus.changed.emit(changes)
        if not self._unsaved and self._again.isActive():
            self._again.stop()
            self.kept.emit()
        self._try_again()

    def _try_again(self, *, quietly: bool = False) -> None:
        for typing in list(self._unsaved.values()):
            if not typing.writes:
                self._write(typing, anew=True, quietly=quietly)

    def _failed(self, typing: Typing) -> None:
        """The text stays, also when another paper is shown; the next key, leaving it or another note tries again."""
        typing.writes -= 1
        self._again.start()
        if typing is self._typing:
            self._part.set_state("failed")


def own_note(record: Record) -> str:
    """The note that was typed on the paper itself, not on one that was merged with it."""
    return next((note.text for note in record.notes if note.paper == record.paper.id), "")
