"""Where a paper was seen: one line, and behind it the digests."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from readinglist.gui import icons, words
from readinglist.gui.theme import elided
from readinglist.gui.views.paper_words import merged_from, other_notes, where_it_stands
from readinglist.gui.widgets.blocks import column, label, row
from readinglist.gui.widgets.chip import Flow
from readinglist.gui.widgets.glyph import Glyph
from readinglist.gui.widgets.link_button import LinkButton
from readinglist.gui.widgets.pressable import Pressable
from readinglist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from readinglist.core.paper import Sighting
    from readinglist.core.reading import Record
    from readinglist.gui.theme import Theme

MOST = 40  # digests that are listed; the newest of them
INDENT = 7  # what stands before the words inside their edge


class SeenPart(QWidget):
    """`beside` stands at the right of the line. The digests are shown when the line is pressed.

    `apart_asked` tells that the newest merge is to be taken apart, `taken_out` which sighting is to be, `notes_asked`
    that notes of before a merge are to be read.
    """

    digest_asked = Signal(object)  # its id
    apart_asked = Signal()
    taken_out = Signal(object)
    notes_asked = Signal()
    rows_changed = Signal()

    def __init__(self, theme: Theme, beside: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._sightings: tuple[Sighting, ...] = ()
        self._links: list[QWidget] = []
        self._day_width = 0  # the digests begin on one line
        self._line = Disclosure(theme)
        self._line.toggled.connect(self._open)
        self._digests = QWidget()
        self._digests.hide()
        self._rows: QVBoxLayout = column(gap=2, margins=(0, 4, 0, 6))
        self._digests.setLayout(self._rows)
        head = row(self._line, beside, gap=12)
        head.insertStretch(1, 1)
        self._merged = label(theme, "", "small", "3")
        self._apart = LinkButton(theme, "Take apart", "Every note stays where it was written", high=24)
        self._apart.clicked.connect(self.apart_asked)
        self._merge = QWidget()
        self._notes = LinkButton(theme, "", "Below the abstract", high=24)
        self._notes.clicked.connect(self.notes_asked)
        about = Flow(gap=4)  # below each other where there is no room beside
        for part in (self._merged, self._apart, self._notes):
            about.addWidget(part)
        self._merge.setLayout(about)
        self.setLayout(column(head, self._digests, self._merge))

    def show_record(self, record: Record, *, another: bool) -> None:
        """Show where a paper was seen; for another paper the digests are behind the line again."""
        self._line.show_text(where_it_stands(record, words.today()))
        self._line.setEnabled(bool(record.sightings))
        notes = len(other_notes(record))
        self._merged.setText(merged_from(record.merge, words.today()) if record.merge else "")
        self._merged.setVisible(record.merge is not None)
        self._apart.setVisible(record.merge is not None)
        self._notes.say(words.counted(notes, "more note", "more notes"))
        self._notes.setVisible(bool(notes))
        self._merge.setVisible(bool(record.merge or notes))
        changed = record.sightings != self._sightings
        self._sightings = record.sightings
        if another:
            self._line.setChecked(False)
        if self._line.isChecked() and changed:
            self._fill()

    def buttons(self) -> list[QWidget]:
        """The line, what stands at the digests that are shown, and what is about a merge, in their order."""
        return [self._line, *self._links, self._apart, self._notes]

    def _open(self, opened: bool) -> None:
        if opened:
            self._fill()
        self._digests.setVisible(opened)
        self.rows_changed.emit()

    def _fill(self) -> None:
        self._links = []
        while item := self._rows.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        metrics, now = self._theme.metrics("small", 500), words.today()
        days = [words.short_day(one.day, now) for one in self._sightings[:MOST]]
        self._day_width = int(max(map(metrics.horizontalAdvance, days), default=0)) + 2
        for sighting in self._sightings[:MOST]:
            self._rows.addWidget(self._row(sighting))
        left = len(self._sightings) - MOST
        if left > 0:
            more = f"and {words.counted(left, 'sighting', 'sightings')} before"
            self._rows.addWidget(label(self._theme, more, "small", "3"))
        self.rows_changed.emit()

    def _row(self, sighting: Sighting) -> QWidget:
        theme, now = self._theme, words.today()
        when = label(theme, words.short_day(sighting.day, now), "small", "2", weight=500)
        when.setMinimumWidth(self._day_width)
        link = LinkButton(theme, sighting.digest.name, "Papers of this digest", high=24)
        link.setAccessibleName(f"{sighting.digest.name}, {words.day(sighting.day, now)}, line {sighting.line:,}")
        link.clicked.connect(partial(self._ask, sighting.digest.id))
        self._links.append(link)
        made = QWidget()
        line = label(theme, f"line {sighting.line:,}", "small", "3")
        made.setLayout(row(Glyph(theme, "digest", "text_3"), when, link, line, *self._way_out(sighting), None, gap=8))
        return made

    def _way_out(self, sighting: Sighting) -> list[QWidget]:
        """What takes it out, where others stay."""
        if len(self._sightings) < 2:
            return []
        out = LinkButton(self._theme, "Take out", "Make a paper of its own of what this digest showed", high=24)
        out.setAccessibleName(f"Take out {sighting.digest.name}, line {sighting.line:,}")
        out.clicked.connect(partial(self._take, sighting.id))
        self._links.append(out)
        return [out]

    def _take(self, sighting: int, _checked: bool = False) -> None:
        self.taken_out.emit(sighting)

    def _ask(self, digest: int, _checked: bool = False) -> None:
        self.digest_asked.emit(digest)


class Disclosure(Pressable):
    """A quiet line with an arrow that opens what is behind it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(22))

    def show_text(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All of the words."""
        wide = self._theme.metrics("small").horizontalAdvance(self.text()) + self._theme.px(16) + 2 + INDENT
        return QSize(int(wide) + 1, self.height())

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(min(self._theme.px(120), self.sizeHint().width()), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words and arrow; the words begin where the text below begins."""
        del event
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text" if lively else "text_3"))
        size = theme.px(14) if self.isEnabled() else 0
        metrics = theme.metrics("small")
        text = elided(metrics, self.text(), self.width() - size - 2 - INDENT)
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignVCenter, text)
        if size:
            self._paint_arrow(painter, metrics.horizontalAdvance(text) + 3 + size / 2, size)
        self._paint_underline(painter, metrics.horizontalAdvance(text))

    def _paint_arrow(self, painter: QPainter, middle: float, size: int) -> None:
        painter.save()
        painter.translate(middle, self.height() / 2)
        painter.rotate(180 if self.isChecked() else 0)
        place = QRectF(-size / 2, -size / 2, size, size)
        icons.draw(painter, "chevron", place, self._theme.color("text_3"))
        painter.restore()

    def _paint_underline(self, painter: QPainter, wide: float) -> None:
        """The focus: a ring would need room before the words, and they stand on the edge of the text."""
        if self.hasFocus():
            painter.fillRect(QRectF(0, self.height() - 2, wide, 2), self._theme.color("accent"))
