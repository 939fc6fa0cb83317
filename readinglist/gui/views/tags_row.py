"""The tags of a paper, and the button that adds some."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from readinglist.gui.widgets.chip import Chip, Flow
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.pressable import Pressable
from readinglist.gui.words import plain_keys

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme
    from readinglist.gui.views.commands import Commands


class TagsRow(QWidget):
    """A pressed tag asks for its list. Where a tag goes the focus stays near."""

    tag_asked = Signal(str)
    tag_removed = Signal(str)

    def __init__(self, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self._theme = theme
        self._names: tuple[str, ...] = ()
        action, key = commands.action("paper.tag"), commands.key_of("paper.tag")
        self._add = AddTag(theme, key)
        self._add.clicked.connect(action.trigger)
        action.enabledChanged.connect(self._add.setEnabled)
        self._add.setEnabled(action.isEnabled())
        self._caps = KeyCaps(theme, key) if key else None
        self._chips: list[Chip] = []
        self._flow = Flow()
        self.setLayout(self._flow)
        self._fill()

    def show_tags(self, names: tuple[str, ...]) -> bool:
        """Show the tags of a paper; tells whether they are others than before."""
        if names == self._names:
            return False
        at = next((number for number, chip in enumerate(self._chips) if chip.hasFocus()), None)
        self._names = names
        self._fill()
        if at is not None:
            after = [*self._chips, self._add]
            after[min(at, len(after) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def buttons(self) -> list[QWidget]:
        """Tags and button, in their order."""
        return [*self._chips, self._add]

    def _fill(self) -> None:
        while self._flow.takeAt(0):
            pass
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._chips = [self._chip(name) for name in self._names]
        for widget in (*self._chips, self._add, *([self._caps] if self._caps else [])):
            self._flow.addWidget(widget)
        for chip in self._chips:
            chip.show()
        self._flow.invalidate()

    def _chip(self, name: str) -> Chip:
        made = Chip(self._theme, name)
        made.clicked.connect(partial(self._ask, name))
        made.removed.connect(partial(self.tag_removed.emit, name))
        return made

    def _ask(self, name: str, _checked: bool = False) -> None:
        self.tag_asked.emit(name)


class AddTag(Pressable):
    """Dashed: a tag that is not there yet."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme)
        self.setText("Add tag")
        self.setAccessibleName("Add tag")
        self.setToolTip(f"Add tag ({plain_keys(key)})" if key else "Add tag")

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        metrics = self._theme.metrics("small", 500)
        return QSize(int(metrics.horizontalAdvance(self.text())) + 2 * self._theme.px(8) + 1, int(metrics.height()) + 8)

    def minimumSizeHint(self) -> QSize:
        """The same: it is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dashes and words."""
        del event
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("border"), 1, Qt.PenStyle.DashLine))
        hovered = self.isEnabled() and self.underMouse()
        painter.setBrush(theme.color("sunken" if self.isDown() else "hover" if hovered else "canvas"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(theme.color("text_2" if self.isEnabled() else "text_3"))
        painter.setFont(theme.font("small", 500))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        self.paint_focus(painter, box.height() / 2)
