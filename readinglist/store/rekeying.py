"""Makes the keys of all papers anew where another normaliser made them, a little at a time and beside other writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from readinglist.store import meta
from readinglist.store.match_index import NEXT, add_new_keys, make_table

if TYPE_CHECKING:
    import sqlite3

AT_ONCE: Final = 500
"""Members whose keys are made in one transaction: some 50 ms, for which another write waits."""


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """How far it is: members whose keys are made, and members in all."""

    done: int
    total: int


def is_stale(connection: sqlite3.Connection) -> bool:
    """Whether the keys were made by another normaliser than this program's: then they find nothing."""
    from readinglist.core.text import NORMALISER  # not needed at the start

    return meta.value(connection, "normaliser") != str(NORMALISER)


def rekey_some(connection: sqlite3.Connection) -> Rekeyed | None:
    """Make the keys of some more members, in the transaction that is open; None when all are made.

    The new keys take the place of the old ones at once, at the end. What was begun with a normaliser that has changed
    since is begun again; what was killed goes on where it was.
    """
    if not is_stale(connection):
        return None
    last = _begin(connection)
    members = [
        member
        for (member,) in connection.execute(
            "SELECT id FROM member WHERE id > ? AND keyed <> 0 ORDER BY id LIMIT ?", (last, AT_ONCE)
        )
    ]
    if not members:
        _end(connection)
        return None
    add_new_keys(connection, members)
    meta.put(connection, "rekeyed", str(members[-1]))
    (total,) = connection.execute("SELECT max(id) FROM member").fetchone()
    return Rekeyed(members[-1], total)


def _begin(connection: sqlite3.Connection) -> int:
    """The last member that has its new keys; 0 where nothing is made yet."""
    from readinglist.core.text import NORMALISER

    if meta.value(connection, "rekeying") != str(NORMALISER):
        connection.execute(f"DROP TABLE IF EXISTS {NEXT}")
        make_table(connection, NEXT)
        meta.put(connection, "rekeying", str(NORMALISER))
        meta.put(connection, "rekeyed", "0")
    return int(meta.value(connection, "rekeyed") or 0)


def _end(connection: sqlite3.Connection) -> None:
    """Put the new keys in the place of the old ones; plans that were made with these are made again."""
    connection.execute("DROP TABLE match_key")
    connection.execute(f"ALTER TABLE {NEXT} RENAME TO match_key")
    connection.execute(
        "UPDATE meta SET value = (SELECT value FROM meta WHERE key = 'rekeying') WHERE key = 'normaliser'"
    )
    for done in ("rekeying", "rekeyed"):
        meta.forget(connection, done)
    connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'matching'")
