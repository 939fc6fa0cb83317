"""The box that is searched from, above the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from readinglist.core.completion import complete, wants_names
from readinglist.gui.utf16 import signs, units
from readinglist.gui.views.choice_list import ChoiceList
from readinglist.gui.views.search_line import SearchLine
from readinglist.gui.widgets.blocks import on_surface, row
from readinglist.gui.widgets.bubble import Bubble
from readinglist.gui.words import today

if TYPE_CHECKING:
    from PySide6.QtGui import QMoveEvent, QResizeEvent

    from readinglist.core.completion import Choice, Completion, Names
    from readinglist.core.errors import QueryError
    from readinglist.gui.theme import Theme

PAUSE = 800  # milliseconds without another letter, after which it is said how half a query may go on


class SearchBox(QWidget):
    """A line with its key; below it hangs what can be put in where one types, or what is wrong with the query.

    `typed` tells the text at every edit, `entered` that the user wants into the list (Return, Down), `left` that the
    search is given up (Esc): by then the box is empty, and `typed` has said so. `names_wanted` asks for the tags and
    digests of the library, which `show_names` brings. What is only half written is no error: who pauses there is told
    in a calm word how one may go on.
    """

    typed = Signal(str)
    entered = Signal()
    left = Signal()
    names_wanted = Signal()

    def __init__(self, theme: Theme, key: str, name: str = "Search all papers", *, completes: bool = True) -> None:
        super().__init__()
        on_surface(self, "canvas")
        self.setFixedHeight(theme.px(48))
        self.field = SearchLine(theme, key, name)
        self.setFocusProxy(self.field)
        self.setLayout(row(self.field, margins=(12, 0, 12, 0)))
        self._theme = theme
        self._error: QueryError | None = None
        self._bubble: Bubble | None = None
        self._list: ChoiceList | None = None
        self._completion: Completion | None = None
        self._names: Names | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._show_hint)
        self.field.textChanged.connect(self._forgive)
        self.field.textEdited.connect(self.typed)
        if completes:
            self.field.textEdited.connect(lambda _text: self._offer())
            self.field.asked.connect(lambda: self._offer(asked=True))
            self.field.cursorPositionChanged.connect(self._follow_cursor)
            self.field.went.connect(self._close_list)
        self.field.clear_button.clicked.connect(self._clear)
        self.field.entered.connect(self.entered)
        self.field.left.connect(self._leave)
        self.field.moved.connect(self._place_bubble)

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Put a text into the box without telling."""
        if text != self.field.text():
            self._close_list()
            self.field.setText(text)

    def show_error(self, error: QueryError | None) -> None:
        """Say what can't be understood, pointing at it; None takes that away."""
        self._error = error
        self.field.setProperty("wrong", "true" if error and not error.unfinished else "")
        self.field.style().polish(self.field)
        self._show_wrong()

    def show_names(self, names: Names) -> None:
        """Take the tags and digests that can be offered."""
        self._names = names
        if self.field.hasFocus() and wants_names(*self._typed):
            self._offer()

    def forget_names(self) -> None:
        """Ask again for tags and digests when they are needed next: the library has changed."""
        self._names = None

    @property
    def choices(self) -> ChoiceList | None:
        """The list of what can be put in, while it is open."""
        return self._list if self._list and self._list.isVisible() else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bubble hangs below the field."""
        super().resizeEvent(event)
        self._place_below()

    def moveEvent(self, event: QMoveEvent) -> None:
        """The bubble hangs below the field."""
        super().moveEvent(event)
        self._place_below()

    @property
    def _typed(self) -> tuple[str, int]:
        """The text, and the character before which the cursor stands."""
        return self.text, signs(self.text, self.field.cursorPosition())

    def _offer(self, *, asked: bool = False) -> None:
        """Show what can be put in where the cursor stands, where that helps."""
        if self._names is None and wants_names(*self._typed):
            self.names_wanted.emit()
        around = self.parentWidget()
        found = None
        if not self.field.hasSelectedText():
            found = complete(*self._typed, self._names or {}, today(), asked=asked)
        if found is None or around is None:
            self._close_list()
            return
        if self._list is None or self._list.parentWidget() is not around:
            self._list = ChoiceList(self._theme, around, self.field)
            self._list.picked.connect(self._take)
            self._list.left.connect(self._close_list)
        self._completion = found
        self._list.offer(found.choices)
        self._place_below()
        self._show_wrong()

    def _follow_cursor(self) -> None:
        if self.choices:
            self._offer()

    def _close_list(self) -> None:
        self._completion = None
        if self._list and self._list.isVisible():
            self._list.hide()
            self._show_wrong()

    def _take(self, choice: Choice) -> None:
        """Put a choice where it belongs, as one edit; what can stand behind a field is offered next."""
        if self._completion is None:
            return
        text, cursor = self._completion.taken(self.text, choice)
        self.field.selectAll()
        self.field.insert(text)
        self.field.setCursorPosition(units(text, cursor))
        self._offer()

    def _show_wrong(self) -> None:
        """What is wrong, unless there is a list in its place; what is half written may go on first."""
        error = self._error
        if self.choices is None:
            self.field.setAccessibleDescription(str(error) if error else "")
        self._pause.stop()
        if error and not error.unfinished and self.choices is None:
            self._show_bubble(str(error), wrong=True)
            return
        if self._bubble:
            self._bubble.hide()
        if error and self.choices is None:
            self._pause.start()

    def _show_hint(self) -> None:
        if self._error:
            self._show_bubble(self._error.remedy, wrong=False)

    def _show_bubble(self, sentence: str, *, wrong: bool) -> None:
        """It is a child of what the box stands in: over its neighbours, moving none, and moved with them."""
        around = self.parentWidget()
        if around is None:
            return
        if self._bubble is None or self._bubble.parentWidget() is not around:
            self._bubble = Bubble(self._theme, around)
        self._bubble.say(sentence, wrong=wrong)
        self._place_bubble()
        self._bubble.show()
        self._bubble.raise_()

    def _place_bubble(self) -> None:
        around = self.parentWidget()
        if self._bubble and self._error and around and around is self._bubble.parentWidget():
            corner = self.field.mapTo(around, self.field.rect().bottomLeft())
            self._bubble.hang(corner, self.field.width(), self.field.place_of(self._error.position))

    def _place_below(self) -> None:
        around = self.parentWidget()
        if self.choices and around:
            corner = self.field.mapTo(around, self.field.rect().bottomLeft())
            self.choices.hang(corner, self.field.width())
        self._place_bubble()

    def _clear(self) -> None:
        self._close_list()
        if self.text:
            self.field.clear()
            self.typed.emit("")
        self.field.setFocus()

    def _leave(self) -> None:
        self._clear()
        self.left.emit()

    def _forgive(self, text: str) -> None:
        if not text:  # nothing is never wrong
            self.show_error(None)
