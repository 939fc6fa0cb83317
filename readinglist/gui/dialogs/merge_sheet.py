"""What a merge would unite, before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from readinglist.gui import words
from readinglist.gui.views.paper_words import standing_of
from readinglist.gui.views.status_word import StatusWord
from readinglist.gui.widgets.blocks import button, column, label, on_surface, row, rule
from readinglist.gui.widgets.cap_button import CapButton
from readinglist.gui.widgets.glyph import Glyph
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.page_area import PageArea
from readinglist.gui.widgets.sheet import Sheet
from readinglist.gui.widgets.tag_names import TagNames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from readinglist.core.reading import Record
    from readinglist.core.union import Union
    from readinglist.gui.theme import Theme

KEPT = "Every note and every text stays; the merge can be taken apart later."
LONGEST_TITLE = 300
MOST_HIGH = 300  # of the list of papers; beyond that it is scrolled
SLACK = 4  # what the edges of the card take: without it a scroll bar would come, and take width


class MergeSheet(Sheet):
    """`merged` tells that it is to be done; who hears it closes the sheet, or says what is wrong.

    `different` are those of the papers that the user has called different before.
    """

    merged = Signal()

    def __init__(
        self, theme: Theme, window: QWidget, records: Sequence[Record], union: Union, different: Sequence[Record]
    ) -> None:
        name = f"Merge {words.paper_count(len(records))}"
        super().__init__(theme, window, name, width=560, top=72)
        self._done = CapButton(theme, name, "Return", primary=True)
        cancel = button(theme, "Cancel")
        head = row(label(theme, name, "h3", weight=700), None, KeyCaps(theme, "Esc"), margins=(24, 15, 20, 12))
        papers = _Papers(
            theme, column(*_spaced([_paper(theme, one) for one in records]), None, margins=(24, 12, 24, 14))
        )
        result = column(gap=4, margins=(24, 14, 24, 0))
        result.addWidget(label(theme, union.title[:LONGEST_TITLE], "strong", weight=600, family="serif", wrap=True))
        result.addWidget(label(theme, union.sentence, wrap=True))
        result.addWidget(label(theme, KEPT, "small", "3", wrap=True))
        if different:
            result.addSpacing(4)
            result.addLayout(_warning(theme, different, len(records)))
        self._wrong = label(theme, "", "small", "error", wrap=True)
        self._wrong.hide()
        foot = row(self._wrong, None, cancel, self._done, margins=(24, 16, 17, 17))
        layout = column(head, rule())
        layout.addWidget(papers, 1)
        layout.addWidget(rule())
        layout.addLayout(result)
        layout.addLayout(foot)
        layout.setContentsMargins(1, 1, 1, 0)
        self.card.setLayout(layout)
        self._done.clicked.connect(self.merged)
        cancel.clicked.connect(self.close_sheet)

    def start(self) -> None:
        """Show it; Return merges."""
        self.open(self._done)

    def show_error(self, why: str) -> None:
        """Say why it was not done."""
        self._wrong.setText(why)
        self._wrong.show()
        self.place()


def _paper(theme: Theme, record: Record) -> QVBoxLayout:
    status = StatusWord(theme)
    status.show_status(record.reading.status)
    known = label(theme, standing_of(record, words.today()), "base", "3", wrap=True)
    line = row(gap=8)
    line.addWidget(status, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(known, 1)
    title = label(theme, record.paper.title[:LONGEST_TITLE], "strong", weight=600, family="serif", wrap=True)
    made = column(line, title, gap=4)
    if record.tags:
        tags = TagNames(theme)
        tags.show_names(record.tags)
        made.addWidget(tags)
    return made


def _spaced(papers: Sequence[QVBoxLayout]) -> list[QVBoxLayout | int]:
    return [item for paper in papers for item in (paper, 16)][:-1]


class _Papers(PageArea):
    """As high as the papers, up to some; more are scrolled."""

    def __init__(self, theme: Theme, papers: QVBoxLayout) -> None:
        inner = on_surface(QWidget(), "raised")
        inner.setLayout(papers)
        inner.setMinimumHeight(1)  # else Qt takes the height at the least width for one that is needed at any
        super().__init__(theme, inner, "Papers to be merged")
        self._layout, self._most = papers, theme.px(MOST_HIGH)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setProperty("surface", "raised")

    def heightForWidth(self, width: int) -> int:
        """What all papers take, if that is not too much."""
        return min(self._layout.totalHeightForWidth(width) + SLACK, self._most)

    def minimumSizeHint(self) -> QSize:
        """A paper or two."""
        return QSize(0, self._most // 3)


def _warning(theme: Theme, different: Sequence[Record], all_: int) -> QVBoxLayout:
    titles = [f"“{words.short_name(one.paper.title)}”" for one in different]
    which = "these" if all_ == len(titles) == 2 else words.listed(titles, 3)
    said = label(theme, f"You called {which} different papers before. Merging takes that back.", tone="2", wrap=True)
    line = row(gap=8)
    line.addWidget(Glyph(theme, "warning", "later"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(said, 1)
    return column(line)
