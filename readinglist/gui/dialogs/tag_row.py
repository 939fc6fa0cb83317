"""How a tag that can be given is painted: a box that says whether the papers have it, its dot, name and count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from readinglist.gui import icons
from readinglist.gui.colors import tag_color
from readinglist.gui.models.tag_choices import CHOICE, Mark, TagChoice
from readinglist.gui.theme import elided
from readinglist.gui.widgets.card_row import CardRow

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

LEFT, RIGHT, BOX = 20, 22, 15
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class TagRow(CardRow):
    """A tick where all papers have the tag, a dash where some do; the row for a new tag has a plus."""

    role, height = CHOICE, 34

    def paint_value(self, painter: QPainter, choice: TagChoice, box: QRectF) -> None:
        """Box, dot, name, count."""
        theme = self._theme
        mark = QRectF(box.left() + LEFT + 0.5, int(box.center().y() - BOX / 2) + 0.5, BOX, BOX)
        left, right = mark.right() + 11, float(self._view.width() - RIGHT)
        if choice.new:
            size = theme.px(16)
            place = QRectF(mark.center().x() - size / 2, mark.center().y() - size / 2, size, size)
            icons.draw(painter, "plus", place, theme.color("accent"))
            self._paint_name(painter, f"Create “{choice.name}”", QRectF(left, box.top(), right - left, box.height()))
        else:
            paint_box(painter, theme, mark, choice.mark)
            dot = theme.px(8) / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tag_color(choice.name, theme.tokens)))
            painter.drawEllipse(QPointF(left + dot, box.center().y()), dot, dot)
            left += 2 * dot + 8
            right = self._paint_count(painter, choice.papers, QRectF(left, box.top(), right - left, box.height()))
            self._paint_name(painter, choice.name, QRectF(left, box.top(), right - 12 - left, box.height()))

    def _paint_name(self, painter: QPainter, text: str, box: QRectF) -> None:
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.color("text"))
        painter.drawText(box.adjusted(0, 0, 2, 0), _MIDDLE, elided(self._theme.metrics(), text, box.width()))

    def _paint_count(self, painter: QPainter, papers: int, box: QRectF) -> float:
        """At the right; returns where it begins."""
        text = f"{papers:,}"
        left = box.right() - self._theme.metrics("small", tabular=True).horizontalAdvance(text)
        painter.setFont(self._theme.font("small", tabular=True))
        painter.setPen(self._theme.color("text_3"))
        painter.drawText(QRectF(left, box.top(), box.width(), box.height()), _MIDDLE, text)
        return left


def paint_box(painter: QPainter, theme: Theme, box: QRectF, mark: Mark) -> None:
    """A box with a tick, a dash, or nothing in it."""
    painter.setPen(QPen(theme.color("accent" if mark else "border"), 1))
    painter.setBrush(theme.color("accent" if mark == "all" else "raised"))
    painter.drawRoundedRect(box, 4, 4)
    if not mark:
        return
    role = "on_accent" if mark == "all" else "accent"
    painter.setPen(QPen(theme.color(role), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    left, middle = box.left(), box.center().y()
    if mark == "all":
        tick = [QPointF(left + 3.5, middle + 0.3), QPointF(left + 6.4, middle + 3), QPointF(left + 11.5, middle - 3)]
        painter.drawPolyline(tick)
    else:
        painter.drawLine(QPointF(left + 4, middle), QPointF(box.right() - 4, middle))
