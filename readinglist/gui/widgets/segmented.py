"""One choice of a few that are all seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.gui.theme import Theme

PADDING = 12


class Segmented(QWidget):
    """Buttons side by side of which one is down. `chosen` tells which, counted from 0, when the user presses another.

    Arrow keys go from one to the next; Tab goes to the one that is down.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, words: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        for number, word in enumerate(words):
            segment = _Segment(theme, word)
            self._group.addButton(segment, number)
            layout.addWidget(segment)
        self.choose(0)
        self._group.idClicked.connect(self.chosen)

    @property
    def current(self) -> int:
        """Which one is down."""
        return self._group.checkedId()

    def choose(self, number: int) -> None:
        """Press one without telling."""
        self._group.button(number).setChecked(True)

    def set_counts(self, counts: Sequence[int]) -> None:
        """Show a number beside each word."""
        for number, count in enumerate(counts):
            segment = self._group.button(number)
            if isinstance(segment, _Segment):
                segment.set_count(count)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The trough that the buttons lie in."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), 7, 7)


class _Segment(QAbstractButton):
    """One of the choices."""

    def __init__(self, theme: Theme, word: str) -> None:
        super().__init__()
        self._theme = theme
        self._count: int | None = None
        self.setText(word)
        self.setShortcut(QKeySequence())  # an “&” in a file's name makes no key of the letter after it
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self.text()}, {count:,}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = self._theme.metrics("base", 600).horizontalAdvance(self.text()) + 2 * PADDING + self._count_room()
        return QSize(int(wide) + 1, self._theme.px(30) - 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if on:
            painter.setBrush(theme.color("raised"))
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawRoundedRect(box, 5, 5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(theme.color("text" if on else "text_2"))
        painter.setFont(theme.font("base", 600 if on else 500))
        words = QRectF(self.rect()).adjusted(PADDING, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._count is not None:
            painter.setPen(theme.color("text_2"))
            painter.setFont(theme.font("small", 500, tabular=True))
            place = QRectF(self.rect()).adjusted(0, 0, 1 - PADDING, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{self._count:,}")

    def _count_room(self) -> float:
        if self._count is None:
            return 0.0
        return self._theme.metrics("small", 500, tabular=True).horizontalAdvance(f"{self._count:,}") + 6
