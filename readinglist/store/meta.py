"""What a library knows of itself, a word each: the device it is of, and how far what is made anew has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def value(connection: sqlite3.Connection, key: str) -> str | None:
    """What is known under a key; None where nothing is."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(found[0]) if found else None


def put(connection: sqlite3.Connection, key: str, said: str) -> None:
    """Write down a value, in the place of the one before."""
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, said)
    )


def forget(connection: sqlite3.Connection, key: str) -> None:
    """Take a value away."""
    connection.execute("DELETE FROM meta WHERE key = ?", (key,))
