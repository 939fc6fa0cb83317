"""Where a note is typed: plain Markdown, lightly coloured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from readinglist.gui.theme import line_height
from readinglist.gui.utf16 import units
from readinglist.gui.views.note_highlighter import NoteHighlighter
from readinglist.gui.widgets.wrapping import wrap_mode

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

MEASURE = 634  # the width of lines, a length of the design
LEFT, RIGHT = 24, 16
AIRY = 145  # line height in percent of the font's size


class NoteEditor(QTextEdit):
    """Takes plain text only. `left` tells that Esc was pressed, `rested` that the focus went elsewhere.

    (The plain editor of Qt can't space its lines.) Tab goes on to the next control, as everywhere.
    """

    left = Signal()
    rested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFont(theme.font("strong"))
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)  # files that are dropped are for the window
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setAccessibleName("Note")
        self.setPlaceholderText("Write a note in Markdown")
        self._highlighter = NoteHighlighter(theme, self.document())
        self._untouched = True
        self._space()

    @property
    def text(self) -> str:
        """What is written; `toPlainText` would make plain spaces of those that don't break."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def fill(self, text: str) -> None:
        """Begin with another text; what was typed before can't be undone into it."""
        self.clear()
        self.setWordWrapMode(wrap_mode(text))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # laid out once
        cursor.insertText(text)
        self._space()
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.document().clearUndoRedoStacks()
        self._untouched = True

    def write_on(self) -> None:
        """Take the focus; a note that nobody has touched is gone on with at its end."""
        if self._untouched and not self.textCursor().position():
            self.moveCursor(QTextCursor.MoveOperation.End)
        self._untouched = False
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def change(self, text: str) -> None:
        """Make it another text where it differs; the cursor keeps its place among the words that stay."""
        old = self.text
        self.setWordWrapMode(wrap_mode(text))
        start = _alike(old, text)
        end = _alike(old[start:][::-1], text[start:][::-1])
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(old, start))
        cursor.setPosition(units(old, len(old) - end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves. In an empty line Qt takes Return for the end of the line's spacing, and no line comes."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A word without end may be what is pasted."""
        if wrap_mode(source.text()) != self.wordWrapMode():
            self.setWordWrapMode(wrap_mode(f"{self.text}\n{source.text()}"))
        super().insertFromMimeData(source)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the hands rest."""
        super().focusOutEvent(event)
        self.rested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to be read."""
        margins = note_margins(self._theme, self.width())
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)
        super().resizeEvent(event)

    def _space(self) -> None:
        block = QTextBlockFormat()
        airy = line_height(self.font(), AIRY)
        block.setLineHeight(airy, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)


def note_margins(theme: Theme, width: int) -> QMargins:
    """What stays free around a note, so that its lines are short enough to be read."""
    return QMargins(LEFT, 2, max(RIGHT, width - LEFT - theme.px(MEASURE)), 6)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
