"""How a hit of the command palette is painted: icon, title with what was typed set off, what it is, its key."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from readinglist.gui import icons
from readinglist.gui.letters import spans
from readinglist.gui.models.hits import HIT, TYPED, Hit
from readinglist.gui.theme import elided
from readinglist.gui.utf16 import units
from readinglist.gui.widgets.card_row import CardRow, Index
from readinglist.gui.widgets.key_caps import caps_of, caps_width, paint_caps

HEAD = 30
LEFT, RIGHT, GAP = 20, 22, 16  # of the icon, of the keys; between title and context
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class HitRow(CardRow):
    """Keys end at the same place whether or not there is a scroll bar. Hits are higher than heads."""

    role, height = HIT, 36

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A head is lower."""
        hint = super().sizeHint(option, index)
        return hint if index.data(HIT) else QSize(hint.width(), self._theme.px(HEAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A hit, or the head of a group."""
        theme, hit, box = self._theme, index.data(HIT), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(hit, Hit):
            self.paint_ground(painter, option, enabled=hit.enabled)
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_hit(painter, hit, str(index.data(TYPED)), box, selected=selected)
        else:
            painter.setFont(theme.font("small", 600))
            painter.setPen(theme.color("text_3"))
            painter.drawText(box.adjusted(LEFT + 1, theme.px(6), -LEFT, 0), _MIDDLE, str(index.data()))
        painter.restore()

    def _paint_hit(self, painter: QPainter, hit: Hit, typed: str, box: QRectF, *, selected: bool) -> None:
        theme, middle, size = self._theme, box.center().y(), self._theme.px(16)
        if hit.icon:
            role = "text_3" if not hit.enabled else "accent" if selected else "text_2"
            place = QRectF(box.left() + LEFT, round(middle - size / 2), size, size)
            icons.draw(painter, hit.icon, place, theme.color(role))
        right = float(self._view.width() - RIGHT)
        if hit.keys:
            caps = caps_of(hit.keys)
            right -= caps_width(theme, caps)
            paint_caps(painter, theme, caps, right, middle)
            right -= 12
        left = box.left() + LEFT + size + 10
        right = self._paint_context(painter, hit.context, QRectF(left, box.top(), right - left, box.height()))
        painter.setPen(theme.color("text" if hit.enabled else "text_3"))
        self._paint_title(painter, hit.title, typed, QRectF(left, box.top(), right - GAP - left, box.height()))

    def _paint_context(self, painter: QPainter, text: str, box: QRectF) -> float:
        """At the right, in at most two fifths of the room; returns where it begins."""
        metrics = self._theme.metrics("small", tabular=True)
        text = elided(metrics, text, box.width() * 0.4)
        left = box.right() - metrics.horizontalAdvance(text)
        painter.setFont(self._theme.font("small", tabular=True))
        painter.setPen(self._theme.color("text_3"))
        painter.drawText(QRectF(left, box.top(), box.width(), box.height()), _MIDDLE, text)
        return left

    def _paint_title(self, painter: QPainter, title: str, typed: str, box: QRectF) -> None:
        """Laid out as one text, so that letters join and run as they would without the marks."""
        plain, strong = self._theme.font("base"), self._theme.font("base", 700)
        thin, thick = QFontMetricsF(plain), QFontMetricsF(strong)
        marked = spans(typed, title)
        parts = [title[start:end] for start, end in marked]
        wider = sum(thick.horizontalAdvance(part) - thin.horizontalAdvance(part) for part in parts)
        text = elided(thin, title, box.width() - max(0.0, wider))
        shown = len(title) if text == title else len(text) - 1
        layout = QTextLayout(text, plain)
        layout.setFormats([_mark(text, start, min(end, shown)) for start, end in marked if start < shown])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(box.width() + 2)
        layout.endLayout()
        layout.draw(painter, QPointF(box.left(), box.center().y() - line.height() / 2))


def _mark(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    """Bold and underlined; Qt counts in UTF-16, where some signs are two."""
    shape = QTextCharFormat()
    shape.setFontWeight(700)
    shape.setFontUnderline(True)
    made = QTextLayout.FormatRange()
    made.start = units(text, start)
    made.length = units(text[start:], end - start)
    made.format = shape
    return made
