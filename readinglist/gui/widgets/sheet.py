"""A sheet over the window: a card on a scrim. Esc closes it, and the focus goes back to where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

EDGE = 24  # pixels that stay free between a card and the window


class Sheet(QWidget):
    """The card is filled by who makes the sheet; `closed` tells that it is gone, by Esc or by a click beside it.

    While it is open Tab stays within it. `width` and `height` are lengths of the design; without a height the card is
    as high as it wants to be. `top` is where it begins, else it stands in the middle.
    """

    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget, name: str, *, width: int, height: int = 0, top: int = 0) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._wanted = theme.px(width), theme.px(height), theme.px(top)
        self._before = QApplication.focusWidget()
        self._gone = False
        self.card = QFrame(self)
        self.card.setProperty("surface", "card")
        self.card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.card.setAccessibleName(name)
        window.installEventFilter(self)

    def open(self, first: QWidget) -> None:
        """Show the sheet, with the focus on `first`."""
        self.place()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Take the sheet away; it can be asked for twice, by a key and by a write that ended."""
        if self._gone:
            return
        self._gone = True
        self._window.removeEventFilter(self)
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if had_focus and self._before and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def place(self) -> None:
        """Lay the card out in the window."""
        window = self._window
        self.setGeometry(window.rect())
        width, height, top = self._wanted
        width = min(width, window.width() - 2 * EDGE)
        layout = self.card.layout()
        hint = layout.totalHeightForWidth(width) if layout and layout.hasHeightForWidth() else 0
        high = min(height or hint or self.card.sizeHint().height(), window.height() - 2 * EDGE)
        at = min(top, window.height() - high - EDGE) if top else (window.height() - high) // 2
        self.card.setGeometry((window.width() - width) // 2, at, width, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's name
        """Tab goes round within the card."""
        stops = [one for one in self._chain() if one.isVisible() and one.isEnabled()]
        if stops:
            here = self.focusWidget()
            at = stops.index(here) if here in stops else (-1 if next else 0)
            reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
            stops[(at + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; no key gets through to what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Scrim and shadow."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("scrim"))
        paint_shadow(painter, QRectF(self.card.geometry()), 10)

    def _chain(self) -> list[QWidget]:
        """What takes the focus by Tab, in the order in which it was laid out.

        Not by `nextInFocusChain`: PySide takes what that returns for a part of the widget that was asked, and of the
        window's own parts those that Qt made, a scroll bar for one, would be gone for Python when the sheet is deleted.
        """
        takes = Qt.FocusPolicy.TabFocus
        return [one for one in self.card.findChildren(QWidget) if one.focusPolicy() & takes and not one.focusProxy()]


def paint_shadow(painter: QPainter, box: QRectF, radius: float) -> None:
    """A soft shadow of stacked outlines: no effect of the graphics card, sharp and cheap at every scale."""
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in range(14, 0, -1):
        path = QPainterPath()
        path.addRoundedRect(box.adjusted(-spread, 5 - spread, spread, 5 + spread), radius + spread, radius + spread)
        painter.fillPath(path, QColor(0, 0, 0, 3))
