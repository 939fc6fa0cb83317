"""Brings the search box the names that it offers: tags and digests are read on the searching thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from readinglist.core.completion import Choice
from readinglist.core.query import Field
from readinglist.gui import words

if TYPE_CHECKING:
    from datetime import date

    from readinglist.core.completion import Names
    from readinglist.core.paper import DigestCount
    from readinglist.gui.bus import Bus
    from readinglist.gui.tasks import Job, Tasks
    from readinglist.gui.views.search_box import SearchBox
    from readinglist.store.library import Library

NAMES = 500  # of each kind: the tags that most papers have, the newest digests


class Completing(QObject):
    """Reads them when they are asked for, and again when the library has changed since."""

    def __init__(self, tasks: Tasks, bus: Bus, box: SearchBox, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._box = tasks, box
        self._job: Job | None = None
        box.names_wanted.connect(self._read)
        bus.changed.connect(self._forget)

    def _read(self) -> None:
        if self._job is None:
            self._job = self._tasks.search(_names, self._show, self._forget)

    def _show(self, names: Names) -> None:
        self._job = None
        self._box.show_names(names)

    def _forget(self) -> None:
        if self._job:
            self._job.cancel()
            self._job = None
        self._box.forget_names()


def _names(library: Library) -> Names:
    now = words.today()
    tags = (Choice(tag.name, words.paper_count(tag.papers)) for tag in library.tags(NAMES))
    digests = (Choice(one.digest.name, _about(one, now)) for one in library.digests(NAMES))
    return {Field.TAG: tuple(tags), Field.DIGEST: tuple(digests)}


def _about(digest: DigestCount, now: date) -> str:
    return f"{words.day(digest.digest.day or digest.digest.captured, now)}, {words.paper_count(digest.papers)}"
