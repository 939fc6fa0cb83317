"""The real window, used by keys, and how long it takes until what a key brings is painted."""

from __future__ import annotations

from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from readinglist.gui.app import application, open_window
from readinglist.gui.theme import Theme
from readinglist.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtCore import SignalInstance

    from readinglist.gui.main_window import MainWindow
    from readinglist.gui.parts import Parts

LOOK = 4  # milliseconds between looks at what is waited for
REST = 15  # milliseconds between keys: nobody types faster
PATIENCE = 60_000  # milliseconds after which something is broken
COUNTED = 600  # milliseconds after which saved searches are being counted


class Desk:
    """The window and the hands at it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def parts(self) -> Parts:
        """The parts of the window."""
        return self.window.parts

    def press(self, keys: str) -> None:
        """Press keys in the list."""
        QTest.keySequence(self.parts.table, QKeySequence(keys))

    def go(self, keys: str) -> float:
        """Go to a list by its keys; milliseconds until it is painted."""
        return painted(lambda: self.press(keys), self.parts.navigator.moved)

    def type(self, letter: str) -> None:
        """Press a key in the search box."""
        QTest.keyClicks(self.parts.list.search.field, letter)

    def leave_search(self) -> None:
        """Give a search up, and be where it was begun; what is offered below the box goes first."""
        search = self.parts.list.search

        def give_up() -> None:
            while search.text:
                QTest.keyClick(search.field, Qt.Key.Key_Escape)

        painted(give_up, self.parts.navigator.moved)
        self.settle()

    def settle(self) -> None:
        """Wait until all is written and read."""
        tasks, waited = self.parts.tasks, 0
        while tasks.writes or tasks._reading:
            pause(LOOK)
            waited += LOOK
            assert waited < 10 * PATIENCE, "what is written or read does not end"
        pause(REST)


@contextmanager
def open_desk(library: Path) -> Iterator[Desk]:
    """The window over a library, when all that a start does is done; closed afterwards."""
    app = application()
    window = open_window(Workspace.of(str(library)), Theme(app))
    window.show()
    window.activateWindow()
    window.begin()
    desk = Desk(window)
    try:
        pause(COUNTED)
        desk.settle()
        yield desk
    finally:
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents()


def painted(act: Callable[[], object], told: SignalInstance | None = None) -> float:
    """Milliseconds from an act until all that it brought is painted.

    That is when the event loop has nothing to do any more; where `told` is named, after that has been told.
    """
    loop, guard = QEventLoop(), QTimer()
    guard.setSingleShot(True)
    guard.timeout.connect(lambda: loop.exit(1))
    guard.start(PATIENCE)

    def rest(*_: object) -> None:
        QTimer.singleShot(0, loop.quit)  # after the paints, which are events

    began = perf_counter()
    if told is not None:
        told.connect(rest)
    act()
    if told is None:
        rest()
    broken = loop.exec()
    took = perf_counter() - began
    guard.stop()
    if told is not None:
        told.disconnect(rest)
    assert not broken, "what is waited for does not come"
    return 1000 * took


def pause(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop, timer = QEventLoop(), QTimer()
    timer.setSingleShot(True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start(milliseconds)
    loop.exec()
