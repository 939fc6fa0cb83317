"""Libraries damaged in every way that disks know: each is noticed, and made again with all that was written.

In every third drill the second copy is damaged too: then all is there that the newest backup holds, and what is missing
of what came later is said.
"""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.commands import reading
from readinglist.core.query import Query
from readinglist.store.copies.backups import Backups
from readinglist.store.copies.manifest import Backup
from readinglist.store.library import Library
from readinglist.store.sqlite import engine
from tests.faults.jobs import Hand
from tests.state import state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

PAGE = 4096
BEGUN = 3  # the step after which there is a first backup, as after the start of a window
STEPS = 30  # commands of one library


@dataclass
class Told:
    """What the drills showed; `noticed` says of each kind of damage by whom: harmless is what changed nothing kept."""

    drills: int = 0
    with_copy: int = 0  # drills in which the second copy was damaged too
    told: int = 0  # of these, in how many steps were lost, and it was said
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
        _drill(place / "library.db", kinds[number % len(kinds)], chance, wanted, told, copy=number % 3 == 2)
        told.drills += 1
        if told.drills % 100 == 0:
            tell(f"{told.drills} drills, {len(told.lost)} lost")
    return told


def _fill(place: Path, chance: Random) -> dict[str, object]:
    with Hand(place / "library.db", chance) as hand:
        for step in range(STEPS):
            hand.do(*hand.draw())
            if step == BEGUN or chance.random() < 0.1:
                hand.library.back_up("meanwhile")
        return state_of(hand.library)


def _drill(path: Path, kind: str, chance: Random, wanted: dict[str, object], told: Told, *, copy: bool) -> None:
    KINDS[kind](path, chance)
    if copy:
        _damage_copy(path.with_name("library.db.files") / "steps.jsonl", chance)
        told.with_copy += 1
    by, missing = _noticed_by(path, wanted)
    told.noticed[kind, by] += 1
    if by == "nobody":
        told.lost.append(f"drill {told.drills}: nobody noticed {kind}")
        return
    if by == "doctor":
        missing = _mend(path)
    newest = next(iter(Backups(path).all()), None)
    with Library.open(path) as library:
        found = state_of(library)
        wrong = [name for name in wanted if found[name] != wanted[name]]
        if copy and missing and _has_all_of(library, newest):
            told.told += bool(wrong)
            wrong = []
        if wrong or library.health().problems:
            told.lost.append(f"drill {told.drills}: after {kind}, {wrong or library.health().problems}")


def _noticed_by(path: Path, wanted: dict[str, object]) -> tuple[str, tuple[str, ...]]:
    """The opening, the doctor, or nobody, which is harmless where all is there; and what was said to be missing."""
    with Library.open(path) as library:
        if library.recovery:
            return "opening", library.recovery.missing
        if library.health().problems:
            return "doctor", ()
        with suppress(engine().module.DatabaseError):
            if state_of(library) == wanted:
                return "harmless", ()
    return "nobody", ()


def _mend(path: Path) -> tuple[str, ...]:
    """Do what doctor advises; what is missing then is said."""
    with Library.open(path) as library:
        health = library.health()
        if health.only_copy_is_damaged:
            library.renew_copy()
            return ()
    return Library.restore(path).missing


def _has_all_of(library: Library, backup: Backup | None) -> bool:
    """Whether no change is missing that a backup holds."""
    if backup is None or library.path is None:
        return True
    blocks = Backups(library.path).blocks
    held = {row[0] for name in backup.holds.blocks.get("log_change", {}).values() for row in blocks.read(name)}
    return held <= {number for (number,) in library._connection.execute("SELECT id FROM log_change")}


def _damage_copy(steps: Path, chance: Random) -> None:
    kind = chance.choice((_flip_bits, _bad_sector, _truncate, lambda file, _: file.unlink()))
    if steps.stat().st_size > 512:
        kind(steps, chance)


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
