"""A line to type in, with its name above it and, where it is wrong, the reason below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from readinglist.gui.widgets.blocks import column, label

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent

    from readinglist.gui.theme import Theme


class Line(QLineEdit):
    """Takes text that is dropped; files are for the window, though many programs give their paths as text as well."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.ignore()
        else:
            super().dragEnterEvent(event)


def line_edit(theme: Theme, name: str, hint: str = "") -> QLineEdit:
    """A line to type in; `name` is what a screen reader says, `hint` stands in it while it is empty."""
    made = Line()
    made.setFont(theme.font())
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


class Field(QWidget):
    """`edit` is the line itself."""

    def __init__(self, theme: Theme, name: str, hint: str = "") -> None:
        super().__init__()
        self.edit = line_edit(theme, name, hint)
        self._wrong = label(theme, "", "small", "error", wrap=True)
        self._wrong.hide()
        head = label(theme, name, "small", "2", weight=600)
        head.setBuddy(self.edit)
        self.setLayout(column(head, 4, self.edit, 3, self._wrong))
        self.edit.textEdited.connect(lambda _text: self.set_wrong(""))

    def set_wrong(self, why: str) -> None:
        """Say what is wrong with what was typed; nothing, where nothing is."""
        self._wrong.setText(why)
        self._wrong.setVisible(bool(why))
        self.edit.setAccessibleDescription(why)
        self.edit.setProperty("wrong", "true" if why else "")
        self.edit.style().polish(self.edit)
