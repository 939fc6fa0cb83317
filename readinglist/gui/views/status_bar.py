"""The foot of the window: what is running, and what undo would take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from readinglist.gui.views.blocks import label, on_surface, row
from readinglist.gui.views.elided import Elided
from readinglist.gui.views.glyph import Glyph
from readinglist.gui.views.key_caps import KeyCaps

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

PATIENCE = 300  # milliseconds before it is said that something takes its time


class StatusBar(QWidget):
    """Two short sentences."""

    def __init__(self, theme: Theme, undo_key: str) -> None:
        super().__init__()
        on_surface(self, "chrome")
        self.setFixedHeight(theme.px(32))
        self._saved = Glyph(theme, "read", "read", 14)
        self._state = label(theme, "All changes saved", "small", "3")
        self._caps = KeyCaps(theme, undo_key)
        self._undo = Elided(theme, "small", "text_3")
        self.setLayout(row(self._saved, self._state, 16, None, self._caps, self._undo, gap=7, margins=(16, 0, 16, 0)))
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE)
        self._slow.timeout.connect(self._show_saving)
        self.show_undo(None)

    def show_waiting(self, writes: int) -> None:
        """Say that something is being written, if that takes long enough to be noticed."""
        if writes and not self._slow.isActive():
            self._slow.start()
        elif not writes:
            self._slow.stop()
            self._state.setText("All changes saved")
            self._saved.show()

    def show_undo(self, label_: str | None) -> None:
        """Say what undo would take back, if anything."""
        self._caps.setVisible(label_ is not None)
        self._undo.set_text(f"undoes “{label_}”" if label_ is not None else "")

    def _show_saving(self) -> None:
        self._state.setText("Saving…")
        self._saved.hide()
