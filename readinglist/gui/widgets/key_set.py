"""Keys of which each does the same, as caps in one place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from readinglist.gui.widgets.key_caps import caps_of, caps_width, paint_caps
from readinglist.gui.words import plain_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.gui.theme import Theme

GAP = 9  # between keys; wider than between the caps of one, so that "j" and "k" are not read as "g i"


class KeySet(QWidget):
    """As many of the keys as there is room for, the first always; the tool tip and a screen reader have them all."""

    def __init__(self, theme: Theme, keys: Sequence[str], room: int) -> None:
        super().__init__()
        self._theme = theme
        self._caps = _fitting(theme, alternatives(keys), room)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name = " or ".join(map(plain_keys, keys))
        self.setAccessibleName(name)
        if len(self._caps) < len(alternatives(keys)):
            self.setToolTip(name)

    @property
    def shown(self) -> list[list[str]]:
        """The caps of the keys that there is room for."""
        return self._caps

    def sizeHint(self) -> QSize:
        """As large as its caps."""
        high = self._theme.metrics("tiny", 600).height() + 6
        return QSize(int(_wide(self._theme, self._caps)) + 2, int(high))

    def minimumSizeHint(self) -> QSize:
        """The same: a cap is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caps."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for caps in self._caps:
            paint_caps(painter, self._theme, caps, left, self.height() / 2)
            left += caps_width(self._theme, caps) + GAP


def alternatives(keys: Sequence[str]) -> list[list[str]]:
    """The caps of each key; three and more figures in a row are one cap, "1–5"."""
    found: list[list[str]] = []
    rest = list(keys)
    while rest:
        run = _run(rest)
        found.append([f"{rest[0]}–{rest[run - 1]}"] if run > 2 else caps_of(rest[0]))
        rest = rest[run if run > 2 else 1 :]
    return found


def room_for(theme: Theme, keys: Sequence[str]) -> int:
    """The room that the first of the keys needs."""
    return int(_wide(theme, alternatives(keys)[:1])) + 2


def _run(keys: Sequence[str]) -> int:
    """How many of the first keys are figures that follow each other."""
    run = 1
    for before, here in pairwise(keys):
        if not (before.isdecimal() and here.isdecimal() and int(here) == int(before) + 1):
            break
        run += 1
    return run


def _fitting(theme: Theme, caps: list[list[str]], room: int) -> list[list[str]]:
    fits = [number for number in range(1, len(caps) + 1) if number == 1 or _wide(theme, caps[:number]) + 2 <= room]
    return caps[: max(fits, default=0)]


def _wide(theme: Theme, caps: list[list[str]]) -> float:
    return sum(caps_width(theme, one) for one in caps) + GAP * max(len(caps) - 1, 0)
