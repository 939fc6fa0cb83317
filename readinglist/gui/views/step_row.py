"""How a step is painted as a row of the history."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from readinglist.gui import icons
from readinglist.gui.models.steps import STEP, StepRow
from readinglist.gui.step_words import others_of, when
from readinglist.gui.theme import elided
from readinglist.gui.widgets.row_table import hairline, paint_selection

if TYPE_CHECKING:
    from readinglist.gui.theme import Size, Theme
    from readinglist.store.history import About

    Ink = tuple[Size, str, int]  # how large, which colour, how heavy

LEFT, RIGHT, BAR, TOP = 24, 24, 3, 10
TIME = 124  # the column of times
GAP = 12
LONGEST = 500  # characters that are measured; no window shows more
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class StepCell(QStyledItemDelegate):
    """When, whether it stands, what was done, to which papers; every row has one height."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = round(theme.metrics("base", 600).height())
        self._papers = round(theme.metrics("small").height())

    @property
    def height(self) -> int:
        """The height of every row: what was done, its papers, air above and below."""
        return 2 * TOP + self._label + 3 + self._papers

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as it gets."""
        del option, index
        return QSize(self._theme.px(200), self.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, hairline, and what is known of the step."""
        row = index.data(STEP)
        if not isinstance(row, StepRow):
            return
        theme, box = self._theme, QRectF(option.rect)
        painter.save()
        self._paint_ground(painter, option, box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = TOP if row.about.papers else (self.height - self._label) / 2  # without papers no row has a hole
        first = QRectF(box.left() + LEFT, box.top() + top, box.width() - LEFT - RIGHT, self._label)
        words = first.adjusted(theme.px(TIME + 16 + GAP), 0, 0, 0)
        self._write(painter, when(row.step.time, datetime.now(UTC)), first, ("small", "text_3", 400))
        self._paint_sign(painter, row, first)
        if not row.step.standing:
            words.setRight(words.right() - self._paint_undone(painter, words))
        standing = row.step.standing
        self._write(painter, row.step.label, words, ("base", "text", 600) if standing else ("base", "text_2", 500))
        below = QRectF(words.left(), first.bottom() + 3, box.right() - RIGHT - words.left(), self._papers)
        self._paint_papers(painter, row.about, below)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        theme = self._theme
        if not paint_selection(painter, option, theme, box) and option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("hover"))
        hairline(painter, box.left() + LEFT, box.bottom(), box.width() - LEFT, theme.color("line"))

    def _paint_sign(self, painter: QPainter, row: StepRow, line: QRectF) -> None:
        theme, size = self._theme, self._theme.px(16)
        left = line.left() + theme.px(TIME)
        place = QRectF(round(left), round(line.center().y() - size / 2), size, size)
        icons.draw(painter, "dot" if row.step.standing else "undo", place, theme.color("text_3"))

    def _paint_papers(self, painter: QPainter, about: About, line: QRectF) -> None:
        """The title of one, cut where it has to be, and how many others there are."""
        ink: Ink = ("small", "text_2", 400)
        metrics, others = self._theme.metrics("small", tabular=True), others_of(about)
        title = elided(metrics, about.title[:LONGEST], line.width() - metrics.horizontalAdvance(others) - 1)
        self._write(painter, f"{title}{others}", line, ink)

    def _paint_undone(self, painter: QPainter, line: QRectF) -> float:
        """The word at the right; returns the room that it takes."""
        wide = self._theme.metrics("small", 600, tabular=True).horizontalAdvance("Undone")
        place = QRectF(line.right() - wide, line.top(), wide + 1, line.height())
        self._write(painter, "Undone", place, ("small", "text_2", 600))
        return wide + 2 * GAP

    def _write(self, painter: QPainter, text: str, box: QRectF, ink: Ink) -> None:
        size, role, weight = ink
        tabular = size == "small"
        painter.setFont(self._theme.font(size, weight, tabular=tabular))
        painter.setPen(self._theme.color(role))
        metrics = self._theme.metrics(size, weight, tabular=tabular)
        painter.drawText(box, _MIDDLE, elided(metrics, text[:LONGEST], box.width()))
