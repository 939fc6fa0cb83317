"""A table of whole rows, all of one height, and the ground of a row; papers, entries and steps have both."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableView

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from readinglist.gui.theme import Theme

BAR = 3  # the edge of a selected row


class RowTable(QTableView):
    """Rows are selected, nothing is edited, and nothing of it asks the model for every row."""

    def __init__(self) -> None:
        super().__init__()
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # else every row is visited
        rows.setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def hide_heads(self) -> None:
        """Be one column without a head, as wide as the table."""
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last row; in a table they would go to the first and last column."""
        last = self.model().rowCount() - 1
        if last >= 0 and action is QAbstractItemView.CursorAction.MoveHome:
            return self.model().index(0, 0)
        if last >= 0 and action is QAbstractItemView.CursorAction.MoveEnd:
            return self.model().index(last, 0)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of commands; Qt's own search would ask the model for every row."""


def paint_selection(
    painter: QPainter, option: QStyleOptionViewItem, theme: Theme, box: QRectF, *, edge: bool = True
) -> bool:
    """The ground of a row that is selected, with the edge at its left, if it is; whether it is."""
    if not option.state & QStyle.StateFlag.State_Selected:
        return False
    focused = option.widget.hasFocus()
    painter.fillRect(box, theme.color("selected" if focused else "selected_off"))
    if edge:
        bar = QRectF(box.left(), box.top(), BAR, box.height())
        painter.fillRect(bar, theme.color("accent" if focused else "border"))
    return True


def hairline(painter: QPainter, left: float, bottom: float, width: float, color: QColor) -> None:
    """A line of whole device pixels, also at 125 and 150 %, where one logical pixel would smear."""
    ratio = painter.device().devicePixelRatioF()
    thick = max(1, floor(ratio)) / ratio
    painter.fillRect(QRectF(left, round(bottom * ratio) / ratio - thick, width, thick), color)
