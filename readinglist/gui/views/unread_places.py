"""The places of a digest that could not be read: where, why, and the line as it stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from readinglist.core.paper import DigestReport
from readinglist.gui import words
from readinglist.gui.widgets.blocks import column, on_surface, rule

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

HIGHEST = 160
SIDE, AIR, BAR = 16, 8, 16  # before the text, above and below it, and for the scroll bar


class UnreadPlaces(QWidget):
    """A text that can be read and copied; as high as it needs to be, up to `HIGHEST`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        on_surface(self, "chrome")
        self._theme = theme
        self._report = DigestReport(0, 0, 0)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName("Places that were not read")
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().setDocumentMargin(0)
        self.text.setViewportMargins(SIDE, AIR, 4, AIR)
        self.setLayout(column(rule(), self.text))
        theme.changed.connect(self._write)
        self.hide()

    def show_places(self, report: DigestReport) -> None:
        """Write them down."""
        if report != self._report:
            self._report = report
            self._write()
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines, another height."""
        super().resizeEvent(event)
        self._fit()

    def _write(self) -> None:
        """The colours are in the text, so that it is written again for another theme."""
        theme = self._theme
        block, reason, raw = QTextBlockFormat(), QTextCharFormat(), QTextCharFormat()
        reason.setFont(theme.font("small"))
        reason.setForeground(theme.color("text_2"))
        raw.setFont(theme.font("small", 400, "mono"))
        raw.setForeground(theme.color("text"))
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        for number, place in enumerate(self._report.unread):
            block.setTopMargin(8 if number else 0)
            line = f"Line {place.line:,}: " if place.line is not None else ""
            self._add(cursor, line + place.message, block, reason)
            if place.text:
                block.setTopMargin(1)
                self._add(cursor, place.text, block, raw)
        left_out = self._report.unread_count - len(self._report.unread)
        if self._report.unread and left_out > 0:
            block.setTopMargin(8)
            self._add(cursor, f"And {words.counted(left_out, 'place', 'places')} more.", block, reason)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)  # it went along with what was written

    def _add(self, cursor: QTextCursor, text: str, block: QTextBlockFormat, letters: QTextCharFormat) -> None:
        if cursor.document().isEmpty():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText(text, letters)

    def _fit(self) -> None:
        document = self.text.document()
        document.setTextWidth(self.width() - SIDE - BAR)
        high = round(document.size().height()) + 2 * AIR
        self.text.setFixedHeight(min(high, self._theme.px(HIGHEST)))
