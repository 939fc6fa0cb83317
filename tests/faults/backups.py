"""kill -9 while backups are made, removed and restored: the old state or the new one, and every backup is whole.

A worker does commands and makes backups, of which few are kept so that others are removed; or it puts the library back
to a backup. It is killed at a random moment. Then the library must be what it was or what was wanted, the backups that
were acknowledged must be there, and each that is listed must be whole. Now and then the library is damaged as well:
then it must be made again.
"""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from readinglist.commands.registry import make_registry
from readinglist.core.errors import ReadingListError
from readinglist.store.copies import retention, snapshot
from readinglist.store.copies.backups import Backups
from readinglist.store.library import Library
from readinglist.store.restoring import restore
from tests.arguments import Chance
from tests.faults.jobs import is_done_here
from tests.state import state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from readinglist.commands.registry import Registry

LONGEST = 0.12  # seconds in which a worker is killed
KILLS_OF_ONE = 20
STEPS = 12  # commands of a library before the first backup

State = dict[str, object]


@dataclass
class Told:
    """What the kills showed; `outcomes` says what a library was after a restore that was killed."""

    kills: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)


def kill_backups(count: int, folder: Path, seed: int, tell: Callable[[str], object]) -> Told:
    """Kill workers so often, and say what was lost."""
    told, chance = Told(), random.Random(seed)
    with ExitStack() as small:
        small.enter_context(patch.object(snapshot, "SIZE", 8))
        small.enter_context(patch.object(retention, "RECENT", 3))
        small.enter_context(patch.object(retention, "_PERIODS", ()))
        while told.kills < count:
            place = folder / f"library-{told.kills}"
            place.mkdir(parents=True)
            _one_library(place, chance, min(KILLS_OF_ONE, count - told.kills), told)
            shutil.rmtree(place)
            tell(f"{told.kills:,} kills, {len(told.lost)} lost, {dict(told.outcomes)}")
    return told


def _one_library(place: Path, chance: Random, kills: int, told: Told) -> None:
    path, registry = place / "library.db", make_registry()
    held: dict[int, State] = {}  # what each backup holds
    with Library.open(path) as library:
        _do_some(library, registry, Chance(chance, place), STEPS)
        while (made := library.back_up("by hand")) is None:  # nothing has come in yet
            _do_some(library, registry, Chance(chance, place), 1)
        held[made.number] = state_of(library)
    for number in range(kills):
        told.kills += 1
        if chance.random() < 0.5:
            _killed_backing_up(path, chance, held, told)
        else:
            _killed_restoring(path, chance, held, told)
        if number % 5 == 4:
            _made_again(path, told)
        _look_at_backups(path, held, told)
        if told.lost:
            return


def _killed_backing_up(path: Path, chance: Random, held: dict[int, State], told: Told) -> None:
    """A worker that writes and backs up; what it acknowledged is there."""
    seed = chance.randrange(10**9)

    def work(said: int) -> None:
        own = random.Random(seed)
        drawn, registry = Chance(own, path.parent), make_registry()
        with Library.open(path) as library:
            os.write(said, b"0\n")
            while True:
                _do_some(library, registry, drawn, 1)
                made = library.back_up("meanwhile", thorough=own.random() < 0.2)
                os.write(said, f"{made.number if made else 0}\n".encode())

    acknowledged = [int(line) for line in _killed(work, chance).split("\n")[:-1]]
    there = Backups(path).all()
    if acknowledged and there[0].number < max(acknowledged):
        told.lost.append(f"kill {told.kills}: backup {max(acknowledged)} is gone")
    with Library.open(path) as library:
        if library.recovery or library.health().problems:
            told.lost.append(f"kill {told.kills}: {library.recovery or library.health().problems}")
        made = library.back_up("by hand")
        newest = made or Backups(path).all()[0]
        held[newest.number] = state_of(library)


def _killed_restoring(path: Path, chance: Random, held: dict[int, State], told: Told) -> None:
    """A worker that puts the library back: it is what it was or what that backup holds."""
    with Library.open(path) as library:
        before = state_of(library)
    wanted = chance.choice([one for one in Backups(path).all() if one.number in held])

    def work(said: int) -> None:
        os.write(said, b"0\n")
        restore(path, str(wanted.number))
        os.write(said, b"1\n")
        while True:
            time.sleep(1)

    acknowledged = "1" in _killed(work, chance)
    with Library.open(path) as library:
        now, problems = state_of(library), library.health().problems
        made = library.back_up("by hand")
        held[(made or Backups(path).all()[0]).number] = now
    was_it = {name for name in before if now[name] != before[name]}
    is_it = {name for name in before if now[name] != held[wanted.number][name]}
    if problems or (was_it and is_it) or (acknowledged and is_it):
        told.lost.append(f"kill {told.kills}: neither what it was {was_it} nor what was wanted {is_it}: {problems}")
    told.outcomes["restored" if not is_it else "as it was"] += 1


def _made_again(path: Path, told: Told) -> None:
    """A library that is damaged as well, whatever the kills left beside it, comes back."""
    with Library.open(path) as library:
        wanted = state_of(library)
    path.write_bytes(b"no library at all" * 999)
    with Library.open(path) as library:
        found = state_of(library)
        wrong = [name for name in wanted if found[name] != wanted[name]]
        if wrong or library.health().problems or not library.recovery or library.recovery.missing:
            told.lost.append(f"kill {told.kills}: made again with other {wrong}, {library.recovery}")


def _look_at_backups(path: Path, held: dict[int, State], told: Told) -> None:
    """Each that is listed is whole; of those that hold a known state one is restored, elsewhere."""
    backups = Backups(path)
    there = backups.all()
    broken = [one.number for one in there if not backups.whole(one)]
    if broken or not there:
        told.lost.append(f"kill {told.kills}: backups {broken} of {len(there)} are not whole")
        return
    known = [one for one in there if one.number in held]
    if known and told.kills % 4 == 0:
        aside = path.parent / "elsewhere"
        shutil.copytree(path.with_name(f"{path.name}.files"), aside / "library.db.files")
        restore(aside / "library.db", str(known[-1].number))
        with Library.open(aside / "library.db") as library:
            if state_of(library) != held[known[-1].number]:
                told.lost.append(f"kill {told.kills}: backup {known[-1].number} holds something else")
        shutil.rmtree(aside)


def _do_some(library: Library, registry: Registry, drawn: Chance, number: int) -> None:
    left_out = ("backup.make", "papers.purge", "papers.export")  # a purge is made in every backup: they are compared
    commands = [one for one in registry if is_done_here(one.id, registry) and one.id not in left_out]
    done = 0
    while done < number:
        command = drawn.random.choice(commands)
        arguments = drawn.arguments(command, library)
        if arguments is not None:
            with suppress(ReadingListError):
                command.run(library, **arguments)
            done += 1


def _killed(work: Callable[[int], None], chance: Random) -> str:
    """What a worker said until it was killed."""
    reading, writing = os.pipe()
    worker = os.fork()
    if worker == 0:
        try:
            os.close(reading)
            work(writing)
        except BaseException as error:  # noqa: BLE001  a worker that fails must not go on as its parent
            os.write(2, f"worker: {error!r}\n".encode())
        os._exit(3)
    os.close(writing)
    select.select([reading], [], [], 5)
    time.sleep(chance.uniform(0, LONGEST) ** chance.choice((1, 1, 0.5)))
    os.kill(worker, signal.SIGKILL)
    _, status = os.waitpid(worker, 0)
    with os.fdopen(reading, "rb") as said:
        text = said.read().decode()
    if os.WIFEXITED(status):
        raise AssertionError("a worker ended by itself")
    return text
