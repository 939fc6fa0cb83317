"""What a user should know and can mend: docked at the foot, so that nothing above it moves; it never fades."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QKeyEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QTextEdit, QWidget
from shiboken6 import isValid

from readinglist.gui.widgets.blocks import button, column, label, on_surface, row, rule
from readinglist.gui.widgets.chip import Flow
from readinglist.gui.widgets.glyph import Glyph
from readinglist.gui.widgets.key_button import Face, KeyButton
from readinglist.gui.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readinglist.core.errors import ReadingListError
    from readinglist.gui.theme import Theme

Severity = Literal["error", "warning", "news"]
TALLEST = 120  # lengths of the design; a longer text scrolls
TEXT_EDGE = 5  # between the text and the edge that shows the focus


class Notice(QFrame):
    """One thing that went wrong, or has to be known: what happened, what to do.

    A newer one takes its place, the same one is counted. It takes the focus only from who comes to it by Tab, and gives
    it back. `closed` tells that it went.
    """

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown, self._times = ("", ""), 0
        self.kind: Severity = "error"
        self._before: QWidget | None = None
        on_surface(self, "error")
        self._signs: dict[Severity, Glyph] = {
            "error": Glyph(theme, "error", "error"),
            "warning": Glyph(theme, "warning", "later"),
            "news": Glyph(theme, "undo", "text_2"),
        }
        self._text = NoticeText(theme)
        self._copy = KeyButton(theme, Face.plain("Copy", "copy", quiet=True), "", "icon")
        self._copy.clicked.connect(self._copy_text)
        self._aside = label(theme, "", "small", "2")
        self._actions, self._buttons = QWidget(), Flow(gap=8)
        self._lay_out()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._remember)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, as Copy takes it."""
        return "\n".join(part for part in self._shown if part)

    def show_error(self, error: ReadingListError) -> None:
        """Say what a user can mend."""
        self.say(error.what, error.remedy)

    def say(
        self, what: str, remedy: str = "",
        *, kind: Severity = "error", actions: Sequence[tuple[str, Callable[[], None]]] = (),
    ) -> None:  # fmt: skip
        """Say what happened and what to do; `actions` are buttons, and none of them closes it by itself."""
        again = not self.isHidden() and self._shown == (what, remedy)
        self._times = self._times + 1 if again else 1
        self._aside.setText(counted(self._times, "time", "times") if self._times > 1 else "")
        self._shown, self.kind = (what, remedy), kind
        on_surface(self, "raised" if kind == "news" else kind)
        self.style().polish(self)
        for name, sign in self._signs.items():
            sign.setVisible(name == kind)
        self._text.show_parts(what, remedy)
        self._put_actions(actions)
        self.setAccessibleName(self.text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))

    def dismiss(self) -> None:
        """Take it away; the focus goes back to where it was."""
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if had_focus and self._before and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._actions.setLayout(self._buttons)
        foot = row(gap=8, margins=(TEXT_EDGE, 0, 0, 0))
        foot.addWidget(self._actions, 1)
        foot.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignVCenter)
        box = row(gap=6, margins=(13, 6, 8, 12))
        for sign in self._signs.values():
            box.addLayout(column(self._theme.px(7), sign, None))
        box.addLayout(column(self._theme.px(4), self._text, 6, foot), 1)
        box.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(rule(), box))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _put_actions(self, actions: Sequence[tuple[str, Callable[[], None]]]) -> None:
        had_focus = self._actions.isAncestorOf(QApplication.focusWidget() or self)
        while item := self._buttons.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for place, (name, act) in enumerate((*actions, ("Close", self.dismiss))):
            made = button(self._theme, name, "" if place == 0 else "quiet")
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus with who types
            made.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.addWidget(made)
            made.show()
            if had_focus:
                made.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._aside.setText("Copied")

    def _remember(self, old: QWidget | None, new: QWidget | None) -> None:
        """Who had the focus before it came here."""
        if new is not None and self.isAncestorOf(new) and old is not None and not self.isAncestorOf(old):
            self._before = old


class NoticeText(QTextEdit):
    """What happened, bold, and what to do; as high as it is, and beyond `TALLEST` it scrolls."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts = "", ""
        self.setProperty("kind", "notice")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("What happened")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)  # a path has no spaces
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._write)

    def show_parts(self, what: str, remedy: str) -> None:
        """Show both halves of a message; text that stands there already keeps its selection."""
        if (what, remedy) != self._parts:
            self._parts = what, remedy
            self._write()

    def _write(self) -> None:
        what, remedy = self._parts
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.insertText(what, self._format("text", 600))
        if remedy:
            cursor.insertText("\n" + remedy, self._format("text_2", 400))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def _format(self, role: str, weight: int) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self._theme.font("base", weight))
        made.setForeground(self._theme.color(role))
        return made

    def _fit(self) -> None:
        self.setFixedHeight(min(ceil(self.document().size().height()) + 2 * 3, self._theme.px(TALLEST)))
