"""Papers that were put off come back: no step does that, and no fact changes, only the day that the library knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from readinglist.core.changes import Changes
from readinglist.store import derived, meta

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

LABEL: Final = "A new day"


def known_day(connection: sqlite3.Connection) -> str:
    """The day that a library knows, as 2025-03-18; empty where it was never told one."""
    return meta.value(connection, derived.DAY) or ""


def is_new(connection: sqlite3.Connection, day: date) -> bool:
    """Whether a day is later than the one that the library knows; a clock may have gone back."""
    return day.isoformat() > known_day(connection)


def go_on_to(connection: sqlite3.Connection, day: date) -> Changes:
    """Have a library know a new day; the papers that are due have come back."""
    meta.put(connection, derived.DAY, day.isoformat())
    connection.execute(
        "INSERT OR IGNORE INTO touched SELECT id FROM cluster WHERE status = 2 AND until <= ?", (day.isoformat(),)
    )
    return Changes(LABEL, None, *derived.remake(connection))
