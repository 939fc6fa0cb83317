"""Keeps the sidebar true: which lists there are, and how many papers each has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from readinglist.core.errors import QueryError
from readinglist.core.query_parser import parse
from readinglist.core.reading import tag_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.core.query import SavedSearch
    from readinglist.gui.models.sidebar import SidebarModel
    from readinglist.gui.tasks import Job, Tasks
    from readinglist.store.library import Library

DIGESTS, TAGS = 30, 30  # entries that the sidebar shows; the palette finds the others
AFTER = 400  # milliseconds: saved searches are counted when nothing has changed for as long


class SideLists(QObject):
    """Counts that the library keeps are shown at once; saved searches are counted on the searching thread.

    One after the other, so that a search that is typed meanwhile waits for one of them and not for all.
    """

    def __init__(self, library: Library, tasks: Tasks, model: SidebarModel, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._tasks, self._model = library, tasks, model
        self._job: Job | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER)
        self._later.timeout.connect(self.count)

    def refresh(self) -> None:
        """Show what the library has now."""
        library = self._library
        digests, tags = library.digests(DIGESTS), sorted(library.tags(TAGS), key=lambda tag: tag_key(tag.name))
        self._model.show(
            library.totals(), library.saved_searches(), digests, tags,
            more_digests=library.digest_count() - len(digests), more_tags=library.tag_count() - len(tags),
        )  # fmt: skip
        self.stop()
        self._later.start()

    def stop(self) -> None:
        """Count no more: what is counted is out of date, or the library is going to be closed."""
        self._later.stop()
        if self._job:
            self._job.cancel()
            self._job = None

    def count(self) -> None:
        """Count the saved searches now."""
        self.stop()
        self._count_next(iter(self._library.saved_searches()))

    def _count_next(self, saved: Iterator[SavedSearch]) -> None:
        self._job = None
        if one := next(saved, None):
            self._job = self._tasks.search(partial(_count_of, one.query), partial(self._counted, one.id, saved))

    def _counted(self, search: int, others: Iterator[SavedSearch], papers: int | None) -> None:
        if papers is not None:
            self._model.set_saved_count(search, papers)
        self._count_next(others)


def _count_of(query: str, library: Library) -> int | None:
    """How many papers a query finds; None for one that can't be read any more."""
    try:
        return library.count(parse(query))
    except QueryError:
        return None
