"""A text to be read: plain, selectable, as tall as it is, never wider than a line should be."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from readinglist.core.formulas import readable
from readinglist.core.readable import Readable
from readinglist.gui.theme import line_height
from readinglist.gui.utf16 import in_units
from readinglist.gui.widgets.wrapping import wrap_mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont

    from readinglist.core.found import Span
    from readinglist.gui.theme import Theme

Side = Literal["left", "right"]

ISOLATES = "\u2066\u2067\u2068\u2069"
MOST_ISOLATES = 200  # no text of people has as many; the time that Qt takes goes with their square
_TO_BREAKS = str.maketrans(dict.fromkeys(ISOLATES, "\u200b"))

_LEVELS = {
    1: QTextCharFormat.VerticalAlignment.AlignSuperScript,
    -1: QTextCharFormat.VerticalAlignment.AlignSubScript,
}
MOST_MARKS = 1000  # a letter searched for in a text without end: what is marked then helps nobody


class ReadingText(QTextEdit):
    """The page around it scrolls, it does not. Nothing is loaded from anywhere: the text is plain.

    With `formulas` those of the text are shown readable, as far as the theme wants that; spans and `text` are always
    those of the text as it came. Words that a search found stand on the `found` ground; words said by the program
    stand in `text_3`. Words that only this one of two texts has stand on the ground of its `side`, over dashes at the
    left, a line at the right.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        font: QFont,
        percent: int,
        *,
        ink: str = "text",
        side: Side = "left",
        formulas: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._percent, self._ink, self._side = theme, percent, ink, side
        self._formulas = formulas
        self._text = ""
        self._shown = Readable(())
        self._found: tuple[Span, ...] = ()
        self._quiet: tuple[Span, ...] = ()
        self._only: tuple[Span, ...] = ()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)  # the usual 4 would break the left edge
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_font(font)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._follow)
        if formulas:
            theme.formulas_changed.connect(self._write)

    def set_font(self, font: QFont) -> None:
        """Be read in another size."""
        self._font = font
        self._line_height = line_height(font, self._percent)
        # lines that are set closer than the font is high leave the last one's descenders without room
        self._descent = max(0, ceil(QFontMetricsF(font).lineSpacing() * (1 - self._line_height / 100)))
        self.setFont(font)
        self._space()

    def show_text(
        self, text: str, found: Sequence[Span] = (), quiet: Sequence[Span] = (), *, only: Sequence[Span] = ()
    ) -> None:
        """Show a text with its marks; one that stands there already keeps its selection."""
        marks = tuple(found[:MOST_MARKS]), tuple(quiet), tuple(only[:MOST_MARKS])
        another = text != self.text
        changed = another or marks != (self._found, self._quiet, self._only)
        self._found, self._quiet, self._only = marks
        if another:
            self._text = text
            self._write()
        elif changed:
            self._mark()

    @property
    def text(self) -> str:
        """What it shows, as it came."""
        return self._text

    def place_at(self, y: int) -> int:
        """Which character stands at a height of the widget."""
        return self.cursorForPosition(QPoint(0, y)).position()

    def top_of(self, place: int) -> int:
        """At which height of the widget the line of a character begins."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        return self.cursorRect(cursor).top()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that would scroll belong to the page; those that copy and select stay."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _follow(self) -> None:
        """Another style sheet brings back the font that the widget was made with."""
        self.set_font(self._font)
        self._mark()

    def _write(self) -> None:
        """Text, spacing and marks as one change: the document is laid out after each, and that takes a while."""
        self._shown = readable(self._text, formulas=self._formulas and self._theme.formulas)
        self.clear()  # so that another way of wrapping lays nothing out
        self.setWordWrapMode(wrap_mode(self._text))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(_without_isolates(self._shown.text))
        self._space()
        self._mark()
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def _space(self) -> None:
        block = QTextBlockFormat()
        block.setLineHeight(self._line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        self._fit()

    def _mark(self) -> None:
        """Give the words their colours; formats keep colours, so a change of theme does it again."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        plain = QTextCharFormat()
        plain.setForeground(self._theme.color(self._ink))
        cursor.setCharFormat(plain)
        ground, quiet = QTextCharFormat(plain), QTextCharFormat(plain)
        ground.setBackground(self._theme.color("found"))
        quiet.setForeground(self._theme.color("text_3"))
        for spans, mark in ((self._found, ground), (self._quiet, quiet), (self._only, self._of_side(plain))):
            self._give(cursor, self._shown.shown(spans), mark)
        for level, place in _LEVELS.items():
            raised = QTextCharFormat()
            raised.setVerticalAlignment(place)
            self._give(cursor, self._shown.level_spans(level), raised)
        cursor.endEditBlock()

    def _give(self, cursor: QTextCursor, spans: Sequence[Span], form: QTextCharFormat) -> None:
        """Add a format to parts of what is shown."""
        for start, end in in_units(self._shown.text, spans):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(form)

    def _of_side(self, plain: QTextCharFormat) -> QTextCharFormat:
        made, line = QTextCharFormat(plain), QTextCharFormat.UnderlineStyle
        made.setBackground(self._theme.color(f"only_{self._side}"))
        made.setUnderlineStyle(line.DashUnderline if self._side == "left" else line.SingleUnderline)
        made.setUnderlineColor(self._theme.color("text_2"))
        return made

    def _fit(self) -> None:
        self.setFixedHeight(int(self.document().size().height()) + 2 + self._descent)


def _without_isolates(text: str) -> str:
    """The text, with breaks of no width where more signs turn the direction of writing than Qt lays out in time."""
    return text if sum(map(text.count, ISOLATES)) <= MOST_ISOLATES else text.translate(_TO_BREAKS)
