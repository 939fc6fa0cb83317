"""Makes the search index of a library that was made again, a little at a time and beside other writes.

The mark `indexed` is the last paper that the index holds while it is being made; without it the index is whole.
Papers behind the mark are left out of the index by every other write (`derived.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from readinglist.store import meta, vocabulary
from readinglist.store.derived import INDEXED, paper_count

if TYPE_CHECKING:
    import sqlite3

AT_ONCE: Final = 250
"""Papers that come into the index in one transaction: some 50 ms, for which another write waits."""


@dataclass(frozen=True, slots=True)
class Reindexed:
    """How far it is: papers that searches find, and papers in all."""

    done: int
    total: int


def begin(connection: sqlite3.Connection) -> None:
    """Say that the index, which holds nothing, is to be made."""
    meta.put(connection, INDEXED, "0")


def is_partial(connection: sqlite3.Connection) -> bool:
    """Whether searches don't find every paper yet."""
    return meta.value(connection, INDEXED) is not None


def index_some(connection: sqlite3.Connection) -> Reindexed | None:
    """Put some more papers into the index, in the transaction that is open; None when it is whole."""
    mark = meta.value(connection, INDEXED)
    if mark is None:
        return None
    (last,) = connection.execute(
        "SELECT max(id) FROM (SELECT id FROM cluster WHERE id > ? ORDER BY id LIMIT ?)", (int(mark), AT_ONCE)
    ).fetchone()
    if last is None:
        meta.forget(connection, INDEXED)
        return None
    some = f"FROM search_content WHERE id > {int(mark)} AND id <= {last}"
    connection.execute(
        "INSERT INTO search (rowid, title, abstract, notes, tags, authors)"
        f" SELECT id, title, abstract, notes, tags, authors {some}"
    )
    text = "title || ' ' || abstract || ' ' || notes || ' ' || tags || ' ' || authors"
    vocabulary.learn(connection, f"SELECT {text} {some}")
    meta.put(connection, INDEXED, str(last))
    (done,) = connection.execute("SELECT count(*) FROM search_docsize").fetchone()
    return Reindexed(done, paper_count(connection))
