"""Looks through the library when nobody has done anything for a while: damage is found before it is needed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from readinglist.gui.tasks import Job, Tasks
    from readinglist.store.health import Health

IDLE: Final = 5 * 60 * 1000  # milliseconds
EVERY: Final = 12 * 60 * 60  # seconds between two looks that came to their end


class IdleCheck(QObject):
    """`found` tells the health of a library in which something is not as it was written; else nothing is said."""

    found = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._job: Job | None = None
        self._looked: float | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE)
        self._timer.timeout.connect(self._look)

    def stir(self) -> None:
        """Somebody did something: a look that has begun ends, and the waiting begins anew."""
        if self._job:
            self._job.cancel()
            self._job = None
        self._timer.start()

    def stop(self) -> None:
        """Look no more: the window is closed."""
        self._timer.stop()
        self._timer.timeout.disconnect()

    def _look(self) -> None:
        if self._looked is None or time.monotonic() - self._looked > EVERY:
            self._job = self._tasks.keep(lambda library: library.health(search=False), self._seen)

    def _seen(self, health: Health) -> None:
        self._job, self._looked = None, time.monotonic()
        if health.problems:
            self.found.emit(health)
