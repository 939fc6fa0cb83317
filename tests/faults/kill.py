"""kill -9 at any moment: nothing that was acknowledged is lost, and nothing is there by half.

A worker does commands of the registry and other jobs at random, and acknowledges each after it returned. It is killed
at a random moment; then the library must be what all acknowledged commands make of it, or what these and the one under
way make: a second library, which nobody kills, is given the same commands and says what that is.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.commands.exports import text_of
from readinglist.store.library import Library
from tests.faults.jobs import EXPORTED, Arguments, Hand
from tests.state import besides_moments, everything_of, recomputed

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 20  # commands that a worker is let do; in the next one it is killed, or in one of those that follow
LONGEST = 0.03  # seconds after that in which it is killed
KILLS_OF_ONE = 40  # kills after which a new library is begun


@dataclass
class Told:
    """What the kills showed."""

    kills: int = 0
    acknowledged: int = 0
    under_way: int = 0  # commands that were whole though nobody had acknowledged them
    lost: list[str] = field(default_factory=list)
    commands: Counter[str] = field(default_factory=Counter)


@dataclass
class Heard:
    """What a worker said that it would do, the hash of the export that it would write, and whether it did."""

    name: str
    arguments: Arguments
    exported: str
    done: bool = False


def kill(count: int, folder: Path, seed: int, tell: Callable[[str], object]) -> Told:
    """Kill workers so often, and say what was lost."""
    told, chance = Told(), random.Random(seed)
    while told.kills < count:
        place = folder / f"library-{told.kills}"
        place.mkdir(parents=True)
        _one_library(place, chance, min(KILLS_OF_ONE, count - told.kills), told)
        shutil.rmtree(place)
        if told.kills % (10 * KILLS_OF_ONE) == 0 or told.kills >= count:
            tell(f"{told.kills:,} kills, {told.acknowledged:,} acknowledged, {len(told.lost)} lost")
    return told


def _one_library(place: Path, chance: random.Random, kills: int, told: Told) -> None:
    path = place / "killed.db"
    (place / "shadow").mkdir()
    with Hand(place / "shadow" / "shadow.db", chance) as shadow:
        for _ in range(kills):
            before = _content(place / EXPORTED)
            heard = _round(path, chance)
            told.kills += 1
            if _content(place / EXPORTED) not in _allowed(heard, before):
                told.lost.append(f"kill {told.kills}: half of an export, after {heard[-1:]}")
            _judge(path, shadow, heard, told)
            if told.lost:
                return


def _round(path: Path, chance: random.Random) -> list[Heard]:
    """One worker, killed: the commands that it began, and whether each was acknowledged."""
    reading, writing = os.pipe()
    seed = chance.randrange(10**9)
    worker = os.fork()
    if worker == 0:
        os.close(reading)
        _work(path, seed, writing)
    os.close(writing)
    said = b""
    if chance.random() < 0.9:  # else it is killed while it opens the library
        wanted = chance.randint(0, MOST)
        while said.count(b"\n") <= 2 * wanted and (more := os.read(reading, 1 << 16)):
            said += more
    time.sleep(chance.uniform(0, LONGEST))
    os.kill(worker, signal.SIGKILL)
    _, status = os.waitpid(worker, 0)
    with os.fdopen(reading, "rb") as rest:
        heard = _heard(said + rest.read())
    if os.WIFEXITED(status):
        raise AssertionError(f"a worker ended by itself, after {heard[-1:]}")
    return heard


def _heard(said: bytes) -> list[Heard]:
    found: list[Heard] = []
    for line in said.decode().split("\n")[:-1]:  # what follows the last line end was cut off by the kill
        if line == "done":
            found[-1].done = True
        else:
            found.append(Heard(*json.loads(line)))
    return found


def _work(path: Path, seed: int, out: int) -> None:
    """Do things until the end; never returns."""
    try:
        with Hand(path, random.Random(seed)) as hand:
            while True:
                name, arguments = hand.draw()
                os.write(out, _line(json.dumps([name, arguments, _export_to_come(hand, name, arguments)], default=str)))
                hand.do(name, arguments)
                os.write(out, b"done\n")
    except BaseException as error:  # noqa: BLE001  a worker that fails is a fault, and must not go on as its parent
        os.write(2, f"worker: {error!r}\n".encode())
        os._exit(3)


def _export_to_come(hand: Hand, name: str, arguments: Arguments) -> str:
    if name != "papers.export":
        return ""
    return _hash(text_of(hand.library, form=arguments["form"], ids=arguments["ids"]).encode())


def _allowed(heard: list[Heard], before: str) -> list[str]:
    """What the exported file may be: the one acknowledged last, or the one under way."""
    acknowledged = [before, *(one.exported for one in heard if one.exported and one.done)]
    return [acknowledged[-1], *(one.exported for one in heard[-1:] if not one.done)]


def _content(path: Path) -> str:
    return _hash(path.read_bytes()) if path.exists() else ""


def _hash(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _line(text: str) -> bytes:
    return f"{text}\n".encode()


def _judge(path: Path, shadow: Hand, heard: list[Heard], told: Told) -> None:
    """Hold the killed library against what its commands make of the other one."""
    for one in heard:
        if one.done:
            told.acknowledged += 1
            told.commands[one.name] += 1
            shadow.do(one.name, one.arguments)
    with Library.open(path) as library:
        found = library.health().problems
        now = besides_moments(everything_of(library))
        expected = besides_moments(everything_of(shadow.library))
        if now != expected and heard and not heard[-1].done:
            told.under_way += 1
            shadow.do(heard[-1].name, heard[-1].arguments)
            expected = besides_moments(everything_of(shadow.library))
        wrong = [name for name in expected if now[name] != expected[name]]
        if not wrong and told.kills % 10 == 0:
            wrong = [name for name, value in besides_moments(recomputed(library)).items() if now[name] != value]
    if wrong or found:
        told.lost.append(f"kill {told.kills}: {wrong or found} after {heard[-3:]}")
