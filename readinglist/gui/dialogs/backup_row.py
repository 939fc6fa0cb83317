"""How a backup is painted: when it was made, and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from readinglist.gui.models.backups import BACKUP, OCCASIONS, holds, when
from readinglist.gui.theme import elided
from readinglist.gui.widgets.card_row import CardRow

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from readinglist.store.copies.manifest import Backup

LEFT, RIGHT = 20, 20
_TOP = Qt.AlignmentFlag.AlignTop
_BOTTOM = Qt.AlignmentFlag.AlignBottom


class BackupRow(CardRow):
    """Two lines; the number, by which the command line knows it, at the right of the first, and why it was made."""

    role, height = BACKUP, 50

    def paint_value(self, painter: QPainter, backup: Backup, box: QRectF) -> None:
        """Moment, number, what it holds."""
        theme = self._theme
        width = self._view.viewport().width() - LEFT - RIGHT
        high = theme.px(7)
        box = QRectF(box.left() + LEFT, box.top() + high, width, box.height() - 2 * high)
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
