"""A day that papers can be put off to, as a row: its key, the day, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from readinglist.gui.widgets.key_caps import caps_of, paint_caps
from readinglist.gui.widgets.pressable import Pressable

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from readinglist.gui.theme import Theme

EDGE, DAY = 20, 48  # where the key begins, and the day; the distance ends at the edge
HEIGHT = 28


class DayChoice(Pressable):
    """One row of the card, from edge to edge."""

    def __init__(self, theme: Theme, key: str, day: str, distance: str) -> None:
        super().__init__(theme)
        self._caps, self._distance = caps_of(key), distance
        self.setText(day)
        self.setAccessibleName(f"{key}, {day}, {distance}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as every row."""
        return QSize(self._theme.px(200), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, key, day, distance."""
        del event
        theme, box = self._theme, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isDown() or self.underMouse():
            painter.fillRect(box, theme.color("sunken" if self.isDown() else "hover"))
        paint_caps(painter, theme, self._caps, theme.px(EDGE), box.center().y())
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(tabular=True))
        inner = box.adjusted(theme.px(DAY), 0, -theme.px(EDGE), 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setPen(theme.color("text_3"))
        painter.setFont(theme.font("small"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._distance)
        self.paint_focus(painter, 6)
