"""kill -9 while an import is written in chunks: all of it is there at the next start, or nothing, and which is said."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from readinglist.commands import imports, queue
from readinglist.commands.import_plan import plan
from readinglist.core.query import Query
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, large_page, page, source
from tests.state import state_of

if TYPE_CHECKING:
    from collections.abc import Callable

COMES = 60  # papers of the import
LONGEST = 0.2  # seconds after which it is killed
KILLS_OF_ONE = 40


@dataclass
class Told:
    """What the kills showed; `found` says how an import was found at the next start."""

    kills: int = 0
    found: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)


class Few:
    """Manners that end a chunk after a few entries."""

    cancelled = False

    def is_full(self, rows: int) -> bool:
        return rows >= 4

    def between(self) -> None:
        """Let nobody in."""


def kill_chunks(count: int, folder: Path, seed: int, tell: Callable[[str], object]) -> Told:
    """Kill imports so often."""
    told, chance = Told(), random.Random(seed)
    with patch.object(imports, "PIECE", 2):
        while told.kills < count and not told.lost:
            path = folder / f"{told.kills}.db"
            with Library.open(path) as library:
                bring_in(library, page(PAPERS))
                queue.queue(library, ids=[2])
            for _ in range(min(KILLS_OF_ONE, count - told.kills)):
                _kill_one(path, chance, told)
            tell(f"{told.kills:,} kills, {len(told.lost)} lost, {dict(told.found)}")
    return told


def _kill_one(path: Path, chance: random.Random, told: Told) -> None:
    with Library.open(path) as library:
        before = state_of(library)
    data = large_page(chance, COMES)
    reading, writing = os.pipe()
    worker = os.fork()
    if worker == 0:
        with Library.open(path) as library:
            made = plan(library, [source(data, "large.txt")])
            os.write(writing, b"b")
            imports.apply(library, made, manners=Few())
            os.write(writing, b"e")
            time.sleep(5)
        os._exit(0)
    os.close(writing)
    os.read(reading, 1)
    time.sleep(chance.uniform(0, LONGEST))
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    with os.fdopen(reading, "rb") as said:
        acknowledged = said.read() == b"e"
    told.kills += 1
    with Library.open(path) as library:
        _judge(library, before, acknowledged=acknowledged, told=told)
        if library.count(Query()) > len(PAPERS):
            library.undo()
        if state_of(library) != before or library.health().problems:
            told.lost.append(f"kill {told.kills}: not what it was before: {library.health().problems}")


def _judge(library: Library, before: dict[str, object], *, acknowledged: bool, told: Told) -> None:
    papers = library.count(Query())
    if papers == len(PAPERS) + COMES:
        found = "whole"
    elif state_of(library) == before:
        found = "taken out, and said so" if library.cut_off else "not begun"
    else:
        found = "half"
    told.found[found] += 1
    if found == "half" or (acknowledged and found != "whole"):
        told.lost.append(f"kill {told.kills}: {papers} papers, acknowledged {acknowledged}")
