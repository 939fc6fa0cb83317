"""How an entry of an import is painted, a cell at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from readinglist.gui import icons
from readinglist.gui.import_words import VERDICTS
from readinglist.gui.models.import_entries import ENTRY, KNOWN, LINE, VERDICT, EntryRow
from readinglist.gui.theme import elided
from readinglist.gui.views.verdict_strip import SIGNS
from readinglist.gui.widgets.row_table import hairline, paint_selection

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from readinglist.gui.theme import Theme

LEFT, PADDING, BAR = 24, 12, 3
LONGEST = 500  # characters that are measured; no window shows more
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class EntryCell(QStyledItemDelegate):
    """Verdict, line, title, what is known; a raw line stands in the fixed-width face on the ground of errors."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high as the others."""
        del option, index
        return QSize(self._theme.px(80), self._theme.px(34))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, hairline, and what the column shows."""
        row = index.data(ENTRY)
        if not isinstance(row, EntryRow):
            return
        painter.save()
        box = QRectF(option.rect)
        self._paint_ground(painter, option, row, first=index.column() == VERDICT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)  # not before: at 150 % cells would part in the ground
        if index.column() == VERDICT:
            self._paint_verdict(painter, row, box.adjusted(LEFT, 0, 0, 0))
        elif index.column() == LINE:
            painter.setFont(self._theme.font("small", tabular=True))
            painter.setPen(self._theme.color("text_2" if row.verdict == "unread" else "text_3"))
            right = _MIDDLE | Qt.AlignmentFlag.AlignRight
            painter.drawText(box.adjusted(0, 0, -PADDING, 0), right, f"{row.line:,}")
        elif index.column() == KNOWN:
            self._paint_text(painter, row.known, box, self._theme.font(), "text_2")
        else:
            self._paint_title(painter, row, box)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: EntryRow, *, first: bool) -> None:
        theme, box = self._theme, QRectF(option.rect)
        if not paint_selection(painter, option, theme, box, edge=first) and row.verdict == "unread":
            painter.fillRect(box, theme.color("error_soft"))
        hairline(painter, box.left(), box.bottom(), box.width(), theme.color("line"))

    def _paint_verdict(self, painter: QPainter, row: EntryRow, box: QRectF) -> None:
        theme, size = self._theme, self._theme.px(16)
        sign, role = SIGNS[row.verdict]
        place = QRectF(round(box.left()), round(box.center().y() - size / 2), size, size)
        icons.draw(painter, sign, place, theme.color(role))
        painter.setFont(theme.font("base", 600))
        painter.setPen(theme.color(role))
        painter.drawText(box.adjusted(size + 8, 0, 0, 0), _MIDDLE, VERDICTS[row.verdict])

    def _paint_title(self, painter: QPainter, row: EntryRow, box: QRectF) -> None:
        if row.verdict == "unread":
            self._paint_text(painter, row.text, box, self._theme.font("small", 400, "mono"), "text")
        else:
            role = "text_2" if row.verdict == "same" else "text"
            self._paint_text(painter, row.text, box, self._theme.font("base", 500), role)

    def _paint_text(self, painter: QPainter, text: str, box: QRectF, font: QFont, role: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.color(role))
        place = box.adjusted(PADDING, 0, -PADDING, 0)
        painter.drawText(place, _MIDDLE, elided(QFontMetricsF(font), text[:LONGEST], place.width()))
