"""A push button with the key that presses it, also the primary one of a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from readinglist.gui.widgets.key_caps import caps_of, caps_width, paint_caps
from readinglist.gui.words import plain_keys

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from readinglist.gui.theme import Theme

PADDING, GAP = 13, 8


class CapButton(QPushButton):
    """Word and key; without keys it is a button like others."""

    def __init__(self, theme: Theme, text: str, keys: str, *, primary: bool = False) -> None:
        super().__init__()
        self._theme, self._primary = theme, primary
        self._keys, self._caps = plain_keys(keys), caps_of(keys) if keys else []
        self._weight = 600 if primary else 500
        self.setFont(theme.font("base", self._weight))
        self.setAutoDefault(True)  # Enter presses it, as Space does
        if primary:
            self.setProperty("kind", "primary")
        self.say(text)

    def say(self, text: str) -> None:
        """Show another word."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({self._keys})" if self._keys else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Wide enough for word and key."""
        wide = self._theme.metrics("base", self._weight).horizontalAdvance(self.text()) + 2 * PADDING
        return QSize(int(wide + self._caps_room()) + 1, self._theme.px(30))

    def minimumSizeHint(self) -> QSize:
        """The same: neither is ever cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as the style paints it; word and key are set by hand, because a style knows no second text."""
        del event
        theme = self._theme
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        on = self.isEnabled()
        wide = theme.metrics("base", self._weight).horizontalAdvance(self.text())
        left = (self.width() - wide - self._caps_room()) / 2
        painter.setFont(self.font())
        painter.setPen(theme.color("text_3" if not on else "on_accent" if self._primary else "text"))
        painter.drawText(QRectF(left, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._caps:
            ground, ink = ("accent_hover", "on_accent") if self._primary else ("sunken", "text_2")
            ground, ink = (ground, ink) if on else ("chrome", "text_3")
            paint_caps(painter, theme, self._caps, left + wide + GAP, self.height() / 2, ground=ground, ink=ink)

    def _caps_room(self) -> float:
        return GAP + caps_width(self._theme, self._caps) if self._caps else 0.0
