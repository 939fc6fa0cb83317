"""How a paper is painted as a row of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from readinglist.core.reading import Row, Status
from readinglist.gui import icons, words
from readinglist.gui.colors import tag_color
from readinglist.gui.models.paper_list import ROW
from readinglist.gui.views.row_lines import Line, RowLines
from readinglist.gui.widgets.row_table import hairline, paint_selection

if TYPE_CHECKING:
    from readinglist.core.query import Query
    from readinglist.gui.theme import Theme

#: Icon and colour of a status.
SIGNS = {
    Status.INBOX: ("dot", "accent"),
    Status.QUEUED: ("queue_on", "queue"),
    Status.READ: ("read", "read"),
    Status.LATER: ("later", "later"),
    Status.DISMISSED: ("dismiss", "dismiss"),
}
TOP, TOP_COMPACT, RIGHT, BAR = 9, 7, 14, 3
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class PaperRow(QStyledItemDelegate):
    """Status, title, what is known about it; every row has one height, which the density of the theme decides."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = RowLines(theme)
        self._step = round(theme.metrics("base", 600).height() + 2)
        self._meta = round(theme.metrics("small").height())

    @property
    def height(self) -> int:
        """The height of every row: the title's lines, one of meta, air above and below."""
        return 2 * self._top + self._titles + 4 + self._meta

    def set_query(self, query: Query) -> None:
        """Mark the words that this found; the view has to be painted anew."""
        self._lines.set_query(query)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as it gets."""
        del option, index
        return QSize(self._theme.px(200), self.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, status, title, abstract's start, meta."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return  # it went a moment ago, and the news of it is under way
        theme, left = self._theme, self._theme.px(38)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        self._paint_ground(painter, option, box)
        hairline(painter, box.left() + left, box.bottom(), box.width() - left, theme.color("line"))
        sign, role = (
            ("check", "check") if row.to_check and row.reading.status is Status.INBOX else SIGNS[row.reading.status]
        )
        size, top = theme.px(16), box.top() + self._top
        place = QRectF(box.left() + theme.px(13), round(top + (self._step - size) / 2), size, size)
        icons.draw(painter, sign, place, theme.color(role))
        text = QRectF(box.left() + left, top, int(box.width()) - left - RIGHT, self._step)
        self._paint_title(painter, row, text)
        self._paint_meta(painter, row, QRectF(text.left(), top + self._titles + 4, text.width(), self._meta))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        selected = paint_selection(painter, option, self._theme, box)
        if not selected and option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, self._theme.color("hover"))

    @property
    def _top(self) -> int:
        return TOP_COMPACT if self._theme.compact else TOP

    @property
    def _titles(self) -> int:
        """The height of the lines that the title has."""
        return self._step if self._theme.compact else 2 * self._step

    def _paint_title(self, painter: QPainter, row: Row, box: QRectF) -> None:
        theme, settled = self._theme, row.reading.status.settled
        for number, line in enumerate(self._lines.of(row, int(box.width()))):
            place = box.translated(0, number * self._step)
            font = theme.font("small") if line.is_opening else theme.font("base", 500 if settled else 600)
            painter.setFont(font)
            if line.marks:
                self._paint_marks(painter, line, place)
            painter.setPen(theme.color("text_2" if settled or line.is_opening else "text"))
            painter.drawText(place.adjusted(0, 0, 2, 0), _MIDDLE, line.text)

    def _paint_marks(self, painter: QPainter, line: Line, box: QRectF) -> None:
        """The ground under the words that a search found."""
        high = painter.fontMetrics().height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("found"))
        for left, wide in line.marks:
            place = QRectF(box.left() + left - 1, round(box.center().y() - high / 2), wide + 2, high)
            painter.drawRoundedRect(place, 2, 2)

    def _paint_meta(self, painter: QPainter, row: Row, box: QRectF) -> None:
        """From the right star, note, rating; from the left its day or its return, how often seen, tags if they fit."""
        theme = self._theme
        metrics = theme.metrics("small", tabular=True)
        painter.setFont(theme.font("small", tabular=True))
        right = self._paint_signs(painter, row, box)
        if row.reading.rating:
            rating = f"{row.reading.rating}/5"
            right -= metrics.horizontalAdvance(rating)
            painter.setPen(theme.color("text_3"))
            painter.drawText(QRectF(right, box.top(), box.right() - right, box.height()), _MIDDLE, rating)
            right -= 10
        left, dot = box.left(), theme.px(7) / 2
        for text, role in self._meta_words(row):
            painter.setPen(theme.color(role))
            painter.drawText(QRectF(left, box.top(), right - left, box.height()), _MIDDLE, text)
            left += metrics.horizontalAdvance(text) + 14
        for tag in row.tags:
            wide = metrics.horizontalAdvance(tag) + 2 * dot + 7
            if left + wide > right - 4:
                break
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tag_color(tag, theme.tokens)))
            painter.drawEllipse(QPointF(left + dot, box.center().y()), dot, dot)
            painter.setPen(theme.color("text_2"))
            painter.drawText(QRectF(left + 2 * dot + 4, box.top(), wide, box.height()), _MIDDLE, tag)
            left += wide + 10

    def _paint_signs(self, painter: QPainter, row: Row, box: QRectF) -> float:
        """Star and note at the right; returns where they begin."""
        theme, size, right = self._theme, self._theme.px(14), box.right()
        for shown, name, role in ((row.reading.starred, "star_on", "ribbon"), (row.noted, "note", "text_3")):
            if shown:
                place = QRectF(round(right - size), round(box.center().y() - size / 2), size, size)
                icons.draw(painter, name, place, theme.color(role))
                right -= size + 6
        return right

    def _meta_words(self, row: Row) -> list[tuple[str, str]]:
        now = words.today()
        if returns := words.returns(row.reading, now):
            found = [(returns, "later")]
        else:
            found = [(words.short_day(row.day, now), "text_3")] if row.day else []
        found += [(f"seen {row.seen}×", "text_2")] if row.seen > 1 else []
        found += [("possible repeat", "check")] if row.to_check else []
        return found
