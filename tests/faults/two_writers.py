"""Two processes that write into one library at once, and are killed: what each was told is written is there."""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.commands import notes, reading
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.state import recomputed, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WRITERS = (1, 2)  # each writes on the paper of its own number
READY = b"ready\n"


@dataclass
class Told:
    """What the kills showed."""

    kills: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)


def kill_both(count: int, folder: Path, seed: int, tell: Callable[[str], object]) -> Told:
    """Let two write and kill both, so often."""
    told, chance, path = Told(), random.Random(seed), folder / "shared.db"
    with Library.open(path) as library:
        bring_in(library, page(PAPERS))
    done = dict.fromkeys(WRITERS, 0)
    for _ in range(count):
        workers = {writer: _begin(path, writer, done[writer]) for writer in WRITERS}
        if chance.random() < 0.8:  # else they are killed while they open the library
            for _worker, pipe in workers.values():
                select.select([pipe], [], [], 5)
        time.sleep(chance.uniform(0, 0.05))
        for worker, _pipe in workers.values():
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
        told.kills += 1
        for writer, (_worker, pipe) in workers.items():
            with os.fdopen(pipe, "rb") as said:
                done[writer] += said.read().count(b"\n")
        _judge(path, done, told)
        if told.lost:
            break
    told.acknowledged = sum(done.values())
    tell(f"{told.kills:,} kills of two writers, {told.acknowledged:,} acknowledged, {len(told.lost)} lost")
    return told


def _begin(path: Path, writer: int, done: int) -> tuple[int, int]:
    """A worker that counts on in the note of its paper, and what it says."""
    said, out = os.pipe()
    worker = os.fork()
    if worker == 0:
        try:
            for _ in _writing(path, writer, done):
                os.write(out, b"\n")
        except BaseException as error:  # noqa: BLE001  it must not go on as its parent
            os.write(2, f"writer: {error!r}\n".encode())
        os._exit(3)
    os.close(out)
    return worker, said


def _writing(path: Path, writer: int, done: int) -> Iterator[None]:
    """Count on in a note, and have the rating follow; says each time that both are written."""
    with Library.open(path) as library:
        while True:
            done += 1
            notes.write_note(library, paper=writer, text=f"{done} " + "sand " * (done % 50))
            reading.rate(library, ids=[writer], rating=done % 6)
            yield


def _judge(path: Path, done: dict[int, int], told: Told) -> None:
    with Library.open(path) as library:
        told.lost += [f"kill {told.kills}: {text}" for text in wrong_notes(library, done)]
        if told.kills % 20 == 0:
            now, wanted = state_of(library), recomputed(library)
            told.lost += [f"{name} after kill {told.kills}" for name in wanted if now[name] != wanted[name]]


def wrong_notes(library: Library, done: dict[int, int]) -> list[str]:
    """The note is the one acknowledged last or the one after it; the rating is as far as the note, or one behind.

    Afterwards `done` says how far both are.
    """
    wrong = []
    for writer, said in list(done.items()):
        text = library.record(writer).note
        count = int(text.split()[0]) if text else 0
        rating = library.rows([writer])[0].reading.rating
        if count not in (said, said + 1) or rating not in (count % 6, (count - 1) % 6):
            wrong.append(f"writer {writer} said {said}, the note says {count}")
        done[writer] = count if rating == count % 6 else count - 1
    return wrong


def work(folder: Path, count: int) -> None:
    """Two processes that write so often, and say each time which of them did: what a power cut is tried on."""
    path = folder / "library.db"
    with Library.open(path) as library:
        bring_in(library, page(PAPERS))
    os.write(1, READY)
    other = os.fork()
    writer = WRITERS[0] if other else WRITERS[1]
    for _ in islice(_writing(path, writer, 0), count):
        os.write(1, b"%d\n" % writer)
    if other:
        _, status = os.waitpid(other, 0)
        sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[3]))
