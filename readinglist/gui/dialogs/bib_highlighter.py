"""Colours a BibTeX preview: entry types, keys and field names; the braces stay quiet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from readinglist.gui.theme import Theme

#: What is coloured (a pattern's last group), in which role and weight; later ones paint over earlier ones.
PARTS = (
    (re.compile(r"[{}]|,$"), "text_3", 400),
    (re.compile(r"^ +\w+ *="), "text_2", 400),
    (re.compile(r"^@\w+"), "check", 600),
    (re.compile(r"^@\w+\{([^\s{},]+)"), "accent", 600),
)


class BibHighlighter(QSyntaxHighlighter):
    """Off until `set_on`; follows the theme."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme, self._on = theme, False
        theme.changed.connect(self.rehighlight)

    def set_on(self, *, on: bool) -> None:
        """Colour what stands in the document, or leave it plain."""
        if on != self._on:
            self._on = on
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """One line."""
        if not self._on:
            return
        for pattern, role, weight in PARTS:
            shape = QTextCharFormat()
            shape.setForeground(self._theme.color(role))
            shape.setFontWeight(QFont.Weight(weight))
            for found in pattern.finditer(text):
                start, end = found.span(pattern.groups)
                self.setFormat(start, end - start, shape)
