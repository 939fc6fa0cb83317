"""What the window is made of, for those who lead between the parts; put together once, by the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget

    from readinglist.gui.actions import Actions
    from readinglist.gui.backups import BackupFlow
    from readinglist.gui.bus import Bus
    from readinglist.gui.history import HistoryFlow
    from readinglist.gui.idle_check import IdleCheck
    from readinglist.gui.imports import ImportFlow
    from readinglist.gui.late_pages import LatePages
    from readinglist.gui.making_ready import MakingReady
    from readinglist.gui.models.paper_list import PaperListModel
    from readinglist.gui.navigation import Navigator
    from readinglist.gui.new_days import NewDays
    from readinglist.gui.note_keeper import NoteKeeper
    from readinglist.gui.pair_review import PairReview
    from readinglist.gui.queue_order import QueueOrder
    from readinglist.gui.repeats import RepeatsFlow
    from readinglist.gui.side_lists import SideLists
    from readinglist.gui.tasks import Tasks
    from readinglist.gui.theme import Theme
    from readinglist.gui.undone import Undone
    from readinglist.gui.views.first_run import FirstRun
    from readinglist.gui.views.history_page import HistoryPage
    from readinglist.gui.views.import_page import ImportPage
    from readinglist.gui.views.list_pane import ListPane
    from readinglist.gui.views.notice import Notice
    from readinglist.gui.views.pair_page import PairPage
    from readinglist.gui.views.paper_pane import PaperPane
    from readinglist.gui.views.paper_table import PaperTable
    from readinglist.gui.views.sidebar import Sidebar
    from readinglist.gui.views.status_bar import StatusBar
    from readinglist.gui.widgets.toast import Toast
    from readinglist.store.library import Library
    from readinglist.workspace import Workspace


@dataclass(frozen=True)
class Parts:
    """`library` is only looked at, on the window's thread; whatever is written goes through `tasks`.

    `pages` shows `sides` or the first page; in these stand the sidebar and `body_stack`, which shows `body` (list and
    paper), the page of an import, that of possible repeats, or that of the history. Who asks for one of `late` has it
    built.
    """

    window: QMainWindow
    workspace: Workspace
    theme: Theme
    library: Library
    tasks: Tasks
    bus: Bus
    model: PaperListModel
    actions: Actions
    navigator: Navigator
    queue_order: QueueOrder
    undone: Undone
    repeats: RepeatsFlow
    making_ready: MakingReady
    backups: BackupFlow
    idle_check: IdleCheck
    new_days: NewDays
    notes: NoteKeeper
    side_lists: SideLists
    sidebar: Sidebar
    list: ListPane
    paper: PaperPane
    late: LatePages
    notice: Notice
    status: StatusBar
    toast: Toast
    body: QSplitter
    body_stack: QStackedWidget
    sides: QSplitter
    pages: QStackedWidget

    @property
    def table(self) -> PaperTable:
        """The papers of the list."""
        return self.list.table

    @property
    def imports(self) -> ImportFlow:
        """The import; one at a time."""
        return self.late.imports

    @property
    def import_page(self) -> ImportPage:
        """Its preview."""
        return self.late.imports.page

    @property
    def review(self) -> PairReview:
        """The review of possible repeats."""
        return self.late.review

    @property
    def pair_page(self) -> PairPage:
        """Two papers that may be one."""
        return self.late.review.page

    @property
    def history(self) -> HistoryFlow:
        """The history of every step."""
        return self.late.history

    @property
    def history_page(self) -> HistoryPage:
        """The steps, and what can be done with each."""
        return self.late.history.page

    @property
    def first_run(self) -> FirstRun:
        """What an empty library shows."""
        return self.late.first_run
