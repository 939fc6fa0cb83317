"""The list: the search box, its name and how many papers it has, and the papers themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from readinglist.gui import words
from readinglist.gui.places import EVERYTHING, Place
from readinglist.gui.views.digest_bar import DigestBar
from readinglist.gui.views.empty_line import EmptyLine
from readinglist.gui.views.list_head import ListHead
from readinglist.gui.views.paper_table import PaperTable
from readinglist.gui.views.search_box import SearchBox
from readinglist.gui.widgets.blocks import column, on_surface, rule

if TYPE_CHECKING:
    from readinglist.core.errors import QueryError
    from readinglist.gui.models.paper_list import PaperListModel
    from readinglist.gui.theme import Theme

PATIENCE = 300  # milliseconds before it is said that a search takes its time
SEARCHING = "Searching…"
NARROWEST, NARROWEST_BESIDE_RAIL = 300, 324


class ListPane(QWidget):
    """`search`, `digest_bar` and `table` are its parts; `save_asked` tells that the search is to be kept.

    `order_asked` tells where on the screen the menu of the orders is wanted. The focus that it is given goes to the
    papers, or where there are none, to what says so: keys work there as well.
    """

    save_asked = Signal()
    order_asked = Signal(QPoint)

    def __init__(self, theme: Theme, model: PaperListModel, search_key: str) -> None:
        super().__init__()
        on_surface(self, "canvas")
        self._theme, self._model = theme, model
        self._busy = False
        self.search = SearchBox(theme, search_key)
        self.digest_bar = DigestBar(theme)
        self.table = PaperTable(theme, model)
        self._head = ListHead(theme)
        self._name, self._count = self._head.name, self._head.count
        self.save_button = self._head.save_button
        self.save_button.clicked.connect(self.save_asked)
        self._head.order_button.menu_asked.connect(self.order_asked)
        self._empty = EmptyLine(theme)
        self._papers = QStackedWidget()
        self._papers.addWidget(self.table)
        self._papers.addWidget(self._empty)
        self._box = column(self.search, rule(), self._head, rule(), self.digest_bar, self._papers)
        self._box.setStretchFactor(self._papers, 1)
        self.setLayout(self._box)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE)
        self._slow.timeout.connect(self._show_searching)
        for signal in (model.modelReset, model.dataChanged):
            signal.connect(self._show_count)
        self.set_narrow(on=False)
        self.show_place(EVERYTHING, "", "")
        self._show_count()

    def show_place(self, place: Place, order: str, inbox_keys: str) -> None:
        """Say which list it is, and its order; `inbox_keys` go to the inbox, for a list that is empty."""
        self._head.show_name(place.name, order, can_be_saved=place.kind == "search")
        self.table.setAccessibleDescription(place.name)
        self._empty.show_place(place, inbox_keys)

    def set_busy(self, on: bool) -> None:
        """A search is under way: that is said if it takes long; what is shown stays."""
        self._busy = on
        if not on:
            self._slow.stop()
            self._show_count()
        elif not self._slow.isActive():
            self._slow.start()

    def show_error(self, error: QueryError | None) -> None:
        """Say what is wrong in the search; that covers the head, so nothing in it is come to meanwhile."""
        self.search.show_error(error)
        self._head.setEnabled(error is None)

    def set_narrow(self, on: bool) -> None:
        """Stand beside the rail, which leaves more room."""
        self.setMinimumWidth(self._theme.px(NARROWEST_BESIDE_RAIL if on else NARROWEST))

    def set_foot(self, widget: QWidget) -> None:
        """Put a widget below the papers: what it says pushes no row that is looked at."""
        self._box.addWidget(widget)

    def take_focus(self) -> None:
        """Let keys work in the list, also in one that is empty.

        Not by a focus proxy: Tab would pass over what stands before the papers.
        """
        self._papers_or_line().setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_focus(self) -> bool:
        """Whether keys work in the list, be it empty or not."""
        return self._papers_or_line().hasFocus()

    def _papers_or_line(self) -> QWidget:
        return self.table if self._model.rowCount() else self._empty

    def _show_count(self) -> None:
        papers, rows = self._model.papers, self._model.rowCount()
        if papers is None:
            self._head.show_count(SEARCHING if self._busy else f"The newest {rows:,}")
        else:
            self._head.show_count(words.paper_count(papers) if papers or not rows else "None left")
        self._papers.setCurrentWidget(self._papers_or_line())

    def _show_searching(self) -> None:
        self._head.show_count(SEARCHING)
