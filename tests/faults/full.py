"""A disk that runs full: the write that found no room is refused in our words, reading goes on, writing resumes."""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.commands import notes, reading
from readinglist.core.errors import LibraryError
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

SMALLEST, SMALL, LARGE = 1400, 4000, 32_000  # kilobytes


@dataclass
class Told:
    """What the rounds showed."""

    rounds: int = 0
    acknowledged: int = 0
    refused: int = 0
    lost: list[str] = field(default_factory=list)


def fill_up(count: int, folder: Path, seed: int, tell: Callable[[str], object]) -> Told:
    """Fill a small disk so often; needs root, because it mounts one in memory."""
    told, chance = Told(), random.Random(seed)
    disk = folder / "disk"
    disk.mkdir()
    for _ in range(count):
        size = chance.randint(SMALLEST, SMALL)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)], check=True)
        try:
            _one_disk(disk, chance, told)
        finally:
            subprocess.run(["umount", str(disk)], check=True)
        told.rounds += 1
    tell(f"{told.rounds} rounds, {told.refused} writes refused, {len(told.lost)} lost")
    return told


def _one_disk(disk: Path, chance: Random, told: Told) -> None:
    (disk / "ballast").write_bytes(bytes(chance.randrange(400_000)))
    said: dict[int, str] = {}
    with Library.open(disk / "library.db") as library:
        bring_in(library, page(PAPERS))
        _until_refused(library, chance, said, told)
        _compare(library, said, told, "while it is full")
        subprocess.run(["mount", "-o", f"remount,size={LARGE}k", str(disk)], check=True)
        notes.write_note(library, paper=1, text="There is room again.")
        said[1] = "There is room again."
        _compare(library, said, told, "when there is room again")
    (disk / "library.db").rename(disk / "aside.db")
    for end in ("-wal", "-shm"):
        (disk / f"library.db{end}").unlink(missing_ok=True)
    with Library.open(disk / "library.db") as library:
        _compare(library, said, told, "in the library made again from the second copy")


def _until_refused(library: Library, chance: Random, said: dict[int, str], told: Told) -> None:
    """Write notes of any length until one is refused."""
    for number in range(100_000):
        paper, text = chance.randint(1, 5), f"{number} " + "sand " * chance.choice((2, 200, 5_000, 20_000))
        try:
            notes.write_note(library, paper=paper, text=text.strip())
            said[paper] = text.strip()
            reading.rate(library, ids=[paper], rating=number % 6)
        except LibraryError as error:
            told.refused += 1
            if "Nothing was" not in error.remedy and "Nothing was lost" not in error.remedy:
                told.lost.append(f"round {told.rounds}: refused without saying that nothing was lost: {error}")
            return
        told.acknowledged += 1


def _compare(library: Library, said: dict[int, str], told: Told, when: str) -> None:
    for paper, text in said.items():
        if library.record(paper).note != text:
            told.lost.append(f"round {told.rounds}: the note on {paper} {when}")
    if library.health().problems:
        told.lost.append(f"round {told.rounds}: {library.health().problems[:2]} {when}")
