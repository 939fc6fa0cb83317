"""Closing the window while a long import is written: it is waited for, or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.gui.parts import Parts

_MANY: Final = 1_000
"""Entries that are written while nobody looks: it takes less than a second."""


class Leaving:
    """Whether the window may close, and closing it when it may; `close` closes it."""

    def __init__(self, parts: Parts, close: Callable[[], object]) -> None:
        self._parts = parts
        self._close = close
        self._wanted = False

    def waits(self) -> bool:
        """Whether something has to be waited for; then the person is told, and the window closes afterwards."""
        self._wanted = self._parts.late.left_to_write > _MANY
        if self._wanted:
            self._parts.notice.say(
                "An import is still being written.",
                "The window closes when that is done.",
                kind="warning",
                actions=[("Cancel the import", self._parts.imports.cancel), ("Stay", self._stay)],
            )
        return self._wanted

    def go_on(self) -> None:
        """Nothing is written any more: close, if that was wanted."""
        if self._wanted:
            self._close()

    def _stay(self) -> None:
        self._wanted = False
        self._parts.notice.dismiss()
