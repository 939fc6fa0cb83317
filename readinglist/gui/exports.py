"""An export in the window: what, as what, the text as it will be, into a file or the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from readinglist.commands.exports import export, preview, text_of
from readinglist.core.selection import Selection
from readinglist.formats.exports import EXPORTERS, exporter
from readinglist.gui import words
from readinglist.gui.dialogs.export_sheet import ExportSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.core.errors import ReadingListError
    from readinglist.core.order import Sorting
    from readinglist.core.query import Query
    from readinglist.gui.parts import Parts
    from readinglist.gui.tasks import Job
    from readinglist.store.library import Library

SHOWN = 3  # papers of the preview


@dataclass(frozen=True, slots=True)
class Choice:
    """Papers to be exported: those of a list, or those that are selected."""

    name: str
    papers: int
    query: Query | None = None
    sorting: Sorting | None = None
    selection: Selection | None = None

    def ids(self, library: Library) -> Sequence[int]:
        """The papers by their ids: those that are selected, or all of the list."""
        if self.query is None:
            return library.selected(self.selection or Selection())
        return library.found(self.query, sorting=self.sorting)


class ExportFlow(QObject):
    """One export, as long as its sheet is open."""

    def __init__(self, parts: Parts, choices: Sequence[Choice]) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._job: Job | None = None
        self._open = True
        named = [(f"{one.name}, {words.paper_count(one.papers)}", one) for one in choices]
        self.sheet = ExportSheet(parts.theme, parts.window, named, EXPORTERS)
        self.sheet.changed.connect(self._preview)
        self.sheet.place_asked.connect(self._ask_for_place)
        self.sheet.save_asked.connect(self._save)
        self.sheet.copy_asked.connect(self._copy)
        self.sheet.closed.connect(self._end)

    def _preview(self, choice: Choice, form: str) -> None:
        if self._job:
            self._job.cancel()

        def read(library: Library) -> str:
            if choice.query is None:
                return preview(library, form=form, ids=choice.ids(library), limit=SHOWN)
            return preview(library, form=form, query=choice.query, sorting=choice.sorting, limit=SHOWN)

        shown = min(SHOWN, choice.papers)
        self._job = self._parts.tasks.search(read, lambda text: self._show(text, shown, choice.papers))

    def _show(self, text: str, shown: int, of: int) -> None:
        self.sheet.show_preview(text, shown, of)

    def _ask_for_place(self) -> None:
        form = exporter(self.sheet.form)
        file, _ = QFileDialog.getSaveFileName(
            self._parts.window, "Export", f"papers{form.suffix}", f"{form.title} (*{form.suffix})",
            options=QFileDialog.Option.DontConfirmOverwrite,  # the sheet says what becomes of a file that is there
        )  # fmt: skip
        if file:
            path = Path(file)
            self.sheet.set_place(path if path.suffix else path.with_suffix(form.suffix))

    def _save(self, choice: Choice, form: str, path: Path) -> None:
        def write(library: Library) -> int:
            return export(library, form=form, to=path, ids=choice.ids(library))

        self._parts.tasks.write(write, partial(self._saved, path), says=self._say)

    def _saved(self, path: Path, papers: int) -> None:
        self._parts.toast.say(f"{words.paper_count(papers)} exported to {words.short_name(path.name)}")
        if self._open:
            self.sheet.close_sheet()

    def _copy(self, choice: Choice, form: str) -> None:
        def write(library: Library) -> str:
            return text_of(library, form=form, ids=choice.ids(library))

        self._parts.tasks.write(write, partial(self._copied, choice), says=self._say)

    def _copied(self, choice: Choice, text: str) -> None:
        QApplication.clipboard().setText(text)
        if self._open:
            self.sheet.say(f"{words.paper_count(choice.papers)} copied")

    def _say(self, error: ReadingListError) -> None:
        """In the sheet, or where it was closed meanwhile, in the window."""
        if self._open:
            self.sheet.show_error(error)
        else:
            self._parts.tasks.failed.emit(error)

    def _end(self) -> None:
        self._open = False
        if self._job:
            self._job.cancel()
        self.deleteLater()
