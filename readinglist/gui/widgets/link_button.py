"""A link that is pressed: words in the accent's colour, or icon and words in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from readinglist.gui import icons
from readinglist.gui.theme import elided
from readinglist.gui.widgets.pressable import Pressable
from readinglist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

FRAMED, BARE, ICON_GAP = 12, 7, 6


class LinkButton(Pressable):
    """A long name gives way to the room; `tip` says where the link leads. `high` is a length of the design."""

    def __init__(self, theme: Theme, text: str, tip: str = "", *, icon: str = "", high: int = 30) -> None:
        super().__init__(theme)
        self._icon = icon
        self._padding = FRAMED if icon else BARE
        self.say(text)
        self.setToolTip(plain_tip(tip or text))
        self.setFixedHeight(theme.px(high))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Have another name."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All of the name."""
        wide = self._theme.metrics("small", 500).horizontalAdvance(self.text()) + 2 * self._padding + self._icon_room()
        return QSize(int(wide) + 2, self.height())

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(min(self._theme.px(80), self.sizeHint().width()), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, icon, name."""
        del event
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        if self._icon:
            size = theme.px(16)
            place = QRectF(self._padding, round((self.height() - size) / 2), size, size)
            icons.draw(painter, self._icon, place, theme.color("text_2"))
        left = self._padding + self._icon_room()
        words = QRectF(left, 0, self.width() - left - self._padding + 2, self.height())
        painter.setPen(theme.color("text" if self._icon else "accent"))
        painter.setFont(theme.font("small", 500))
        text = elided(theme.metrics("small", 500), self.text(), words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        self.paint_focus(painter, 6)

    def _icon_room(self) -> int:
        return self._theme.px(16) + ICON_GAP if self._icon else 0

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._theme
        pressed = "sunken" if self.isDown() else "hover" if self.underMouse() else ""
        if self._icon:
            painter.setPen(QPen(theme.color("border"), 1))
            painter.setBrush(theme.color(pressed or "raised"))
        elif pressed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(pressed))
        else:
            return
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
