"""What a user should know and can mend: docked at the foot, so that nothing above it moves; it never fades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from readinglist.gui.views.blocks import button, column, label, on_surface, row, rule
from readinglist.gui.views.glyph import Glyph

if TYPE_CHECKING:
    from readinglist.core.errors import ReadingListError
    from readinglist.gui.theme import Theme


class Notice(QFrame):
    """One error: what happened, what to do. A newer one takes its place."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        on_surface(self, "error")
        self._what = label(theme, weight=600, wrap=True)
        self._remedy = label(theme, tone="2", wrap=True)
        for text in (self._what, self._remedy):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = button(theme, "Close")
        close.clicked.connect(self.closed)
        close.clicked.connect(self.hide)
        said = column(self._what, self._remedy, gap=2)
        top = Qt.AlignmentFlag.AlignTop
        box = row(gap=8, margins=(24, 13, 24, 13))
        box.addWidget(Glyph(theme, "error", "error"), 0, top)
        box.addLayout(said, 1)
        box.addWidget(close, 0, top)
        self.setLayout(column(rule(), box))
        self.hide()

    def show_error(self, error: ReadingListError) -> None:
        """Say it."""
        self._what.setText(error.what)
        self._remedy.setText(error.remedy)
        self._remedy.setVisible(bool(error.remedy))
        self.setAccessibleName(str(error))
        self.show()
