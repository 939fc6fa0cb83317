"""What was just done, for a moment, with the key that takes it back or leads on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from readinglist.gui.theme import elided
from readinglist.gui.widgets.key_caps import caps_of, caps_width, paint_caps
from readinglist.gui.widgets.sheet import paint_shadow

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.gui.theme import Theme

STAYS = 6000  # milliseconds; it waits while the pointer is on it
SHADOW = (14, 9, 14, 19)


@dataclass(frozen=True, slots=True)
class Way:
    """What a click on a toast does: its word, and the keys that do the same, empty where there are none."""

    word: str
    keys: str
    go: Callable[[], object]

    @property
    def caps(self) -> list[str]:
        """The keys as caps."""
        return caps_of(self.keys) if self.keys else []


class Toast(QWidget):
    """Floats over the foot of `over`, takes no focus, and goes by itself.

    `undo_key` is shown where what was done can be taken back; a click there tells `undo_asked`.
    """

    undo_asked = Signal()

    def __init__(self, theme: Theme, window: QWidget, over: QWidget, undo_key: str) -> None:
        super().__init__(window)
        self._theme, self._window, self._over = theme, window, over
        self._undo = Way("Undo", undo_key, self.undo_asked.emit)
        self._text = ""
        self._way: Way | None = None
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

    def stand_over(self, over: QWidget) -> None:
        """Float over something else."""
        self._over.removeEventFilter(self)
        self._over = over
        over.installEventFilter(self)

    def say(self, text: str, *, undoable: bool = False, way: Way | None = None) -> None:
        """Say that something is done, and how it is taken back or where it leads."""
        self._text, self._way = text, self._undo if undoable else way
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._way else Qt.CursorShape.ArrowCursor)
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._timer.start()

    def step_followed(self) -> None:
        """Another step was done: the key that is shown would take that one back, so it goes."""
        if self._way is self._undo:
            self._timer.stop()
            self.hide()

    def sizeHint(self) -> QSize:
        """As wide as what it says, within the widget below it."""
        left, top, right, bottom = SHADOW
        metrics = self._theme.metrics("base", 500)
        wide = metrics.horizontalAdvance(self._text) + 32 + self._way_room()
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where it leads; what lies below is not meant."""
        event.accept()
        if self._way:
            self._timer.stop()
            self.hide()
            self._way.go()

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
        room = box.width() - 32 - self._way_room()
        text = elided(theme.metrics("base", 500), self._text, room)
        painter.drawText(box.adjusted(16, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        if self._way:
            self._paint_way(painter, box, self._way)

    def _paint_way(self, painter: QPainter, box: QRectF, way: Way) -> None:
        theme, caps = self._theme, way.caps
        at = box.right() - 12 - caps_width(theme, caps)
        paint_caps(painter, theme, caps, at, box.center().y(), ground="toast_key", ink="on_toast")
        painter.setPen(theme.color("on_toast"))
        painter.setFont(theme.font("base", 600))
        place = QRectF(box.left(), box.top(), at - 8 - box.left(), box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, way.word)

    def _way_room(self) -> float:
        """What word and keys take, with what stands before them."""
        if not self._way:
            return 0.0
        word = self._theme.metrics("base", 600).horizontalAdvance(self._way.word)
        return 24 + word + 8 + caps_width(self._theme, self._way.caps)

    def _place(self) -> None:
        self.resize(self.sizeHint())
        corner = self._over.mapTo(self._window, QPoint(0, self._over.height()))
        self.move(corner.x() + (self._over.width() - self.width()) // 2, corner.y() - self.height())
