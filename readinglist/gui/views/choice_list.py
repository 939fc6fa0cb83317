"""A small list that hangs below the search box while something can be put in where one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from readinglist.gui.models.choices import ChoiceModel
from readinglist.gui.views.choice_row import ChoiceRow
from readinglist.gui.widgets.blocks import column
from readinglist.gui.widgets.pick_list import PickList
from readinglist.gui.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.core.completion import Choice
    from readinglist.gui.theme import Theme

SEEN = 8  # rows that are seen at once
RADIUS, EDGE = 8, 5  # round corners, and what is left above and below the rows
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class ChoiceList(QWidget):
    """It lies over its neighbours, moves none, and never has the focus.

    `picked` tells the choice that is taken, `left` that the list was closed by a key.
    """

    picked = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget, field: QLineEdit) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = ChoiceModel()
        self.rows = _Rows(field, self._model)
        self.rows.paint_rows_with(ChoiceRow(theme, self.rows))
        self.setLayout(column(self.rows, margins=(1, EDGE, 1, EDGE)))
        self.rows.picked.connect(lambda row: self.picked.emit(self._model.choices[row]))
        self.rows.left.connect(self.left)
        self.hide()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What it offers."""
        return self._model.choices

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show these, none of them chosen; those that stand there already stay as they are."""
        if not self.isVisible() or choices != self._model.choices:
            self._model.show(choices)
        self.show()
        self.raise_()

    def hang(self, corner: QPoint, width: int) -> None:
        """Hang below a lower left corner, so wide."""
        high = min(len(self.choices), SEEN) * self._theme.px(ChoiceRow.height) + 2 * EDGE
        self.setGeometry(corner.x(), corner.y() + 3, width, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with an edge, as menus have; a shadow would darken what can be read beside it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


class _Rows(PickList):
    """Takes keys from the field only while it is seen, and Return only where a row was chosen."""

    left = Signal()

    def __init__(self, field: QLineEdit, model: ChoiceModel) -> None:
        super().__init__("Suggestions for the search", field, model)
        self._line = field

    def begin(self) -> None:
        """Other rows are shown: none is chosen."""
        self.scrollToTop()
        self.setCurrentIndex(QModelIndex())
        self.say(f"{counted(self.model().rowCount(), 'suggestion', 'suggestions')}, Down chooses one")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field that are meant for the list."""
        if watched is not self._line or not self.isVisible() or not isinstance(event, QKeyEvent):
            return False
        keys = {
            Qt.Key.Key_Down: self._down, Qt.Key.Key_Up: self._up, Qt.Key.Key_Tab: self._first,
            Qt.Key.Key_Escape: self.left.emit,
        }  # fmt: skip
        if self.row >= 0:
            keys |= dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), self._first)
        if event.key() not in keys or event.modifiers() not in _PLAIN:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:  # else a key of the window would come before
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            keys[Qt.Key(event.key())]()
            return True
        return False

    def _down(self) -> None:
        self.select(min(self.row + 1, self.model().rowCount() - 1))

    def _up(self) -> None:
        """From the first row back to what is typed."""
        if self.row > 0:
            self.select(self.row - 1)
        else:
            self.setCurrentIndex(QModelIndex())

    def _first(self) -> None:
        """Take the row that is chosen, or the first."""
        self.picked.emit(max(self.row, 0))
