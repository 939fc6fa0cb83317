"""The line above a list: its name, how many papers it has, the search to be saved, its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from readinglist.gui.views.order_button import OrderButton
from readinglist.gui.widgets.blocks import button, row
from readinglist.gui.widgets.elided import Elided

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from readinglist.gui.theme import Theme

LEFT, RIGHT, GAP = 16, 12, 8
LEAST_NAME = 60  # of a name is seen before what stands beside it says less
SAVE, SAVE_SHORT = "Save search", "Save"


class ListHead(QWidget):
    """`name`, `count`, `save_button` and `order_button` are its parts; where they have no room they say less."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.name = Elided(theme, "h3", weight=700)
        self.count = Elided(theme, "base", "text_3")
        self.count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # a long name gives way
        self.save_button = button(theme, SAVE, "quiet")
        self.save_button.setAccessibleName(SAVE)
        self.order_button = OrderButton(theme)
        self.setFixedHeight(theme.px(44))
        parts = (self.name, self.count, None, self.save_button, self.order_button)
        self.setLayout(row(*parts, gap=GAP, margins=(LEFT, 0, RIGHT, 0)))

    def show_count(self, text: str) -> None:
        """Say how many papers there are."""
        self.count.set_text(text)
        self._fit()

    def show_name(self, name: str, order: str, *, can_be_saved: bool) -> None:
        """Say which list it is, and how it is sorted."""
        self.name.set_text(name)
        self.save_button.setVisible(can_be_saved)
        self.order_button.show_order(order)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With more room the order is said in words again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """First the button that saves has a word less, then the order is an icon."""
        fixed = self.count.sizeHint().width() + min(self.name.sizeHint().width(), self._theme.px(LEAST_NAME))
        room = self.width() - LEFT - RIGHT - fixed - 3 * GAP
        order = self.order_button
        if not self.save_button.isHidden():
            whole = self._width_of_save(SAVE) + GAP
            room -= whole if whole + order.width_of(short=False) <= room else self._width_of_save(SAVE_SHORT) + GAP
        order.set_short(on=order.width_of(short=False) > room)

    def _width_of_save(self, text: str) -> int:
        self.save_button.setText(text)
        return self.save_button.sizeHint().width()
