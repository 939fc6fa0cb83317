"""The ladder of SQLite versions, and what every connection is set to."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from readinglist.core.errors import LibraryError
from readinglist.store import sqlite
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.state import state_of


@pytest.mark.parametrize(
    ("version", "journal"),
    [
        ((3, 40, 1), "delete"),
        ((3, 44, 5), "delete"),
        ((3, 44, 6), "wal"),
        ((3, 50, 6), "delete"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "delete"),
        ((3, 51, 3), "wal"),
        ((3, 53, 4), "wal"),
    ],
)
def test_write_ahead_logging_is_used_only_where_it_is_sound(version: tuple[int, ...], journal: str) -> None:
    assert sqlite.journal_for(version) == journal


def test_every_pragma_is_set(library: Library) -> None:
    expected = {
        "synchronous": 2 if sqlite.engine().journal == "wal" else 3,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "recursive_triggers": 1,
        "journal_mode": sqlite.engine().journal,
        "application_id": 0x52444C53,
        "user_version": 1,
    }
    connection = library._connection
    assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected} == expected


def test_the_last_rung_works_like_the_first(library_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    oldest = sqlite.Engine(sqlite.engine().module, "as if", (3, 40, 1), "delete")
    monkeypatch.setattr(sqlite, "engine", lambda: oldest)
    with Library.open(library_path) as library:
        assert library._connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert library._connection.execute("PRAGMA synchronous").fetchone()[0] == 3
        before = state_of(library)
        bring_in(library, page(PAPERS))
        library.undo()
        assert state_of(library) == before


def test_the_interpreters_own_sqlite_is_taken_where_the_better_one_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pysqlite3", None)
    chosen = sqlite.engine.__wrapped__()
    assert chosen.module is sqlite3
    assert chosen.journal == sqlite.journal_for(sqlite3.sqlite_version_info)


def test_a_reader_can_not_write(library: Library, library_path: Path) -> None:
    bring_in(library, page(PAPERS))
    with Library.open(library_path, write=False) as reader:
        with pytest.raises(sqlite.engine().module.OperationalError, match="readonly"):
            reader._connection.execute("DELETE FROM cluster")
        with pytest.raises(AssertionError), reader.transaction("Look only"):
            pass


def test_a_write_outside_a_transaction_fails(library: Library) -> None:
    bring_in(library, page(PAPERS))
    with pytest.raises(sqlite.engine().module.Error, match="outside a transaction"):
        library._connection.execute("UPDATE reading SET status = 3 WHERE id = 1")


@pytest.mark.parametrize("content", [b"not a database, but a letter\n" * 100, b"SQLite format 3\0" + b"\1" * 4000])
def test_a_file_that_is_no_library_is_refused_in_one_line(library_path: Path, content: bytes) -> None:
    library_path.write_bytes(content)
    for write in (True, False):
        with pytest.raises(LibraryError, match="--library PATH"):
            Library.open(library_path, write=write)
    assert library_path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(library_path: Path) -> None:
    other = sqlite3.connect(library_path)
    other.execute("CREATE TABLE recipes (id INTEGER)")
    other.commit()
    other.close()
    with pytest.raises(LibraryError, match="another program"):
        Library.open(library_path)


def test_a_newer_library_is_refused_with_the_way_out(library: Library, library_path: Path) -> None:
    library._connection.execute("PRAGMA user_version = 99")
    library.close()
    with pytest.raises(LibraryError, match=r"newer Reading List .schema 99.*Install the newest"):
        Library.open(library_path)


def test_a_library_that_is_only_looked_at_is_not_made(library_path: Path) -> None:
    with Library.open(library_path, write=False) as library:
        assert library.totals()["inbox"] == 0
    assert not library_path.exists()


def test_a_folder_in_place_of_a_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="folder"):
        Library.open(tmp_path)
