"""The verdicts on two papers that may be one, at the foot of the page: they never move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from readinglist.gui.widgets.blocks import on_surface, row
from readinglist.gui.widgets.key_button import Face, KeyButton

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from readinglist.gui.theme import Theme

HIGH = 76
NARROW = 900  # below it the quiet buttons are icon and key
MERGE = Face(("Merge", "Merge"), ("merge", "merge"), "queue")
DIFFERENT = Face(("Different papers", "Different papers"), ("different", "different"), "check")
UNDO = Face.plain("Undo", "undo", quiet=True)
NOT_NOW = Face.plain("Not now", "later", quiet=True)


class PairBar(QWidget):
    """`keys` are those of the page by their commands."""

    merged = Signal()
    separated = Signal()
    passed_over = Signal()
    undo_asked = Signal()

    def __init__(self, theme: Theme, keys: Mapping[str, str]) -> None:
        super().__init__()
        on_surface(self, "chrome")
        self._theme = theme
        self._undo = KeyButton(theme, UNDO, keys.get("history.undo", ""))
        self._merge = KeyButton(theme, MERGE, keys.get("pair.merge", ""), big=True)
        self._separate = KeyButton(theme, DIFFERENT, keys.get("pair.separate", ""), big=True)
        self._pass = KeyButton(theme, NOT_NOW, keys.get("pair.pass_over", ""))
        verdicts = (self._merge, self._separate)
        wide = max(one.sizeHint().width() for one in verdicts)
        for one in verdicts:
            one.setFixedWidth(wide)
        self.setFixedHeight(theme.px(HIGH))
        box = row(gap=0, margins=(14, 0, 14, 0))
        box.addLayout(row(self._undo, None), 1)
        box.addLayout(row(*verdicts))
        box.addLayout(row(None, self._pass), 1)
        self.setLayout(box)
        for one, signal in (
            (self._undo, self.undo_asked), (self._merge, self.merged), (self._separate, self.separated),
            (self._pass, self.passed_over),
        ):  # fmt: skip
            one.clicked.connect(signal)

    def let(self, *, judge: bool) -> None:
        """Say whether there is a pair to be judged."""
        for one in (self._merge, self._separate, self._pass):
            one.setEnabled(judge)

    def let_undo(self, *, undo: bool) -> None:
        """Say whether there is a step to be taken back."""
        self._undo.setEnabled(undo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words where there is room for them."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(NARROW)
        for one in (self._undo, self._pass):
            one.set_form("keys" if narrow else "full")
