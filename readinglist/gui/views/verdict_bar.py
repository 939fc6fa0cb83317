"""The verdicts on the paper that is shown, and what else its keys do, by mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from readinglist.core.reading import Status
from readinglist.gui.widgets.blocks import row
from readinglist.gui.widgets.key_button import Face, KeyButton

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from readinglist.core.reading import ReadingState
    from readinglist.gui.theme import Theme
    from readinglist.gui.views.commands import Commands

#: Status -> the command that gives it, and how its button looks while the paper has another status, and has it.
VERDICTS = {
    Status.QUEUED: ("paper.queue", Face(("Queue", "Queued"), ("queue", "queue_on"), "queue")),
    Status.READ: ("paper.read", Face(("Read", "Read"), ("read", "read"), "read")),
    Status.DISMISSED: ("paper.dismiss", Face(("Dismiss", "Dismissed"), ("dismiss", "dismiss"), "dismiss")),
}
STAR = Face(("Star", "Starred"), ("star", "star_on"), "ribbon", quiet=True)
DETAILS = Face.plain("Edit details", "edit", quiet=True)
OPEN = Face.plain("Open link", "open", quiet=True)
NARROW = 600  # below it the verdicts are icon and key


class VerdictBar(QWidget):
    """Queue, read, dismiss; at the right star, details, link."""

    def __init__(self, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self._theme = theme
        self._verdicts = {status: _button(theme, commands, *looks) for status, looks in VERDICTS.items()}
        self._star = _button(theme, commands, "paper.toggle_star", STAR)
        others = [_button(theme, commands, "paper.details", DETAILS), _button(theme, commands, "paper.open", OPEN)]
        self.setFixedHeight(theme.px(48))
        layout = row(*self._verdicts.values(), None, self._star, *others, gap=6, margins=(24, 0, 12, 0))
        self.setLayout(layout)
        self._set_narrow(narrow=True)
        self._narrowest = layout.minimumSize().width()
        self._set_narrow(narrow=False)

    def show_reading(self, reading: ReadingState) -> None:
        """Show which verdict the paper has."""
        for status, button in self._verdicts.items():
            button.set_on(on=reading.status is status)
        self._star.set_on(on=reading.starred)

    def minimumSizeHint(self) -> QSize:
        """Icons and keys."""
        return QSize(self._narrowest, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words where there is room for them."""
        super().resizeEvent(event)
        self._set_narrow(narrow=self.width() < self._theme.px(NARROW))

    def _set_narrow(self, *, narrow: bool) -> None:
        for button in self._verdicts.values():
            button.set_form("keys" if narrow else "full")


def _button(theme: Theme, commands: Commands, command: str, face: Face) -> KeyButton:
    action = commands.action(command)
    button = KeyButton(theme, face, commands.key_of(command), "icon" if face.quiet else "full")
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    button.setEnabled(action.isEnabled())
    return button
