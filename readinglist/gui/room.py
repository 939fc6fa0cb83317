"""How the parts share a small window: the sidebar becomes a rail, the list narrow, the note low."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter

    from readinglist.gui.parts import Parts

NARROW, LOW = 1000, 700  # a window below these is small
NARROW_LIST, LOW_NOTE = 324, 140


class Room:
    """When the window becomes small the parts give way, when it is large again they are as they were.

    Between the two they are as the user sets them.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._narrow = self._low = False
        self._list = self._note = 0  # what they were before they gave way

    def fit(self) -> None:
        """Follow the size of the window."""
        parts, px = self._parts, self._parts.theme.px
        narrow, low = parts.window.width() < px(NARROW), parts.window.height() < px(LOW)
        parts.sidebar.set_rail(narrow)
        parts.list.set_narrow(narrow)
        if narrow != self._narrow:
            self._narrow = narrow
            self._list = _give(parts.body, 0, px(NARROW_LIST) if narrow else self._list)
        if low != self._low:
            self._low = low
            self._note = _give(parts.paper.splitter, 1, px(LOW_NOTE) if low else self._note)


def _give(splitter: QSplitter, which: int, length: int) -> int:
    """Give one of two parts a length, the other one the rest; returns what it had."""
    sizes = splitter.sizes()
    had, whole = sizes[which], sum(sizes)
    wanted = min(length, whole)
    splitter.setSizes([wanted, whole - wanted] if which == 0 else [whole - wanted, wanted])
    return had
