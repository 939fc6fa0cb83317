"""The paper that is looked at: verdicts above, then the page, and the note below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from readinglist.core.found import spans
from readinglist.core.query import Field, Query
from readinglist.core.reading import RATINGS, ReadingState
from readinglist.gui.theme import line_height, measure
from readinglist.gui.views.links_row import LinksRow
from readinglist.gui.views.note_part import NotePart
from readinglist.gui.views.other_notes import OtherNotes
from readinglist.gui.views.paper_words import NO_ABSTRACT, byline, found_authors
from readinglist.gui.views.seen_part import SeenPart
from readinglist.gui.views.tags_row import TagsRow
from readinglist.gui.views.verdict_bar import VerdictBar
from readinglist.gui.widgets.blocks import column, label, on_surface, rule
from readinglist.gui.widgets.page_area import PageArea
from readinglist.gui.widgets.rating import Rating
from readinglist.gui.widgets.reading_text import ReadingText

if TYPE_CHECKING:
    from readinglist.core.reading import Record
    from readinglist.gui.theme import Theme
    from readinglist.gui.views.commands import Commands

MEASURE = 70  # characters
READING, TITLE = 155, 125  # line heights in percent of the font's size


class PaperPane(QWidget):
    """Shows; what the user wants of it is told by signals and by the actions of the window.

    `note` is the note's part: whoever keeps notes fills it. `splitter` is what stands between page and note.
    """

    link_asked = Signal(str)
    tag_asked = Signal(str)
    tag_removed = Signal(str)
    digest_asked = Signal(object)  # the digest's id
    apart_asked = Signal()
    taken_out = Signal(object)  # a sighting's id

    def __init__(self, theme: Theme, actions: Commands) -> None:
        super().__init__()
        self._theme, self._commands = theme, actions
        self._paper: int | None = None
        on_surface(self, "canvas")
        self._verdicts = VerdictBar(theme, actions)
        self._rating = Rating(theme)
        self._seen = SeenPart(theme, self._rating)
        self._title = ReadingText(theme, "Title", theme.reading_font("h1", 600), TITLE, formulas=True)
        self._byline = ReadingText(theme, "Authors and year", theme.font(), 140, ink="text_2")
        self._byline.setToolTip("What you entered is kept: imports never overwrite it.")
        self._links = LinksRow(theme)
        self._tags = TagsRow(theme, actions)
        self._abstract = ReadingText(theme, "Abstract", theme.reading_font(), READING, formulas=True)
        self._no_abstract = label(theme, NO_ABSTRACT, "strong", "3", wrap=True)
        self._others = OtherNotes(theme)
        self._area = PageArea(theme, self._make_page(), "Paper")
        self.note = NotePart(theme, actions.key_of("paper.note"))
        self.splitter = self._make_splitter()
        self._empty = label(theme, "", "h2", "3", family="serif", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing = on_surface(QWidget(), "canvas")
        nothing.setLayout(column(None, self._empty, None, None, margins=(24, 24, 24, 24)))
        self._body = QStackedWidget()
        self._body.addWidget(nothing)
        self._body.addWidget(self.splitter)
        self.setLayout(column(self._verdicts, rule(), self._body))
        self.setMinimumWidth(max(theme.px(400), self._verdicts.minimumSizeHint().width()))
        self._set_widths()
        self._connect()
        self.clear()

    @property
    def scroll_place(self) -> int:
        """How far the page is scrolled; it can be set before the page is laid out."""
        return self._area.place

    @scroll_place.setter
    def scroll_place(self, place: int) -> None:
        self._area.place = place

    def clear(self, words: str = "") -> None:
        """Show no paper, but for a quiet line."""
        self.note.show_note(None, "")
        self._paper = None
        self._empty.setText(words)
        self._verdicts.show_reading(ReadingState())
        self._body.setCurrentIndex(0)

    def show_record(self, record: Record, query: Query | None = None) -> None:
        """Show a paper, with the words marked that the query found; the note comes by `note.show_note`.

        A paper that stands there already keeps its place and what is selected in it.
        """
        query = query or Query()
        paper, another = record.paper, record.paper.id != self._paper
        self._paper = paper.id
        self._seen.show_record(record, another=another)
        self._title.show_text(paper.title, spans(paper.title, query, (Field.TEXT, Field.TITLE)))
        about, quiet = byline(record)
        self._byline.show_text(about, found_authors(record, query), quiet)
        self._byline.setVisible(bool(about))
        rows_changed = [self._links.show_paper(paper), self._tags.show_tags(record.tags)]
        self._rating.show_rating(record.reading.rating)
        self._abstract.show_text(paper.abstract, spans(paper.abstract, query))
        self._abstract.setVisible(bool(paper.abstract))
        self._no_abstract.setVisible(not paper.abstract)
        self._others.show_record(record)
        self._verdicts.show_reading(record.reading)
        self._body.setCurrentIndex(1)
        if any(rows_changed):
            self._order_focus()
        if another:
            self._area.place = 0

    def scroll_page(self) -> bool:
        """One page down, but for two lines; False where its end is seen already."""
        if self._paper is None:
            return False
        lines = 2 * self._abstract.fontMetrics().lineSpacing() * line_height(self._abstract.font(), READING) / 100
        return self._area.scroll_page(int(lines))

    def focus_page(self) -> None:
        """Take the focus to the page."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_note(self) -> None:
        """Take the focus to where the note is written."""
        if self._paper is not None:
            self.note.write()

    def _make_page(self) -> QWidget:
        page = on_surface(QWidget(), "canvas")
        page.setLayout(
            column(
                self._seen, 4, self._title, 2, self._byline, 6, self._links, 8, self._tags, 14,
                self._abstract, self._no_abstract, 18, self._others, None,
                margins=(24, 14, 24, 24),
            )
        )  # fmt: skip
        return page

    def _make_splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self._area)
        splitter.addWidget(self.note)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        return splitter

    def _connect(self) -> None:
        for part in (self._links, self.note):
            part.link_asked.connect(self.link_asked)
        self._tags.tag_asked.connect(self.tag_asked)
        self._tags.tag_removed.connect(self.tag_removed)
        self._seen.digest_asked.connect(self.digest_asked)
        self._seen.apart_asked.connect(self.apart_asked)
        self._seen.taken_out.connect(self.taken_out)
        self._seen.notes_asked.connect(self._show_others)
        self._seen.rows_changed.connect(self._order_focus)
        self._rates = [self._commands.action("paper.rate", rating=rating) for rating in RATINGS]
        self._rating.rated.connect(lambda rating: self._rates[rating].trigger())
        self._theme.reading_changed.connect(self._change_size)

    def _set_widths(self) -> None:
        width = measure(self._abstract.font(), MEASURE)
        for part in (self._seen, self._title, self._byline, self._links, self._tags, self._abstract, self._others):
            part.setMaximumWidth(width)

    def _change_size(self) -> None:
        """Set the paper in another size; the line at the top of the page stays there."""
        above = self._area.place - self._abstract.y()
        place = self._abstract.place_at(above) if above > 0 and self._abstract.isVisible() else None
        self._title.set_font(self._theme.reading_font("h1", 600))
        self._abstract.set_font(self._theme.reading_font())
        self._set_widths()
        if place is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self._area.place = self._abstract.y() + self._abstract.top_of(place)

    def _show_others(self) -> None:
        self._area.place = self._others.y()
        self.focus_page()

    def _order_focus(self) -> None:
        """Tab goes down the page; what was made a moment ago would come last."""
        stops = [*self._seen.buttons(), self._rating, *self._links.buttons(), *self._tags.buttons()]
        for before, after in zip([self._area, *stops], stops, strict=False):
            QWidget.setTabOrder(before, after)
