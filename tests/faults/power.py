"""The power fails at any moment: what was acknowledged is on the disk, and nothing is there by half.

A worker does random commands of the registry while everything that it asks of the disk is recorded. Of the recording
many disks are made as they may be found after a power cut at any moment, and the library on each is opened. The worker
says after each command what the library is then, so that no second library is needed.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import sys
import zlib
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.commands import reading
from readinglist.core.query import Query
from readinglist.store.library import Library
from readinglist.store.place.files import companions
from tests.faults.disk import Disk
from tests.faults.jobs import EXPORTED, Hand
from tests.faults.recording import can_record, record
from tests.faults.two_writers import READY, WRITERS, wrong_notes
from tests.state import everything_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STATES_OF_ONE = 500  # disks that are made of one recording
CLOSER = 10  # states of which one is read whole, and its second copy tried
TWO_WRITERS = 0.2  # of the recordings: those in which two processes write at once
COMMANDS = 120  # of one recording; between them the library is closed and opened now and then
WITHOUT_DISK = Path("/dev/shm")  # where syncing costs nothing


@dataclass
class Told:
    """What the power cuts showed.

    `made_again` are libraries that opening made from their second copy, `copies` are second copies that were tried by
    taking the library away.
    """

    states: int = 0
    recordings: int = 0
    under_way: int = 0  # commands that were whole though nobody had acknowledged them
    made_again: int = 0
    copies: int = 0
    lost: list[str] = field(default_factory=list)
    left_out: str = ""


@dataclass(frozen=True)
class Said:
    """What a worker said after a command: how the library is now, and how the file that it exports into."""

    command: str
    library: str
    exported: str


def cut_power(count: int, folder: Path, seed: int, tell: Callable[[str], object]) -> Told:
    """Cut the power so often."""
    told, chance = Told(), random.Random(seed)
    if not can_record():
        told.left_out = "there is no strace here to record with"
        return told
    with_memory = WITHOUT_DISK.is_dir() and os.access(WITHOUT_DISK, os.W_OK)
    place = WITHOUT_DISK / f"power-{os.getpid()}" if with_memory else folder / "power"
    try:
        while told.states < count:
            _one_recording(place, chance, min(STATES_OF_ONE, count - told.states), told)
            tell(f"{told.states:,} states, {told.made_again:,} made again, {len(told.lost)} lost")
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return told


def _one_recording(place: Path, chance: random.Random, states: int, told: Told) -> None:
    worked, found = place / "recorded", place / "found"
    worked.mkdir(parents=True)
    two = chance.random() < TWO_WRITERS
    program = ["tests.faults.two_writers", str(worked)] if two else ["tests.faults.power", str(worked)]
    seeded = [str(chance.randrange(10**9)), str(COMMANDS)]
    events = record([sys.executable, "-m", *program, *seeded], worked, place / "trace")
    shutil.rmtree(worked)
    told.recordings += 1
    heard = [(number, event.data) for number, event in enumerate(events) if event.kind == "say"]
    judge = _judge_two if two else _judge
    disk = Disk(worked)
    for before, cut in pairwise([0, *sorted(chance.randrange(len(events)) for _ in range(states))]):
        for event in events[before:cut]:
            disk.do(event)
        _lay_out(disk.after_cut(chance), found)
        acknowledged = [line for number, line in heard if number < cut]
        under_way = [line for number, line in heard if number >= cut]
        if wrong := judge(found / "library.db", acknowledged, under_way, told):
            told.lost.append(f"recording {told.recordings}, cut {cut}, {acknowledged[-1:]}: {wrong}")
        told.states += 1


def _lay_out(files: dict[str, bytes | None], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        if content is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(content)


def _judge(path: Path, acknowledged: list[bytes], under_way: list[bytes], told: Told) -> str:
    """What is wrong with a library, of which one command was acknowledged last and another may have been under way."""
    said = [Said(*json.loads(line)) for line in [*acknowledged[-1:], *under_way[:1]]]
    exported = _hash_of_file(path.parent / EXPORTED)
    if exported not in [one.exported for one in said]:
        return "a file that was exported is neither the old one nor the new one"
    with Library.open(path) as library:
        told.made_again += library.recovery is not None
        now = hash_of(library)
        if acknowledged and now not in [one.library for one in said]:
            return "the library is neither what was acknowledged nor that and the command under way"
        told.under_way += now != said[0].library
        purged = any(json.loads(line)[0] == "papers.purge" for line in [*acknowledged, *under_way])
        if wrong := list(_wrong_digests(library, may_be_gone=purged)):
            return f"digests that are not what was imported: {wrong}"
        _write_on(library)
        if told.states % CLOSER:
            return ""
        if problems := library.health().problems:
            return f"{problems}"
        after = hash_of(library)
    return _judge_copy(path, after, told)


def _judge_copy(path: Path, wanted: str, told: Told) -> str:
    """What is wrong with the second copy: the library is taken away and made again."""
    told.copies += 1
    path.unlink()
    with Library.open(path) as again:
        problems = again.health().problems
        return f"the second copy makes another library {problems}" if hash_of(again) != wanted or problems else ""


def _judge_two(path: Path, acknowledged: list[bytes], _: list[bytes], told: Told) -> str:
    """What is wrong with a library that two processes wrote into."""
    with Library.open(path) as library:
        told.made_again += library.recovery is not None
        said = {writer: acknowledged.count(b"%d\n" % writer) for writer in WRITERS}
        wrong = wrong_notes(library, said) if READY in acknowledged else []
        if not wrong and told.states % CLOSER == 0:
            wrong = list(library.health().problems)
    return f"{wrong}" if wrong else ""


def _write_on(library: Library) -> None:
    for row in library.iterate(Query(), limit=1):
        reading.rate(library, ids=[row.id], rating=1 + row.reading.rating % 5)


def _wrong_digests(library: Library, *, may_be_gone: bool) -> Iterator[str]:
    """Digests whose bytes are not kept as they were imported, unless they went with a paper that was purged."""
    for (hash_,) in library._connection.execute("SELECT hash FROM digest"):
        assert library.path
        kept = companions(library.path) / "digests" / f"{hash_}.gz"
        try:
            sound = sha256(gzip.decompress(kept.read_bytes())).hexdigest() == hash_
        except (OSError, EOFError, zlib.error):
            sound = False
        if not sound and not (may_be_gone and not kept.exists()):
            yield hash_


def hash_of(library: Library) -> str:
    """The whole state and its history, as one value that can be said."""
    return blake2b(repr(everything_of(library)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _hash_of_file(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest() if path.is_file() else ""


def work(folder: Path, seed: int, count: int) -> None:
    """Do so many commands, and say after each how the library is."""
    with Hand(folder / "library.db", random.Random(seed)) as hand:
        _say("opening", hand)
        for _ in range(count):
            name, arguments = hand.draw()
            hand.do(name, arguments)
            _say(name, hand)


def _say(command: str, hand: Hand) -> None:
    exported = _hash_of_file(hand.path.parent / EXPORTED)
    os.write(1, f"{json.dumps([command, hash_of(hand.library), exported])}\n".encode())


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
