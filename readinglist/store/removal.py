"""Rows that are removed for good. What was copied before follows the table `removed`, which only grows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from readinglist.core.batches import batches
from readinglist.core.changes import Ids

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


#: Gives a row of a table as it is to stay, None where it is to go.
Keep = Callable[[str, list[Any]], list[Any] | None]


def remove(connection: sqlite3.Connection, table: str, ids: Iterable[int]) -> None:
    """Remove rows by their ids, and write down that they are gone.

    Foreign keys must be off: without an index on every one of them SQLite reads a table for each row that goes. So who
    calls this removes first what refers to a row.
    """
    gone = sorted(set(ids))
    for some in batches(gone):
        connection.execute(f"DELETE FROM {table} WHERE id IN ({','.join('?' * len(some))})", some)
    connection.executemany(
        "INSERT INTO removed (tbl, first, last) VALUES (?, ?, ?)", ((table, *ends) for ends in Ids.of(gone).ranges)
    )


def removed(connection: sqlite3.Connection) -> dict[str, Ids]:
    """Which rows of each table are gone."""
    found: dict[str, list[Ids]] = {}
    for table, first, last in connection.execute("SELECT tbl, first, last FROM removed"):
        found.setdefault(table, []).append(Ids(((first, last),)))
    return {table: Ids.union(sets) for table, sets in found.items()}
