"""A long sitting at the real window: thousands of verdicts by key and of calls into Qt, in a process of its own.

    python -m tests.benchmarks.soak LIBRARY VERDICTS CALLS

The memory that it holds must stay flat, and nothing may be warned of. PySide6 6.12.0 ended after some 5,000 calls that
return nothing: ARCHITECTURE.md, decision 11.
"""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
import warnings
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from tests.benchmarks.desk import open_desk, painted
from tests.benchmarks.figures import Figure, Reach, Row
from tests.benchmarks.first_paint import ROOT
from tests.benchmarks.resident import held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench
    from tests.benchmarks.desk import Desk

VERDICTS, CALLS = 2_000, 20_000
KEYS = "QXE"
PARTS = 4  # the memory is looked at after each


def rows(bench: Bench) -> Iterator[Row]:
    """What was held after each quarter, and how much was said that nobody expected."""
    library = bench.corpus.copy(bench.small, bench.folder / "soak")
    verdicts = min(VERDICTS, bench.small // 2)
    said = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.soak", str(library), str(verdicts), str(CALLS)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    begin, *after, loud = map(float, said.stdout.split())
    done, end = f"{verdicts:,} verdicts and {CALLS:,} calls", Figure.of(after[-1:])
    yield Row("soak: memory at the end", "MB", end, Figure.of([begin]), f"the window before {done}")
    yield Row("soak: memory at the end", "MB", end, Figure.of(after[1:2]), "the same at half-time", Reach(most=1.05))
    yield Row("soak: warnings", "", Figure.of([loud]), Figure.of([verdicts]), "the verdicts", Reach(most=0.0))


def main() -> None:
    """Sit at the window; print what was held at first and after each part, and how much was warned of."""
    path, verdicts, calls = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    ears = _Ears(logging.WARNING)
    logging.getLogger().addHandler(ears)
    qInstallMessageHandler(ears.hear)
    with warnings.catch_warnings(record=True) as warned, open_desk(path) as desk:
        warnings.simplefilter("always")
        desk.go("G, A")
        found = [_held()]
        for _ in range(PARTS):
            _judge(desk, verdicts // PARTS)
            _call(desk, calls // PARTS)
            found.append(_held())
    sys.stdout.write(" ".join(map(str, [*found, ears.heard + len(warned)])) + "\n")


def _judge(desk: Desk, verdicts: int) -> None:
    for number in range(verdicts):
        painted(partial(desk.press, KEYS[number % len(KEYS)]), desk.parts.actions.done)


def _call(desk: Desk, calls: int) -> None:
    """Calls that return nothing, of the kind that the window makes."""
    table, field = desk.parts.table, desk.parts.list.search.field
    acts = (table.viewport().update, table.updateGeometries, field.update, lambda: field.setToolTip(""))
    for number in range(calls):
        acts[number % len(acts)]()


def _held() -> float:
    gc.collect()
    return held()


class _Ears(logging.Handler):
    """Counts what is logged as a warning or worse, and whatever Qt says."""

    heard = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.heard += 1
        sys.stderr.write(f"{record.getMessage()}\n")

    def hear(self, _kind: QtMsgType, _about: object, message: str | None) -> None:
        """Take the place of Qt's own handler."""
        self.heard += 1
        sys.stderr.write(f"{message}\n")


if __name__ == "__main__":
    main()
