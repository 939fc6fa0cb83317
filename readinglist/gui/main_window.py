"""The window: puts list, paper, bars and actions together, and leads what has changed to who shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMainWindow, QSplitter, QStackedWidget, QWidget

from readinglist.core.errors import NotFoundError, ReadingListError
from readinglist.core.query import Query
from readinglist.gui.actions import Actions
from readinglist.gui.bus import ELSEWHERE, Bus
from readinglist.gui.imports import ImportFlow
from readinglist.gui.models.paper_list import PaperListModel
from readinglist.gui.tasks import Tasks
from readinglist.gui.views.blocks import column, rule
from readinglist.gui.views.empty_page import EmptyPage
from readinglist.gui.views.import_bar import ImportBar
from readinglist.gui.views.list_pane import ListPane
from readinglist.gui.views.notice import Notice
from readinglist.gui.views.paper_pane import PaperPane
from readinglist.gui.views.status_bar import StatusBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.core.changes import Changes
    from readinglist.gui.theme import Theme
    from readinglist.workspace import Workspace

LIST_WIDTH = 412


class MainWindow(QMainWindow):
    """Assembles only. It reads the library over a connection of its own; whatever is written goes through `Tasks`."""

    def __init__(self, workspace: Workspace, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle("Reading List")
        self.setMinimumSize(900, 600)
        self.resize(1280, 800)
        self._library = workspace.open_library(write=False)
        self.bus = Bus(self)
        self.tasks = Tasks(workspace, self)
        self.model = PaperListModel(self._library, Query(), self)
        self._list = ListPane(theme, self.model, "All papers")
        self.table = self._list.table
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self.actions_ = Actions(
            workspace, self.tasks, self.bus, self.table, {"digest.import": self._ask_for_files},
            window=self, lists=self._body,
        )  # fmt: skip
        self._paper = PaperPane(theme, self.actions_)
        self._fill_body(theme)
        self.notice = Notice(theme)
        self.import_bar = ImportBar(theme)
        undo_key = self.actions_.key_of("history.undo")
        self._status = StatusBar(theme, undo_key)
        self.imports = ImportFlow(self.tasks, self.bus, self.import_bar, undo_key, self)
        self._pages = QStackedWidget()
        self._pages.addWidget(EmptyPage(theme, self.actions_.key_of("digest.import")))
        self._pages.addWidget(self._body)
        central = QWidget()
        central.setLayout(column(self._pages, self.notice, self.import_bar, rule(), self._status))
        self.setCentralWidget(central)
        self._fill_menus(theme)
        self._connect()
        self._show_page()
        self._show_steps()
        if self.model.rowCount():
            self.table.choose(0)
            self.table.setFocus()

    def begin(self, files: Sequence[str] = ()) -> None:
        """Once the window is shown: start the writer, and offer files for import."""
        if self.isHidden():
            return  # it was closed again before it could begin
        self.tasks.start()
        if files:
            self.imports.offer(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End both threads with every write done; where one failed, stay, so that the user sees it."""
        failures: list[ReadingListError] = []
        self.tasks.failed.connect(failures.append)
        self.tasks.close()
        self.tasks.failed.disconnect(failures.append)
        if failures:
            event.ignore()
            return
        super().closeEvent(event)
        self.hide()
        self._library.close()

    def _fill_body(self, theme: Theme) -> None:
        self._body.addWidget(self._list)
        self._body.addWidget(self._paper)
        self._body.setHandleWidth(1)
        self._body.setChildrenCollapsible(False)
        self._body.setStretchFactor(0, 0)
        self._body.setStretchFactor(1, 1)
        self._body.setSizes([theme.px(LIST_WIDTH), self.width() - theme.px(LIST_WIDTH)])

    def _fill_menus(self, theme: Theme) -> None:
        self.menuBar().setFont(theme.font())
        file = self.actions_.fill(self.menuBar())["&File"]
        file.addSeparator()
        leave = file.addAction("Quit")
        leave.setShortcut(QKeySequence(QKeySequence.StandardKey.Quit))
        leave.triggered.connect(self.close)

    def _connect(self) -> None:
        self.bus.changed.connect(self._refresh)
        self.table.chosen.connect(self._show_paper)
        self.tasks.failed.connect(self.notice.show_error)
        self.tasks.waiting.connect(self._status.show_waiting)
        self.tasks.waiting.connect(self._show_steps)
        self.tasks.elsewhere.connect(lambda: self.bus.changed.emit(ELSEWHERE))
        self.imports.offered.connect(self._help_focus)
        self.imports.left.connect(self._help_focus)

    def _refresh(self, changes: Changes) -> None:
        self.model.refresh(changes)
        self._show_page()
        self._show_steps()
        paper = self.table.current
        if paper is not None and (paper in changes.updated or paper in changes.added):
            self._show_paper(paper)

    def _show_paper(self, paper: int | None) -> None:
        try:
            record = self._library.record(paper) if paper is not None else None
        except NotFoundError:
            record = None  # it went a moment ago, and the news of it is under way
        if record:
            self._paper.show_record(record)
        else:
            self._paper.clear()
        self._show_steps()

    def _show_page(self) -> None:
        self._pages.setCurrentIndex(1 if self.model.rowCount() else 0)

    def _show_steps(self) -> None:
        """Undo can be pressed while a write is under way: it comes after it."""
        step, again = self._library.to_undo(), self._library.to_redo()
        self._status.show_undo(step.label if step else None)
        self.actions_.enable(
            papers=self.table.current is not None, undo=bool(step or self.tasks.writes), redo=bool(again)
        )

    def _help_focus(self) -> None:
        """Nobody's focus is taken; where nothing has it, it goes to what comes next."""
        if self.import_bar.isVisible() and not self.model.rowCount():
            self.import_bar.take_focus()
        elif self.model.rowCount() and not self._focus_in_body():
            self.table.setFocus()

    def _focus_in_body(self) -> bool:
        return any(widget.hasFocus() for widget in self._body.findChildren(QWidget))

    def _ask_for_files(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, "Import digests")
        if files:
            self.imports.offer(files)
