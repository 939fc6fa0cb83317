"""How a choice below the search box is painted: what is put in, and at the right what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from readinglist.core.completion import Choice
from readinglist.gui.models.choices import CHOICE
from readinglist.gui.theme import elided
from readinglist.gui.widgets.row_ground import paint_ground

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

ROW, SIDE, GAP = 30, 16, 16
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ChoiceRow(QStyledItemDelegate):
    """The text is never cut for what it means, only the other way round."""

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
        """Ground, text, meaning."""
        theme, choice, box = self._theme, index.data(CHOICE), QRectF(option.rect)
        if not isinstance(choice, Choice):
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, theme, self._view, box, selected=selected, hovered=hovered)
        inner = QRectF(box.left() + SIDE, box.top(), self._view.width() - 2 * SIDE, box.height())
        text = elided(theme.metrics(), choice.text, inner.width())
        painter.setFont(theme.font())
        painter.setPen(theme.color("text"))
        painter.drawText(inner.adjusted(0, 0, 2, 0), _MIDDLE, text)
        room = inner.width() - theme.metrics().horizontalAdvance(text) - GAP
        metrics = theme.metrics("small", tabular=True)
        meaning = elided(metrics, choice.meaning, room) if room > GAP else ""
        inner.setLeft(inner.right() - metrics.horizontalAdvance(meaning))
        painter.setFont(theme.font("small", tabular=True))
        painter.setPen(theme.color("text_3"))
        painter.drawText(inner.adjusted(0, 0, 2, 0), _MIDDLE, meaning)
        painter.restore()
