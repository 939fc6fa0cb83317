"""A day to be typed, as 2025-03-18."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from readinglist.gui.widgets.field import Line

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class DayEdit(Line):
    """Takes what was typed on Enter and when the focus leaves it; Esc brings back the day that was there.

    `chosen` tells another day, `wrong` a text that is none, and with an empty text that it is mended.
    """

    chosen = Signal(object)
    wrong = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._day: date | None = None
        self.setFont(theme.font(tabular=True))
        self.setAccessibleName(name)
        self.setPlaceholderText("2025-03-18")
        self.setMaxLength(40)
        self.editingFinished.connect(self.commit)
        self.textEdited.connect(lambda _text: self._say_wrong(""))

    def show_day(self, day: date | None) -> None:
        """Show a day; what is being typed is left alone where the day is the same."""
        if day != self._day or not self.isModified():
            self._day = day
            self.take_back()

    def take_back(self) -> None:
        """Forget what was typed."""
        self.setText(self._day.isoformat() if self._day else "")
        self._say_wrong("")

    def commit(self) -> bool:
        """Take what was typed; False where it is no day."""
        if not self.isModified():
            return True
        text = self.text().strip()
        day = _day(text)
        if day is None:
            self._say_wrong(text or " ")
            return False
        self.setModified(False)
        self._say_wrong("")
        if day != self._day:
            self._day = day
            self.chosen.emit(day)
        return True

    def event(self, event: QEvent) -> bool:
        """Esc belongs to a text that was changed before it belongs to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._gives_up(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed."""
        if self._gives_up(event):
            self.take_back()
            return
        super().keyPressEvent(event)

    def _gives_up(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self.isModified()

    def _say_wrong(self, text: str) -> None:
        if bool(text) != bool(self.property("wrong")):
            self.setProperty("wrong", "true" if text else "")
            self.style().polish(self)
        self.wrong.emit(text)


def _day(text: str) -> date | None:
    if not _WRITTEN.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # as 2025-02-30; what was typed is said to be no day
