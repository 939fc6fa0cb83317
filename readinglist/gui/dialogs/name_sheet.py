"""Asks for a name: of a saved search, for example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from readinglist.gui.widgets.blocks import button, column, label, row
from readinglist.gui.widgets.field import Field
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from readinglist.gui.theme import Theme


class NameSheet(Sheet):
    """`named` tells the name, without spaces around it; who hears it closes the sheet, or says what is wrong.

    `name` stands in the field to begin with, `hint` while it is empty; `done` is the word of the button. `about` is
    what gets the name, a query for example; it is shown below the field as it was typed.
    """

    named = Signal(str)

    def __init__(
        self, theme: Theme, window: QWidget, title: str, *, name: str = "", hint: str = "", done: str, about: str = ""
    ) -> None:
        super().__init__(theme, window, title, width=420, top=96)
        self._field = Field(theme, "Name", hint)
        self.field = self._field.edit
        self._done = button(theme, done, "primary")
        cancel = button(theme, "Cancel")
        head = row(label(theme, title, "h3", weight=700), None, KeyCaps(theme, "Esc"))
        asked = label(theme, about, "small", "2", family="mono", wrap=True)
        if not about:
            asked.hide()
        foot = row(None, cancel, self._done)
        inner = column(head, 14, self._field, 6, asked, 18, foot, margins=(21, 13, 17, 17))
        self.card.setLayout(inner)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._accept)
        self._done.clicked.connect(self._accept)
        cancel.clicked.connect(self.close_sheet)
        self.field.setText(name)
        self._typed()

    def start(self) -> None:
        """Show the sheet with the name selected, ready to be typed over."""
        self.open(self.field)
        self.field.selectAll()

    def show_error(self, why: str) -> None:
        """Say below the field what is wrong with the name."""
        self._field.set_wrong(why)
        self.place()
        self.field.setFocus()

    def _typed(self) -> None:
        self._done.setEnabled(bool(self.field.text().strip()))
        self._field.set_wrong("")
        if self.isVisible():
            self.place()

    def _accept(self) -> None:
        if name := self.field.text().strip():
            self.named.emit(name)
