"""A beat on the window's thread that notices every time the event loop was away for longer."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

BEAT = 1  # millisecond between beats: a gap is known to that


@dataclass(frozen=True, slots=True)
class Gap:
    """How long nothing else could happen, in milliseconds; `garbage` is what Python's collector took of it.

    `turn` counts how often the action was done.
    """

    length: float
    garbage: float
    action: str
    turn: int


class Heartbeat(QObject):
    """`worst` has the longest gap of every turn of every action, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worst: dict[str, list[Gap]] = {}
        self._action = ""
        self._last = perf_counter()
        self._collected = self._began_collecting = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to listen."""
        gc.callbacks.append(self._note_collection)
        self._last = perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Listen no more."""
        self._timer.stop()
        gc.callbacks.remove(self._note_collection)

    def begin(self, action: str) -> None:
        """What comes now belongs to another turn of an action; the time since the last beat does not."""
        self._beat()
        self._action = action
        turns = self.worst.setdefault(action, [])
        turns.append(Gap(0.0, 0.0, action, len(turns) + 1))

    def _beat(self) -> None:
        now = perf_counter()
        length, garbage = 1000 * (now - self._last), 1000 * self._collected
        self._last, self._collected = now, 0.0
        turns = self.worst.get(self._action)
        if turns and length > turns[-1].length:
            turns[-1] = Gap(length, garbage, self._action, len(turns))

    def _note_collection(self, phase: str, _about: object) -> None:
        if phase == "start":
            self._began_collecting = perf_counter()
        else:
            self._collected += perf_counter() - self._began_collecting
