"""The foot of the window: what is written, what is running, and what undo would take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from readinglist.gui.widgets.blocks import button, label, on_surface, row
from readinglist.gui.widgets.elided import Elided
from readinglist.gui.widgets.glyph import Glyph
from readinglist.gui.widgets.key_caps import KeyCaps

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

SAVED, UNSAVED = "All changes saved", "A note is not saved yet"
PATIENCE = 300  # milliseconds before it is said that something takes its time


class StatusBar(QWidget):
    """Short sentences; `cancelled` tells by its name which of what is running is to end: the one that is shown."""

    cancelled = Signal(str)

    def __init__(self, theme: Theme, undo_key: str) -> None:
        super().__init__()
        on_surface(self, "chrome")
        self.setFixedHeight(theme.px(32))
        self._saved = Glyph(theme, "read", "read", 14)
        self._unsaved = Glyph(theme, "warning", "error", 14)
        self._unsaved.hide()
        self._state = label(theme, SAVED, "small", "3")
        self._state.setMinimumWidth(self._state.sizeHint().width())
        self._task = label(theme, "", "small", "2")
        self._task.setFont(theme.font("small", tabular=True))
        self.cancel_button = button(theme, "Cancel", "quiet", size="small")
        self.cancel_button.clicked.connect(lambda: self.cancelled.emit(next(reversed(self._tasks), "")))
        self._reads_only = self._is_unsaved = False
        self._tasks: dict[str, tuple[str, bool]] = {}
        self._caps = KeyCaps(theme, undo_key)
        self._undo = Elided(theme, "small", "text_3")
        self.setLayout(
            row(
                self._saved, self._unsaved, self._state, 8, self._task, self.cancel_button, 16, None,
                self._caps, self._undo, gap=7, margins=(16, 0, 16, 0),
            )
        )  # fmt: skip
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE)
        self._slow.timeout.connect(self._show_saving)
        self._show_saved()
        self._show_newest()
        self.show_undo(None)

    def hide_saving(self) -> None:
        """Say nothing of what is saved and could be taken back: a copy is looked at."""
        self._reads_only = True
        for part in (self._saved, self._state, self._caps, self._undo):
            part.hide()

    def show_waiting(self, writes: int) -> None:
        """Say that something is being written, if that takes long enough to be noticed."""
        if self._reads_only:
            return
        if writes and not self._slow.isActive():
            self._slow.start()
        elif not writes:
            self._slow.stop()
            self._show_saved()

    def show_unsaved(self, *, on: bool) -> None:
        """Say that something which was typed could not be written, until it is."""
        self._is_unsaved = on
        if not self._slow.isActive():
            self._show_saved()

    def _show_saved(self) -> None:
        self._state.setText(UNSAVED if self._is_unsaved else SAVED)
        stays = self._saved.sizePolicy()
        stays.setRetainSizeWhenHidden(not self._is_unsaved)  # so does what stands beside it
        self._saved.setSizePolicy(stays)
        self._saved.setVisible(not self._is_unsaved)
        self._unsaved.setVisible(self._is_unsaved)

    def show_task(self, words: str, name: str, *, ends: bool = True) -> None:
        """Say how far something is that runs: "Importing 2 of 5"; nothing when it is done.

        Of several that run the one is shown that began last, with a button where it can be ended.
        """
        if words:
            self._tasks[name] = words, ends
        else:
            self._tasks.pop(name, None)
        self._show_newest()

    def _show_newest(self) -> None:
        words, ends = next(reversed(self._tasks.values()), ("", False))
        self._task.setText(words)
        self._task.setVisible(bool(words))
        self.cancel_button.setVisible(ends)
        self.cancel_button.setAccessibleDescription(words)

    def show_undo(self, label_: str | None) -> None:
        """Say what undo would take back, if anything."""
        self._caps.setVisible(label_ is not None and not self._reads_only)
        self._undo.set_text(f"undoes “{label_}”" if label_ is not None else "")

    def _show_saving(self) -> None:
        if not self._is_unsaved:
            self._state.setText("Saving…")
            self._saved.hide()
