"""The tags of a paper where they can only be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from readinglist.gui.colors import tag_color
from readinglist.gui.theme import elided
from readinglist.gui.widgets.blocks import label
from readinglist.gui.widgets.chip import Flow
from readinglist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.gui.theme import Theme


class TagNames(QWidget):
    """The tags of a paper, to be read; or that there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names: Sequence[str] | None = None
        self._flow = Flow()
        self.setLayout(self._flow)
        self.show_names(())

    def show_names(self, names: Sequence[str]) -> None:
        """Show these."""
        if names == self._names:
            return
        self._names = names
        self._flow.clear()
        for name in names:
            self._flow.addWidget(TagName(self._theme, name))
        if not names:
            none = label(self._theme, "No tags", "small", "3")
            none.setFixedHeight(TagName(self._theme, "").sizeHint().height())
            self._flow.addWidget(none)
        for widget in self._flow.widgets():
            widget.show()


class TagName(QWidget):
    """A dot of the tag's colour and its name."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self.setAccessibleName(f"Tag {name}")
        self.setToolTip(plain_tip(name))

    def sizeHint(self) -> QSize:
        """As wide as its name."""
        metrics = self._theme.metrics("small", 500)
        return QSize(int(metrics.horizontalAdvance(self._name)) + self._theme.px(20) + 11, int(metrics.height()) + 8)

    def minimumSizeHint(self) -> QSize:
        """A few letters: the longest names are cut where a line ends."""
        return QSize(min(self._theme.px(80), self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge, dot, name."""
        del event
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("chrome"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tag_color(self._name, theme.tokens)))
        painter.drawEllipse(QPointF(theme.px(12), self.height() / 2), theme.px(7) / 2, theme.px(7) / 2)
        room = QRectF(theme.px(20), 0, self.width() - theme.px(20) - 8, self.height())
        painter.setPen(theme.color("text_2"))
        painter.setFont(theme.font("small", 500))
        name = elided(theme.metrics("small", 500), self._name, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
