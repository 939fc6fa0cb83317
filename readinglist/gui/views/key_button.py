"""A button that shows its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from readinglist.gui import icons
from readinglist.gui.views.key_caps import caps_of, caps_width, paint_caps
from readinglist.gui.words import plain_keys

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

PADDING, ICON_GAP, CAP_GAP = 10, 7, 8


@dataclass(frozen=True, slots=True)
class Face:
    """How a button looks: word and icon while it is off and on, its colour; a bare one has neither word nor frame."""

    words: tuple[str, str]
    icons: tuple[str, str]
    role: str
    bare: bool = False


class KeyButton(QAbstractButton):
    """Icon, word and key of a command, by mouse what the key does.

    It is as wide as the longer of its words, so that nothing beside it moves; a bare one says its name in the tool tip.
    """

    def __init__(self, theme: Theme, face: Face, keys: str) -> None:
        super().__init__()
        self._theme, self._face = theme, face
        self._keys = keys
        self._caps = caps_of(keys) if keys else []
        self._on = False
        self.setFixedHeight(theme.px(30))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_on(on=False)

    @property
    def on(self) -> bool:
        """Whether it shows that what it does is done."""
        return self._on

    def set_on(self, *, on: bool) -> None:
        """Show that what the button does is done, or not."""
        self._on = on
        word = self._face.words[on]
        self.setText(word)
        self.setAccessibleName(word)
        self.setToolTip(f"{word} ({plain_keys(self._keys)})" if self._keys else word)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for either word."""
        if self._face.bare:
            return QSize(self._theme.px(32), self.height())
        metrics = self._theme.metrics("base", 500)
        widest = max(map(metrics.horizontalAdvance, self._face.words)) + ICON_GAP
        return QSize(int(2 * PADDING + self._theme.px(16) + widest + self._caps_room()) + 1, self.height())

    def minimumSizeHint(self) -> QSize:
        """The same: it is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, icon, word, key."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        theme, middle, size = self._theme, self.height() / 2, self._theme.px(16)
        ink = theme.color(self._face.role if self.isEnabled() and (self._on or not self._face.bare) else "text_3")
        metrics = theme.metrics("base", 500)
        word = "" if self._face.bare else self.text()
        wide = metrics.horizontalAdvance(word) + ICON_GAP if word else 0.0
        caps_room = 0.0 if self._face.bare else self._caps_room()
        left = max(4.0, (self.width() - size - wide - caps_room) / 2)
        icons.draw(painter, self._face.icons[self._on], QRectF(round(left), round(middle - size / 2), size, size), ink)
        if word:
            painter.setPen(ink if self._on else theme.color("text" if self.isEnabled() else "text_3"))
            painter.setFont(theme.font("base", 500))
            place = QRectF(left + size + ICON_GAP, 0, wide, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
        if caps_room:
            paint_caps(painter, theme, self._caps, left + size + wide + CAP_GAP, middle)

    def _caps_room(self) -> float:
        return CAP_GAP + caps_width(self._theme, self._caps) if self._caps else 0.0

    def _paint_frame(self, painter: QPainter) -> None:
        theme = self._theme
        soft = QColor(str(getattr(theme.tokens, f"{self._face.role}_soft", theme.tokens.hover)))
        hovered = self.isEnabled() and self.underMouse()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isDown():
            soft = theme.color("sunken")
        if not self._face.bare:
            filled = self._on or hovered or self.isDown()
            painter.setBrush(soft if filled else theme.color("raised" if self.isEnabled() else "canvas"))
            painter.setPen(QPen(theme.color(self._face.role if self._on else "line"), 1))
            painter.drawRoundedRect(box, 6, 6)
        elif hovered or self.isDown():
            painter.setBrush(soft)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
