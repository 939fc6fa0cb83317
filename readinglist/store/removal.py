"""Rows that are removed for good. What was copied before follows the table `removed`, which only grows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from readinglist.core.batches import batches
from readinglist.core.changes import Ids

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager


#: Gives a row of a table as it is to stay, None where it is to go.
Keep = Callable[[str, list[Any]], list[Any] | None]


#: Stands in a statement where ids are given as a list.
THESE: Final = "(SELECT value FROM json_each(?))"


def numbers(connection: sqlite3.Connection, select: str, *parameters: int | list[int]) -> list[int]:
    """A column of numbers; a list is given for `THESE`."""
    given = [str(value) if isinstance(value, list) else value for value in parameters]
    return [number for (number,) in connection.execute(select, given)]


@contextmanager
def removing(connection: sqlite3.Connection, locked: AbstractContextManager[None]) -> Iterator[None]:
    """A transaction in which rows are removed.

    Foreign keys are off within: without an index on every one of them SQLite reads a table for each row that goes.
    """
    connection.execute("PRAGMA foreign_keys = off")  # without effect in a transaction
    try:
        with locked:
            yield
    finally:
        connection.execute("PRAGMA foreign_keys = on")


def remove(connection: sqlite3.Connection, table: str, ids: Iterable[int]) -> None:
    """Remove rows by their ids, and write down that they are gone.

    Foreign keys are not looked at (`removing`): who calls this removes first what refers to a row.
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
