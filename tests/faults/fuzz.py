"""Hostile input at everything that takes text: nothing may crash, hang, or fill the memory.

A crash is told with the seed and the number of its input, which make the same input again, and with the input itself.
"""

from __future__ import annotations

import random
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from readinglist.store.library import Library
from tests.faults.fuzz_inputs import Inputs
from tests.faults.fuzz_targets import Target, folder_for, targets

if TYPE_CHECKING:
    from tests.faults.fuzz_window import Gaps

LONGEST = 20  # seconds; what takes longer hangs
SHOWN = 300  # characters of an input that made something crash
BY_HYPOTHESIS = 0.1  # of the inputs of a target that takes texts
MOST_CRASHES = 20
WARM = 3  # inputs of each target before memory is looked at
WINDOW_SHARE = 1_000  # one paper is shown in the window for so many inputs


class HangsError(Exception):
    """An input took longer than anything may."""


@dataclass
class Told:
    """What was seen; `slowest` in milliseconds, `memory` in MB over that of a process that has seen one input each."""

    inputs: dict[str, int] = field(default_factory=dict)
    slowest: dict[str, tuple[float, int]] = field(default_factory=dict)
    memory: int = 0
    gaps: Gaps | None = None
    lost: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """A line a target, then the rest."""
        lines = [
            f"  {name:<28}{count:>9,} inputs, the slowest {took:,.0f} ms for {size:,} characters"
            for name, count in self.inputs.items()
            for took, size in [self.slowest[name]]
        ]
        seen = [f"{sum(self.inputs.values()):,} inputs", f"{self.memory} MB over the start", str(self.gaps or "")]
        return "\n".join([", ".join(filter(None, seen)), *lines, *self.lost, f"lost={self.lost and len(self.lost)}"])


def fuzz(count: int, folder: Path, seed: int, tell: Callable[[str], object]) -> Told:
    """Try so many inputs, and show some of them in the real window."""
    from tests.faults.fuzz_window import Window, window_targets

    chance, told = random.Random(seed), Told()
    inputs = Inputs(chance)
    with Library.open(folder_for(folder / "home") / "fuzz.db") as library, _heard_from_qt(told):
        all_targets = [*targets(inputs, chance, library, folder), *window_targets(inputs)]
        window = Window(folder / "window", chance)
        start = 0
        for warm in (True, False):
            for target in all_targets:
                several = WARM if warm else max(1, round(count * target.share))
                _try(target, several, seed, chance, Told() if warm else told)
                if not warm:
                    more = _memory() - start
                    tell(f"{target.name}: {told.inputs[target.name]:,} inputs, {len(told.lost)} lost, {more} MB more")
            if warm:
                inputs.texts_of_hypothesis(WARM, seed, len)  # its own tables take 28 MB
                window.show(["We sort pebbles by weight with two sieves."] * 2)
                start = _forget_peak()
        told.memory = _memory() - start
        told.gaps = window.show([inputs.text() for _ in range(max(4, count // WINDOW_SHARE))])
        told.memory = max(told.memory, _memory() - start)
        window.close()
        told.lost += library.health().problems
    return told


def _try(target: Target, count: int, seed: int, chance: random.Random, told: Told) -> None:
    told.inputs[target.name], told.slowest[target.name] = 0, (0.0, 0)
    chance.seed(f"{seed} {target.name}")
    text = isinstance(target.draw(), str)
    drawn = count - int(count * BY_HYPOTHESIS) if text else count
    for _ in range(drawn):
        _one(target, target.draw(), seed, told)
    if count > drawn:
        Inputs(chance).texts_of_hypothesis(count - drawn, seed, lambda given: _one(target, given, seed, told))


def _one(target: Target, given: bytes | str, seed: int, told: Told) -> None:
    number = told.inputs[target.name] = told.inputs[target.name] + 1
    began = perf_counter()
    try:
        with _no_longer_than(LONGEST):
            target.take(given)
    except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
        where = _place(error)
        if len(told.lost) < MOST_CRASHES:
            shown = f"{given[:SHOWN]!r}{'…' if len(given) > SHOWN else ''}"
            why = f"{type(error).__name__}: {error} at {where}"
            told.lost.append(f"{target.name}, seed {seed}, input {number}: {why} for {shown}")
    took = 1000 * (perf_counter() - began)
    told.slowest[target.name] = max(told.slowest[target.name], (took, len(given)))


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    places: list[str] = []
    while trace:
        places.append(f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(places[-3:])


@contextmanager
def _heard_from_qt(told: Told) -> Iterator[None]:
    """What is raised inside of a call of Qt's goes no further than to this hook."""

    def hear(kind: type[BaseException], error: BaseException, _trace: object) -> None:
        if len(told.lost) < MOST_CRASHES:
            told.lost.append(f"inside of Qt: {kind.__name__}: {error} at {_place(error)}")

    before, sys.excepthook = sys.excepthook, hear
    try:
        yield
    finally:
        sys.excepthook = before


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Raises HangsError inside of what takes longer, where the system can."""
    if sys.platform == "win32":
        yield
        return

    def hangs(*_: object) -> None:
        raise HangsError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, hangs)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


_PROCESS = Path("/proc/self")  # Linux; elsewhere the memory is not told


def _forget_peak() -> int:
    """Have the most that this process has had begin from now; MB that it has."""
    if _PROCESS.exists():
        (_PROCESS / "clear_refs").write_text("5", "ascii")
    return _memory()


def _memory() -> int:
    """The most that this process has had, in MB; 0 where the system doesn't tell."""
    if not _PROCESS.exists():
        return 0
    (peak,) = (one for one in (_PROCESS / "status").read_text("ascii").splitlines() if one.startswith("VmHWM"))
    return int(peak.split()[1]) >> 10
