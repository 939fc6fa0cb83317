"""What was just done, for a moment, with the key that takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from readinglist.gui.theme import elided
from readinglist.gui.widgets.key_caps import caps_of, caps_width, paint_caps
from readinglist.gui.widgets.sheet import paint_shadow

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

STAYS = 6000  # milliseconds; it waits while the pointer is on it
SHADOW = (14, 9, 14, 19)


class Toast(QWidget):
    """Floats over the foot of `over`, takes no focus and no clicks, and goes by itself.

    `undo_key` is shown where what was done can be taken back.
    """

    def __init__(self, theme: Theme, window: QWidget, over: QWidget, undo_key: str) -> None:
        super().__init__(window)
        self._theme, self._window, self._over = theme, window, over
        self._caps = caps_of(undo_key) if undo_key else []
        self._text, self._undoable = "", False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, text: str, *, undoable: bool = False) -> None:
        """Say that something is done."""
        self._text, self._undoable = text, undoable and bool(self._caps)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._timer.start()

    def step_followed(self) -> None:
        """Another step was done: the key that is shown would take that one back, so it goes."""
        if self._undoable:
            self._timer.stop()
            self.hide()

    def sizeHint(self) -> QSize:
        """As wide as what it says, within the widget below it."""
        left, top, right, bottom = SHADOW
        metrics = self._theme.metrics("base", 500)
        wide = metrics.horizontalAdvance(self._text) + 32 + (self._undo_width() + 24 if self._undoable else 0)
        room = self._over.width() - 8
        return QSize(min(int(wide) + 1, room) + left + right, self._theme.px(40) + top + bottom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay where it belongs."""
        if watched is self._over and event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Whoever reads it has all the time."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Then it goes."""
        super().leaveEvent(event)
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, words, and how to take it back."""
        del event
        theme = self._theme
        left, top, right, bottom = SHADOW
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(left, top, -right, -bottom)
        paint_shadow(painter, box, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("toast"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(theme.color("on_toast"))
        painter.setFont(theme.font("base", 500))
        room = box.width() - 32 - (self._undo_width() + 24 if self._undoable else 0)
        text = elided(theme.metrics("base", 500), self._text, room)
        painter.drawText(box.adjusted(16, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        if self._undoable:
            self._paint_undo(painter, box)

    def _paint_undo(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        caps = caps_width(theme, self._caps)
        at = box.right() - 12 - caps
        paint_caps(painter, theme, self._caps, at, box.center().y(), ground="toast_key", ink="on_toast")
        painter.setPen(theme.color("on_toast"))
        painter.setFont(theme.font("base", 600))
        place = QRectF(box.left(), box.top(), at - 8 - box.left(), box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "Undo")

    def _undo_width(self) -> float:
        return self._theme.metrics("base", 600).horizontalAdvance("Undo") + 8 + caps_width(self._theme, self._caps)

    def _place(self) -> None:
        self.resize(self.sizeHint())
        corner = self._over.mapTo(self._window, QPoint(0, self._over.height()))
        self.move(corner.x() + (self._over.width() - self.width()) // 2, corner.y() - self.height())
