"""Gives tags to papers and takes them away, several in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from readinglist.core.errors import ReadingListError
from readinglist.gui.dialogs.tag_row import TagRow
from readinglist.gui.models.tag_choices import TagChoiceModel
from readinglist.gui.widgets.blocks import column, label, row, rule
from readinglist.gui.widgets.field import line_edit
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.pick_list import PickList
from readinglist.gui.widgets.sheet import Sheet
from readinglist.gui.words import paper_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readinglist.core.reading import TagCount
    from readinglist.gui.models.tag_choices import Mark
    from readinglist.gui.theme import Theme

NO_TAGS = "There are no tags yet. Type a name to make one."


class TagSheet(Sheet):
    """`toggled` tells that a tag is to be on all of the papers, or off all; the sheet shows it at once and stays open.

    `on` says which tags all or some of the papers have; `papers` is how many papers that are. `show_tags` brings what
    the library says after a step.
    """

    toggled = Signal(str, bool)

    def __init__(
        self, theme: Theme, window: QWidget, tags: Sequence[TagCount], on: Mapping[str, Mark], papers: int
    ) -> None:
        title = f"Tags of {paper_count(papers)}" if papers > 1 else "Tags"
        super().__init__(theme, window, title, width=380, height=440, top=96)
        self._model = TagChoiceModel(tags, on, papers)
        self.field = line_edit(theme, "Add or find a tag", "Add or find a tag")
        self.list = PickList("Tags", self.field, self._model)
        self.list.paint_rows_with(TagRow(theme, self.list))
        self._wrong = label(theme, "", "small", "error", wrap=True)
        self._empty = label(theme, NO_TAGS, tone="3", wrap=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        for words in (self._empty, self._wrong):
            page = QWidget()
            page.setLayout(column(words, None, margins=(21, 0, 20, 0)))
            self._pages.addWidget(page)
        head = row(label(theme, title, "h3", weight=700), None, KeyCaps(theme, "Esc"), margins=(20, 13, 20, 10))
        field = row(self.field, margins=(20, 0, 20, 9))
        self.card.setLayout(column(head, field, self._pages, rule(), self._foot(theme), margins=(1, 1, 1, 1)))
        self.field.textChanged.connect(self._find)
        self.list.picked.connect(self._toggle)
        self._find("")

    def start(self) -> None:
        """Show the sheet with the focus in its field."""
        self.open(self.field)

    def show_tags(self, tags: Sequence[TagCount], on: Mapping[str, Mark]) -> None:
        """Show other counts and marks; no row moves."""
        self._model.refresh(tags, on)
        self.list.describe()

    def _find(self, text: str) -> None:
        wrong = ""
        try:
            self._model.show_fitting(text)
        except ReadingListError as error:
            wrong = f"{error.what} {error.remedy}"
        self._wrong.setText(wrong)
        self.field.setProperty("wrong", "true" if wrong else "")
        self.field.style().polish(self.field)
        self._pages.setCurrentIndex(2 if wrong else 0 if self._model.rowCount() else 1)
        if not self._model.rowCount():
            self.list.say(wrong or NO_TAGS)

    def _toggle(self, row_picked: int) -> None:
        choice = self._model.toggle(row_picked)
        self.field.clear()
        self.list.select(self._model.row_of(choice.name))
        self.list.describe()
        self.toggled.emit(choice.name, bool(choice.mark))

    def _foot(self, theme: Theme) -> QWidget:
        keys = [KeyCaps(theme, keys) for keys in ("Up", "Down", "Return")]
        choose, do = label(theme, "choose", "small", "3"), label(theme, "add or take away", "small", "3")
        made = QWidget()
        made.setFixedHeight(theme.px(37))
        made.setLayout(row(*keys[:2], choose, 8, keys[2], do, None, gap=5, margins=(21, 0, 21, 0)))
        return made
