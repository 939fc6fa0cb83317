"""The keys of core.matching in a table: which papers of the library a new entry should be compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.batches import batches
from readinglist.core.paper import Identifiers
from readinglist.store.derived import lives

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping


class TableIndex:
    """`core.plan.MatchIndex` over the library; only living members are in the table."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def holders(self, keys: Iterable[int]) -> Iterator[tuple[int, int]]:
        """(key, member) for every key that members carry, the oldest members first.

        Of a key that too many carry no more are given than it takes to see that; it tells nothing.
        """
        from readinglist.core.matching import CROWD, always_kept  # matching loads rapidfuzz

        for key in sorted(set(keys)):
            limit = -1 if always_kept(key) else CROWD + 1
            found = self._connection.execute(
                "SELECT member FROM match_key WHERE key = ? ORDER BY member LIMIT ?", (key, limit)
            )
            for (member,) in found.fetchall():
                yield key, member

    def texts(self, members: Collection[int]) -> Mapping[int, tuple[str, str, Identifiers]]:
        """Title, abstract and identifiers of members, as they first came in."""
        found: dict[int, tuple[str, str, Identifiers]] = {}
        for chunk in batches(sorted(members)):
            rows = self._connection.execute(
                "SELECT m.id, w.title, w.abstract, m.arxiv, m.doi FROM member m JOIN wording w ON w.id = m.wording"
                f" WHERE m.id IN ({','.join('?' * len(chunk))})",
                chunk,
            )
            found.update(
                (number, (title, abstract, Identifiers(arxiv, doi))) for number, title, abstract, arxiv, doi in rows
            )
        return found


def add_keys(connection: sqlite3.Connection, keys: Iterable[tuple[int, int]]) -> None:
    """Add (key, member) pairs; sorted, because the table is a tree."""
    connection.executemany("INSERT OR IGNORE INTO match_key VALUES (?, ?)", sorted(keys))
    _count_change(connection)


def _count_change(connection: sqlite3.Connection) -> None:
    """Note that an entry might now meet other papers than before: plans that were made are made again."""
    connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'matching'")


def refresh_keys(connection: sqlite3.Connection) -> None:
    """Give the living members of touched clusters their keys, and take them from those that live no longer."""
    stale = connection.execute(
        f"SELECT m.id, m.keyed FROM touched t CROSS JOIN member m ON m.cluster = t.id WHERE m.keyed <> {lives('m.id')}"
    ).fetchall()
    if stale:
        _unkey(connection, [member for member, keyed in stale if keyed])
        _key(connection, [member for member, keyed in stale if not keyed])


def _key(connection: sqlite3.Connection, members: list[int]) -> None:
    add_keys(connection, _keys_of(connection, members))
    connection.executemany("UPDATE member SET keyed = 1 WHERE id = ?", ((member,) for member in members))


def _unkey(connection: sqlite3.Connection, members: list[int]) -> None:
    connection.executemany("DELETE FROM match_key WHERE key = ? AND member = ?", _keys_of(connection, members))
    _count_change(connection)
    connection.executemany("UPDATE member SET keyed = 0 WHERE id = ?", ((member,) for member in members))


def _keys_of(connection: sqlite3.Connection, members: list[int]) -> list[tuple[int, int]]:
    from readinglist.core.matching import fingerprint, keys  # matching loads rapidfuzz

    texts = TableIndex(connection).texts(members)
    return [(key, member) for member, text in texts.items() for key in keys(fingerprint(*text))]
