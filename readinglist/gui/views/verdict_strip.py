"""An import as one bar: each verdict as wide as its share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from readinglist.gui.import_words import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readinglist.gui.theme import Theme

HEIGHT, GAP, LEAST = 10, 3, 7

#: Icon and colour of a verdict.
SIGNS = {
    "new": ("import", "accent"),
    "same": ("read", "read"),
    "ask": ("check", "check"),
    "unread": ("warning", "error"),
}


class VerdictStrip(QWidget):
    """It repeats what the sentence above it says; two of six hundred are still seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: list[tuple[str, int]] = []
        self.setFixedHeight(HEIGHT)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many entries have which verdict."""
        self._parts = [(verdict, counts[verdict]) for verdict in VERDICTS if counts.get(verdict)]
        self.setAccessibleName(", ".join(f"{VERDICTS[verdict]} {number:,}" for verdict, number in self._parts))
        self.update()

    def widths(self) -> list[float]:
        """How wide each part is; small ones are wide enough to be seen, at the cost of the others."""
        total = sum(number for _, number in self._parts)
        room = self.width() - GAP * (len(self._parts) - 1) - LEAST * len(self._parts)
        return [LEAST + max(room, 0) * number / total for _, number in self._parts]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts beside each other."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left = 0.0
        for (verdict, _), wide in zip(self._parts, self.widths(), strict=True):
            painter.setBrush(self._theme.color(SIGNS[verdict][1]))
            painter.drawRoundedRect(QRectF(left, 0, wide, HEIGHT), 3, 3)
            left += wide + GAP
