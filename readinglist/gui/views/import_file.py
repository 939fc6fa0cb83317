"""One file of an import: its name, what it is read as, its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from readinglist.gui.import_words import NO_FORMAT, about_file, why_not_read
from readinglist.gui.widgets.blocks import label, row
from readinglist.gui.widgets.choice import Choice
from readinglist.gui.widgets.day_edit import DayEdit
from readinglist.gui.widgets.elided import Elided
from readinglist.gui.widgets.glyph import Glyph
from readinglist.gui.widgets.tips import plain_tip
from readinglist.gui.words import today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.commands.import_plan import PlannedFile
    from readinglist.gui.theme import Theme

UNKNOWN_FORMAT = "unknown-format"  # the one file that can't be read as it is, but may be read as something else


class ImportFile(QWidget):
    """`form_chosen` tells by its name what the file is to be read as, `day_chosen` which day it is to have.

    `day_wrong` tells a text that is no day, and with an empty one that it is mended.
    """

    form_chosen = Signal(str)
    day_chosen = Signal(object)
    day_wrong = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._names: list[str] = []
        self._name = Elided(theme, weight=600)
        self._form = Choice(theme, "Format")
        self._form.setPlaceholderText(NO_FORMAT)
        self._form.setMinimumWidth(theme.px(250))
        self._day = DayEdit(theme, "Date of the digest")
        self._day.setFixedWidth(theme.px(110))
        self._form.activated.connect(self._choose_form)
        self._day.chosen.connect(self.day_chosen)
        self._day.wrong.connect(self.day_wrong)
        form, day = (label(theme, word, "base", "3") for word in ("Format", "Date"))
        form.setBuddy(self._form)
        day.setBuddy(self._day)
        glyph = Glyph(theme, "file", "text_2")
        items = (glyph, self._name, None, 12, form, self._form, 8, day, self._day)  # at the right they have one place
        self.setLayout(row(*items, gap=8))

    def show_file(self, file: PlannedFile, formats: Sequence[tuple[str, str]]) -> None:
        """Show a file; one that can't be changed says why."""
        self._name.set_text(file.source.name)
        if [name for name, _ in formats] != self._names:
            self._names = [name for name, _ in formats]
            self._form.clear()
            self._form.addItems([title for _, title in formats])
        form = file.parsed.format or ""
        self._form.setCurrentIndex(self._names.index(form) if form in self._names else -1)
        self._day.show_day(file.parsed.day or file.source.captured)
        unknown = any(one.code == UNKNOWN_FORMAT for one in file.parsed.diagnostics)
        self._let(file.fresh or unknown, file.fresh, about_file(file, today()) or why_not_read(file))

    def commit(self) -> bool:
        """Take the day that was typed; where it is none, go there and return False."""
        if self._day.commit():
            return True
        self._day.setFocus()
        self._day.selectAll()
        return False

    def take_back(self) -> None:
        """Forget a day that was typed and not taken."""
        self._day.take_back()

    def _let(self, form: bool, day: bool, why: str) -> None:
        for control, may in ((self._form, form), (self._day, day)):
            control.setEnabled(may)
            control.setToolTip("" if may else plain_tip(why))
            control.setAccessibleDescription("" if may else why)

    def _choose_form(self, number: int) -> None:
        self.form_chosen.emit(self._names[number])
