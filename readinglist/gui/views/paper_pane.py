"""The paper that is looked at: where it was seen, title, tags, abstract, note. To be read, not to be changed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from readinglist.gui import words
from readinglist.gui.theme import measure
from readinglist.gui.views.blocks import column, label, on_surface, row, rule
from readinglist.gui.views.chip import Chip, Flow
from readinglist.gui.views.glyph import Glyph
from readinglist.gui.views.reading_text import ReadingText
from readinglist.gui.views.verdict_bar import VerdictBar

if TYPE_CHECKING:
    from datetime import date

    from readinglist.core.reading import Record
    from readinglist.gui.actions import Actions
    from readinglist.gui.theme import Theme

MEASURE = 70  # characters


class PaperPane(QWidget):
    """Verdicts above, the page below; only the page scrolls."""

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__()
        self._theme = theme
        self._paper: int | None = None
        self._tag_names: tuple[str, ...] = ()
        on_surface(self, "canvas")
        self._verdicts = VerdictBar(theme, actions)
        self._seen = label(theme, "", "small", "3", wrap=True)
        serif = theme.font("read", 400, "serif")
        width = measure(serif, MEASURE)
        self._title = ReadingText("Title", theme.font("h1", 600, "serif"), 125, width)
        self._tags = Flow()
        self._abstract = ReadingText("Abstract", serif, 155, width)
        self._note = ReadingText("Note", theme.font("strong"), 145, width)
        self._note_part = self._make_note_part()
        self._page = on_surface(QWidget(), "canvas")
        self._page.setLayout(
            column(
                self._seen,
                4,
                self._title,
                10,
                self._tags,
                14,
                self._abstract,
                self._note_part,
                None,
                margins=(24, 16, 24, 24),
            )
        )
        self._area = self._make_area()
        self.setLayout(column(self._verdicts, rule(), self._area))
        self.setMinimumWidth(max(theme.px(400), self._verdicts.minimumSizeHint().width()))
        self.clear()

    def clear(self) -> None:
        """Show no paper."""
        self._paper = None
        self._page.hide()

    def show_record(self, record: Record) -> None:
        """Show a paper; one that stands there already keeps its place and what is selected in it."""
        another = record.paper.id != self._paper
        self._paper = record.paper.id
        self._seen.setText(where_seen(record, words.today()))
        self._title.show_text(record.paper.title)
        self._show_tags(record.tags)
        self._abstract.setVisible(bool(record.paper.abstract))
        self._abstract.show_text(record.paper.abstract)
        self._note_part.setVisible(bool(record.note))
        self._note.show_text(record.note)
        self._verdicts.show_reading(record.reading)
        self._page.show()
        if another:
            self._area.verticalScrollBar().setValue(0)

    def _show_tags(self, tags: tuple[str, ...]) -> None:
        if tags == self._tag_names:
            return
        self._tag_names = tags
        while item := self._tags.takeAt(0):
            if chip := item.widget():
                chip.hide()
                chip.deleteLater()
        for tag in tags:
            self._tags.addWidget(Chip(self._theme, tag))
        self._tags.invalidate()

    def _make_note_part(self) -> QWidget:
        part = QWidget()
        part.setMaximumWidth(self._abstract.maximumWidth())
        head = row(Glyph(self._theme, "note", "text_2"), label(self._theme, "Note", weight=600), None, gap=7)
        part.setLayout(column(24, rule(), 14, head, 6, self._note))
        return part

    def _make_area(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(self._page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName("Paper")
        return area


def where_seen(record: Record, now: date) -> str:
    """The line above the title: "Seen in 3 digests, first on 11 March", and the rating."""
    days = [sighting.day for sighting in record.sightings]
    digests = len({sighting.digest.id for sighting in record.sightings})
    if not days:
        seen = "In no digest"
    elif digests == 1:
        seen = f"Seen on {words.day(days[-1], now)}, in {words.short_name(record.sightings[0].digest.name)}"
    else:
        seen = f"Seen in {digests:,} digests, first on {words.day(min(days), now)}"
    return f"{seen} · rated {record.reading.rating} of 5" if record.reading.rating else seen
