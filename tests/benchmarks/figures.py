"""What a benchmark found, as a table: figures of ours and of a yardstick, their ratio, what is to be reached."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Told = Literal["median", "p95", "p99", "worst"]
MILLION = 1_000_000
WIDTHS = (38, 6, 25, 25, 9)  # of the columns before the last


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, once a round or once a key, and which number of it counts."""

    samples: tuple[float, ...]
    told: Told = "median"

    @classmethod
    def of(cls, samples: Iterable[float], told: Told = "median") -> Figure:
        """A figure of some samples, at least one."""
        return cls(tuple(samples), told)

    @property
    def value(self) -> float:
        """The number that counts."""
        if self.told == "median":
            return median(self.samples)
        share = {"p95": 0.95, "p99": 0.99, "worst": 1.0}[self.told]
        ordered = sorted(self.samples)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    def __str__(self) -> str:
        """The number, and the least and the most that was seen."""
        spread = f" ({_short(min(self.samples))}–{_short(max(self.samples))})" if len(self.samples) > 1 else ""
        return f"{_short(self.value)}{spread}"


@dataclass(frozen=True, slots=True)
class Reach:
    """What is to be reached: at most, or at least, so much of the ratio or of our own figure.

    One that is meant for a library of `at` papers is not judged in a smaller one.
    """

    most: float | None = None
    least: float | None = None
    of: Literal["ratio", "ours"] = "ratio"
    at: int = 0

    def holds(self, ratio: float, ours: float) -> bool:
        """Whether it is reached."""
        value = ratio if self.of == "ratio" else ours
        return (self.most is None or value <= self.most) and (self.least is None or value >= self.least)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: `beside` is what the yardstick is. Without `reach` it only tells."""

    what: str
    unit: str
    ours: Figure
    yardstick: Figure
    beside: str
    reach: Reach | None = None

    @property
    def ratio(self) -> float:
        """Ours in yardsticks."""
        return self.ours.value / self.yardstick.value if self.yardstick.value else 1.0

    def verdict(self, papers: int) -> str:
        """What is to be reached, and whether it is; a dash where nothing is, or not with so few papers."""
        reach = self.reach
        if reach is None:
            return "–"
        sign, bound = ("≤", reach.most) if reach.most is not None else ("≥", reach.least)
        said = f"{sign} {_short(bound or 0.0)}{'×' if reach.of == 'ratio' else f' {self.unit}'}"
        if papers < reach.at:
            return f"{said} at {reach.at:,}"
        return f"{said:<10} {'holds' if reach.holds(self.ratio, self.ours.value) else 'short'}"


def head() -> str:
    """The names of the columns."""
    return _line("", "", "ours (spread)", "yardstick (spread)", "ratio", "to reach")


def lines(rows: Iterable[Row], papers: int) -> Iterator[str]:
    """A line a row, and below it what its yardstick is."""
    for row in rows:
        told = "" if row.ours.told == "median" else f", {row.ours.told}"
        ratio = f"{_short(row.ratio)}×"
        yield _line(f"{row.what}{told}", row.unit, str(row.ours), str(row.yardstick), ratio, row.verdict(papers))
        yield f"    beside {row.beside}"


def in_turns(rounds: int, *measures: Callable[[], float]) -> list[list[float]]:
    """What each measure finds, once a round; every round begins with another one, so that none is always the first."""
    found: list[list[float]] = [[] for _ in measures]
    for number in range(rounds):
        for place in range(len(measures)):
            which = (place + number) % len(measures)
            found[which].append(measures[which]())
    return found


def _line(*cells: str) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=False)]
    return " ".join([*padded, cells[-1]]).rstrip()


def _short(value: float) -> str:
    """A number with three figures that say something."""
    size = abs(value)
    if size >= 100 or value == 0:
        return f"{value:,.0f}"
    return f"{value:.1f}" if size >= 10 else f"{value:.2f}" if size >= 0.1 else f"{value:.3f}"
