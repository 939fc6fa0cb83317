"""What the process holds over a large library, beside a small one and beside every row in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.figures import MILLION, Figure, Reach, Row, in_turns
from tests.benchmarks.resident import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

TIMES = 2  # memory hardly differs from one time to the next


def rows(bench: Bench) -> Iterator[Row]:
    """The window after it was used: lists opened, paged and searched."""
    ours, at_small, everything = in_turns(
        min(TIMES, bench.rounds),
        lambda: measure("window", bench.library).end,
        lambda: measure("window", bench.small_library).end,
        lambda: measure("all", bench.library).end,
    )
    yield Row(
        "memory of the process", "MB", Figure.of(ours), Figure.of(at_small), f"the same over {bench.small:,} papers",
        Reach(most=1.25),
    )  # fmt: skip
    yield Row(
        "memory of the process", "MB", Figure.of(ours), Figure.of(everything), "the window with all rows in Python",
        Reach(most=0.2, at=MILLION),
    )  # fmt: skip
