"""What can be done with the step that is looked at, or why not, at the foot of the page: it never moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from readinglist.gui.widgets.blocks import label, on_surface, row
from readinglist.gui.widgets.key_button import Face, KeyButton

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from readinglist.gui.theme import Theme

HIGH = 92
NARROW = 900  # below it the buttons are icon and key
UNDO = Face.plain("Undo this step", "undo")
REDO = Face.plain("Do it again", "redo")
PAPERS = Face.plain("Show its papers", "inbox", quiet=True)


class StepBar(QWidget):
    """`keys` are those of the page by their commands."""

    undone = Signal()
    redone = Signal()
    papers_asked = Signal()

    def __init__(self, theme: Theme, keys: Mapping[str, str]) -> None:
        super().__init__()
        on_surface(self, "chrome")
        self._theme = theme
        self._words = label(theme, "", tone="2", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._papers = KeyButton(theme, PAPERS, keys.get("step.papers", ""))
        self._undo = KeyButton(theme, UNDO, keys.get("history.undo_step", ""))
        self._redo = KeyButton(theme, REDO, keys.get("history.redo_step", ""))
        self.setFixedHeight(theme.px(HIGH))
        box = row(gap=8, margins=(24, 8, 24, 8))
        box.addWidget(self._words, 1)
        box.addSpacing(16)
        for one, signal in (
            (self._papers, self.papers_asked), (self._redo, self.redone), (self._undo, self.undone),
        ):  # fmt: skip
            one.clicked.connect(signal)
            box.addWidget(one)
        self.setLayout(box)
        self.let(undo=False, redo=False, papers=False)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def let(self, *, undo: bool, redo: bool, papers: bool) -> None:
        """Say what there is to be done."""
        for one, can in ((self._undo, undo), (self._redo, redo), (self._papers, papers)):
            one.setEnabled(can)

    def say(self, text: str, *, aloud: bool = False) -> None:
        """Say what undoing does, or why it can't be done; `aloud` where the user has just asked for it."""
        self._words.setText(text)
        self._words.setToolTip(text)
        if aloud:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words where there is room for them."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(NARROW)
        for one in (self._undo, self._redo, self._papers):
            one.set_form("keys" if narrow else "full")
