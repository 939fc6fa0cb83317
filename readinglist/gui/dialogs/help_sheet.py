"""How the program is used, over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist import resources
from readinglist.gui.views.note_preview import NotePreview
from readinglist.gui.widgets.blocks import column, label, row, rule
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from readinglist.gui.theme import Theme


class HelpSheet(Sheet):
    """The shipped page, to be scrolled with the keys."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, "Help", width=760, height=680)
        self._page = NotePreview(theme)
        self._page.setAccessibleName("Help")
        text = resources.text("help/help.md")
        self._page.show_markdown("\n".join(line for line in text.splitlines() if not line.startswith("<!--")))
        self._page.left.connect(self.close_sheet)
        head = row(label(theme, "Help", "h3", weight=700), None, KeyCaps(theme, "Esc"), margins=(24, 13, 20, 11))
        self.card.setLayout(column(head, rule(), 12, self._page, margins=(1, 1, 1, 12)))

    def start(self) -> None:
        """Show it."""
        self.open(self._page)
