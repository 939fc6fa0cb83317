"""What opens over the window to ask for an answer, and what becomes of the answer.

The sheets themselves are imported when they are opened: the first paint needs none of them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QApplication

from readinglist.commands import details, duplicates, searches, tags
from readinglist.commands.keymap import HISTORY, IMPORT, LIST, PAIR
from readinglist.commands.purge import purge
from readinglist.core.errors import ReadingListError
from readinglist.core.query import Query
from readinglist.gui import words
from readinglist.gui.actions import Call
from readinglist.gui.places import EVERYTHING, Place
from readinglist.gui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from readinglist.core.changes import Changes
    from readinglist.core.reading import TagCount
    from readinglist.core.selection import Selection
    from readinglist.gui.models.tag_choices import Mark
    from readinglist.gui.pages import Pages
    from readinglist.gui.parts import Parts
    from readinglist.store.library import Library

AnySheet = TypeVar("AnySheet", bound=Sheet)
NAMED = 5  # papers whose titles are shown before they are purged
AT_ONCE = 500  # papers whose tags are counted while the sheet opens
KEYS_OF = {
    IMPORT: "Keys of the import",
    PAIR: "Keys of the review",
    HISTORY: "Keys of the history",
    LIST: "Keys in the list",
}


class Sheets(QObject):
    """One sheet at a time; another takes its place, and what leads elsewhere takes it away."""

    def __init__(self, parts: Parts, pages: Pages) -> None:
        super().__init__(parts.window)
        self._parts, self._pages = parts, pages
        self._sheet: Sheet | None = None
        self._show_again: Callable[[], None] | None = None
        parts.bus.changed.connect(self._follow_library)

    @property
    def current(self) -> Sheet | None:
        """The sheet that is open."""
        return self._sheet

    def clear(self) -> None:
        """Take away the sheet that is open."""
        if self._sheet:
            self._sheet.close_sheet()

    def keys(self) -> None:
        """The keys of what is looked at."""
        from readinglist.gui.dialogs.keys_sheet import KeysSheet
        from readinglist.gui.key_table import groups_of

        if not self._make_room(KeysSheet):
            return
        pages = self._pages
        shown = {IMPORT: pages.importing, PAIR: pages.reviewing, HISTORY: pages.looking_back}
        context = next((name for name, here in shown.items() if here), LIST)
        groups = groups_of(self._parts.workspace.registry, self._parts.workspace.keymap, context)
        sheet = self._take(KeysSheet(self._parts.theme, self._parts.window, KEYS_OF[context], groups))
        sheet.change_asked.connect(self._open_keymap)
        sheet.start()

    def help(self) -> None:
        """How the program is used."""
        from readinglist.gui.dialogs.help_sheet import HelpSheet

        if self._make_room(HelpSheet):
            self._take(HelpSheet(self._parts.theme, self._parts.window)).start()

    def report(self) -> None:
        """What can be passed on of the library and of what was done last."""
        from readinglist.gui.dialogs.report_sheet import ReportSheet
        from readinglist.gui.report import report_of

        if not self._make_room(ReportSheet):
            return
        parts = self._parts
        sheet = self._take(ReportSheet(parts.theme, parts.window))
        job = parts.tasks.read_files(
            lambda library, _job: report_of(library, parts.workspace.log_lines()), sheet.show_text
        )
        sheet.closed.connect(lambda: job.cancel())  # noqa: PLW0108  a job can't be referred to weakly
        sheet.copy_asked.connect(self._copy_report)
        sheet.start()

    def purge(self) -> None:
        """Whether the selected papers are to be deleted for good."""
        from readinglist.gui.dialogs.purge_sheet import PurgeSheet

        parts, papers = self._parts, self._parts.table.selection()
        if not papers or not self._make_room(PurgeSheet):
            return
        titles = [row.title for row in parts.table.first_selected(NAMED)]
        sheet = self._take(PurgeSheet(parts.theme, parts.window, titles, len(papers)))
        sheet.purged.connect(partial(self._purge, papers))
        sheet.start()

    def _purge(self, papers: Selection) -> None:
        parts = self._parts
        self.clear()
        parts.status.show_task(f"Deleting {words.paper_count(len(papers))} for good…", "purge", ends=False)

        def end() -> None:
            parts.status.show_task("", "purge")

        def done(changes: Changes) -> None:
            end()
            parts.bus.changed.emit(changes)
            parts.toast.say(f"{words.paper_count(len(changes.removed))} deleted for good.")

        parts.tasks.write(lambda library: purge(library, ids=library.selected(papers)), done, end)

    def _copy_report(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self._parts.toast.say("Report copied")

    def palette(self) -> None:
        """Every command, list and paper."""
        from readinglist.gui.dialogs.palette import Palette
        from readinglist.gui.palette import PaletteFlow

        if not self._make_room(Palette):
            return
        parts = self._parts
        sheet = self._take(Palette(parts.theme, parts.window))
        PaletteFlow(sheet, parts)
        sheet.chosen.connect(self._go)
        sheet.start()

    def tags(self) -> None:
        """The tags of the papers that are selected."""
        from readinglist.gui.dialogs.tag_sheet import TagSheet
        from readinglist.gui.models.tag_choices import tags_of

        parts, papers = self._parts, self._parts.table.selection()
        if not papers or isinstance(self._sheet, TagSheet):
            return
        self.clear()
        look = partial(tags_of, papers)

        def ask(show: Callable[[tuple[list[TagCount], dict[str, Mark]]], None]) -> None:
            """Tags of many papers are counted on the searching thread."""
            if len(papers) <= AT_ONCE:
                show(look(parts.library))
            else:
                parts.tasks.search(look, show)

        def open_sheet(found: tuple[list[TagCount], dict[str, Mark]]) -> None:
            self.clear()
            sheet = self._take(TagSheet(parts.theme, parts.window, *found, len(papers)))
            sheet.toggled.connect(partial(self._tag, papers))
            self._show_again = lambda: ask(lambda now: sheet.show_tags(*now) if self._sheet is sheet else None)
            sheet.start()

        ask(open_sheet)

    def later(self) -> None:
        """The day to which the papers that are selected are put off."""
        from readinglist.gui.dialogs.later_sheet import LaterSheet

        parts, papers = self._parts, self._parts.table.selection()
        if papers and self._make_room(LaterSheet):
            sheet = self._take(LaterSheet(parts.theme, parts.window, len(papers), words.today()))
            sheet.chosen.connect(partial(self._put_off, papers))
            sheet.start()

    def _put_off(self, papers: Selection, day: date) -> None:
        self._parts.actions.run(Call(self._parts.workspace.registry["paper.later"], {"until": day}), papers)
        self._parts.table.move_on()

    def details(self) -> None:
        """Authors, year, identifiers, link and title of the paper that is looked at."""
        from readinglist.gui.dialogs.details_sheet import DetailsSheet

        parts, paper = self._parts, self._parts.table.current
        if paper is None or not self._make_room(DetailsSheet):
            return
        sheet = self._take(DetailsSheet(parts.theme, parts.window, parts.library.record(paper)))

        def show(error: ReadingListError) -> None:
            sheet.show_error(getattr(error, "field", ""), str(error))

        def save(values: Mapping[str, str]) -> None:
            self._write(sheet, lambda library: details.edit_details(library, paper=paper, **values), show)

        sheet.saved.connect(save)
        sheet.start()

    def merge(self) -> None:
        """What a merge of the selected papers would unite.

        Raises:
            ReadingListError: too many are selected.
        """
        from readinglist.core.union import unite
        from readinglist.gui.dialogs.merge_sheet import MergeSheet

        parts, selection = self._parts, self._parts.table.selection()
        if len(selection) < 2:
            parts.toast.say("Select another paper as well: hold Ctrl and click it, or Shift and an arrow key.")
            return
        if len(selection) > duplicates.MOST:
            said = f"{len(selection):,} papers are selected."
            raise ReadingListError(said, f"Merge at most {duplicates.MOST} at once.")
        papers = list(parts.library.selected(selection))
        if not self._make_room(MergeSheet):
            return
        records = [parts.library.record(paper) for paper in papers]
        apart = {one for one, other in parts.library.held_apart(papers) if other in papers}
        different = [record for record in records if record.paper.id in apart]
        sheet = self._take(MergeSheet(parts.theme, parts.window, records, unite(records), different))

        def write() -> None:
            self._write(
                sheet, lambda library: duplicates.merge(library, ids=papers),
                lambda error: sheet.show_error(str(error)), says_done=True,
            )  # fmt: skip

        sheet.merged.connect(write)
        sheet.start()

    def export(self) -> None:
        """Papers and notes into a file or the clipboard."""
        from readinglist.gui.dialogs.export_sheet import ExportSheet
        from readinglist.gui.exports import Choice, ExportFlow

        parts, place = self._parts, self._parts.navigator.place
        papers = parts.table.selection()
        selected = Choice("Selected", len(papers), selection=papers)
        name, sorting = "This search" if place.kind == "search" else place.name, parts.navigator.orders.of(place)
        shown = Choice(name, parts.model.papers or 0, place.query, sorting)  # none while it is searched for
        choices = [selected, shown] if len(papers) > 1 else [shown, selected]
        if self._pages.reviewing:
            choices = []  # the list is not looked at
        if place != EVERYTHING or self._pages.reviewing:
            choices.append(Choice(EVERYTHING.name, parts.library.count(Query()), Query()))
        choices = [choice for choice in choices if choice.papers]
        if not choices:
            parts.toast.say("There are no papers to export.")
        elif self._make_room(ExportSheet):
            self._take(ExportFlow(parts, choices).sheet).start()

    def backups(self) -> None:
        """The backups of the library."""
        from readinglist.gui.dialogs.backups_sheet import BackupsSheet

        if not self._make_room(BackupsSheet):
            return
        flow = self._parts.backups
        sheet = self._take(BackupsSheet(self._parts.theme, self._parts.window))

        def here(show: Callable[..., None]) -> Callable[..., None]:
            """What comes when the sheet is gone is not shown."""
            return lambda *values: show(*values) if self._sheet is sheet else None

        def look() -> None:
            flow.look(here(lambda found: sheet.show_backups(*found)))

        sheet.looked_at.connect(
            lambda one: flow.preview(one, here(sheet.show_preview), here(lambda error: sheet.show_error(str(error))))
        )
        sheet.asked.connect(self._parts.actions.action("backup.make").trigger)
        sheet.wanted.connect(flow.restore)
        sheet.outdated.connect(look)
        flow.made.connect(sheet.look_again)
        self._show_again = look
        look()
        sheet.start()

    def save_search(self) -> None:
        """Keep the search that is shown, by a name."""
        place = self._parts.navigator.place
        if place.kind == "search":
            self._ask_name(
                "Save this search", "", "Save search", place.text,
                lambda library, name: searches.save(library, name=name, query=place.text),
            )  # fmt: skip

    def rename_search(self, place: Place) -> None:
        """Give a saved search another name."""
        self._ask_name(
            "Rename this search", place.name, "Rename search", place.text,
            lambda library, name: searches.rename(library, search=int(place.key), name=name),
        )  # fmt: skip

    def _ask_name(
        self, title: str, name: str, done: str, about: str, command: Callable[[Library, str], Changes]
    ) -> None:
        from readinglist.gui.dialogs.name_sheet import NameSheet

        if not self._make_room(NameSheet):
            return
        hint = "What it is called in the sidebar"
        sheet = self._take(
            NameSheet(self._parts.theme, self._parts.window, title, name=name, hint=hint, done=done, about=about)
        )

        def save(named: str) -> None:
            self._write(sheet, lambda library: command(library, named), lambda error: sheet.show_error(str(error)))

        sheet.named.connect(save)
        sheet.start()

    def _make_room(self, kind: type[Sheet]) -> bool:
        """Take away what is open before another is made, which notes where the focus is; one of its kind stays."""
        if isinstance(self._sheet, kind):
            return False
        self.clear()
        return True

    def _take(self, sheet: AnySheet) -> AnySheet:
        self._sheet = sheet
        sheet.closed.connect(self._forget)
        return sheet

    def _forget(self) -> None:
        self._sheet = self._show_again = None
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            self._pages.take_focus()  # what had it before is gone

    def _go(self, value: object) -> None:
        if isinstance(value, QAction):
            value.trigger()
        elif isinstance(value, Place):
            self._pages.go(value)
        elif isinstance(value, int):
            self._pages.go(EVERYTHING, paper=value)

    def _tag(self, papers: Selection, name: str, on: bool) -> None:
        add, remove = ([name], []) if on else ([], [name])

        def write(library: Library) -> Changes:
            return tags.tag(library, ids=library.selected(papers), add=add, remove=remove)

        self._parts.tasks.write(write, self._tell, self._follow_library)

    def _follow_library(self) -> None:
        """Show again what the library says; while more is being written, a sheet is ahead of it."""
        if self._show_again and not self._parts.tasks.writes:
            self._show_again()

    def _write(
        self, sheet: Sheet, call: Callable[[Library], Changes], show: Callable[[ReadingListError], None],
        *, says_done: bool = False,
    ) -> None:  # fmt: skip
        """Write what a sheet asked for; it closes when it is written, and says why when it is not.

        `says_done` is for what is not seen by itself.
        """

        def done(changes: Changes) -> None:
            self._tell(changes)
            if changes and says_done:
                self._parts.toast.say(words.done(changes.label), undoable=True)
            if self._sheet is sheet:
                sheet.close_sheet()

        def say(error: ReadingListError) -> None:
            if self._sheet is sheet:
                show(error)
            else:
                self._parts.tasks.failed.emit(error)

        self._parts.tasks.write(call, done, says=say)

    def _tell(self, changes: Changes) -> None:
        if changes:
            self._parts.bus.changed.emit(changes)

    def _open_keymap(self) -> None:
        """The folder where the user's own keymap.toml lies, made if it is not there."""
        folder = self._parts.workspace.settings.config
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = f"The folder {folder} can't be made: {error.strerror or error}."
            self._parts.tasks.failed.emit(ReadingListError(what, "Your own keymap.toml has its place there."))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
