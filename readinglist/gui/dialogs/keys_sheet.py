"""All keys of a view at a glance, with a field to find one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from readinglist.gui.dialogs.key_columns import KeyColumns
from readinglist.gui.widgets.blocks import column, label, on_surface, row, rule
from readinglist.gui.widgets.field import line_edit
from readinglist.gui.widgets.key_button import Face, KeyButton
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.sheet import EDGE, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from readinglist.gui.dialogs.key_columns import KeyGroup
    from readinglist.gui.theme import Theme

WIDTH = 940
NOTHING = "No key and no command has these words."


class KeysSheet(Sheet):
    """What is typed leaves only the rows that fit; the card stays as high as it is.

    `change_asked` tells that the user wants other keys.
    """

    change_asked = Signal()

    def __init__(self, theme: Theme, window: QWidget, title: str, groups: Sequence[KeyGroup]) -> None:
        super().__init__(theme, window, title, width=WIDTH)
        self.field = line_edit(theme, "Find a key or a command", "Find a key or a command")
        self.field.setFixedWidth(theme.px(240))
        self._keys = KeyColumns(theme, groups)
        self._nothing = label(theme, NOTHING, tone="3")
        self._nothing.hide()
        inner = on_surface(QWidget(), "raised")
        inner.setLayout(column(self._nothing, self._keys, None, margins=(24, 12, 24, 14)))
        self._body = _Body(inner)
        change = KeyButton(theme, Face.plain("Change keys", "settings", quiet=True), "")
        change.clicked.connect(self.change_asked)
        rest = label(theme, "Single letters rest while you type in a field.", tone="3")
        head = row(label(theme, title, "h3", weight=700), None, self.field, KeyCaps(theme, "Esc"), gap=12)
        head.setContentsMargins(24, 13, 20, 13)
        foot = row(rest, None, change, margins=(24, 9, 16, 9))
        self.card.setLayout(column(head, rule(), self._body, rule(), foot, margins=(1, 1, 1, 1)))
        self.field.textChanged.connect(self._find)

    def start(self) -> None:
        """Show the sheet with the focus in its field."""
        self.open(self.field)

    def place(self) -> None:
        """As high as all rows need, if the window is."""
        if not self.field.text():
            self._body.want(min(self._theme.px(WIDTH), self._window.width() - 2 * EDGE) - 2)
        super().place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the field has no use for scroll."""
        bar = self._body.verticalScrollBar()
        steps: dict[int, int] = {
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
        }
        bar.setValue(bar.value() + steps.get(event.key(), 0))
        super().keyPressEvent(event)

    def _find(self, text: str) -> None:
        self._nothing.setVisible(not self._keys.show_fitting(text))
        self._body.verticalScrollBar().setValue(0)


class _Body(QScrollArea):
    """Wants the height of what is in it, and scrolls where it gets less."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner, self._high = inner, 0
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("surface", "raised")
        self.setAccessibleName("Keys")
        self.verticalScrollBar().setSingleStep(27)

    def want(self, width: int) -> None:
        """Want what is needed at a width."""
        self._high = self._inner.heightForWidth(width)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The height that is wanted."""
        return QSize(0, self._high)
