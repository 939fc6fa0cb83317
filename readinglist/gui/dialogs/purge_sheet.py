"""Asks before papers are deleted for good: nothing else in the program can't be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from readinglist.gui.widgets.blocks import button, column, label, row, rule
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.sheet import Sheet
from readinglist.gui.words import paper_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from readinglist.gui.theme import Theme

LONGEST_TITLE = 200
GOES = (
    "Text, notes, tags and verdicts go, from history, backups and the second copy as well. So do the kept files of the"
    " digests they came in, and what was kept aside of damaged libraries."
)
NO_WAY_BACK = "This can't be undone. To see a paper no more, dismiss it instead."


class PurgeSheet(Sheet):
    """`purged` tells that it is to be done. `titles` are the first ones of `papers` papers."""

    purged = Signal()

    def __init__(self, theme: Theme, window: QWidget, titles: Sequence[str], papers: int) -> None:
        name = f"Delete {paper_count(papers)} for good?"
        super().__init__(theme, window, name, width=520, top=96)
        self._cancel = button(theme, "Cancel")
        delete = button(theme, "Delete for good", "primary")
        head = row(label(theme, name, "h3", weight=700), None, KeyCaps(theme, "Esc"), margins=(24, 15, 20, 12))
        said = column(gap=6, margins=(24, 16, 24, 4))
        for title in titles:
            said.addWidget(label(theme, title[:LONGEST_TITLE], "strong", weight=600, family="serif", wrap=True))
        if papers > len(titles):
            said.addWidget(label(theme, f"and {papers - len(titles):,} more", tone="2"))
        said.addSpacing(6)
        said.addWidget(label(theme, GOES, tone="2", wrap=True))
        said.addWidget(label(theme, NO_WAY_BACK, wrap=True))
        foot = row(None, self._cancel, delete, margins=(24, 14, 20, 17))
        self.card.setLayout(column(head, rule(), said, foot, margins=(1, 1, 1, 0)))
        delete.clicked.connect(self.purged)
        self._cancel.clicked.connect(self.close_sheet)

    def start(self) -> None:
        """Show it, with the focus where Enter does no harm."""
        self.open(self._cancel)
