"""What stands in the place of a list without papers: one line, and one thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from readinglist.gui.places import STATES
from readinglist.gui.widgets.blocks import column, label, on_surface, row
from readinglist.gui.widgets.key_caps import KeyCaps

if TYPE_CHECKING:
    from readinglist.gui.places import Place
    from readinglist.gui.theme import Theme

_LINES = {
    "inbox": "The inbox is empty.",
    "queued": "Nothing is queued.",
    "later": "Nothing is put off.",
    "read": "Nothing is read yet.",
    "dismissed": "Nothing is dismissed.",
    "check": "Nothing to check.",
    "starred": "Nothing has a star.",
}
_OTHERS = {
    "digest": "No papers in this digest.",
    "tag": "No paper has this tag.",
    "saved": "No paper fits this search.",
    "step": "No paper of this step is here any more.",
    "search": "No paper is found by this search.",
}
ANY = "No papers here."


class EmptyLine(QWidget):
    """Says why there is nothing, and which key leads on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        on_surface(self, "canvas")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._theme = theme
        self._line = label(theme, ANY, "read", family="serif", wrap=True)
        self._line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._way = label(theme, "", tone="2")
        self._keys = ""
        self._caps: KeyCaps | None = None
        self._way_row = row(None, self._way, None, gap=7)
        self.setLayout(column(None, self._line, 10, self._way_row, None, None, margins=(24, 24, 24, 24)))

    def show_place(self, place: Place, inbox_keys: str) -> None:
        """Say it for a place; `inbox_keys` are those that go to the inbox."""
        line = _LINES[place.key] if place.kind == "state" else _OTHERS.get(place.kind, ANY)
        if place.kind == "search":
            keys, way = "Esc", "takes the search away."
        elif place == STATES["inbox"] or place.kind == "all":
            keys, way = "", ""  # what brings papers stands at the top of the sidebar
        else:
            keys, way = inbox_keys, "goes to the inbox." if inbox_keys else ""
        self.say(line, keys, way)

    def say(self, line: str, keys: str = "", way: str = "") -> None:
        """Say something, and what keys do: "goes to the inbox."."""
        self._line.setText(line)
        self.setAccessibleName(line)
        self._way.setText(way)
        self._way.setVisible(bool(way))
        self._show_caps(keys)

    def _show_caps(self, keys: str) -> None:
        if keys == self._keys:
            return
        if self._caps:
            self._caps.hide()
            self._caps.deleteLater()
        self._keys = keys
        self._caps = KeyCaps(self._theme, keys) if keys else None
        if self._caps:
            self._way_row.insertWidget(1, self._caps)
