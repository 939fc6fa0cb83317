"""Which page the window shows: list and paper, an import, possible repeats, the history, or the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.core.errors import NotFoundError
from readinglist.gui.places import CHECK, Place, digest_place
from readinglist.gui.words import today

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from readinglist.gui.history import HistoryFlow
    from readinglist.gui.pair_review import PairReview
    from readinglist.gui.parts import Parts


class Pages(QObject):
    """Leads from one page to another; where it goes, the focus goes with it. `turned` tells that it went."""

    turned = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._leader: PairReview | HistoryFlow | None = None  # of the page that is shown, where one leads

    def go(self, place: Place, paper: int | None = None, top: int = 0) -> None:
        """Show a list, and let keys work in it; a paper of it where one is named, at a height."""
        parts = self._parts
        self.follow(place, paper, top)
        parts.list.search.set_text(place.text if place.kind == "search" else "")
        self.take_focus()

    def follow(self, place: Place, paper: int | None = None, top: int = 0) -> None:
        """Show a list, or for what is to check its pairs; the focus stays where it is, in the sidebar for one."""
        self._parts.list.search.set_text("")
        if place == CHECK:
            self._turn_to(self._parts.pair_page, self._parts.review)
            self._parts.sidebar.select(CHECK)
            return
        self.show_lists()
        self._parts.navigator.open(place, paper=paper, top=top)

    def go_to_digest(self, digest: int) -> None:
        """Show the papers of a digest."""
        try:
            record = self._parts.library.digest_record(digest)
        except NotFoundError as error:  # it went a moment ago
            self._parts.tasks.failed.emit(error)
            return
        self.go(digest_place(record.digest, today()))

    def show_lists(self) -> None:
        """Show list and paper, also while an import waits."""
        self._turn_to(self._parts.body)

    def show_import(self) -> None:
        """Show the preview of the import that waits."""
        parts = self._parts
        parts.sidebar.select(None)
        self._turn_to(parts.import_page)
        parts.import_page.take_focus()

    def leave_import(self) -> None:
        """The import is closed: back to the list, if it was looked at."""
        if self.importing:
            self._back_to_list()

    def leave_review(self) -> None:
        """Enough of possible repeats: back to the list."""
        self._back_to_list()

    def show_history(self) -> None:
        """Show every step that was made."""
        self._parts.sidebar.select(None)
        self._turn_to(self._parts.history_page, self._parts.history)
        self.take_focus()

    def leave_history(self) -> None:
        """Enough of the history: back to the list."""
        self._back_to_list()

    def take_focus(self) -> None:
        """Give the keys to what is shown."""
        parts = self._parts
        if parts.pages.currentWidget() is not parts.sides:
            parts.first_run.take_focus()
        elif self.importing:
            parts.import_page.take_focus()
        elif self.reviewing:
            parts.pair_page.take_focus()
        elif self.looking_back:
            parts.history_page.take_focus()
        else:
            parts.list.take_focus()

    @property
    def here(self) -> Place | None:
        """Where the window is, or is on the way to; None with an import and the history, which are no place."""
        return None if self.importing or self.looking_back else CHECK if self.reviewing else self._parts.navigator.going

    @property
    def listing(self) -> bool:
        """Whether list and paper are looked at."""
        parts = self._parts
        return parts.pages.currentWidget() is parts.sides and parts.body_stack.currentWidget() is parts.body

    @property
    def importing(self) -> bool:
        """Whether the preview of an import is looked at."""
        return self._parts.late.importing

    @property
    def reviewing(self) -> bool:
        """Whether possible repeats are looked at."""
        return self._parts.late.reviewing

    @property
    def looking_back(self) -> bool:
        """Whether the history is looked at."""
        return self._parts.late.looking_back

    def update(self) -> None:
        """Without a paper in the library the first page says what to do, but for an import or a history looked at."""
        parts = self._parts
        busy = self.importing or self.looking_back
        empty = not busy and not any(parts.library.totals().values()) and not parts.library.digests(1)
        page = parts.first_run if empty else parts.sides
        if page is not parts.pages.currentWidget():
            parts.pages.setCurrentWidget(page)
            self.turned.emit()
            self.take_focus()

    def _back_to_list(self) -> None:
        self.show_lists()
        self._parts.sidebar.select(self._parts.navigator.place)
        self.take_focus()

    def _turn_to(self, page: QWidget, leader: PairReview | HistoryFlow | None = None) -> None:
        """Show a page; who led on the one before ends, who leads on this one begins, unless it is shown already."""
        self._parts.body_stack.setCurrentWidget(page)
        if self._leader and self._leader is not leader:
            self._leader.end()
        self._leader = leader
        if leader:
            leader.begin()
        self.update()
        self.turned.emit()
