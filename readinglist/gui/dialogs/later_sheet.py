"""Asks to which day papers are put off: one key, or a day that is typed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from readinglist.commands.reading import check_to_come
from readinglist.core.errors import ReadingListError
from readinglist.core.query_values import coming_day, next_monday
from readinglist.gui import words
from readinglist.gui.dialogs.day_choice import DayChoice
from readinglist.gui.widgets.blocks import column, label, row, rule
from readinglist.gui.widgets.field import line_edit
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from readinglist.gui.theme import Theme

DAYS = range(1, 10)
WEEK, TYPED = "w", "d"  # the keys of next Monday, and of the day that is typed


class LaterSheet(Sheet):
    """`chosen` tells the day, which is to come; the sheet is closed by then. `papers` is how many are put off."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, window: QWidget, papers: int, today: date) -> None:
        title = f"Put off {words.paper_count(papers)}" if papers > 1 else "Put off"
        super().__init__(theme, window, title, width=380, top=96)
        self._today = today
        self._choices = {str(number): today + timedelta(number) for number in DAYS}
        self._choices[WEEK] = next_monday(today)
        self._rows = [self._row(key, day) for key, day in self._choices.items()]
        self._form = f"{(today + timedelta(10)).isoformat()} or 3w"
        self.field = line_edit(theme, "Another day", self._form)
        self._wrong = label(theme, "", "small", "error", wrap=True)
        self._wrong.hide()
        head = row(label(theme, title, "h3", weight=700), None, KeyCaps(theme, "Esc"), margins=(20, 13, 20, 10))
        another = row(KeyCaps(theme, TYPED), label(theme, "Another day"), self.field, gap=9)
        foot = column(another, 4, self._wrong, margins=(19, 10, 20, 12))
        self.card.setLayout(column(head, *self._rows, 8, rule(), foot, margins=(1, 1, 1, 1)))
        self.field.textEdited.connect(lambda _text: self._say(""))
        self.field.returnPressed.connect(self._take_typed)

    def start(self) -> None:
        """Show the sheet; Return takes tomorrow."""
        self.open(self._rows[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Each choice by its key; arrows go from one to the other."""
        key = event.text().lower()
        if key in self._choices:
            self._choose(self._choices[key])
        elif key == TYPED:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
        event.accept()

    def _row(self, key: str, day: date) -> DayChoice:
        left = (day - self._today).days
        near = "tomorrow" if left == 1 else f"in {left} days"
        made = DayChoice(self._theme, key, words.day_of_week(day, self._today), "next week" if key == WEEK else near)
        made.clicked.connect(partial(self._choose, day))
        return made

    def _choose(self, day: date, _checked: bool = False) -> None:
        self.close_sheet()
        self.chosen.emit(day)

    def _take_typed(self) -> None:
        text = self.field.text().strip()
        day = coming_day(text, self._today)
        if day is None:
            self._say(f"{words.quoted(text)} is no day. Write {self._form}." if text else f"Write {self._form}.")
            return
        try:
            check_to_come(day, self._today)
        except ReadingListError as error:
            self._say(f"{error.what} {error.remedy}")
        else:
            self._choose(day)

    def _say(self, why: str) -> None:
        """Say below the field what is wrong; nothing, where nothing is."""
        self._wrong.setText(why)
        self._wrong.setVisible(bool(why))
        self.field.setAccessibleDescription(why)
        self.field.setProperty("wrong", "true" if why else "")
        self.field.style().polish(self.field)
        self.place()
