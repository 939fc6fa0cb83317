"""The list: its name and how many papers it has above the papers themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from readinglist.gui import words
from readinglist.gui.views.blocks import column, label, on_surface, row, rule
from readinglist.gui.views.elided import Elided
from readinglist.gui.views.paper_table import PaperTable

if TYPE_CHECKING:
    from readinglist.gui.models.paper_list import PaperListModel
    from readinglist.gui.theme import Theme


class ListPane(QWidget):
    """Header and table."""

    def __init__(self, theme: Theme, model: PaperListModel, name: str) -> None:
        super().__init__()
        self._model = model
        on_surface(self, "canvas")
        self.table = PaperTable(theme, model)
        self._count = Elided(theme, "base", "text_3")
        head = QWidget()
        head.setFixedHeight(theme.px(48))
        head.setLayout(row(label(theme, name, "h3", weight=700), self._count, None, margins=(16, 0, 12, 0)))
        self.setLayout(column(head, rule(), self.table))
        self.setMinimumWidth(theme.px(300))
        model.modelReset.connect(self._show_count)
        self._show_count()

    def _show_count(self) -> None:
        self._count.set_text(words.paper_count(self._model.rowCount()))
