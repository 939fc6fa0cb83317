"""What a report of a problem says, shown before it is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit

from readinglist.gui.widgets.blocks import button, column, label, row, rule
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from readinglist.gui.theme import Theme

LOOKING = "Looking at the library from page to page; a large one takes a while…"


class ReportSheet(Sheet):
    """`copy_asked` tells the text that is to be copied. Nothing is sent from here."""

    copy_asked = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, "Report a problem", width=760, height=620)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setFont(theme.font("small", family="mono"))
        self._text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._text.setPlaceholderText(LOOKING)
        self._text.setAccessibleName("Report")
        self._text.setProperty("kind", "field")
        self._copy = button(theme, "Copy", "primary")
        self._copy.setEnabled(False)
        self._copy.clicked.connect(lambda: self.copy_asked.emit(self._text.toPlainText()))
        close = button(theme, "Close", "quiet")
        close.clicked.connect(self.close_sheet)
        said = label(theme, "No title, note, address or path of yours is in it. Nothing is sent.", "small", "2")
        head = row(
            label(theme, "Report a problem", "h3", weight=700), None, KeyCaps(theme, "Esc"), margins=(24, 13, 20, 11)
        )
        foot = row(said, None, close, self._copy, gap=8, margins=(24, 11, 20, 13))
        self.card.setLayout(column(head, rule(), 14, row(14, self._text, 14), 14, rule(), foot, margins=(1, 1, 1, 1)))

    def start(self) -> None:
        """Show it while the library is still being looked at."""
        self.open(self._text)

    def show_text(self, text: str) -> None:
        """Show the report."""
        self._text.setPlainText(text)
        self._copy.setEnabled(True)
        self._copy.setFocus(Qt.FocusReason.OtherFocusReason)
