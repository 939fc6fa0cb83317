"""How a backup is painted: when it was made, and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from readinglist.gui.models.backups import BACKUP, OCCASIONS, holds, when
from readinglist.gui.theme import elided
from readinglist.gui.widgets.row_ground import paint_ground

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

ROW, LEFT, RIGHT = 50, 20, 20
_TOP = Qt.AlignmentFlag.AlignTop
_BOTTOM = Qt.AlignmentFlag.AlignBottom


class BackupRow(QStyledItemDelegate):
    """Two lines; the number, by which the command line knows it, at the right of the first, and why it was made."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high as the others."""
        del option, index
        return QSize(self._theme.px(160), self._theme.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, moment, number, what it holds."""
        theme, backup = self._theme, index.data(BACKUP)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(option.rect)
        focus = self._view.hasFocus()
        paint_ground(painter, theme, self._view, ground, selected=selected, hovered=hovered, focus=focus)
        width = self._view.viewport().width() - LEFT - RIGHT
        high = theme.px(7)
        box = QRectF(ground.left() + LEFT, ground.top() + high, width, ground.height() - 2 * high)
        painter.setFont(theme.font("small", tabular=True))
        painter.setPen(theme.color("text_3"))
        painter.drawText(box, _TOP | Qt.AlignmentFlag.AlignRight, f"{backup.number:,}")
        painter.drawText(box, _BOTTOM, elided(theme.metrics("small", tabular=True), holds(backup), width))
        painter.setFont(theme.font("base", 600, tabular=True))
        painter.setPen(theme.color("text"))
        painter.drawText(box, _TOP, when(backup))
        taken = theme.metrics("base", 600, tabular=True).horizontalAdvance(when(backup)) + theme.px(8)
        beside = box.adjusted(taken, 0, -theme.metrics("small", tabular=True).horizontalAdvance("0,000"), 0)
        beside.setHeight(theme.metrics("base", 600).height())
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_3"))
        occasion = elided(theme.metrics("small"), OCCASIONS[backup.occasion], beside.width())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, occasion)
        painter.restore()
