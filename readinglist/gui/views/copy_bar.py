"""What stands over everything while a copy is looked at: that it is one, why, and what to do; it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from readinglist.gui.views.notice import TEXT_EDGE, NoticeText
from readinglist.gui.widgets.blocks import column, on_surface, row, rule
from readinglist.gui.widgets.glyph import Glyph

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

WHAT = "You are looking at a copy. Search and export work; nothing is written."


class CopyBar(QWidget):
    """Says why a library can't be written, in words that can be selected; `text` is all of it."""

    def __init__(self, theme: Theme, why: str, remedy: str) -> None:
        super().__init__()
        on_surface(self, "warning")
        self.text = f"{WHAT}\n{why} {remedy}"
        words = NoticeText(theme)
        words.setAccessibleName("Why nothing can be written")
        words.show_parts(WHAT, f"{why} {remedy}")
        box = row(gap=6, margins=(13, 4, 16 - TEXT_EDGE, 7))
        box.addLayout(column(theme.px(7), Glyph(theme, "warning", "later"), None))
        box.addLayout(column(theme.px(4), words), 1)
        self.setLayout(column(box, rule()))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
