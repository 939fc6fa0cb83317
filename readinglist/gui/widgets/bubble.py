"""A sentence that hangs below a field and points at what it is about; it lies over its neighbours and moves none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from readinglist.gui.widgets.blocks import column, label
from readinglist.gui.widgets.sheet import paint_shadow

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

TIP, RADIUS = 6, 6
SIDE, FOOT = 14, 19  # room for the shadow
_PADDING = (12, 8, 12, 9)


class Bubble(QWidget):
    """Hidden until it is asked to say something; the mouse goes through it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tip, self._wrong = 0, True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._sentence = label(theme, wrap=True)
        left, top, right, bottom = _PADDING
        margins = (left + SIDE, top + TIP, right + SIDE, bottom + FOOT)
        self.setLayout(column(self._sentence, margins=margins))
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    @property
    def tip(self) -> int:
        """How far from the left the tip is."""
        return self._tip

    def say(self, sentence: str, *, wrong: bool = True) -> None:
        """Say something else: what is wrong, or how one may go on."""
        self._wrong = wrong
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)

    def hang(self, corner: QPoint, width: int, tip: int) -> None:
        """Hang below a lower left corner; the tip stands so far right of it, but never beside the bubble."""
        inner = width - _PADDING[0] - _PADDING[2]
        wide = min(inner, self._sentence.fontMetrics().horizontalAdvance(self.sentence) + 2)
        high = self._sentence.heightForWidth(wide)
        wide += _PADDING[0] + _PADDING[2]
        shift = min(max(tip - wide // 2, 0), width - wide)  # a short sentence stays near what it points at
        self._tip = SIDE + min(max(tip - shift, RADIUS + TIP), wide - RADIUS - TIP)
        self.setGeometry(
            corner.x() + shift - SIDE, corner.y() + 1, wide + 2 * SIDE, high + _PADDING[1] + _PADDING[3] + TIP + FOOT
        )  # fmt: skip
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, then the shape with its tip."""
        del event
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(SIDE + 0.5, TIP + 0.5, -SIDE - 0.5, -FOOT - 0.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, RADIUS, RADIUS)
        tip = QPainterPath(QPointF(self._tip - TIP - 1, box.top() + 1))  # into the box, so that they become one
        tip.lineTo(self._tip, box.top() - TIP)
        tip.lineTo(self._tip + TIP + 1, box.top() + 1)
        tip.closeSubpath()
        paint_shadow(painter, box, RADIUS)
        painter.setPen(QPen(theme.color("error" if self._wrong else "line"), 1))
        painter.setBrush(theme.color("error_soft" if self._wrong else "raised"))
        painter.drawPath(shape.united(tip))
