"""How a choice below the search box is painted: what is put in, and at the right what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from readinglist.gui.models.choices import CHOICE
from readinglist.gui.theme import elided
from readinglist.gui.widgets.card_row import CardRow

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from readinglist.core.completion import Choice

SIDE, GAP = 16, 16
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ChoiceRow(CardRow):
    """The text is never cut for what it means, only the other way round."""

    role, height = CHOICE, 30

    def paint_value(self, painter: QPainter, choice: Choice, box: QRectF) -> None:
        """Text, meaning."""
        theme = self._theme
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
