"""The window: puts sidebar, list, paper, bars and actions together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QWidget

from readinglist import resources
from readinglist.commands.duplicates import split
from readinglist.commands.keymap import HISTORY, IMPORT, LIST, PAIR
from readinglist.commands.tags import tag
from readinglist.gui.actions import Actions
from readinglist.gui.backups import BackupFlow
from readinglist.gui.bus import ELSEWHERE, Bus
from readinglist.gui.completing import Completing
from readinglist.gui.context_menus import show_order_menu, show_paper_menu, show_place_menu, undo_import, write
from readinglist.gui.doing import Doing
from readinglist.gui.idle_check import IdleCheck
from readinglist.gui.late_pages import FIRST, LatePages
from readinglist.gui.leaving import Leaving
from readinglist.gui.making_ready import MakingReady
from readinglist.gui.models.paper_list import PaperListModel
from readinglist.gui.navigation import Navigator
from readinglist.gui.new_days import NewDays
from readinglist.gui.note_keeper import NoteKeeper
from readinglist.gui.pages import Pages
from readinglist.gui.parts import Parts
from readinglist.gui.places import Place
from readinglist.gui.presenter import Presenter
from readinglist.gui.queue_order import QueueOrder
from readinglist.gui.repeats import RepeatsFlow
from readinglist.gui.room import Room
from readinglist.gui.sheets import Sheets
from readinglist.gui.side_lists import SideLists
from readinglist.gui.tasks import Tasks
from readinglist.gui.undone import Undone
from readinglist.gui.unwritten import Unwritten
from readinglist.gui.views.copy_bar import CopyBar
from readinglist.gui.views.list_pane import ListPane
from readinglist.gui.views.notice import Notice
from readinglist.gui.views.paper_pane import PaperPane
from readinglist.gui.views.sidebar import Sidebar
from readinglist.gui.views.status_bar import StatusBar
from readinglist.gui.widgets.blocks import column, rule
from readinglist.gui.widgets.toast import Toast
from readinglist.gui.window_commands import commands_of, drop, offer_files, open_link
from readinglist.gui.window_memory import WindowMemory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent

    from readinglist.core.errors import ReadingListError
    from readinglist.gui.theme import Theme
    from readinglist.store.health import Health
    from readinglist.workspace import Workspace

SMALLEST = QSize(900, 600)
SIDEBAR, LIST_WIDTH = 212, 412
AGAIN = "It can be made again from its backups and second copy; what is there now is kept aside."
WORTH_WHILE = 1_000  # changes of the log for which the second copy is written anew at a start: an hour of typing


class MainWindow(QMainWindow):
    """Assembles only: the parts, who leads between them, and the events that come to the window as a whole.

    `leaving` tells that it begins to close, `stayed` that it could not; `dragged` whether something is held over it
    that may be dropped.
    """

    dragged = Signal(bool)
    leaving = Signal()
    stayed = Signal()

    def __init__(self, workspace: Workspace, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle("Reading List")
        self.setMinimumSize(_smallest(theme, self.screen().availableSize()))
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self._leaves_anyway = self._left = False
        with theme.dressing_last():
            self.parts = self._make_parts(workspace, theme)
            self._lay_out()
            self.pages = Pages(self.parts)
            self._room = Room(self.parts)
            self.sheets = Sheets(self.parts, self.pages)
            self._presenter = Presenter(self.parts, self.pages)
            self._unwritten = Unwritten(self.parts)
            self._doing = Doing(self.parts.actions, self.parts.status, self)
            self._memory = WindowMemory(self.parts, self.pages, self._room)
            self.parts.actions.serve(commands_of(self.parts, self.pages, self.sheets))
            self.parts.actions.fill(self.menuBar())
        self._leaving = Leaving(self.parts, self.close)
        self._connect()
        self.parts.side_lists.refresh()
        self._memory.restore()

    def begin(self, files: Sequence[str] = ()) -> None:
        """Once the window is shown: start the writer, and offer files for import."""
        if self.isHidden():
            return  # it was closed again before it could begin
        if not self.parts.workspace.hindrance:
            self.parts.tasks.start()
            self.parts.new_days.begin()
            self.parts.making_ready.begin()
            self.parts.backups.begin()
            self.parts.idle_check.stir()
            self.parts.tasks.write(lambda library: library.compact(least=WORTH_WHILE))
        if files:
            offer_files(self.parts, files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the threads with every write done; where one failed, stay, so that the user sees it."""
        if self._left:  # a window can be closed twice
            return
        parts = self.parts
        if self._leaving.waits():
            event.ignore()
            return
        self.leaving.emit()
        parts.notes.flush()
        self._memory.keep()
        failures = self._unwritten.end_threads()
        if (failures or parts.notes.unsaved) and not self._leaves_anyway:
            event.ignore()
            self._unwritten.say_at_the_end(failures, self._leave)
            parts.tasks.write(lambda _library: None, says=lambda _error: None)  # see what others write, if that works
            parts.side_lists.refresh()  # the counting has ended as well
            self.stayed.emit()
            return
        self._left = True
        parts.idle_check.stop()
        parts.new_days.stop()
        parts.side_lists.stop()
        parts.notes.stop()
        super().closeEvent(event)
        self.hide()
        parts.library.close()
        parts.backups.at_exit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the parts give way."""
        super().resizeEvent(event)
        self._room.fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and text of other programs may be dropped anywhere; what would be moved away from there may not."""
        readable = event.mimeData().hasUrls() or event.mimeData().hasText()
        if readable and event.possibleActions() & Qt.DropAction.CopyAction and event.source() is None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dragged.emit(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        self.dragged.emit(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer what was dropped; it stays where it was."""
        self.dragged.emit(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        drop(self.parts, event.mimeData())

    def _leave(self) -> None:
        """Close, whatever can't be written."""
        self._leaves_anyway = True
        self.close()

    def _make_parts(self, workspace: Workspace, theme: Theme) -> Parts:
        library = workspace.open_library(write=False)
        bus, tasks, model = Bus(self), Tasks(workspace, self), PaperListModel(library, self)
        papers = ListPane(theme, model, next(iter(workspace.keymap.keys_of("find.papers", LIST)), ""))
        body = QSplitter(Qt.Orientation.Horizontal)
        actions = Actions(workspace, tasks, papers.table, window=self, body=body)
        paper, sidebar = PaperPane(theme, actions), Sidebar(theme, actions.key_of("digest.import"))
        sidebar.addActions(body.actions())  # from there as well keys go on with the papers that are shown
        body_stack, pages = QStackedWidget(), QStackedWidget()
        late = LatePages(self, theme, library, tasks, bus, actions=actions, body=body_stack, whole=pages)
        undo = actions.key_of("history.undo")
        notice, toast = Notice(theme), Toast(theme, self, papers.table, undo)
        return Parts(
            window=self, workspace=workspace, theme=theme, library=library, tasks=tasks, bus=bus, model=model,
            actions=actions, navigator=Navigator(tasks, model, papers.table, self),
            queue_order=QueueOrder(workspace.registry, actions, model, self),
            repeats=RepeatsFlow(tasks, bus, self), making_ready=MakingReady(tasks, self),
            backups=BackupFlow(tasks, workspace, self), idle_check=IdleCheck(tasks, self),
            new_days=NewDays(tasks, bus, toast, self),
            undone=Undone(library, bus, notice, toast, self), notes=NoteKeeper(tasks, bus, paper.note, self),
            side_lists=SideLists(library, tasks, sidebar.model, self), sidebar=sidebar, list=papers, paper=paper,
            late=late, notice=notice, status=StatusBar(theme, undo), toast=toast, body=body, body_stack=body_stack,
            sides=QSplitter(Qt.Orientation.Horizontal), pages=pages,
        )  # fmt: skip

    def _lay_out(self) -> None:
        parts, px = self.parts, self.parts.theme.px
        _split(parts.body, parts.list, parts.paper, px(LIST_WIDTH), self.width() - px(SIDEBAR))
        _split(parts.sides, parts.sidebar, parts.body_stack, px(SIDEBAR), self.width())
        parts.body_stack.addWidget(parts.body)
        parts.pages.addWidget(parts.sides)
        self._foot = column()
        central = QWidget()
        central.setLayout(column(*self._copy_bar(), parts.pages, self._foot, rule(), parts.status))
        self.setCentralWidget(central)
        self.menuBar().setFont(parts.theme.font())

    def _copy_bar(self) -> list[QWidget]:
        """What says so where a copy is looked at, and writing is not even begun."""
        why = self.parts.workspace.hindrance
        if why is None:
            return []
        self.parts.paper.note.set_read_only()
        self.parts.status.hide_saving()
        return [CopyBar(self.parts.theme, why.what, why.remedy)]

    def _place_news(self) -> None:
        """A notice stands below the list, or where that is not seen, below all; a toast over what is read."""
        parts, pages = self.parts, self.pages
        other = parts.pair_page.texts if pages.reviewing else parts.history_page.table if pages.looking_back else None
        parts.toast.stand_over(other or parts.table)
        if pages.listing:
            parts.list.set_foot(parts.notice)
        else:
            self._foot.addWidget(parts.notice)

    def _connect(self) -> None:
        parts, pages, present = self.parts, self.pages, self._presenter
        pages.turned.connect(self._place_news)
        parts.bus.changed.connect(present.refresh)
        parts.actions.done.connect(present.tell)
        parts.table.chosen.connect(present.show_paper)
        parts.table.dropped.connect(parts.queue_order.drop)
        parts.table.menu_asked.connect(partial(show_paper_menu, parts))
        parts.navigator.moved.connect(present.arrive)
        parts.navigator.busy.connect(parts.list.set_busy)
        parts.navigator.wrong.connect(parts.list.show_error)
        parts.list.search.typed.connect(parts.navigator.search)
        parts.list.search.entered.connect(parts.list.take_focus)
        parts.list.search.left.connect(parts.list.take_focus)
        Completing(parts.tasks, parts.bus, parts.list.search, self)
        parts.list.save_asked.connect(self.sheets.save_search)
        parts.list.order_asked.connect(partial(show_order_menu, parts))
        parts.list.digest_bar.undo_asked.connect(partial(undo_import, parts))
        parts.sidebar.chosen.connect(pages.follow)
        parts.sidebar.entered.connect(pages.take_focus)
        parts.sidebar.more_asked.connect(lambda _which: self.sheets.palette())
        parts.sidebar.menu_asked.connect(partial(show_place_menu, parts, pages, self.sheets))
        parts.paper.link_asked.connect(open_link)
        parts.paper.tag_asked.connect(lambda name: pages.go(Place("tag", name, name, name)))
        parts.paper.tag_removed.connect(self._remove_tag)
        parts.paper.digest_asked.connect(pages.go_to_digest)
        parts.paper.apart_asked.connect(parts.actions.action("paper.split").trigger)
        parts.paper.taken_out.connect(self._take_out)
        parts.paper.note.left.connect(parts.list.take_focus)
        parts.paper.note.link_asked.connect(open_link)
        parts.tasks.failed.connect(parts.notice.show_error)
        parts.tasks.waiting.connect(parts.status.show_waiting)
        parts.tasks.waiting.connect(present.show_steps)
        parts.tasks.elsewhere.connect(lambda: parts.bus.changed.emit(ELSEWHERE))
        parts.sidebar.import_button.clicked.connect(parts.actions.action("digest.import").trigger)
        parts.undone.show_asked.connect(pages.go)
        parts.toast.undo_asked.connect(parts.actions.action("history.undo").trigger)
        parts.late.built.connect(self._connect_page)
        self._connect_upkeep()

    def _connect_upkeep(self) -> None:
        parts = self.parts
        parts.repeats.asked.connect(self._presenter.show_asked)
        parts.backups.failed.connect(self._say_no_backup)
        parts.idle_check.found.connect(self._say_damage)
        for stirs in (parts.bus.changed, parts.navigator.moved, parts.table.chosen):
            stirs.connect(lambda *_: parts.idle_check.stir())
        parts.making_ready.progress.connect(lambda words: parts.status.show_task(words, "keys", ends=False))
        parts.repeats.progress.connect(lambda words: parts.status.show_task(words, "repeats"))
        parts.status.cancelled.connect(lambda what: (parts.repeats if what == "repeats" else parts.imports).cancel())

    def _connect_page(self, context: str) -> None:
        """A page is there from now on."""
        by_context = {
            FIRST: self._connect_first_run, IMPORT: self._connect_imports,
            PAIR: self._connect_review, HISTORY: self._connect_history,
        }  # fmt: skip
        by_context[context]()

    def _connect_first_run(self) -> None:
        parts, first_run = self.parts, self.parts.first_run
        first_run.open_asked.connect(parts.actions.action("digest.import").trigger)
        first_run.samples_asked.connect(lambda: offer_files(parts, map(str, resources.samples())))
        self.dragged.connect(first_run.set_dragging)

    def _connect_review(self) -> None:
        actions, page = self.parts.actions, self.parts.pair_page
        page.undo_asked.connect(actions.action("history.undo").trigger)
        page.alike_asked.connect(actions.action("repeats.merge_alike").trigger)
        self.parts.review.left.connect(self.pages.leave_review)

    def _connect_history(self) -> None:
        history = self.parts.history
        history.papers_asked.connect(self.pages.go)
        history.left.connect(self.pages.leave_history)
        history.turned.connect(self._presenter.tell_turned)

    def _connect_imports(self) -> None:
        parts, imports = self.parts, self.parts.imports
        imports.offered.connect(self.sheets.clear)
        imports.offered.connect(self.pages.show_import)
        imports.left.connect(self.pages.leave_import)
        imports.ended.connect(self._leaving.go_on, Qt.ConnectionType.QueuedConnection)
        imports.imported.connect(self._presenter.show_imported)
        imports.stayed.connect(parts.notice.say)
        imports.progress.connect(lambda words: parts.status.show_task(words, "import"))

    def _say_no_backup(self, error: ReadingListError) -> None:
        """What the check before a backup found; a disk that is full is no damage."""
        from readinglist.store.copies.backups import DamagedLibraryError

        again = [("Make it again", self.parts.backups.make_again)] if isinstance(error, DamagedLibraryError) else []
        self.parts.notice.say(error.what, error.remedy, actions=again)

    def _say_damage(self, health: Health) -> None:
        parts, problem = self.parts, health.problems[0]
        if health.only_copy_is_damaged:
            anew = ("Write it anew", self._renew_copy)
            parts.notice.say(f"Of what lies beside the library, {problem}.", "The library is sound.", actions=[anew])
        else:
            again = ("Make it again", parts.backups.make_again)
            parts.notice.say(f"The library is damaged: {problem}.", AGAIN, actions=[again])

    def _renew_copy(self) -> None:
        self.parts.tasks.write(lambda library: library.renew_copy(), lambda _: self.parts.notice.dismiss())

    def _remove_tag(self, name: str) -> None:
        paper = self.parts.table.current
        if paper is not None:
            write(self.parts, lambda library: tag(library, ids=[paper], remove=[name]))

    def _take_out(self, sighting: int) -> None:
        paper = self.parts.table.current
        if paper is not None:
            write(self.parts, lambda library: split(library, paper=paper, sighting=sighting))


def _smallest(theme: Theme, room: QSize) -> QSize:
    """With a large font the window needs more room, as far as the screen has it."""
    return SMALLEST.expandedTo(QSize(theme.px(SMALLEST.width()), theme.px(SMALLEST.height())).boundedTo(room))


def _split(splitter: QSplitter, left: QWidget, right: QWidget, width: int, whole: int) -> None:
    """Two parts side by side; the left one keeps its width when the window grows."""
    splitter.addWidget(left)
    splitter.addWidget(right)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    splitter.setStretchFactor(0, 0)
    splitter.setStretchFactor(1, 1)
    splitter.setSizes([width, whole - width])
