"""Notes that were written on other papers before they were merged with the one that is shown: each as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from readinglist.gui import words
from readinglist.gui.views.paper_words import other_notes
from readinglist.gui.widgets.blocks import column, label, rule, section
from readinglist.gui.widgets.reading_text import ReadingText

if TYPE_CHECKING:
    from readinglist.core.reading import Note, Record
    from readinglist.gui.theme import Theme

HOW = "Each stays with the paper it was written on. To change one, take the merge apart."
AIRY = 145  # line height in percent of the font's size


class OtherNotes(QWidget):
    """Hidden where there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[str, str], ...] = ()
        self._notes = column(gap=14)
        how = label(theme, HOW, "small", "3", wrap=True)
        self.setLayout(column(rule(), 12, section(theme, "Notes from before the merge"), 2, how, 10, self._notes))
        self.hide()

    def show_record(self, record: Record) -> None:
        """Show those of a paper."""
        notes = tuple((_head(note, record), note.text) for note in other_notes(record))
        if notes != self._shown:
            self._shown = notes
            self._fill()
        self.setVisible(bool(notes))

    def _fill(self) -> None:
        while item := self._notes.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for head, text in self._shown:
            made, shown = QWidget(), ReadingText(self._theme, head, self._theme.font("strong"), AIRY)
            shown.show_text(text)
            made.setLayout(column(label(self._theme, head, "base", "2", weight=600, wrap=True), shown, gap=2))
            self._notes.addWidget(made)


def _head(note: Note, record: Record) -> str:
    """From which paper it is, and of when: "Sorting Pebbles, 12 March"."""
    seen = next((one for one in record.sightings if one.member == note.paper), None)
    day = words.day(note.changed.astimezone().date(), words.today())
    if seen is None:
        return f"Written on {day}"
    return f"On “{words.short_name(seen.title, 90)}”, {day}"
