"""A button that shows its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from readinglist.gui import icons
from readinglist.gui.widgets.key_caps import caps_of, caps_width, paint_caps
from readinglist.gui.words import plain_keys

if TYPE_CHECKING:
    from readinglist.gui.theme import Size, Theme

Form = Literal["full", "keys", "icon"]
PADDING, ICON_GAP, CAP_GAP = 10, 7, 8
HIGH, BIG = 30, 48
SPARE = 20  # what a big button has at both sides besides


@dataclass(frozen=True, slots=True)
class Face:
    """How a button looks: word and icon while it is off and on, its colour; a quiet one has no frame."""

    words: tuple[str, str]
    icons: tuple[str, str]
    role: str
    quiet: bool = False

    @classmethod
    def plain(cls, word: str, icon: str, *, quiet: bool = False) -> Face:
        """The face of a button that is never on."""
        return cls((word, word), (icon, icon), "text_2", quiet)


class KeyButton(QAbstractButton):
    """Icon, word and key of a command, by mouse what the key does.

    It is as wide as the longer of its words, so that nothing beside it moves. Where there is less room it shows icon
    and key, or the icon alone; then the tool tip says its name. A big one is for a verdict at the foot of a page.
    """

    def __init__(self, theme: Theme, face: Face, keys: str, form: Form = "full", *, big: bool = False) -> None:
        super().__init__()
        self._theme, self._face, self._form, self._big = theme, face, form, big
        self._type: tuple[Size, int] = ("strong", 600) if big else ("base", 500)
        self._keys = keys
        self._caps = caps_of(keys) if keys else []
        self._on = False
        self.setFixedHeight(theme.px(BIG if big else HIGH))
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

    def set_form(self, form: Form) -> None:
        """Take more room or less."""
        if form != self._form:
            self._form = form
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for either word."""
        if self._form == "icon":
            return QSize(self._theme.px(32), self.height())
        wide = 2 * PADDING + self._theme.px(16) + self._caps_room()
        if self._form == "full":
            metrics = self._theme.metrics(*self._type)
            wide += max(map(metrics.horizontalAdvance, self._face.words)) + ICON_GAP + (2 * SPARE if self._big else 0)
        return QSize(int(wide) + 1, self.height())

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
        word = self.text() if self._form == "full" else ""
        wide = theme.metrics(*self._type).horizontalAdvance(word) + ICON_GAP if word else 0.0
        caps_room = self._caps_room()
        left = max(4.0, (self.width() - size - wide - caps_room) / 2)
        place = QRectF(round(left), round(middle - size / 2), size, size)
        icons.draw(painter, self._face.icons[self._on], place, self._ink())
        if word:
            painter.setPen(self._ink() if self._on else theme.color("text" if self.isEnabled() else "text_3"))
            painter.setFont(theme.font(*self._type))
            words = QRectF(left + size + ICON_GAP, 0, wide, self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, word)
        if caps_room:
            paint_caps(painter, theme, self._caps, left + size + wide + CAP_GAP, middle)

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return self._theme.color("text_3")
        return self._theme.color("text_2" if self._face.quiet and not self._on else self._face.role)

    def _caps_room(self) -> float:
        if self._form == "icon" or not self._caps:
            return 0.0
        return CAP_GAP + caps_width(self._theme, self._caps)

    def _paint_frame(self, painter: QPainter) -> None:
        theme = self._theme
        soft = QColor(str(getattr(theme.tokens, f"{self._face.role}_soft", theme.tokens.hover)))
        hovered = self.isEnabled() and self.underMouse()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isDown():
            soft = theme.color("sunken")
        if not self._face.quiet:
            filled = self._on or hovered or self.isDown()
            painter.setBrush(soft if filled else theme.color("raised" if self.isEnabled() else "canvas"))
            painter.setPen(QPen(theme.color(self._face.role if self._on else "border" if self._big else "line"), 1))
            painter.drawRoundedRect(box, 6, 6)
        elif hovered or self.isDown():
            painter.setBrush(soft)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
