"""The page of a paper, which scrolls as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme


class PageArea(QScrollArea):
    """With the focus it has an edge, and the keys that scroll; a place can be asked for before the page is laid out."""

    def __init__(self, theme: Theme, page: QWidget, name: str) -> None:
        super().__init__()
        self._wanted: int | None = None
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self._edge = FocusEdge(theme, self)
        bar = self.verticalScrollBar()
        bar.setAccessibleName(f"{name}, scroll bar")
        bar.rangeChanged.connect(self._go_where_wanted)
        bar.actionTriggered.connect(self._forget_wanted)

    @property
    def place(self) -> int:
        """How far the page is scrolled, in pixels."""
        return self.verticalScrollBar().value() if self._wanted is None else self._wanted

    @place.setter
    def place(self, place: int) -> None:
        self._wanted = place
        self._go_where_wanted()

    def scroll_page(self, keep: int) -> bool:
        """Scroll on by what is seen but for `keep` pixels; False where the end is seen already."""
        bar = self.verticalScrollBar()
        if bar.value() >= bar.maximum():
            return False
        self._wanted = None
        bar.setValue(bar.value() + max(self.viewport().height() - keep, keep))
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is."""
        super().focusInEvent(event)
        self._edge.raise_()
        self._edge.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It is elsewhere."""
        super().focusOutEvent(event)
        self._edge.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The edge stays at the edge."""
        super().resizeEvent(event)
        self._edge.setGeometry(self.rect())

    def _go_where_wanted(self) -> None:
        bar = self.verticalScrollBar()
        if self._wanted is not None:
            bar.setValue(self._wanted)
            if bar.value() == self._wanted:
                self._wanted = None

    def _forget_wanted(self) -> None:
        self._wanted = None


class FocusEdge(QWidget):
    """An edge in the accent's colour over something that scrolls; it takes neither room nor clicks."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two pixels, inside."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
