"""Two papers side by side in one scroll area, so that they can't drift apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from readinglist.gui.views.pair_side import PairSide
from readinglist.gui.widgets.blocks import on_surface, rule
from readinglist.gui.widgets.page_area import PageArea

if TYPE_CHECKING:
    from readinglist.gui.pairs import Pair
    from readinglist.gui.theme import Theme

MARGIN, ABOVE, BELOW = 24, 16, 24
GAPS = (8, 10, 12)  # below state, tags and title
STEP = 3  # lines that a key scrolls by


class PairTexts(PageArea):
    """What stands beside each other is equally high: the abstracts begin on one line."""

    def __init__(self, theme: Theme) -> None:
        self._left, self._right = PairSide(theme, "left"), PairSide(theme, "right")
        page = on_surface(QWidget(), "canvas")
        page.setLayout(_side_by_side(self._left, self._right))
        super().__init__(theme, page, "Two papers")
        self._question = 0

    def show_pair(self, pair: Pair) -> None:
        """Show two papers; those that stand there already keep their place."""
        for side, record, at in ((self._left, pair.left, 0), (self._right, pair.right, 1)):
            side.show_record(record, pair.titles[at], pair.abstracts[at])
        if pair.question.id != self._question:
            self._question = pair.question.id
            self.place = 0

    def scroll_lines(self, down: int) -> None:
        """Scroll by some lines, up where it is negative."""
        text = self._left.abstract
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + down * STEP * text.fontMetrics().lineSpacing())


def _side_by_side(left: PairSide, right: PairSide) -> QGridLayout:
    """Part by part in rows, with a line between that goes all the way down."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    last = len(left.parts) - 1
    for number, parts in enumerate(zip(left.parts, right.parts, strict=True)):
        for column, part in zip((0, 2), parts, strict=True):
            holder = QWidget()
            holder.setLayout(_framed(part, ABOVE if number == 0 else 0, BELOW if number == last else GAPS[number]))
            grid.addWidget(holder, number, column)
    grid.addWidget(rule(upright=True), 0, 1, len(left.parts), 1)
    grid.setRowStretch(last, 1)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(2, 1)
    return grid


def _framed(part: QWidget, above: int, below: int) -> QGridLayout:
    frame = QGridLayout()
    frame.setContentsMargins(MARGIN, above, MARGIN, below)
    frame.addWidget(part, 0, 0, Qt.AlignmentFlag.AlignTop)
    return frame
