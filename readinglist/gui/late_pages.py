"""The pages beside list and paper: each is built, and its modules are loaded, when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist import resources
from readinglist.commands.keymap import HISTORY, IMPORT, PAIR

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

    from readinglist.gui.actions import Actions
    from readinglist.gui.bus import Bus
    from readinglist.gui.history import HistoryFlow
    from readinglist.gui.imports import ImportFlow
    from readinglist.gui.pair_review import PairReview
    from readinglist.gui.tasks import Tasks
    from readinglist.gui.theme import Theme
    from readinglist.gui.views.first_run import FirstRun
    from readinglist.store.library import Library

FIRST = "first"
SAMPLE_PAPERS = 53  # that the sample digests hold
#: Commands whose keys the page of possible repeats shows, and that of the history.
PAIR_KEYS = ("pair.merge", "pair.separate", "pair.pass_over", "pair.leave", "history.undo", "go.inbox")
STEP_KEYS = ("history.undo_step", "history.redo_step", "step.papers", "step.find", "step.leave")


class LatePages(QObject):
    """Who leads on each page, with the page. `built` tells which is there from now on, to be connected.

    A page is called as the context of its keys is, the first page `FIRST`. This one stands in `whole`, the others in
    `body`, which shows list and paper until one of them is turned to.
    """

    built = Signal(str)

    def __init__(
        self, window: QMainWindow, theme: Theme, library: Library, tasks: Tasks, bus: Bus, *,
        actions: Actions, body: QStackedWidget, whole: QStackedWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self._theme, self._library, self._tasks, self._bus = window, theme, library, tasks, bus
        self._actions, self._body, self._whole = actions, body, whole
        self._imports: ImportFlow | None = None
        self._review: PairReview | None = None
        self._history: HistoryFlow | None = None
        self._first_run: FirstRun | None = None

    @property
    def imports(self) -> ImportFlow:
        """The import and its preview."""
        if self._imports is None:
            from readinglist.gui.imports import ImportFlow
            from readinglist.gui.views.import_page import ImportPage

            page = ImportPage(self._theme, self._key("import.accept", IMPORT), self._key("import.leave", IMPORT))
            self._imports = ImportFlow(self._tasks, self._bus, page, self._window)
            self._add(IMPORT, page)
        return self._imports

    @property
    def review(self) -> PairReview:
        """The review of possible repeats."""
        if self._review is None:
            from readinglist.gui.pair_review import PairReview
            from readinglist.gui.views.pair_page import PairPage

            page = PairPage(self._theme, {one: self._key(one, PAIR) for one in PAIR_KEYS})
            self._review = PairReview(self._library, self._tasks, self._bus, page, self._window)
            self._add(PAIR, page)
        return self._review

    @property
    def history(self) -> HistoryFlow:
        """The history of every step."""
        if self._history is None:
            from readinglist.gui.history import HistoryFlow
            from readinglist.gui.views.history_page import HistoryPage

            page = HistoryPage(self._theme, {one: self._key(one, HISTORY) for one in STEP_KEYS})
            self._history = HistoryFlow(self._tasks, self._bus, page, self._window)
            self._add(HISTORY, page)
        return self._history

    @property
    def first_run(self) -> FirstRun:
        """What an empty library shows."""
        if self._first_run is None:
            from readinglist.gui.views.first_run import FirstRun

            self._first_run = FirstRun(
                self._theme, import_key=self._key("digest.import"), paste_key=self._key("digest.paste"),
                keys_key=self._key("window.keys"), palette_key=self._key("window.palette"),
                samples=len(resources.samples()), papers=SAMPLE_PAPERS,
            )  # fmt: skip
            self._whole.addWidget(self._first_run)
            self.built.emit(FIRST)
        return self._first_run

    @property
    def importing(self) -> bool:
        """Whether the preview of an import is looked at."""
        return self._imports is not None and self._body.currentWidget() is self._imports.page

    @property
    def reviewing(self) -> bool:
        """Whether possible repeats are looked at."""
        return self._review is not None and self._body.currentWidget() is self._review.page

    @property
    def looking_back(self) -> bool:
        """Whether the history is looked at."""
        return self._history is not None and self._body.currentWidget() is self._history.page

    @property
    def left_to_write(self) -> int:
        """How many entries of an import that is being written are not written yet."""
        return self._imports.left_to_write if self._imports else 0

    def _key(self, command: str, *context: str) -> str:
        return self._actions.key_of(command, *context)

    def _add(self, context: str, page: QWidget) -> None:
        self._body.addWidget(page)
        self._actions.work_in(context, page)
        self.built.emit(context)
