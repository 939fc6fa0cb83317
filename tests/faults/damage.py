"""Libraries damaged in every way that disks know: each is noticed, and made again with all that was written."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.commands import reading
from readinglist.core.query import Query
from readinglist.store.library import Library
from readinglist.store.sqlite import engine
from tests.faults.jobs import Hand
from tests.state import state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

PAGE = 4096
STEPS = 30  # commands of one library


@dataclass
class Told:
    """What the drills showed; `noticed` says of each kind of damage by whom: harmless is what changed nothing kept."""

    drills: int = 0
    noticed: Counter[tuple[str, str]] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)


def damage(count: int, folder: Path, seed: int, tell: Callable[[str], object]) -> Told:
    """Damage so many libraries."""
    told, chance = Told(), random.Random(seed)
    kinds = list(KINDS)
    for number in range(count):
        place = folder / f"library-{number}"
        place.mkdir()
        wanted = _fill(place, chance)
        _drill(place / "library.db", kinds[number % len(kinds)], chance, wanted, told)
        told.drills += 1
        if told.drills % 100 == 0:
            tell(f"{told.drills} drills, {len(told.lost)} lost")
    return told


def _fill(place: Path, chance: Random) -> dict[str, object]:
    with Hand(place / "library.db", chance) as hand:
        for _ in range(STEPS):
            hand.do(*hand.draw())
        return state_of(hand.library)


def _drill(path: Path, kind: str, chance: Random, wanted: dict[str, object], told: Told) -> None:
    KINDS[kind](path, chance)
    by = _noticed_by(path, wanted)
    told.noticed[kind, by] += 1
    if by == "nobody":
        told.lost.append(f"drill {told.drills}: nobody noticed {kind}")
        return
    if by == "doctor":
        Library.restore(path)
    with Library.open(path) as library:
        found = state_of(library)
        wrong = [name for name in wanted if found[name] != wanted[name]]
        if wrong or library.health().problems:
            told.lost.append(f"drill {told.drills}: after {kind}, {wrong or library.health().problems}")


def _noticed_by(path: Path, wanted: dict[str, object]) -> str:
    """The opening, the doctor, or nobody, which is harmless where all is there."""
    with Library.open(path) as library:
        if library.recovery:
            return "opening"
        if library.health().problems:
            return "doctor"
        with suppress(engine().module.DatabaseError):
            if state_of(library) == wanted:
                return "harmless"
    return "nobody"


def _write(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def _zero_page(path: Path, chance: Random) -> None:
    _write(path, PAGE * chance.randrange(path.stat().st_size // PAGE), bytes(PAGE))


def _flip_bits(path: Path, chance: Random) -> None:
    data = path.read_bytes()
    for _ in range(20):
        at = chance.randrange(len(data))
        _write(path, at, bytes([data[at] ^ (1 << chance.randrange(8))]))


def _bad_sector(path: Path, chance: Random) -> None:
    _write(path, 512 * chance.randrange(path.stat().st_size // 512), chance.randbytes(512))


def _truncate(path: Path, chance: Random) -> None:
    with path.open("r+b") as file:
        file.truncate(chance.randrange(1, path.stat().st_size))


def _lose_newest(path: Path, _: Random) -> None:
    """The file of an hour ago, without the journal that held what came since."""
    older = path.read_bytes()
    with Library.open(path) as library:
        for row in library.iterate(Query(), limit=1):
            reading.toggle_star(library, ids=[row.id])
            library.undo()
    path.write_bytes(older)


KINDS: dict[str, Callable[[Path, Random], object]] = {
    "a zeroed page": _zero_page,
    "flipped bits": _flip_bits,
    "a bad sector": _bad_sector,
    "truncation": _truncate,
    "a file that is gone": lambda path, _: path.unlink(),
    "an empty file": lambda path, _: path.write_bytes(b""),
    "another header": lambda path, _: _write(path, 0, b"x" * 100),
    "the file of an hour ago": _lose_newest,
}
