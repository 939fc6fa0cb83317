"""How long a library takes to be made again from its second copy, against a plain copy of the same files."""

from __future__ import annotations

import os
import random
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from readinglist.commands import notes, reading, tags
from readinglist.core.query import Query
from readinglist.store.library import Library
from readinglist.store.place.files import companions
from tests.digests import bring_in, large_page

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (512, 10_000)  # papers
WORDS = 120  # of an abstract
A_DIGEST = 500  # papers


@dataclass
class Told:
    """Of each size: medians in seconds of making again and of copying, and how many times the one is the other."""

    medians: dict[int, tuple[float, float, float]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def time_recovery(count: int, folder: Path, seed: int, tell: Callable[[str], object]) -> Told:
    """Make libraries again and copy them, so often in turn."""
    told = Told()
    for papers in SIZES:
        place = folder / f"library-{papers}"
        place.mkdir()
        path = place / "library.db"
        with Library.open(path) as library:
            _live_in(library, papers, random.Random(seed))
            steps = len(library.history(100_000))
        times = [(_made_again(path, papers, steps, told), _copied(path, folder / "copied")) for _ in range(count)]
        made, copied = (median(some) for some in zip(*times, strict=True))
        told.medians[papers] = (round(made, 4), round(copied, 4), round(made / copied, 1))
        size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
        tell(
            f"{papers:,} papers, {steps:,} steps, {size:,} bytes: made again in {made:.3f} s, copied in {copied:.4f} s:"
            f" {made / copied:.1f} times"
        )
    return told


def _live_in(library: Library, papers: int, chance: random.Random) -> None:
    """Verdicts on a tenth of the papers, ratings, tags and notes on some."""
    for _ in range(-(-papers // A_DIGEST)):
        bring_in(library, large_page(chance, min(papers, A_DIGEST), WORDS))
    for row in list(library.iterate(Query())):
        if chance.random() < 0.1:
            reading.dismiss(library, ids=[row.id])
        if chance.random() < 0.03:
            reading.rate(library, ids=[row.id], rating=chance.randint(1, 5))
            tags.tag(library, ids=[row.id], add=["sand"])
            notes.write_note(library, paper=row.id, text="Compare with the sieve. " * chance.randint(1, 20))


def _made_again(path: Path, papers: int, steps: int, told: Told) -> float:
    """Seconds from opening a library whose file can't be read until it can be worked on, all of it."""
    path.write_bytes(b"x" * path.stat().st_size)
    began = time.perf_counter()
    library = Library.open(path)
    took = time.perf_counter() - began
    with library:
        if library.recovery is None or library.count(Query()) < papers or len(library.history(100_000)) != steps:
            told.lost.append(f"a library of {papers} papers was not made again")
    for kept in companions(path).glob("damaged-*"):
        shutil.rmtree(kept)
    return took


def _copied(path: Path, to: Path) -> float:
    """Seconds for copying the database and everything beside it, on the disk when it ends."""
    began = time.perf_counter()
    shutil.copytree(path.parent, to)
    for file in to.rglob("*"):
        if file.is_file():
            with file.open("rb") as copy:
                os.fsync(copy.fileno())
    took = time.perf_counter() - began
    shutil.rmtree(to)
    return took
