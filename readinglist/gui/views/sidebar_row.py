"""How an entry is painted as a line of the sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from readinglist.gui import icons
from readinglist.gui.colors import tag_color
from readinglist.gui.models.sidebar import ENTRY, Entry
from readinglist.gui.theme import elided

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

EDGE, SIDE, GAP, COUNT_SIDE = 8, 16, 10, 18  # ground, icon and count from the edges; between icon and name
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_STATE = QStyle.StateFlag


class SidebarRow(QStyledItemDelegate):
    """Icon, name, count; in the rail the icon alone."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rail = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A head has air above it."""
        del option
        entry = index.data(ENTRY)
        high = round(self._theme.metrics().height())
        return QSize(self._theme.px(40), high + (18 if isinstance(entry, Entry) and entry.is_head else 11))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A head, or an entry on its ground."""
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if entry.is_head:
            painter.setFont(self._theme.font("small", 600))
            painter.setPen(self._theme.color("text_3"))
            painter.drawText(box.adjusted(SIDE, 0, 0, -5), Qt.AlignmentFlag.AlignBottom, entry.name)
        else:
            chosen = bool(option.state & _STATE.State_Selected)
            self._paint_ground(painter, option, box, chosen=chosen)
            self._paint_sign(painter, entry, box, chosen=chosen)
            if not self.rail:
                self._paint_words(painter, entry, box, option.widget.width(), chosen=chosen)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, *, chosen: bool) -> None:
        theme, ground = self._theme, box.adjusted(EDGE, 1, 0, -1)
        ground.setRight(min(option.widget.width() - EDGE, box.right() - 2))
        if chosen or option.state & _STATE.State_MouseOver:
            name = ("selected" if option.widget.hasFocus() else "selected_off") if chosen else "hover"
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(name))
            painter.drawRoundedRect(ground, 6, 6)
        if option.state & _STATE.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 5, 5)

    def _paint_sign(self, painter: QPainter, entry: Entry, box: QRectF, *, chosen: bool) -> None:
        theme, size = self._theme, self._theme.px(16)
        left = round((box.width() - size) / 2) if self.rail else SIDE
        place = QRectF(left, round(box.center().y() - size / 2), size, size)
        if entry.sign == "#":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tag_color(entry.name, theme.tokens)))
            painter.drawEllipse(QPointF(place.center().x(), box.center().y()), theme.px(4), theme.px(4))
        elif entry.sign:
            role = "accent" if chosen else "check" if entry.sign == "check" else "text_2"
            icons.draw(painter, entry.sign, place, theme.color(role))

    def _paint_words(self, painter: QPainter, entry: Entry, box: QRectF, width: int, *, chosen: bool) -> None:
        """Name and count; the count stands by the edge of the sidebar, so that a scroll bar does not move it."""
        theme, right = self._theme, float(width - COUNT_SIDE)
        if entry.papers is not None:
            count = f"{entry.papers:,}"
            wide = theme.metrics("small", 500, tabular=True).horizontalAdvance(count)
            painter.setFont(theme.font("small", 500, tabular=True))
            painter.setPen(theme.color("text_2" if chosen else "text_3"))
            painter.drawText(QRectF(right - wide, box.top(), wide + 2, box.height()), _MIDDLE, count)
            right -= wide + 8
        weight = 600 if chosen else 400
        left = SIDE + theme.px(16) + GAP
        painter.setFont(theme.font("base", weight))
        painter.setPen(theme.color("text_2" if entry.more is not None else "text"))
        name = elided(theme.metrics("base", weight), entry.name, right - left)
        painter.drawText(QRectF(left, box.top(), right - left + 2, box.height()), _MIDDLE, name)
