"""How fast something goes on, and how long it will take."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_OVER: Final = 10.0  # seconds whose pace counts: what was slow before that says nothing any more
_LEAST: Final = 1.0  # seconds after which a pace is known


@dataclass(frozen=True, slots=True)
class Outlook:
    """Things a second, and the seconds that are left at that pace."""

    rate: float
    left: float


class Pace:
    """Is told now and then how much is done."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._told: deque[tuple[float, int]] = deque()

    def outlook(self, done: int, total: int) -> Outlook | None:
        """What is to be expected, so much being done now; None while that is not known."""
        now = self._clock()
        self._told.append((now, done))
        while len(self._told) > 2 and now - self._told[1][0] >= _OVER:
            self._told.popleft()
        since, before = self._told[0]
        if now - since < _LEAST or done <= before:
            return None
        rate = (done - before) / (now - since)
        return Outlook(rate, max(total - done, 0) / rate)
