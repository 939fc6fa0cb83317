"""What a first fill can't do without, each part bare: rows, search index, keys computed, keys inserted."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from readinglist.core.fingerprint import fingerprint
from readinglist.core.match_keys import keys
from readinglist.store.library import Library
from readinglist.store.sqlite import connect
from readinglist.store.triggers import drop_triggers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

AT_ONCE = 10_000
#: Whose rows an import writes, and by which column they are read a part at a time.
TABLES = {"digest": "id", "wording": "id", "member": "id", "reading": "id", "sighting": "id", "cluster": "id"}
_HASH_BYTES = 64 << 20  # of new words that the search index holds before it writes them


@dataclass(frozen=True, slots=True)
class BareParts:
    """Seconds of each part."""

    rows: float
    index: float
    computing: float
    keys: float

    @property
    def seconds(self) -> float:
        """All of them."""
        return self.rows + self.index + self.computing + self.keys


def bare_parts(library: Path, to: Path) -> BareParts:
    """Write what a library holds into another file that has the same tables, with nothing around it."""
    Library.open(to).close()
    with closing(connect(library, write=False)) as source, closing(connect(to, write=True)) as target:
        drop_triggers(target)
        target.execute("PRAGMA foreign_keys = off")
        spent = sum(_copied(source, target, table) for table in TABLES)
        index = _index(target)
        computing, inserting = _keyed(source, target)
    return BareParts(spent, index, computing, inserting)


def _copied(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> float:
    """Seconds that executemany takes for the rows of a table, some at a time."""
    found = source.execute(f"SELECT * FROM {table} ORDER BY {TABLES[table]}")
    insert = f"INSERT INTO {table} VALUES ({','.join('?' * len(found.description))})"
    spent = 0.0
    while some := found.fetchmany(AT_ONCE):
        spent += _insert(target, insert, some)
    return spent


def _index(target: sqlite3.Connection) -> float:
    """Seconds in which SQLite makes the search index of all rows by itself."""
    began = perf_counter()
    target.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", (_HASH_BYTES,))
    target.execute("INSERT INTO search (search) VALUES ('rebuild')")
    return perf_counter() - began


def _keyed(source: sqlite3.Connection, target: sqlite3.Connection) -> tuple[float, float]:
    """Seconds to compute the keys of all papers, and to insert them."""
    found = source.execute("SELECT m.id, w.title, w.abstract FROM member m JOIN wording w ON w.id = m.wording")
    computing = inserting = 0.0
    while some := found.fetchmany(AT_ONCE):
        began = perf_counter()
        pairs = [(key, member) for member, title, abstract in some for key in keys(fingerprint(title, abstract))]
        computing += perf_counter() - began
        inserting += _insert(target, "INSERT OR IGNORE INTO match_key VALUES (?, ?)", pairs)
    return computing, inserting


def _insert(target: sqlite3.Connection, insert: str, rows: Sequence[tuple[object, ...]]) -> float:
    """Seconds of one transaction."""
    began = perf_counter()
    target.execute("BEGIN IMMEDIATE")
    target.executemany(insert, rows)
    target.execute("COMMIT")
    return perf_counter() - began
