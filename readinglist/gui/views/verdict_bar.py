"""The verdicts on the paper that is shown, by mouse what their keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from readinglist.core.reading import Status
from readinglist.gui.views.blocks import row
from readinglist.gui.views.key_button import Face, KeyButton

if TYPE_CHECKING:
    from readinglist.core.reading import ReadingState
    from readinglist.gui.actions import Actions
    from readinglist.gui.theme import Theme

#: Status -> the command that gives it, and how its button looks while the paper has another status, and has it.
VERDICTS = {
    Status.QUEUED: ("paper.queue", Face(("Queue", "Queued"), ("queue", "queue_on"), "queue")),
    Status.READ: ("paper.read", Face(("Read", "Read"), ("read", "read"), "read")),
    Status.DISMISSED: ("paper.dismiss", Face(("Dismiss", "Dismissed"), ("dismiss", "dismiss"), "dismiss")),
}
STAR = Face(("Star", "Starred"), ("star", "star_on"), "ribbon", bare=True)


class VerdictBar(QWidget):
    """Queue, read, dismiss; at the right the star."""

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__()
        self._verdicts = {status: _button(theme, actions, *looks) for status, looks in VERDICTS.items()}
        self._star = _button(theme, actions, "paper.toggle_star", STAR)
        self.setFixedHeight(theme.px(48))
        self.setLayout(row(*self._verdicts.values(), None, self._star, gap=6, margins=(24, 0, 16, 0)))

    def show_reading(self, reading: ReadingState) -> None:
        """Show which verdict the paper has."""
        for status, button in self._verdicts.items():
            button.set_on(on=reading.status is status)
        self._star.set_on(on=reading.starred)


def _button(theme: Theme, actions: Actions, command: str, face: Face) -> KeyButton:
    action = actions.action(command)
    button = KeyButton(theme, face, actions.key_of(command))
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    button.setEnabled(action.isEnabled())
    return button
