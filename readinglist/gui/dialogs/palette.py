"""The command palette: type a few letters of a command, a list or a paper, and Enter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from readinglist.gui.dialogs.hit_row import HitRow
from readinglist.gui.models.hits import HitModel
from readinglist.gui.widgets.blocks import column, label, row, rule
from readinglist.gui.widgets.field import line_edit
from readinglist.gui.widgets.glyph import Glyph
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.pick_list import PickList
from readinglist.gui.widgets.sheet import Sheet
from readinglist.gui.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.gui.models.hits import Hit
    from readinglist.gui.theme import Theme

NOTHING = "No command, list or paper has these words."
NO_COMMAND = "No command has these words."


class Palette(Sheet):
    """`typed` asks for hits, which `show_hits` shows; the card stays as high as it is, whatever is found.

    `chosen` tells the value of the hit that was chosen, when the sheet is gone already. Tab turns `only_commands` on
    and off.
    """

    typed = Signal(str)
    chosen = Signal(object)
    only_commands = Signal(bool)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, "Commands", width=640, height=480, top=96)
        self._only = False
        self._for = ""  # what was typed when hits were last shown, and which of them was selected then
        self._first: Hit | None = None
        self._model = HitModel()
        self.field = line_edit(theme, "Command, list or paper", "Command, list or paper")
        self.field.setProperty("kind", "bare")
        self.field.setFont(theme.font("h3"))
        self.list = PickList("Results", self.field, self._model)
        self.list.paint_rows_with(HitRow(theme, self.list))
        self._nothing = label(theme, NOTHING, tone="3", wrap=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        empty = QWidget()
        empty.setLayout(column(self._nothing, None, margins=(21, 14, 20, 0)))
        self._pages.addWidget(empty)
        self._count = label(theme, "", "small", "3")
        self._mode = label(theme, "only commands", "small", "3")
        head = QWidget()
        head.setFixedHeight(theme.px(51))
        glyph = Glyph(theme, "search", "text_2")
        head.setLayout(row(glyph, self.field, KeyCaps(theme, "Esc"), gap=10, margins=(21, 2, 16, 0)))
        self.card.setLayout(column(head, rule(), self._pages, rule(), self._foot(theme), margins=(1, 1, 1, 1)))
        self.field.textChanged.connect(self.typed)
        self.list.picked.connect(self._choose)

    def start(self) -> None:
        """Show the sheet with the focus in its field."""
        self.open(self.field)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.field.text()

    def show_hits(self, groups: Sequence[tuple[str, Sequence[Hit]]]) -> None:
        """Show what was found for what is typed. The first is selected; more for the same text leaves the selection."""
        before = self._model.hit(self.list.row) if self._for == self.text else None
        moved = before != self._first
        self._for = self.text
        self._model.show(groups, self.text)
        self._first = self._model.hit(self.list.row)
        if moved and (kept := self._model.row_of(before)) >= 0:
            self.list.select(kept)
        number = self._model.hits
        self._count.setText(counted(number, "result", "results") if number else "No results")
        self._nothing.setText(NO_COMMAND if self._only else NOTHING)
        self._pages.setCurrentIndex(0 if number else 1)
        if not number:
            self.list.say(self._nothing.text())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's name
        """Tab changes what is looked for: everything, or only commands."""
        del next
        self._only = not self._only
        self._mode.setText("everything" if self._only else "only commands")
        name = "Command" if self._only else "Command, list or paper"
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self.only_commands.emit(self._only)
        return True

    def _choose(self, row_chosen: int) -> None:
        hit = self._model.hit(row_chosen)
        if hit:
            self.close_sheet()
            self.chosen.emit(hit.value)

    def _foot(self, theme: Theme) -> QWidget:
        keys = [KeyCaps(theme, keys) for keys in ("Up", "Down", "Return", "Tab")]
        choose, do = label(theme, "choose", "small", "3"), label(theme, "do", "small", "3")
        made = QWidget()
        made.setFixedHeight(theme.px(37))
        items = (*keys[:2], choose, 8, keys[2], do, 8, keys[3], self._mode, None, self._count)
        made.setLayout(row(*items, gap=5, margins=(21, 0, 21, 0)))
        return made
