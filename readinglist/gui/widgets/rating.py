"""How a paper is rated: five small stars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from readinglist.core.reading import RATINGS
from readinglist.gui import icons

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

STAR, STEP, EDGE = 14, 18, 5
KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
)  # fmt: skip


class Rating(QSlider):
    """`rated` tells what the user gives: a star by its click, the arrow keys step by step; the same star again is none.

    A slider for screen readers. Its stars are grey: the amber one of the program is the paper's own star.
    """

    rated = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._pointed = 0
        self.setRange(RATINGS[0], RATINGS[-1])
        self.setSingleStep(1)
        self.setPageStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._name()
        self.valueChanged.connect(self._tell)

    def show_rating(self, rating: int) -> None:
        """Show how the paper is rated."""
        self.blockSignals(True)
        self.setValue(rating)
        self.blockSignals(False)
        self._name()

    def sizeHint(self) -> QSize:
        """Five stars."""
        return QSize(self._theme.px(STEP * RATINGS[-1]) + 2 * EDGE, self._theme.px(22))

    def minimumSizeHint(self) -> QSize:
        """The same: no star is cut."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Its keys are its own before they are shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in KEYS:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give as many stars as stand up to here."""
        if event.button() is Qt.MouseButton.LeftButton:
            star = self._star_at(event)
            self.setValue(0 if star == self.value() else star)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would give."""
        self._point(self._star_at(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """All was done when it was pressed."""
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Show what was given."""
        super().leaveEvent(event)
        self._point(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls; it must not rate what it passes."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stars, filled as many as were given."""
        del event
        theme, given = self._theme, self._pointed or self.value()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme.px(STAR)
        for star in RATINGS[1:]:
            middle = EDGE + theme.px(STEP) * (star - 0.5)
            place = QRectF(round(middle - size / 2), round((self.height() - size) / 2), size, size)
            filled = star <= given
            icons.draw(painter, "star_on" if filled else "star", place, theme.color("text_2" if filled else "border"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _tell(self, rating: int) -> None:
        self._name()
        self.rated.emit(rating)

    def _name(self) -> None:
        given = f"{self.value()} of {RATINGS[-1]}" if self.value() else "none"
        self.setAccessibleName(f"Rating, {given}")
        self.setToolTip(f"Rated {given}" if self.value() else "Not rated")
        self.update()

    def _star_at(self, event: QMouseEvent) -> int:
        return min(max(int((event.position().x() - EDGE) // self._theme.px(STEP)) + 1, 1), RATINGS[-1])

    def _point(self, star: int) -> None:
        if star != self._pointed:
            self._pointed = star
            self.update()
