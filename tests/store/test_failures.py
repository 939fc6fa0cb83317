"""What a disk, another program or an old SQLite can do to a library: said in one line, and nothing lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from readinglist.commands import queue
from readinglist.core.errors import LibraryError, ReadingListError
from readinglist.core.query import Query
from readinglist.store import migrations, sqlite
from readinglist.store.library import Library
from readinglist.store.place.files import companions
from tests.digests import PAPERS, bring_in, page

PAGE = 4096


@pytest.fixture
def damaged(library: Library, library_path: Path) -> Path:
    """A library in whose file some pages hold noise."""
    bring_in(library, page([(f"{title} {number}", text) for number in range(40) for title, text in PAPERS]))
    library._connection.execute("PRAGMA journal_mode = delete")
    library.close()
    data = bytearray(library_path.read_bytes())
    dice = random.Random(7)
    pages = len(data) // PAGE
    behind = range(pages // 2, pages)  # the schema, without which nothing opens, stands before
    for number in dice.sample(behind, pages // 3):
        data[number * PAGE : number * PAGE + 200] = dice.randbytes(200)
    library_path.write_bytes(data)
    return library_path


def test_a_damaged_library_that_nothing_is_left_of_is_said_to_be_and_not_thrown_at_the_user(damaged: Path) -> None:
    shutil.rmtree(companions(damaged))
    with Library.open(damaged, write=False) as library:
        assert library.health().problems
    before = damaged.read_bytes()
    said = 0
    for number in range(1, 201, 20):
        try:
            with Library.open(damaged, write=False) as library:
                library.record(number)
                list(library.iterate(Query()))
        except ReadingListError as error:
            said += "damaged" in str(error)
    assert said
    assert damaged.read_bytes() == before, "nothing is put in the place of what can't be made again"


def test_a_damaged_library_is_made_again_where_its_second_copy_is_left(damaged: Path) -> None:
    with Library.open(damaged) as library:
        assert library.recovery
        assert library.living_count() == 200
        assert not library.health().problems


def test_a_library_that_somebody_else_writes_is_busy_not_broken(
    library: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(library, page(PAPERS))
    monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 50)
    with Library.open(library_path) as other:
        library._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="Another program is writing to it; try again"):
            queue.queue(other, ids=[1])
        library._connection.execute("ROLLBACK")
        queue.queue(other, ids=[1])
    assert library.totals()["queued"] == 1


def test_a_statement_of_our_own_that_is_wrong_is_a_bug_and_travels_up(library: Library) -> None:
    with pytest.raises(sqlite.engine().module.OperationalError, match="nowhere"), library.transaction("Wrong"):
        library._connection.execute("INSERT INTO nowhere VALUES (1)")
    assert not library._connection.in_transaction


def test_a_kill_after_the_schema_leaves_a_library_that_can_be_written(
    library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Library, "__init__", killed)
    with pytest.raises(KeyboardInterrupt):
        Library.open(library_path)
    monkeypatch.undo()
    with Library.open(library_path) as library:
        assert migrations.version_of(library._connection) == migrations.VERSION
        assert len(bring_in(library, page(PAPERS)).changes.added) == 5


def test_one_that_is_not_to_be_made_is_not_made(library_path: Path) -> None:
    with Library.open(library_path, make=False) as library, pytest.raises(ReadingListError, match="nothing to undo"):
        library.undo()
    assert not library_path.exists()
    library_path.touch()
    with Library.open(library_path, write=False) as library:
        assert list(library.iterate(Query())) == []
    assert library_path.stat().st_size == 0


OLD_SQLITE = """
import sys
sys.modules["pysqlite3"] = None
from readinglist.__main__ import main
sys.exit(main())
"""


def test_everything_works_with_the_interpreters_own_sqlite(tmp_path: Path) -> None:
    digest = tmp_path / "page.txt"
    digest.write_bytes(page(PAPERS))

    def run(*arguments: str) -> str:
        command = [sys.executable, "-c", OLD_SQLITE, "--library", str(tmp_path / "old.db"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("import", str(digest))
    run("queue", "2", "3")
    run("tag", "1", "+moe")
    run("note", "1", "--text", "sand")
    run("undo")
    run("redo")
    assert "Sorting Pebbles" in run("list", "tag:moe", "note:sand")
    assert run("list", "is:queued").count("queued") == 2
    assert "@misc{" in run("export", "bibtex")
    assert "Sound." in run("doctor")


def test_writers_at_once_lose_nothing(library: Library, library_path: Path) -> None:
    bring_in(library, page(PAPERS))
    failed: list[Exception] = []

    def work(number: int) -> None:
        try:
            for _ in range(5):
                with Library.open(library_path) as own, own.transaction("Rate 1 paper") as tx:
                    rating = own.record(number).reading.rating
                    tx.set_rating([number], rating + 1)
        except Exception as error:  # noqa: BLE001  told below, on the thread of the test
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [row.reading.rating for row in library.rows([1, 2, 3, 4])] == [5, 5, 5, 5]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said_plainly(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(LibraryError, match="you may write there"):
        Library.open(locked / "library.db")


def test_a_library_that_does_not_say_any_more_that_it_is_one_is_made_again(
    library: Library, library_path: Path
) -> None:
    bring_in(library, page(PAPERS))
    library._connection.execute("PRAGMA application_id = 7")
    library.close()
    with Library.open(library_path) as again:
        assert again.recovery
        assert len(list(again.iterate(Query()))) == len(PAPERS)
