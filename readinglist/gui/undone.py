"""What an undo did, said once: for a moment, or for as long as the user wants where papers of an import stayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.commands.history import said_of_kept
from readinglist.gui.places import step_place

if TYPE_CHECKING:
    from readinglist.core.changes import Changes
    from readinglist.gui.bus import Bus
    from readinglist.gui.views.notice import Notice
    from readinglist.gui.widgets.toast import Toast
    from readinglist.store.library import Library


class Undone(QObject):
    """`show_asked` tells the place where the papers are listed that stayed."""

    show_asked = Signal(object)

    def __init__(self, library: Library, bus: Bus, notice: Notice, toast: Toast, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._notice, self._toast = library, notice, toast
        self._import: int | None = None  # whose papers the notice is about
        bus.changed.connect(self._follow)

    def tell(self, changes: Changes) -> None:
        """Say what was undone, and which papers stay."""
        kept = said_of_kept(self._library, changes)
        if not kept or changes.turned is None:
            self._toast.say(f"Undone: {changes.label}")
            return
        self._import = changes.turned
        place = step_place(self._library.step(changes.turned))

        def show() -> None:
            self._notice.dismiss()
            self.show_asked.emit(place)

        word = "Show it" if len(changes.kept) == 1 else "Show them"
        self._notice.say(f"Undone: {changes.label}.", kept, kind="news", actions=[(word, show)])

    def _follow(self, changes: Changes) -> None:
        """The import is done again: nothing is left over any more."""
        if changes.turned is not None and changes.turned == self._import:
            self._import = None
            if self._notice.kind == "news":
                self._notice.dismiss()
