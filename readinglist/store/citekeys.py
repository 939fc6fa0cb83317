"""Citation keys: given once, unique whatever their letter case, kept for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.citekey import unique_key
from readinglist.store.derived import lives
from readinglist.store.rows import next_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable

    from readinglist.core.paper import Paper
    from readinglist.store.reads import Reads


def give(reads: Reads, connection: sqlite3.Connection, papers: Iterable[int], base_of: Callable[[Paper], str]) -> None:
    """Give each of these papers a key unless it has one; inside a transaction, so that no other writer takes it."""
    for number in papers:
        record = reads.record(number)
        if record.citekey is None:
            _give(connection, record.paper, base_of(record.paper))


def free(connection: sqlite3.Connection, paper: Paper, base: str, besides: Collection[str] = ()) -> str:
    """The key that a paper without one would get; `besides` are not free either."""
    return unique_key(base, lambda key: key in besides or _taken(connection, key, paper.title))


def _give(connection: sqlite3.Connection, paper: Paper, base: str) -> None:
    key = free(connection, paper, base)
    connection.execute(
        "INSERT INTO citekey (id, key, member, title) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET id = excluded.id, member = excluded.member, title = excluded.title",
        (next_id(connection, "citekey"), key, paper.id, paper.title),
    )


def _taken(connection: sqlite3.Connection, key: str, title: str) -> bool:
    """Whether a key belongs to another paper.

    One of an undone import gives way to a paper shown under the title that it was made from, or that came in first.
    """
    select = (
        "SELECT 1 FROM citekey k JOIN member m ON m.id = k.member JOIN wording w ON w.id = m.wording"
        f" WHERE k.key = ? AND ({lives('m.id')} OR ? NOT IN (k.title, w.title))"
    )
    return connection.execute(select, (key, title)).fetchone() is not None
