"""One of two papers that may be one: what is known of it, its tags, its title and abstract with their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from readinglist.gui import words
from readinglist.gui.theme import measure
from readinglist.gui.views.paper_words import NO_ABSTRACT, standing_of
from readinglist.gui.views.status_word import StatusWord
from readinglist.gui.widgets.blocks import column, label, row
from readinglist.gui.widgets.reading_text import ReadingText
from readinglist.gui.widgets.tag_names import TagNames

if TYPE_CHECKING:
    from readinglist.core.differences import Spans
    from readinglist.core.reading import Record
    from readinglist.gui.theme import Theme
    from readinglist.gui.widgets.reading_text import Side

MEASURE = 78  # characters
READING, TITLE = 155, 125  # line heights in percent of the font's size
MOST_HEARD = 40  # marked places that are named for who hears them


class PairSide:
    """The parts of one side, for a grid: what stands beside each other there is equally high."""

    def __init__(self, theme: Theme, side: Side) -> None:
        self._theme = theme
        self._status = StatusWord(theme)
        self._known = label(theme, "", "base", "3", wrap=True)
        self.state = QWidget()
        line = row(gap=8)
        line.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._known, 1, Qt.AlignmentFlag.AlignTop)
        self.state.setLayout(line)
        self.tags = TagNames(theme)
        self.title = ReadingText(theme, f"Title, {side}", theme.reading_font("h2", 600), TITLE, side=side)
        self.abstract = ReadingText(theme, f"Abstract, {side}", theme.reading_font("strong"), READING, side=side)
        self._none = label(theme, NO_ABSTRACT, "strong", "3", wrap=True)
        self.text = QWidget()
        self.text.setLayout(column(self.abstract, self._none, None))
        theme.reading_changed.connect(self._change_size)
        self._set_width()

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """From above: state, tags, title, abstract."""
        return self.state, self.tags, self.title, self.text

    def show_record(self, record: Record, in_title: Spans, in_abstract: Spans) -> None:
        """Show a paper with the places that hold what the other does not have."""
        paper = record.paper
        self._status.show_status(record.reading.status)
        self._known.setText(standing_of(record, words.today()))
        self.tags.show_names(record.tags)
        for shown, text, spans in ((self.title, paper.title, in_title), (self.abstract, paper.abstract, in_abstract)):
            shown.show_text(text, only=spans)
            shown.setAccessibleDescription(_heard(text, spans))
        self.abstract.setVisible(bool(paper.abstract))
        self._none.setVisible(not paper.abstract)

    def _change_size(self) -> None:
        self.title.set_font(self._theme.reading_font("h2", 600))
        self.abstract.set_font(self._theme.reading_font("strong"))
        self._set_width()

    def _set_width(self) -> None:
        for text in (self.title, self.abstract):
            text.setMaximumWidth(measure(self.abstract.font(), MEASURE))


def _heard(text: str, spans: Spans) -> str:
    """What the marks say, for who can't see them."""
    if not spans:
        return "No words that the other one does not have."
    places = [text[start:end] for start, end in spans[:MOST_HEARD]]
    more = [f"{len(spans) - MOST_HEARD:,} more"] if len(spans) > MOST_HEARD else []
    return f"Only here: {'; '.join([*places, *more])}."
