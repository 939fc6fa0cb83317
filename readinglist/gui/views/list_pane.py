"""The list: the search box, its name and how many papers it has, and the papers themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from readinglist.gui import words
from readinglist.gui.places import EVERYTHING, Place
from readinglist.gui.views.digest_bar import DigestBar
from readinglist.gui.views.empty_line import EmptyLine
from readinglist.gui.views.paper_table import PaperTable
from readinglist.gui.views.search_box import SearchBox
from readinglist.gui.widgets.blocks import button, column, on_surface, row, rule
from readinglist.gui.widgets.elided import Elided

if TYPE_CHECKING:
    from readinglist.gui.models.paper_list import PaperListModel
    from readinglist.gui.theme import Theme

PATIENCE = 300  # milliseconds before it is said that a search takes its time
NARROWEST, NARROWEST_BESIDE_RAIL = 300, 324


class ListPane(QWidget):
    """`search`, `digest_bar` and `table` are its parts; `save_asked` tells that the search is to be kept.

    The focus that it is given goes to the papers, or where there are none, to what says so: keys work there as well.
    """

    save_asked = Signal()

    def __init__(self, theme: Theme, model: PaperListModel, search_key: str) -> None:
        super().__init__()
        on_surface(self, "canvas")
        self._theme, self._model = theme, model
        self.search = SearchBox(theme, search_key)
        self.digest_bar = DigestBar(theme)
        self.table = PaperTable(theme, model)
        self._name = Elided(theme, "h3", weight=700)
        self._count = Elided(theme, "base", "text_3")
        self._count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # a long name gives way
        self.save_button = button(theme, "Save search", "quiet")
        self.save_button.clicked.connect(self.save_asked)
        self._empty = EmptyLine(theme)
        self._papers = QStackedWidget()
        self._papers.addWidget(self.table)
        self._papers.addWidget(self._empty)
        head = QWidget()
        head.setFixedHeight(theme.px(44))
        head.setLayout(row(self._name, self._count, None, self.save_button, margins=(16, 0, 12, 0)))
        self._box = column(self.search, rule(), head, rule(), self.digest_bar, self._papers)
        self._box.setStretchFactor(self._papers, 1)
        self.setLayout(self._box)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE)
        self._slow.timeout.connect(self._show_searching)
        for signal in (model.modelReset, model.dataChanged):
            signal.connect(self._show_count)
        self.set_narrow(on=False)
        self.show_place(EVERYTHING, "")
        self._show_count()

    def show_place(self, place: Place, inbox_keys: str) -> None:
        """Say which list it is; `inbox_keys` are those that go to the inbox, for a list that is empty."""
        self._name.set_text(place.name)
        self.table.setAccessibleDescription(place.name)
        self.save_button.setVisible(place.kind == "search")
        self._empty.show_place(place, inbox_keys)

    def set_busy(self, on: bool) -> None:
        """A search is under way: that is said if it takes long; what is shown stays."""
        if not on:
            self._slow.stop()
            self._show_count()
        elif not self._slow.isActive():
            self._slow.start()

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
        self._count.set_text(words.paper_count(papers) if papers or not rows else "None left")
        self._papers.setCurrentWidget(self._papers_or_line())

    def _show_searching(self) -> None:
        self._count.set_text("Searching…")
