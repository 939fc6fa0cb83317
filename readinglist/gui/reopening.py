"""A window that gives way to another one: what nobody may have open meanwhile is done between the two."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from readinglist.core.errors import ReadingListError
from readinglist.gui.tasks import Apart
from readinglist.gui.widgets.blocks import column, label, on_surface

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.gui.main_window import MainWindow
    from readinglist.gui.theme import Theme


class Reopening(QObject):
    """Holds the window that is open. `open_window` makes one, over the library as it is by then."""

    def __init__(self, open_window: Callable[[], MainWindow], theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._open_window, self._theme = open_window, theme
        self._waiting: QWidget | None = None
        self._work: Apart | None = None
        self.window = self._opened()

    def _opened(self) -> MainWindow:
        window = self._open_window()
        window.parts.backups.reopening.connect(self._begin)
        return window

    def _begin(self, doing: str, call: Callable[[], str]) -> None:
        """Close the window, unless something could not be saved, and do what was asked for on a thread."""
        self._waiting = Waiting(self._theme, doing, self.window)
        self._waiting.show()  # before the last window closes, with which the program would end
        if not self.window.close():
            self._forget_waiting()
            return
        self._work = Apart(call, self)
        self._work.finished.connect(self._end)
        self._work.start()

    def _end(self) -> None:
        """Open the window again and say what came of it."""
        work, old = self._work, self.window
        self._work = None
        if work is None:
            raise AssertionError("what has ended was begun")
        self.window = self._opened()
        self.window.show()
        self.window.begin()
        self._forget_waiting()
        old.deleteLater()
        work.deleteLater()
        if work.error is None:
            self.window.parts.notice.say(str(work.result), kind="warning")
        elif isinstance(work.error, ReadingListError):
            self.window.parts.notice.show_error(work.error)
        else:
            sys.excepthook(type(work.error), work.error, work.error.__traceback__)

    def _forget_waiting(self) -> None:
        if self._waiting:
            self._waiting.close()
            self._waiting.deleteLater()
            self._waiting = None


class Waiting(QWidget):
    """Stands where the window was, and says what is being done."""

    def __init__(self, theme: Theme, doing: str, window: QWidget) -> None:
        super().__init__()
        self.setWindowTitle("Reading List")
        self.setGeometry(window.geometry())
        on_surface(self, "canvas")
        said = label(theme, f"{doing}…", "h2", weight=600, family="serif")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stays = label(theme, "What was there is kept.", tone="3")
        stays.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(None, said, 8, stays, None))
