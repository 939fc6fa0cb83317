"""The button at the head of a list that says its order, and opens the menu of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from readinglist.gui import icons

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from readinglist.gui.theme import Theme

ICON, PADDING, GAP = 16, 8, 6


class OrderButton(QPushButton):
    """Icon and name, where there is no room the icon alone.

    `menu_asked` tells where on the screen the upper right corner of the menu goes.
    """

    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._order, self._short = "", False
        self.setProperty("kind", "quiet")
        self.setFont(theme.font("base", 500))
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setAccessibleDescription("The order of the list")
        self.clicked.connect(lambda: self.menu_asked.emit(self.mapToGlobal(self.rect().bottomRight())))

    def show_order(self, name: str) -> None:
        """Say another order."""
        self._order = name
        self.setAccessibleName(name)
        self._fit()

    def set_short(self, *, on: bool) -> None:
        """Show the icon alone."""
        if on != self._short:
            self._short = on
            self._fit()

    def width_of(self, *, short: bool) -> int:
        """How wide it is with its name, or without."""
        text = self._theme.metrics("base", 500).horizontalAdvance(self._order)
        return int(self._theme.px(ICON) + 2 * PADDING + (0 if short else GAP + text)) + 1

    def sizeHint(self) -> QSize:
        """As wide as what it shows."""
        return QSize(self.width_of(short=self._short), self._theme.px(30))

    def minimumSizeHint(self) -> QSize:
        """The same: the name is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as the style paints it, icon and name."""
        del event
        theme, size = self._theme, self._theme.px(ICON)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        color = theme.color("text_2")
        icons.draw(painter, "sort", QRectF(PADDING, (self.height() - size) / 2, size, size), color)
        if not self._short:
            painter.setFont(self.font())
            painter.setPen(color)
            text = QRectF(PADDING + size + GAP, 0, self.width(), self.height())
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self._order)

    def _fit(self) -> None:
        self.setToolTip(f"Order: {self._order}")
        self.updateGeometry()
        self.update()
