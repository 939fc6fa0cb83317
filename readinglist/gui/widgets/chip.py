"""A tag of the paper that is shown, and the lines that tags and links flow into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from readinglist.gui import icons
from readinglist.gui.colors import tag_color
from readinglist.gui.theme import elided
from readinglist.gui.widgets.pressable import PRESSING, Pressable
from readinglist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Chip(Pressable):
    """A dot of the tag's colour and its name; never a colour alone.

    Pressed, it is clicked. Under the pointer and with the focus a cross takes the place of the dot, so that nothing
    moves; the cross and the keys Delete and Backspace tell `removed`.
    """

    removed = Signal()
    keys = (*PRESSING, *REMOVING)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme)
        self._over_cross = False
        self.setText(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(f"Tag {name}")
        self.setAccessibleDescription("Delete takes it off.")
        self._tell_tip(over=False)

    def sizeHint(self) -> QSize:
        """As wide as its name."""
        metrics = self._theme.metrics("small", 500)
        return QSize(int(metrics.horizontalAdvance(self.text())) + self._theme.px(20) + 11, int(metrics.height()) + 8)

    def minimumSizeHint(self) -> QSize:
        """A few letters: the longest names are cut where a line ends."""
        return QSize(min(self._theme.px(80), self.sizeHint().width()), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the tag off."""
        if event.key() in REMOVING:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would do here."""
        over = event.position().x() < self._theme.px(20)
        if over != self._over_cross:
            self._tell_tip(over=over)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """On the cross a click takes the tag off."""
        place = event.position().toPoint()
        if self.isDown() and place.x() < self._theme.px(20) and self.rect().contains(place):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge, dot or cross, name."""
        del event
        theme, active = self._theme, self.underMouse() or self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("sunken" if self.isDown() else "hover" if self.underMouse() else "chrome"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        middle = QPointF(theme.px(12), self.height() / 2)
        if active:
            size = theme.px(12)
            place = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
            icons.draw(painter, "dismiss", place, theme.color("text" if self._over_cross else "text_2"))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tag_color(self.text(), theme.tokens)))
            painter.drawEllipse(middle, theme.px(7) / 2, theme.px(7) / 2)
        words = QRectF(theme.px(20), 0, self.width() - theme.px(20) - 8, self.height())
        painter.setPen(theme.color("text_2"))
        painter.setFont(theme.font("small", 500))
        name = elided(theme.metrics("small", 500), self.text(), words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
        self.paint_focus(painter, box.height() / 2)

    def _tell_tip(self, *, over: bool) -> None:
        self._over_cross = over
        self.setToolTip(plain_tip(f"Take the tag {self.text()} off" if over else f"Papers tagged {self.text()}"))
        self.update()


class Flow(QLayout):
    """From left to right, then the next line; in a line all stand on one middle."""

    def __init__(self, gap: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Put one at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def widgets(self) -> list[QWidget]:
        """All of them, in their order."""
        return [widget for item in self._items if (widget := item.widget())]

    def clear(self) -> None:
        """Take all of them away for good."""
        for widget in self.widgets():
            widget.hide()
            widget.deleteLater()
        self._items.clear()
        self.invalidate()

    def hasHeightForWidth(self) -> bool:
        """A narrow flow is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """As small as it can be."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest item decides; one that can be cut is as small as it can be."""
        hints = [item.minimumSize() for item in self._items]
        return QSize(
            max((hint.width() for hint in hints), default=0), max((hint.height() for hint in hints), default=0)
        )

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        line: list[tuple[QLayoutItem, QSize]] = []
        x, y = 0, rect.y()
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(max(rect.width(), item.minimumSize().width()), 16777215))
            if line and x + size.width() > rect.width():
                y += self._place(line, rect.x(), y, move=move) + self._gap
                line, x = [], 0
            line.append((item, size))
            x += size.width() + self._gap
        return y + self._place(line, rect.x(), y, move=move) - rect.y()

    def _place(self, line: list[tuple[QLayoutItem, QSize]], x: int, y: int, *, move: bool) -> int:
        """Lay one line out, if it is to be moved; returns its height."""
        high = max((size.height() for _, size in line), default=0)
        for item, size in line if move else ():
            item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
            x += size.width() + self._gap
        return high
