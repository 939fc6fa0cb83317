"""The interpreter's own SQLite with a rollback journal: opening, locks, a second writer, a kill: nothing is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from readinglist.commands import notes, queue
from readinglist.core.errors import LibraryError
from readinglist.store import sqlite
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.state import recomputed, state_of

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
sys.modules["pysqlite3"] = None
from pathlib import Path
from readinglist.commands import notes
from readinglist.store import sqlite
from readinglist.store.library import Library
assert sqlite.engine().name == "sqlite3"
with Library.open(Path(sys.argv[1])) as library:
    library._connection.execute("PRAGMA cache_spill = 1")
    number = 0
    while True:
        number += 1
        notes.write_note(library, paper=int(sys.argv[2]), text=f"{number} " + "sand " * (number % 40))
        print(number, flush=True)
"""


@pytest.fixture(autouse=True)
def last_rung(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this interpreter has, it is taken for an old one."""
    import sqlite3

    oldest = sqlite.Engine(sqlite3, "sqlite3", (3, 40, 1), "delete")
    monkeypatch.setattr(sqlite, "engine", lambda: oldest)


@pytest.fixture
def filled(library_path: Path) -> Path:
    with Library.open(library_path) as library:
        bring_in(library, page(PAPERS))
    return library_path


def begin(path: Path, paper: int) -> subprocess.Popen[str]:
    """A writer in a process of its own, which says what is written."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(paper)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def kill(worker: subprocess.Popen[str], after: int) -> int:
    """Kill it some writes later; the last one that it was told is kept."""
    assert worker.stdout
    said = 0
    for _ in range(after):
        said = int(worker.stdout.readline())
    worker.send_signal(signal.SIGKILL)
    lines = [line for line in worker.stdout.read().splitlines() if line]
    worker.wait()
    worker.stdout.close()
    return int(lines[-1]) if lines else said


def number_of(library: Library, paper: int) -> int:
    return int(library.record(paper).note.split()[0])


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills otherwise")
def test_what_was_written_is_there_after_every_kill(filled: Path) -> None:
    for writes in (1, 2, 3, 5, 8):
        said = kill(begin(filled, 1), writes)
        with Library.open(filled) as library:
            assert number_of(library, 1) in (said, said + 1)
            now, wanted = state_of(library), recomputed(library)
            assert {name: now[name] for name in wanted} == wanted
            assert library.health().problems == ()
            assert library.health().journal == "delete"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills otherwise")
def test_two_writers_at_once_lose_nothing_when_both_are_killed(filled: Path) -> None:
    workers = {paper: begin(filled, paper) for paper in (1, 2)}
    said = {paper: kill(worker, 10) for paper, worker in workers.items()}
    with Library.open(filled) as library:
        for paper, number in said.items():
            assert number_of(library, paper) in (number, number + 1)
        assert library.health().problems == ()


def test_a_journal_that_a_kill_left_is_played_back_before_anything_is_read(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "half.db"
    with Library.open(filled) as library:
        notes.write_note(library, paper=1, text="Kept.")
        connection = library._connection
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE half (body TEXT)")
        for _ in range(200):
            connection.execute("INSERT INTO half VALUES (?)", ("x" * 4000,))
        for end in ("", "-journal"):
            source = filled.with_name(filled.name + end)
            copy.with_name(copy.name + end).write_bytes(  # as a power cut would leave them; read by another process,
                subprocess.run(["cat", str(source)], capture_output=True, check=True).stdout  # which drops no lock here
            )
        connection.execute("ROLLBACK")
    assert copy.with_name("half.db-journal").stat().st_size > 0
    with Library.open(copy, write=False) as library:
        assert library.record(1).note == "Kept."
        assert not library._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchall()


def test_a_reader_goes_on_until_the_moment_of_the_commit(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 50)
    with Library.open(filled) as writer, Library.open(filled, write=False) as reader:
        with writer.transaction("Queue 1 paper") as tx:
            tx.set_rating([1], 3)
            assert reader.rows([1])[0].reading.rating == 0
        assert reader.rows([1])[0].reading.rating == 3


def test_a_library_that_is_written_elsewhere_is_busy_not_broken(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 50)
    with Library.open(filled) as one, Library.open(filled) as other:
        one._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="Another program is writing to it; try again"):
            queue.queue(other, ids=[1])
        one._connection.execute("ROLLBACK")
        queue.queue(other, ids=[1])
        assert one.totals()["queued"] == 1


def test_a_library_of_the_first_rung_is_read_and_written_on_the_last(
    library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newest:
        newest.setattr(sqlite, "engine", sqlite.engine)
        first = sqlite.Engine(sqlite.engine().module, "sqlite3", (3, 53, 4), "wal")
        newest.setattr(sqlite, "engine", lambda: first)
        with Library.open(library_path) as library:
            bring_in(library, page(PAPERS))
            assert library.health().journal == "wal"
    for write in (False, True):
        with Library.open(library_path, write=write) as library:
            assert library._connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
            assert library.totals()["inbox"] == 5
    assert not library_path.with_name("library.db-wal").exists()
