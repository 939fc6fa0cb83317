"""Which of several files is looked at: side by side while they are few and fit, else in a list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from readinglist.gui.widgets.blocks import label, row
from readinglist.gui.widgets.choice import Choice
from readinglist.gui.widgets.segmented import Segmented
from readinglist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from readinglist.gui.theme import Theme

MOST_TABS = 5
TAB, LIST = 140, 300  # how wide a name in a tab may be, and the list
NAME = "File"


class FileChooser(QWidget):
    """`chosen` tells which file the user wants to see, counted from 0. One file needs no choice and shows nothing."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._files: list[tuple[str, str]] = []
        self._current = 0
        self._count = label(theme, "", "base", "3")
        self._list = Choice(theme, NAME)
        self._list.setFixedWidth(theme.px(LIST))
        self._list.activated.connect(self._choose)
        self._tabs = Segmented(theme, NAME, [""])
        self._row = row(self._count, None, self._tabs, self._list, gap=12)
        self.setLayout(self._row)
        self.show_files([], 0)

    @property
    def current(self) -> int:
        """The file that is looked at."""
        return self._current

    def show_files(self, files: Sequence[tuple[str, str]], current: int) -> None:
        """Offer these files, one of them being looked at: the name of each, and what is the matter with it."""
        if list(files) != self._files:
            self._files = list(files)
            self._fill_list()
            self._make_tabs()
        self._look_at(current)
        self._arrange()

    def step(self, by: int) -> None:
        """Look at the next file, or the one before where `by` is negative; nothing beyond the ends."""
        number = self._current + by
        if 0 <= number < len(self._files):
            self._choose(number)

    def minimumSizeHint(self) -> QSize:
        """Room for the count and a short list; tabs show where there is more."""
        if len(self._files) < 2:
            return QSize(0, self._theme.px(30))
        wide = self._count.sizeHint().width() + self._row.spacing() * 2 + self._list.width()
        return QSize(wide, self._theme.px(34))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs or list, as there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _choose(self, number: int) -> None:
        if number != self._current:
            self._look_at(number)
            self.chosen.emit(number)

    def _look_at(self, number: int) -> None:
        self._current = number
        self._list.setCurrentIndex(number)
        if number < min(len(self._files), MOST_TABS):
            self._tabs.choose(number)
        self._count.setText(f"{number + 1:,} of {len(self._files):,} files" if len(self._files) > 1 else "")

    def _fill_list(self) -> None:
        self._list.clear()
        room = self._theme.px(LIST - 48)
        for name, matter in self._files:
            after = f", {matter}" if matter else ""
            self._list.addItem(self._cut(name, room - self._theme.metrics().horizontalAdvance(after)) + after)
            self._list.setItemData(self._list.count() - 1, plain_tip(f"{name}{after}"), Qt.ItemDataRole.ToolTipRole)

    def _make_tabs(self) -> None:
        """The tabs are made anew: their words are given when they are made."""
        old = self._tabs
        names = [self._cut(name, self._theme.px(TAB)) for name, _ in self._files[:MOST_TABS]]
        self._tabs = Segmented(self._theme, NAME, names or [""])
        self._tabs.chosen.connect(self._choose)
        self._row.replaceWidget(old, self._tabs)
        before: QWidget = self._list
        for tab in self._tabs.findChildren(QAbstractButton):
            QWidget.setTabOrder(before, tab)  # else what is made last is reached last
            before = tab
        old.hide()
        old.deleteLater()

    def _cut(self, name: str, width: float) -> str:
        """A name that loses its middle: what tells files apart stands at either end."""
        return self._theme.metrics("base", 600).elidedText(name, Qt.TextElideMode.ElideMiddle, width)

    def _arrange(self) -> None:
        several = len(self._files) > 1
        room = self.width() - self._count.sizeHint().width() - 2 * self._row.spacing()
        tabs = several and len(self._files) <= MOST_TABS and self._tabs.sizeHint().width() <= room
        self._tabs.setVisible(tabs)
        self._list.setVisible(several and not tabs)
