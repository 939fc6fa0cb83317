"""A page for the history: every step that was made, what it is about, and the way back from each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from readinglist.gui.models.steps import StepsModel
from readinglist.gui.step_words import verdict_words
from readinglist.gui.views.empty_line import EmptyLine
from readinglist.gui.views.search_box import SearchBox
from readinglist.gui.views.step_bar import StepBar
from readinglist.gui.views.steps_table import StepsTable
from readinglist.gui.widgets.blocks import button, column, label, on_surface, row, rule
from readinglist.gui.widgets.key_caps import KeyCaps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readinglist.gui.models.steps import StepRow
    from readinglist.gui.theme import Theme
    from readinglist.store.history import Verdict

FILTER = 320


class HistoryPage(QWidget):
    """A page of the window. `keys` are those of the page by their commands, empty where one has none.

    `typed` tells the words that steps are to have, `chosen` that another step is looked at (`current`); `undone`,
    `redone` and `papers_asked` are about that one. `left` tells that the user is done.
    """

    typed = Signal(str)
    chosen = Signal()
    undone = Signal()
    redone = Signal()
    papers_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, keys: Mapping[str, str]) -> None:
        super().__init__()
        on_surface(self, "canvas")
        self.setAccessibleName("History")
        self._theme, self._keys = theme, keys
        self.model = StepsModel(self)
        self.filter = SearchBox(theme, keys.get("step.find", ""), "Find a step by its name", completes=False)
        self.filter.setFixedWidth(theme.px(FILTER))
        self.table = StepsTable(theme, self.model)
        self.bar = StepBar(theme, keys)
        self._leave = button(theme, "Leave", "quiet")
        self._empty = EmptyLine(theme)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty)
        self._lay_out()
        self._connect()

    @property
    def current(self) -> StepRow | None:
        """The step that is looked at."""
        return self.table.current

    def begin(self) -> None:
        """Show all steps, from the newest on, as soon as they are there."""
        self.filter.set_text("")
        self.table.begin()

    def show_steps(self, rows: Sequence[StepRow], *, more: bool) -> None:
        """Show steps from the newest on, or say that there are none."""
        had_focus = self._shown.hasFocus()
        self.model.show(rows, more=more)
        if self.filter.text.strip():
            self._empty.say("No step has all of these words.", "Esc", "takes them away.")
        else:
            self._empty.say("Nothing was done yet.")
        self._body.setCurrentWidget(self.table if rows else self._empty)
        if had_focus:
            self.take_focus()

    def show_verdict(self, verdict: Verdict | None, *, papers: bool) -> None:
        """Say of the step that is looked at what can be done; None while that is not known."""
        if verdict is None:
            self.bar.say("")
            self.bar.let(undo=False, redo=False, papers=papers)
            return
        standing = verdict.step.standing
        can = verdict.refused is None
        self.bar.say(verdict_words(verdict))
        self.bar.let(undo=can and standing, redo=can and not standing, papers=papers)

    def take_focus(self) -> None:
        """Give the keys to the steps, or to what says that there are none."""
        self._shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_words(self) -> bool:
        """Take the words away that steps are to have; False where there are none."""
        if not self.filter.text:
            return False
        self.filter.set_text("")
        self.typed.emit("")
        return True

    @property
    def _shown(self) -> QWidget:
        return self._empty if self._body.currentWidget() is self._empty else self.table

    def _lay_out(self) -> None:
        theme = self._theme
        head = QWidget()
        head.setFixedHeight(theme.px(48))
        leave = self._keys.get("step.leave", "")
        caps = [KeyCaps(theme, leave)] if leave else []
        name = label(theme, "History", weight=700)
        head.setLayout(row(name, None, self.filter, 8, self._leave, *caps, margins=(24, 0, 24, 0)))
        layout = column(head, rule())
        layout.addWidget(self._body, 1)
        layout.addWidget(rule())
        layout.addWidget(self.bar)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.filter.typed.connect(self.typed)
        self.filter.entered.connect(self.take_focus)
        self.filter.left.connect(self.take_focus)
        self.table.chosen.connect(self.chosen)
        self.table.doubleClicked.connect(self.papers_asked)
        self._leave.clicked.connect(self.left)
        self.bar.undone.connect(self.undone)
        self.bar.redone.connect(self.redone)
        self.bar.papers_asked.connect(self.papers_asked)
