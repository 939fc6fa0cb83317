"""A text to be read: plain, selectable, as tall as it is, never wider than a line should be."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QTextBlockFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from readinglist.gui.theme import line_height

if TYPE_CHECKING:
    from PySide6.QtGui import QFont


class ReadingText(QTextEdit):
    """The page around it scrolls, it does not. Nothing is loaded from anywhere: the text is plain."""

    def __init__(self, name: str, font: QFont, percent: int, width: int) -> None:
        super().__init__()
        self._line_height = line_height(font, percent)
        # lines that are set closer than the font is high leave the last one's descenders without room
        self._descent = max(0, ceil(QFontMetricsF(font).lineSpacing() * (1 - self._line_height / 100)))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setAccessibleName(name)
        self.setFont(font)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)  # the usual 4 would break the left edge
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(width)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_text(self, text: str) -> None:
        """Show a text; one that stands there already keeps its selection."""
        if text == self.toPlainText():
            return
        self.setPlainText(text)
        block = QTextBlockFormat()
        block.setLineHeight(self._line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that would scroll belong to the page; those that copy and select stay."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _fit(self) -> None:
        self.setFixedHeight(int(self.document().size().height()) + 2 + self._descent)
