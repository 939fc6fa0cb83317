"""kill -9 at any moment: nothing that was acknowledged is lost, and nothing is there by half.

A worker does random commands of the registry and acknowledges each after it returned. It is killed at a random moment;
then the library must be what all acknowledged commands make of it, or what these and the one under way make: a second
library, which nobody kills, is given the same commands and says what that is.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readinglist.commands.registry import Registry, make_registry
from readinglist.core.errors import ReadingListError
from readinglist.store.library import Library
from tests.arguments import Chance
from tests.state import recomputed, state_of

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 0.06  # seconds after its first acknowledgement in which a worker is killed
KILLS_OF_ONE = 40  # kills after which a new library is begun
SELDOM = {"digest.import": 3, "digest.undo_import": 1, "repeats.find": 1, "papers.purge": 1}


@dataclass
class Told:
    """What the kills showed."""

    kills: int = 0
    acknowledged: int = 0
    under_way: int = 0  # commands that were whole though nobody had acknowledged them
    lost: list[str] = field(default_factory=list)
    commands: Counter[str] = field(default_factory=Counter)


def kill(count: int, folder: Path, seed: int, tell: Callable[[str], object]) -> Told:
    """Kill workers so often, and say what was lost."""
    told, registry = Told(), make_registry()
    chance = random.Random(seed)
    while told.kills < count:
        place = folder / f"library-{told.kills}"
        place.mkdir(parents=True)
        _one_library(place, registry, chance, min(KILLS_OF_ONE, count - told.kills), told)
        shutil.rmtree(place)
        tell(f"{told.kills:,} kills, {told.acknowledged:,} acknowledged, {len(told.lost)} lost")
    return told


def _one_library(place: Path, registry: Registry, chance: random.Random, kills: int, told: Told) -> None:
    path = place / "killed.db"
    with Library.open(place / "shadow.db") as shadow:
        for _ in range(kills):
            commands = _round(path, registry, chance)
            told.kills += 1
            _judge(path, shadow, registry, commands, told)
            if told.lost:
                return


def _round(path: Path, registry: Registry, chance: random.Random) -> list[tuple[str, dict[str, Any], bool]]:
    """One worker, killed: the commands that it began, and whether each was acknowledged."""
    reading, writing = os.pipe()
    seed = chance.randrange(10**9)
    worker = os.fork()
    if worker == 0:
        os.close(reading)
        _work(path, registry, seed, writing)
    os.close(writing)
    if chance.random() < 0.9:  # else it is killed while it opens the library
        select.select([reading], [], [], 5)
    time.sleep(chance.uniform(0, LONGEST))
    os.kill(worker, signal.SIGKILL)
    _, status = os.waitpid(worker, 0)
    with os.fdopen(reading, "rb") as said:
        commands = _heard(said.read())
    if os.WIFEXITED(status):
        raise AssertionError(f"a worker ended by itself, after {commands[-1:]}")
    return commands


def _heard(said: bytes) -> list[tuple[str, dict[str, Any], bool]]:
    found: list[tuple[str, dict[str, Any], bool]] = []
    for line in said.decode().split("\n")[:-1]:  # what follows the last line end was cut off by the kill
        if line == "done":
            name, arguments, _ = found[-1]
            found[-1] = name, arguments, True
        else:
            name, arguments = json.loads(line)
            found.append((name, arguments, False))
    return found


def _work(path: Path, registry: Registry, seed: int, out: int) -> None:
    """Do commands until the end; never returns."""
    try:
        chance = Chance(random.Random(seed), path.parent)
        weighted = [one for one in registry if is_done_here(one.id, registry) for _ in range(SELDOM.get(one.id, 4))]
        with Library.open(path) as library:
            while True:
                command = chance.random.choice(weighted)
                arguments = chance.arguments(command, library)
                if arguments is not None:
                    os.write(out, _line(json.dumps([command.id, arguments], default=str)))
                    changes = do(registry, library, command.id, arguments)
                    os.write(out, b"done\n")
                    if command.id == "paper.note" and changes:
                        chance.stretch = changes.group
    except BaseException as error:  # noqa: BLE001  a worker that fails is a fault, and must not go on as its parent
        os.write(2, f"worker: {error!r}\n".encode())
        os._exit(3)


def is_done_here(name: str, registry: Registry) -> bool:
    return registry[name].run.__module__ != "readinglist.commands.registry"


def _line(text: str) -> bytes:
    return f"{text}\n".encode()


def do(registry: Registry, library: Library, name: str, arguments: dict[str, Any]) -> Any:
    """A command; what it refuses changes nothing."""
    if "to" in arguments:
        arguments = {**arguments, "to": Path(arguments["to"])}
    try:
        return registry[name].run(library, **arguments)
    except ReadingListError:
        return None


def _judge(
    path: Path, shadow: Library, registry: Registry, commands: list[tuple[str, dict[str, Any], bool]], told: Told
) -> None:
    """Hold the killed library against what its commands make of the other one."""
    for name, arguments, done in commands:
        if done:
            told.acknowledged += 1
            told.commands[name] += 1
            do(registry, shadow, name, arguments)
    with Library.open(path) as library:
        found = library.health().problems
        now = _all_of(library)
        if now != _all_of(shadow) and commands and not commands[-1][2]:
            told.under_way += 1
            do(registry, shadow, *commands[-1][:2])
        expected = _all_of(shadow)
        wrong = [name for name in expected if now[name] != expected[name]]
        if not wrong and told.kills % 10 == 0:
            wrong = [name for name, value in recomputed(library).items() if now[name] != value]
    if wrong or found:
        told.lost.append(f"kill {told.kills}: {wrong or found} after {commands[-3:]}")


def _all_of(library: Library) -> dict[str, object]:
    """The state, and the history that led to it."""
    steps = [(step.id, step.label, step.standing) for step in library.history(10_000)]
    return state_of(library) | {"history": steps}
