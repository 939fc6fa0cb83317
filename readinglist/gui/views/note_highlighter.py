"""Markdown while it is typed: weight and colour only, never another size, so that lines do not jump."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from readinglist.gui.utf16 import in_units, units

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

LONGEST = 20_000  # a line beyond it is no prose, and stays plain
FENCE = re.compile(r"\s*(?:```|~~~)")


class _Rule(NamedTuple):
    """What is coloured how; every pattern passes over a line once, whatever stands in it."""

    pattern: re.Pattern[str]
    role: str
    weight: int = 400
    slanted: bool = False


RULES = (
    _Rule(re.compile(r"^#{1,6}\s.*"), "text", 600),
    _Rule(re.compile(r"^\s*>.*"), "text_2"),
    _Rule(re.compile(r"(?<![*\w])\*[^*\s][^*]*\*(?![*\w])|(?<!\w)_[^_\s][^_]*_(?!\w)"), "text", slanted=True),
    _Rule(re.compile(r"\*\*[^*]+\*\*|(?<!\w)__[^_]+__(?!\w)"), "text", 700),
    _Rule(re.compile(r"\[\[[^\[\]]+\]\]|\[[^\[\]]+\]\([^()\s]+\)|<?https?://[^\s<>]+>?"), "accent", 500),
    _Rule(re.compile(r"(?<![\w#/&])#[^\W\d_][\w/-]*"), "check", 500),
    _Rule(re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])(?=\s)"), "text_3", 600),
    _Rule(re.compile(r"`[^`]+`"), "later"),
)


class NoteHighlighter(QSyntaxHighlighter):
    """Follows the theme."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """One line; between fences all is code."""
        inside = self.previousBlockState() == 1
        fence = FENCE.match(text) is not None
        self.setCurrentBlockState(int(inside != fence))
        if inside or fence:
            self.setFormat(0, units(text, len(text)), self._look(_Rule(FENCE, "later")))
        elif text and len(text) <= LONGEST:
            for rule in RULES:
                self._apply(rule, text)

    def _apply(self, rule: _Rule, text: str) -> None:
        for start, end in in_units(text, (found.span() for found in rule.pattern.finditer(text))):
            self.setFormat(start, end - start, self._look(rule))

    def _look(self, rule: _Rule) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setForeground(self._theme.color(rule.role))
        look.setFontWeight(QFont.Weight(rule.weight))
        look.setFontItalic(rule.slanted)
        return look
