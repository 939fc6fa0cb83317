"""The command palette at work: what is typed is looked for among commands and lists here, among papers on a thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from readinglist.gui import palette_hits
from readinglist.gui.models.hits import rank
from readinglist.store.search import is_of_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.core.query import Query
    from readinglist.core.reading import Row
    from readinglist.gui.dialogs.palette import Palette
    from readinglist.gui.parts import Parts
    from readinglist.gui.tasks import Job
    from readinglist.store.library import Library

COMMANDS, LISTS = 30, 6  # how many are shown of what is found


class PaletteFlow(QObject):
    """Feeds one palette as long as it is open."""

    def __init__(self, sheet: Palette, parts: Parts) -> None:
        super().__init__(sheet)
        self._sheet, self._tasks = sheet, parts.tasks
        self._commands = palette_hits.commands(parts.workspace.registry, parts.actions)
        self._lists = palette_hits.lists(parts.library, parts.actions)
        self._typed, self._only_commands = "", False
        self._job: Job | None = None
        sheet.typed.connect(self._find)
        sheet.only_commands.connect(self._limit)
        sheet.closed.connect(self._stop)
        self._find("")

    def _limit(self, only_commands: bool) -> None:
        self._only_commands = only_commands
        self._find(self._typed)

    def _find(self, text: str) -> None:
        self._stop()
        self._typed = text
        self._show(())
        query = palette_hits.title_query(text)
        if query.tree and not self._only_commands:
            self._job = self._tasks.search(partial(_papers, query), self._show)

    def _show(self, rows: Sequence[Row]) -> None:
        groups = [("Commands", rank(self._typed, self._commands, COMMANDS))]
        if not self._only_commands:
            groups.append(("Lists", rank(self._typed, self._lists, LISTS)))
            groups.append(("Papers", palette_hits.papers(rows)))
        self._sheet.show_hits([group for group in groups if group[1]])

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
            self._job = None


def _papers(query: Query, library: Library) -> tuple[Row, ...]:
    """Some papers: of a word that many have those that were added last, without looking at the others."""
    if is_of_words(query):
        return tuple(library.rows_in_order(library.last_added(query, palette_hits.PAPERS)))
    return tuple(library.iterate(query, limit=palette_hits.PAPERS))
