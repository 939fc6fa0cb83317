"""Tells the library which day it is, so that papers come back that were put off to it."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from datetime import time as clock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from readinglist.gui import words

if TYPE_CHECKING:
    from datetime import date

    from readinglist.core.changes import Changes
    from readinglist.gui.bus import Bus
    from readinglist.gui.tasks import Tasks
    from readinglist.gui.widgets.toast import Toast


class NewDays(QObject):
    """Looks at the calendar at a start, at midnight, and when the window comes to the front: a computer may sleep."""

    def __init__(self, tasks: Tasks, bus: Bus, toast: Toast, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._bus, self._toast = tasks, bus, toast
        self._day: date | None = None
        self._midnight = QTimer(self)
        self._midnight.setSingleShot(True)
        self._midnight.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now, and from now on."""
        self.look()
        QGuiApplication.instance().applicationStateChanged.connect(self._stir)  # type: ignore[union-attr]  # it is there

    def stop(self) -> None:
        """Look no more: the window is closed."""
        if self._day is not None:
            self._midnight.stop()
            QGuiApplication.instance().applicationStateChanged.disconnect(self._stir)  # type: ignore[union-attr]

    def look(self) -> None:
        """Have papers come back, where another day has begun."""
        today = words.today()
        self._midnight.start(milliseconds_to(today + timedelta(1)))
        if today != self._day:
            self._day = today
            self._tasks.write(lambda library: library.new_day(today), self._tell)

    def _stir(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _tell(self, changes: Changes) -> None:
        if changes:
            self._bus.changed.emit(changes)
            self._toast.say(f"{words.counted(len(changes.updated), 'paper is', 'papers are')} back from later")


def milliseconds_to(day: date) -> int:
    """How long it is until a day begins where the user is, and a little more; never nothing."""
    return max(1_000, round((datetime.combine(day, clock()).timestamp() - time.time()) * 1_000) + 500)
