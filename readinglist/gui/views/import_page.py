"""An import before it is written: a sentence, then what is in each file, entry by entry."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from readinglist.gui.import_words import AGAIN, UNDONE, Said, matter_of, offer
from readinglist.gui.views.file_chooser import FileChooser
from readinglist.gui.widgets.blocks import column, label, on_surface, row, rule
from readinglist.gui.widgets.cap_button import CapButton
from readinglist.gui.widgets.elided import Elided

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from readinglist.gui.models.import_entries import Preview
    from readinglist.gui.theme import Theme
    from readinglist.gui.views.import_preview import ImportPreview


class ImportPage(QWidget):
    """A page of the window, no dialog: one may go elsewhere and come back.

    `accepted` and `declined` tell that the user wants the import or does not. `form_chosen` (file, format) and
    `day_chosen` (file, day) tell what a file is to be read as and which day it is to have; files are counted from 0.
    `shown` tells that the page came into view.
    """

    accepted = Signal()
    declined = Signal()
    form_chosen = Signal(int, str)
    day_chosen = Signal(int, object)
    shown = Signal()

    def __init__(self, theme: Theme, accept_key: str, leave_key: str) -> None:
        super().__init__()
        on_surface(self, "canvas")
        self.setAccessibleName("Import")
        self._theme = theme
        self._preview: Preview | None = None
        self._said = Said("", "")
        self._sentence = label(theme, "", "h2", weight=600, family="serif", wrap=True)
        self._detail = label(theme, tone="2", wrap=True)
        self._chooser = FileChooser(theme)
        self._undone = Elided(theme, role="text_3")
        self._leave = CapButton(theme, "Cancel", leave_key)
        self._accept = CapButton(theme, "Import", accept_key, primary=True)
        self._body = QStackedWidget()
        self._body.addWidget(QWidget())
        self._connect()
        self._lay_out()
        self.clear()

    @cached_property
    def _entries(self) -> ImportPreview:
        """What is in a file; made with the first preview, because a start shows none."""
        from readinglist.gui.views.import_preview import ImportPreview

        entries = ImportPreview(self._theme)
        entries.form_chosen.connect(lambda form: self.form_chosen.emit(entries.number, form))
        entries.day_chosen.connect(lambda day: self.day_chosen.emit(entries.number, day))
        self._body.addWidget(entries)
        entries.lead_on_to(self._leave)
        self.setTabOrder(self._leave, self._accept)
        return entries

    @property
    def sentence(self) -> str:
        """What it says first."""
        return self._sentence.text()

    @property
    def detail(self) -> str:
        """What it says below that."""
        return self._detail.text()

    @property
    def current(self) -> int:
        """The file that is looked at, counted from 0."""
        return self._chooser.current

    def show_reading(self, said: Said) -> None:
        """Say how far the reading is; there is nothing to look at yet."""
        self._show_words(Said(said.sentence, said.detail))
        self._body.setCurrentIndex(0)
        self._chooser.show_files([], 0)
        self._let(accept=False)

    def show_preview(self, preview: Preview, added: int = 0) -> None:
        """Offer a plan; `added` files came to it a moment ago. The file that was looked at stays."""
        before, self._preview = self._preview, preview
        files = preview.plan.files
        if before is None:
            number = next((number for number, file in enumerate(files) if file.fresh), 0)
        else:
            number = len(before.plan.files) if added and len(before.plan.files) < len(files) else self.current
        self._said = offer(preview.plan, added, preview.known_papers)
        self._show_words(self._said)
        self._chooser.show_files([(file.source.name, matter_of(file)) for file in files], number)
        self._entries.show_file(preview, number)
        self._body.setCurrentIndex(1)
        self._let(accept=True)
        if before is None and self._leave.hasFocus():
            self.take_focus()

    def show_busy(self, words: str = AGAIN, *, accept: bool = False) -> None:
        """Say that the plan is being made again; it stays in view. `accept`: it may be accepted all the same."""
        self._entries.say(words)
        self._let(accept=accept)

    def show_importing(self, words: str, *, cancel: bool = True) -> None:
        """Say that the import is being written, or taken out: nothing can be done but to cancel it, where it can be."""
        self.say_importing(words)
        self._entries.hold()
        self._let(accept=False, leave=cancel)

    def say_importing(self, words: str) -> None:
        """Say how far the writing is, in the place of what was not written yet."""
        self._detail.setText(words)

    def clear(self) -> None:
        """Forget the import."""
        if self._preview:
            self._entries.take_back()
        self._preview, self._said = None, Said("", "")
        self.show_reading(self._said)

    def accept(self) -> None:
        """What the button does that imports; a day that is still being typed is taken first."""
        if self._preview and self._accept.isVisibleTo(self) and self._accept.isEnabled() and self._entries.commit():
            self.accepted.emit()

    def leave(self) -> None:
        """What the other button does."""
        if self._leave.isEnabled():
            self.declined.emit()

    def step_file(self, by: int) -> None:
        """Look at the next file, or the one before where `by` is negative."""
        self._chooser.step(by)

    def take_focus(self) -> None:
        """Give the keys to the entries; where there are none, to what can be done."""
        if self._preview and self._entries.take_focus():
            return
        self._leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is looked at."""
        super().showEvent(event)
        self.shown.emit()

    def _connect(self) -> None:
        self._accept.clicked.connect(self.accept)
        self._leave.clicked.connect(self.leave)
        self._chooser.chosen.connect(self._look_at)

    def _lay_out(self) -> None:
        theme = self._theme
        head = on_surface(QWidget(), "canvas")
        head.setFixedHeight(theme.px(48))
        title = label(theme, "Import", "h3", weight=700)
        box = row(title, gap=10, margins=(24, 0, 24, 0))
        box.addWidget(self._chooser, 1)
        head.setLayout(box)
        foot = on_surface(QWidget(), "chrome")
        foot.setFixedHeight(theme.px(56))
        foot.setLayout(row(self._undone, None, self._leave, self._accept, gap=8, margins=(24, 0, 24, 0)))
        said = column(self._sentence, self._detail, gap=4, margins=(24, 18, 24, 10))
        layout = column(head, rule(), said)
        layout.addWidget(self._body, 1)
        layout.addWidget(rule())
        layout.addWidget(foot)
        self.setLayout(layout)

    def _look_at(self, number: int) -> None:
        if self._preview:
            self._entries.leave_file()
            self._entries.show_file(self._preview, number)

    def _show_words(self, said: Said) -> None:
        self._sentence.setText(said.sentence)
        self._detail.setText(said.detail)
        self._undone.set_text(UNDONE if said.button else "")
        self._leave.say("Cancel" if said.button or self._preview is None else "Close")
        self._accept.say(said.button or "Import")
        self.setAccessibleDescription(f"{said.sentence} {said.detail}".strip())

    def _let(self, *, accept: bool, leave: bool = True) -> None:
        """Say which buttons can be pressed; the focus goes from one that can't be to the entries."""
        if (self._accept.hasFocus() and not accept) or (self._leave.hasFocus() and not leave):
            self._entries.take_focus()
        self._accept.setVisible(bool(self._said.button))
        self._accept.setEnabled(accept)
        self._leave.setEnabled(leave)
