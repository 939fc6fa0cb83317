"""The bar at the foot that offers an import: what was found, one button to bring it in, one to leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from readinglist.gui.views.blocks import button, column, label, on_surface, row, rule
from readinglist.gui.views.glyph import Glyph

if TYPE_CHECKING:
    from readinglist.gui.import_words import Said
    from readinglist.gui.theme import Theme


class ImportBar(QFrame):
    """Says one thing at a time. `accepted` and `declined` tell which button was pressed."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        on_surface(self, "chrome")
        self.setAccessibleName("Import")
        self._sentence = label(theme, size="strong", weight=600, wrap=True)
        self._detail = label(theme, tone="2", wrap=True)
        self._decline = button(theme, "Not now")
        self._accept = button(theme, "Import", primary=True)
        self._decline.clicked.connect(self.declined)
        self._accept.clicked.connect(self.accepted)
        top = Qt.AlignmentFlag.AlignTop
        box = row(gap=8, margins=(24, 13, 24, 13))
        box.addWidget(Glyph(theme, "import", "text_2"), 0, top)
        box.addLayout(column(self._sentence, self._detail, gap=2), 1)
        box.addWidget(self._decline, 0, top)
        box.addWidget(self._accept, 0, top)
        self.setLayout(column(rule(), box))
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    def say(self, said: Said, decline: str) -> None:
        """Show a sentence; `decline` is what the other button says, nothing where there is none."""
        self._sentence.setText(said.sentence)
        self._detail.setText(said.detail)
        self._detail.setVisible(bool(said.detail))
        self._accept.setText(said.button)
        self._accept.setVisible(bool(said.button))
        self._decline.setText(decline)
        self._decline.setVisible(bool(decline))
        self.setAccessibleDescription(f"{said.sentence}. {said.detail}")
        self.show()

    def take_focus(self) -> None:
        """Let Enter press what is the next thing to do."""
        (self._decline if self._accept.isHidden() else self._accept).setFocus(Qt.FocusReason.OtherFocusReason)
