"""A user at the window who never blocks it: what is done is a generator, and the event loop runs between its steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from readinglist.gui.main_window import MainWindow
    from readinglist.gui.parts import Parts
    from readinglist.gui.places import Place
    from readinglist.gui.widgets.sheet import Sheet
    from tests.benchmarks.heartbeat import Heartbeat

#: What a step waits for: some milliseconds, or that something has come true.
Wait = float | Callable[[], bool]
Steps = Iterator[Wait]

REST = 30.0  # milliseconds after which everything that was asked for is painted
LOOK = 4  # milliseconds between looks at what is waited for
LETTER = 60.0  # milliseconds between the letters of a quick typist
PATIENCE = 120_000  # milliseconds after which something is broken


class Hands:
    """Keys, clicks and waiting; `doing` names what is being done."""

    def __init__(self, window: MainWindow, heart: Heartbeat, library: Path, times: int) -> None:
        self.window, self.library, self.times = window, library, times
        self._heart = heart

    @property
    def parts(self) -> Parts:
        """The parts of the window."""
        return self.window.parts

    @property
    def sheet(self) -> Sheet:
        """The sheet that is open."""
        sheet = self.window.sheets.current
        assert sheet is not None
        return sheet

    def doing(self, action: str) -> None:
        """What comes now is another turn of an action."""
        self._heart.begin(action)

    def press(self, keys: str, where: QWidget | None = None) -> None:
        """Press keys in the list, or somewhere else."""
        if where is None and not self.parts.table.hasFocus():
            self.parts.table.setFocus()  # keys work where the focus is, and after a click that is the sidebar
        QTest.keySequence(where or self.parts.table, QKeySequence(keys))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._focused(), key, modifier)

    def type(self, text: str) -> Steps:
        """Type into what has the focus, as fast as a quick typist."""
        for letter in text:
            QTest.keyClicks(self._focused(), letter)
            yield LETTER

    def click(self, place: Place) -> None:
        """Click a list in the sidebar."""
        lists, number = self.parts.sidebar.lists, self.parts.sidebar.model.row_of(place)
        assert number is not None
        index = self.parts.sidebar.model.index(number)
        lists.scrollTo(index)
        at = lists.visualRect(index)
        QTest.mouseClick(lists.viewport(), Qt.MouseButton.LeftButton, pos=at.topLeft() + QPoint(40, at.height() // 2))

    def settle(self) -> Steps:
        """Wait until all is written, read and painted."""
        tasks = self.parts.tasks
        yield lambda: not tasks.writes and not tasks._reading
        yield REST

    def every(self, action: str, keys: str) -> Steps:
        """Press keys many times in the list, each when the one before has come to rest."""
        for _ in range(self.times):
            self.doing(action)
            self.press(keys)
            yield from self.settle()

    def _focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


class Walk(QObject):
    """Takes one step after the other; `ended` tells that there are no more.

    Where `haste` is 10 it waits a tenth of the time that a user would take: that is a trial, no measurement.
    """

    ended = Signal()

    def __init__(self, steps: Steps, haste: float) -> None:
        super().__init__()
        self._steps, self._haste = steps, haste
        self._until: Callable[[], bool] | None = None
        self._waited = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Take the first step as soon as the event loop runs."""
        self._timer.start(0)

    def _go_on(self) -> None:
        if self._until and not self._until():
            self._waited += LOOK
            if self._waited > PATIENCE:
                raise AssertionError("what the walk waits for does not come")
            self._timer.start(LOOK)
            return
        wait = next(self._steps, None)
        if wait is None:
            self.ended.emit()
            return
        self._until, self._waited = (wait, 0) if callable(wait) else (None, 0)
        self._timer.start(LOOK if callable(wait) else round(wait / self._haste))
