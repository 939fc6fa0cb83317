"""A row in a list on a card: its ground, and what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

INSET = 8  # from the list's edges
Index = QModelIndex | QPersistentModelIndex


class CardRow(QStyledItemDelegate):
    """Every row is as high as the others; who derives paints the value that the model has under `role`."""

    role: int
    height: int

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list makes it."""
        del option, index
        return QSize(self._theme.px(160), self._theme.px(self.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, then the value."""
        value = index.data(self.role)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if value is not None:
            self.paint_ground(painter, option)
            self.paint_value(painter, value, QRectF(option.rect))
        painter.restore()

    def paint_value(self, painter: QPainter, value: Any, box: QRectF) -> None:
        """What stands in the row."""
        raise NotImplementedError

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, enabled: bool = True) -> None:
        """Round, within the list's edges; a selected one has a bar at its left as well.

        Without the focus it is paler, where the list takes that itself.
        """
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if not selected and not (enabled and option.state & QStyle.StateFlag.State_MouseOver):
            return
        theme, box = self._theme, QRectF(option.rect)
        focus = self._view.hasFocus() or self._view.focusPolicy() == Qt.FocusPolicy.NoFocus
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(("selected" if focus else "selected_off") if selected else "hover"))
        right = min(box.right(), self._view.width() - INSET)  # a scroll bar leaves less; nothing in the row moves
        painter.drawRoundedRect(QRectF(box.left() + INSET, box.top(), right - INSET, box.height()), 6, 6)
        if selected:
            high = theme.px(18)
            painter.setBrush(theme.color("accent" if focus else "border"))
            painter.drawRoundedRect(QRectF(box.left() + INSET, box.center().y() - high / 2, 3, high), 1.5, 1.5)
