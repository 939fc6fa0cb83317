"""One detail of a paper as it is typed: its name, its value, what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from readinglist.core.details import read_details
from readinglist.core.errors import DetailsError
from readinglist.gui.widgets.blocks import column, label, row
from readinglist.gui.widgets.field import line_edit
from readinglist.gui.widgets.link_button import LinkButton

if TYPE_CHECKING:
    from readinglist.core.details import DetailField as Name
    from readinglist.gui.theme import Theme

TAKE_AWAY, KEEP = "Take mine away", "Keep mine"


class DetailField(QWidget):
    """A line, or several; below it `room` for lines of what is wrong, so that nothing moves.

    Where the value is the user's own a button takes it away, and brings it back as long as the sheet is open.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        field: Name,
        name: str,
        value: str,
        *,
        own: bool,
        hint: str = "",
        lines: int = 1,
        room: int = 1,
    ) -> None:
        super().__init__()
        self.field, self._own, self._hint, self._at_first = field, own, hint, value
        self.edit = line_edit(theme, name, hint) if lines == 1 else _text_edit(theme, name, hint, lines)
        self._wrong = label(theme, "", "small", "error", wrap=True)
        self._wrong.setMinimumHeight(int(room * theme.metrics("small").lineSpacing()) + 3)
        self._wrong.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = label(theme, name, "small", "2", weight=600)
        head.setBuddy(self.edit)
        self._take = LinkButton(theme, TAKE_AWAY, "Go back to what digests say", high=20)
        self._take.setAccessibleName(f"{TAKE_AWAY}: {name}")
        self._take.clicked.connect(self._take_away)
        line = row(head, None, self._take, gap=8)
        line.addStrut(theme.px(20))
        self.setLayout(column(line, 3, self.edit, 2, self._wrong))
        self._take.setVisible(own)  # not before it stands in the field: it would be a window of its own
        self._put(value)
        self.edit.textChanged.connect(self._typed)
        self.edit.installEventFilter(self)

    @property
    def text(self) -> str:
        """What is typed, without space around it."""
        text = self.edit.text() if isinstance(self.edit, QLineEdit) else self.edit.toPlainText()
        return text.strip()

    @property
    def new(self) -> str | None:
        """What is to be written: None where nothing changed, empty where the user's own goes."""
        if self.text == self._at_first.strip() or (not self.text and not self._own):
            return None
        return self.text

    def order_focus(self) -> None:
        """Tab goes to what is typed first, then to the button above it: in a sheet it follows the order of children."""
        self._take.raise_()

    def check(self) -> bool:
        """Say what is wrong with what is typed; tells whether nothing is."""
        try:
            if self.new:
                read_details({self.field: self.new})
        except DetailsError as error:
            self.set_wrong(str(error))
            return False
        self.set_wrong("")
        return True

    def set_wrong(self, why: str) -> None:
        """Say what is wrong; nothing, where nothing is."""
        self._wrong.setText(why)
        self.edit.setAccessibleDescription(why)
        self.edit.setProperty("wrong", bool(why))
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what was typed when the user goes on."""
        if watched is self.edit and event.type() == QEvent.Type.FocusOut:
            self.check()
        return False

    def _typed(self) -> None:
        """What was wrong may be right by now; what is being typed is not wrong yet."""
        if self._wrong.text():
            self.check()
        if self._own:
            away = not self.text
            self._take.setText(KEEP if away else TAKE_AWAY)
            self._take.setAccessibleName(f"{self._take.text()}: {self.edit.accessibleName()}")
            self._take.setToolTip("Bring back what you entered" if away else "Go back to what digests say")
            self.edit.setPlaceholderText("What digests say comes back" if away else self._hint)
            self._take.updateGeometry()
        self.changed.emit()

    def _take_away(self) -> None:
        self._put("" if self.text else self._at_first)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, text: str) -> None:
        if isinstance(self.edit, QLineEdit):
            self.edit.setText(text)
            self.edit.setCursorPosition(0)
        else:
            self.edit.setPlainText(text)


def _text_edit(theme: Theme, name: str, hint: str, lines: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setProperty("kind", "field")
    made.setFont(theme.font())
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setTabChangesFocus(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.document().setDocumentMargin(2)
    made.setViewportMargins(0, 3, 0, 3)
    made.setFixedHeight(lines * made.fontMetrics().lineSpacing() + 2 * (2 + 3 + 1) + 1)
    return made
