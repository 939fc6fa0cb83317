"""The note of the paper that is shown: written below the page, told a moment after the last key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget

from readinglist.commands.notes import as_kept
from readinglist.gui.views.note_editor import NoteEditor
from readinglist.gui.views.note_preview import NotePreview
from readinglist.gui.widgets.blocks import column, label, on_surface, row
from readinglist.gui.widgets.glyph import Glyph
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

State = Literal["saved", "saving", "failed"]
WORDS: dict[State, str] = {"saved": "Saved", "saving": "Saving…", "failed": "Not saved"}
RESTS = 500  # milliseconds after the last key
HEIGHT, LEAST = 196, 120


class NotePart(QWidget):
    """Tells `edited` with the paper's id and the whole text; who keeps notes answers with `set_state`.

    What was typed stays in the editor until "saved" has come: until then no other text of the same paper is taken in.
    After "failed" it counts as not told, so that leaving the editor tries again.
    `left` tells that Esc was pressed, `rested` that the focus went elsewhere in the window.
    """

    edited = Signal(object, str)
    link_asked = Signal(str)
    left = Signal()
    rested = Signal()

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._theme = theme
        self._paper: int | None = None
        self._told = ""
        self._awaiting = self._refused = self._reads_only = False
        on_surface(self, "canvas")
        self._editor = NoteEditor(theme)
        self._preview = NotePreview(theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._editor)
        self._pages.addWidget(self._preview)
        self._form = Segmented(theme, "How the note is shown", ["Write", "Preview"])
        self._ticked, self._failed = Glyph(theme, "read", "read", 14), Glyph(theme, "warning", "error", 14)
        self._word = label(theme, "", "small", "3")
        caps = [KeyCaps(theme, key)] if key else []
        head = row(
            Glyph(theme, "note", "text_2"), label(theme, "Note", weight=600), *caps, None,
            self._ticked, self._failed, self._word, 6, self._form,
            gap=7, margins=(24, 9, 16, 7),
        )  # fmt: skip
        self.setLayout(column(head, self._pages))
        self.setMinimumHeight(theme.px(LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RESTS)
        self._connect()
        self._editor.setEnabled(False)
        self._show_state(None)

    @property
    def paper(self) -> int | None:
        """Whose note this is."""
        return self._paper

    @property
    def is_written(self) -> bool:
        """Whether somebody is at it, be it that another window is looked at just now."""
        return self.window().focusWidget() is self._editor

    @property
    def text(self) -> str:
        """What is written, told or not."""
        return self._editor.text

    @property
    def dirty(self) -> bool:
        """Whether something was typed that was not told yet, or could not be written."""
        return self._paper is not None and (self._refused or self._editor.text != self._told)

    def show_note(self, paper: int | None, text: str) -> None:
        """Show the note of a paper; what was typed about another is told first.

        For the paper that stands there already it does nothing while something typed is not known to be saved.
        """
        if paper != self._paper:
            self.flush()
            self._paper, self._told = paper, text
            self._awaiting = self._refused = False
            self._editor.fill(text)
            self._told = self._editor.text
            self._editor.setEnabled(paper is not None)
        elif self._awaiting or self.dirty or as_kept(text) == as_kept(self._editor.text):
            return
        else:
            self._told = text
            self._editor.change(text)
        self._show_state("saved" if as_kept(text) else None)
        if self._form.current == 1:
            self._preview.show_markdown(self._editor.text)

    def set_state(self, state: State) -> None:
        """Say what became of the text that was told last."""
        if state == "saved" and not self._awaiting:
            return  # nothing was told that it could be about
        self._awaiting, self._refused = state != "saved", state == "failed"
        self._show_state("saving" if self.dirty and state == "saved" else state)

    def set_read_only(self) -> None:
        """Notes are only read, as they read: a copy of the library is looked at."""
        self._reads_only = True
        self._form.choose(1)
        self._pages.setCurrentIndex(1)
        self._form.hide()
        self._show_state(None)

    def flush(self) -> None:
        """Tell now what was typed."""
        self._timer.stop()
        if self._paper is not None and self.dirty:
            self._told = self._editor.text
            self._awaiting, self._refused = True, False
            self._show_state("saving")
            self.edited.emit(self._paper, self._told)

    def write(self) -> None:
        """Be where the note is written, or only read, with the focus."""
        if self._reads_only:
            self._preview.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._form.choose(0)
        self._show_form(0)
        self._editor.write_on()

    def sizeHint(self) -> QSize:
        """How high it is as long as nobody moves its edge."""
        return QSize(super().sizeHint().width(), self._theme.px(HEIGHT))

    def _connect(self) -> None:
        self._editor.textChanged.connect(self._take_typing)
        self._editor.rested.connect(self._rest)
        self._timer.timeout.connect(self.flush)
        self._form.chosen.connect(self._show_form)
        self._preview.link_asked.connect(self.link_asked)
        for part in (self._editor, self._preview):
            part.left.connect(self.left)

    def _rest(self) -> None:
        self.flush()
        if not self.is_written:
            self.rested.emit()

    def _take_typing(self) -> None:
        """The editor also says that its text changed where only colours did."""
        if self.dirty:
            self._timer.start()
            self._show_state("saving")
        elif self._timer.isActive():
            self._timer.stop()
            self._show_state("saving" if self._awaiting else "saved")

    def _show_form(self, form: int) -> None:
        self.flush()
        if form == 1:
            self._preview.show_markdown(self._editor.text)
        self._pages.setCurrentIndex(form)
        if form == 0 and not self._form.isAncestorOf(QApplication.focusWidget() or self):
            self._editor.write_on()  # a click means to write; who is at the keys stays

    def _show_state(self, state: State | None) -> None:
        state = None if self._reads_only else state
        self._word.setText(WORDS[state] if state else "")
        self._ticked.setVisible(state == "saved")
        self._failed.setVisible(state == "failed")
