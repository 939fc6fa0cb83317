"""Saved searches: a name each, whatever its letter case, for a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.errors import NotFoundError, ReadingListError
from readinglist.core.query import SavedSearch
from readinglist.core.reading import tag_key
from readinglist.store.identity import new_uid

if TYPE_CHECKING:
    import sqlite3


def standing(connection: sqlite3.Connection) -> list[SavedSearch]:
    """Every saved search, by name."""
    found = connection.execute("SELECT id, uid, name, query FROM saved_search WHERE standing = 1")
    return sorted((SavedSearch(*columns) for columns in found), key=lambda search: tag_key(search.name))


def named(connection: sqlite3.Connection, name: str) -> SavedSearch | None:
    """The saved search of that name."""
    return next((one for one in standing(connection) if tag_key(one.name) == tag_key(name)), None)


def save(connection: sqlite3.Connection, name: str, query: str) -> None:
    """Give the search of that name this query, or make one; a name that stands keeps its letter case."""
    known = named(connection, name)
    connection.execute(
        "UPDATE saved_search SET name = ?, query = ?, standing = 1 WHERE id = ?",
        (known.name if known else name, query, known.id if known else _new(connection)),
    )


def rename(connection: sqlite3.Connection, search: int, name: str) -> str:
    """Call a search by another name; returns the one it had.

    Raises:
        NotFoundError: there is no such search.
        ReadingListError: another one has that name.
    """
    old = next((one.name for one in standing(connection) if one.id == search), None)
    if old is None:
        raise _missing()
    other = named(connection, name)
    if other and other.id != search:
        raise ReadingListError(f"There is a saved search “{other.name}” already.", "Choose another name.")
    connection.execute("UPDATE saved_search SET name = ? WHERE id = ?", (name, search))
    return old


def remove(connection: sqlite3.Connection, search: int) -> str:
    """Remove a search; one that is removed already stays so. Returns its name.

    Raises:
        NotFoundError: there never was such a search.
    """
    found = connection.execute("SELECT name FROM saved_search WHERE id = ?", (search,)).fetchone()
    if not found:
        raise _missing()
    connection.execute("UPDATE saved_search SET standing = 0 WHERE id = ?", (search,))
    return str(found[0])


def _new(connection: sqlite3.Connection) -> int:
    """A row that says nothing: what it is told next is logged, so that undo makes it say nothing again."""
    return int(connection.execute("INSERT INTO saved_search (uid) VALUES (?)", (new_uid(),)).lastrowid or 0)


def _missing() -> NotFoundError:
    return NotFoundError("There is no such saved search.", "`readinglist searches` lists them.")
