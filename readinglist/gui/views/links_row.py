"""The links of a paper, and where else it may be looked up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from readinglist.core.links import links_of, lookups
from readinglist.gui.widgets.blocks import label, row
from readinglist.gui.widgets.chip import Flow
from readinglist.gui.widgets.link_button import LinkButton

if TYPE_CHECKING:
    from readinglist.core.links import Link
    from readinglist.core.paper import Paper
    from readinglist.gui.theme import Theme


MOST = 24  # links that are buttons; the text below has the others as well


class LinksRow(QWidget):
    """The best link first and framed, then the others, if they are not too many; then searches for the title."""

    link_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[Link, ...], tuple[Link, ...]] = ((), ())
        self._buttons: list[LinkButton] = []
        self._flow = Flow(2)
        self.setLayout(self._flow)

    def show_paper(self, paper: Paper) -> bool:
        """Show a paper's links; tells whether they are others than before."""
        links = links_of(paper), lookups(paper.title)
        if links == self._shown:
            return False
        self._shown = links
        self._flow.clear()
        self._buttons = []
        of_paper, searches = links
        for number, link in enumerate(of_paper[:MOST]):
            self._flow.addWidget(self._button(link, "link" if number == 0 else ""))
        if len(of_paper) > MOST:
            self._flow.addWidget(label(self._theme, f"and {len(of_paper) - MOST:,} more in the text", "small", "3"))
        if searches:  # the words must not stand alone at the end of a line
            first, *others = searches
            if of_paper:
                space = QWidget()  # by itself, so that it stays behind where the words go to the next line
                space.setFixedSize(self._theme.px(10), 1)
                self._flow.addWidget(space)
            begins = QWidget()
            begins.setLayout(row(label(self._theme, "Look up", "small", "3"), 4, self._button(first), gap=0))
            self._flow.addWidget(begins)
            for link in others:
                self._flow.addWidget(self._button(link))
        self.setVisible(bool(of_paper or searches))
        return True

    def buttons(self) -> list[LinkButton]:
        """The buttons, in their order."""
        return self._buttons

    def _button(self, link: Link, icon: str = "") -> LinkButton:
        made = LinkButton(self._theme, link.label, link.url, icon=icon)
        made.clicked.connect(partial(self._ask, link.url))
        self._buttons.append(made)
        return made

    def _ask(self, url: str, _checked: bool = False) -> None:
        self.link_asked.emit(url)
