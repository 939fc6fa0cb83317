"""What stands in the place of a list that has no papers yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from readinglist.gui.views.blocks import column, label, on_surface, row
from readinglist.gui.views.key_caps import KeyCaps

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme


class EmptyPage(QWidget):
    """One line, and one thing to do."""

    def __init__(self, theme: Theme, import_key: str) -> None:
        super().__init__()
        on_surface(self, "canvas")
        line = label(theme, "No papers yet.", "h2", weight=600, family="serif")
        caps = [KeyCaps(theme, import_key)] if import_key else []
        words = "imports digests that you saved as text." if caps else "File › Import… brings digests in."
        todo = row(None, *caps, label(theme, words, "strong", "2"), None)
        self.setLayout(column(None, row(None, line, None), 8, todo, None, None, margins=(24, 24, 24, 24)))
