"""Which SQLite is used, and how a connection is opened; every connection of the program is made here.

Versions before 3.51.3 (3.50.7 and 3.44.6 aside) can damage a database in WAL mode when it is reset under load.
So: pysqlite3 where it is installed, else the interpreter's own SQLite if it is new enough, else a rollback journal.
So has a library whose file lies on another computer: write-ahead logging needs memory that all who use it share.
"""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from readinglist.core.errors import LibraryError
from readinglist.store.failures import in_our_words
from readinglist.store.mounts import mount_of

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

Journal = Literal["wal", "delete"]
SOUND_WAL = (3, 51, 3)
SOUND_PATCHES = frozenset({(3, 50, 7), (3, 44, 6)})
BUSY_MILLISECONDS = 5000
#: What a connection that only reads says of a journal that a killed process left.
_HALF_WRITTEN = frozenset({"SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY"})


@dataclass(frozen=True, slots=True)
class Engine:
    """The SQLite in use: its DB-API module, its version, and the journal that is safe with it."""

    module: ModuleType
    name: str
    version: tuple[int, ...]
    journal: Journal


def journal_for(version: tuple[int, ...]) -> Journal:
    """Write-ahead logging where it is sound, else a rollback journal."""
    return "wal" if version >= SOUND_WAL or version in SOUND_PATCHES else "delete"


@cache
def engine() -> Engine:
    """The engine that this interpreter has to offer; sqlite-utils takes the same one by itself."""
    module, name = _module()
    version = tuple(module.sqlite_version_info)
    return Engine(module, name, version, journal_for(version))


def _module() -> tuple[ModuleType, str]:
    try:
        from pysqlite3 import dbapi2  # the rung above, absent on some platforms
    except ImportError:
        return sqlite3, "sqlite3"
    return dbapi2, "pysqlite3"


def connect(path: Path | None, *, write: bool) -> sqlite3.Connection:
    """A connection with every pragma set; `None` is a database in memory.

    The connection never begins a transaction by itself: writers say BEGIN IMMEDIATE.

    Raises:
        LibraryError: the file can't be opened, is no database, or this SQLite has no full-text search.
    """
    try:
        return _connect(path, write=write)
    except LibraryError as error:
        if write or getattr(error.__cause__, "sqlite_errorname", None) not in _HALF_WRITTEN:
            raise
    _connect(path, write=True).close()  # takes back what a killed process left; one that only reads can't
    return _connect(path, write=False)


def _connect(path: Path | None, *, write: bool) -> sqlite3.Connection:
    chosen = engine()
    connection: sqlite3.Connection | None = None
    try:
        connection = chosen.module.connect(
            ":memory:" if path is None else f"{path.absolute().as_uri()}?mode={'rwc' if write else 'ro'}",
            uri=path is not None,
            isolation_level=None,
            timeout=BUSY_MILLISECONDS / 1000,
        )
        _set_pragmas(connection, chosen, _journal_at(path, chosen) if write else None)
    except BaseException as error:
        if connection:
            connection.close()
        known = in_our_words(error, path)
        if known:
            raise known from error
        raise
    return connection


def keeps_unsafe_log(connection: sqlite3.Connection, path: Path | None) -> bool:
    """Whether a library has a write-ahead log where that is not safe; a connection that writes does away with it."""
    if path is None or _journal_at(path, engine()) == "wal":
        return False
    return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def _journal_at(path: Path | None, chosen: Engine) -> Journal:
    """The journal that is safe where a library lies."""
    mount = mount_of(path) if path else None
    return "delete" if mount and mount.is_network else chosen.journal


def _set_pragmas(connection: sqlite3.Connection, chosen: Engine, journal: Journal | None) -> None:
    """Without a journal the connection only reads."""
    pragmas = {
        "foreign_keys": "on",
        "trusted_schema": "off",
        "cell_size_check": "on",
        "mmap_size": "0",
        "recursive_triggers": "on",  # sqlite-utils switches it on for its connections; so it is on for all
    }
    if journal:
        pragmas |= {
            "journal_mode": journal,
            "synchronous": "full" if journal == "wal" else "extra",
        }
        if sys.platform == "darwin":
            pragmas |= {"fullfsync": "on", "checkpoint_fullfsync": "on"}
    for name, value in pragmas.items():
        connection.execute(f"PRAGMA {name} = {value}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first look at the file's pages
    if not connection.execute("SELECT 1 FROM pragma_compile_options WHERE compile_options = 'ENABLE_FTS5'").fetchone():
        raise LibraryError(
            f"This Python's SQLite ({chosen.name} {'.'.join(map(str, chosen.version))}) has no"
            f" full-text search (FTS5).",
            "Install pysqlite3, or a Python whose SQLite has FTS5.",
        )
