"""The keys of core.match_keys in a table: which papers of the library a new entry should be compared with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from readinglist.core.batches import batches
from readinglist.core.paper import Identifiers
from readinglist.store.derived import lives
from readinglist.store.membership import former, kept_apart

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from readinglist.core.candidates import Text

    _Texts = dict[int, tuple[str, str, Identifiers]]

NEXT: Final = "match_key_next"
"""The table that keys are written into while a newer normaliser makes them anew."""

_AT_ONCE: Final = 10_000
"""Members whose texts and keys are in memory together: 20 MB."""


class TableIndex:
    """`core.candidates.MatchIndex` over the library; only living members are in the table."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def holders(self, keys: Collection[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The members that hold each of the keys, in one pass; of a crowd none, unless the key is always kept."""
        from readinglist.core.match_keys import CROWD, KIND_MASK, TITLE_KEY

        found = self._connection.execute(
            f"SELECT j.value, CASE WHEN j.value & {KIND_MASK} > {TITLE_KEY}"
            f" AND (SELECT 1 FROM match_key k WHERE k.key = j.value LIMIT 1 OFFSET {CROWD}) THEN ''"
            " ELSE (SELECT group_concat(member) FROM"
            f" (SELECT member FROM match_key k WHERE k.key = j.value ORDER BY member LIMIT {CROWD + 1})) END"
            " FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM match_key k WHERE k.key = j.value)",
            (json.dumps(sorted(keys)),),
        )
        for key, held in found:
            yield key, tuple(map(int, held.split(","))) if held else ()

    def texts(self, members: Collection[int]) -> Mapping[int, tuple[str, str, Identifiers]]:
        """Title and abstract of members as they first came in, and their identifiers, the user's before others."""
        return _texts(self._connection, members)

    def kept_apart(self, members: Collection[int]) -> Mapping[int, Collection[int]]:
        """For members whose paper the user holds apart from others, every member that it is held apart from."""
        return kept_apart(self._connection, members)

    def former(self, texts: Collection[Text]) -> Mapping[Text, Collection[int]]:
        """For texts that a member held apart from others has word for word: that member, living or not."""
        return former(self._connection, texts)


def _texts(connection: sqlite3.Connection, members: Collection[int], *, keyed: bool = False) -> _Texts:
    """What keys are made of; with `keyed`, what those that stand in the table were made of."""
    found: _Texts = {}
    wording, arxiv, doi = ("keyed", "keyed_arxiv", "keyed_doi") if keyed else ("wording", "arxiv", "doi")
    for chunk in batches(sorted(members)):
        rows = connection.execute(
            f"SELECT m.id, w.title, w.abstract, coalesce(e.{arxiv}, m.arxiv), coalesce(e.{doi}, m.doi) FROM member m"
            f" JOIN wording w ON w.id = m.{wording} LEFT JOIN detail e ON e.id = m.id"
            f" WHERE m.id IN ({','.join('?' * len(chunk))})",
            chunk,
        )
        found.update((number, (title, abstract, Identifiers(*names))) for number, title, abstract, *names in rows)
    return found


def make_table(connection: sqlite3.Connection, name: str) -> None:
    """Make an empty table of keys."""
    connection.execute(
        f"CREATE TABLE {name} (key INTEGER NOT NULL, member INTEGER NOT NULL, PRIMARY KEY (key, member)) WITHOUT ROWID"
    )


def add_keys(connection: sqlite3.Connection, keys: Iterable[tuple[int, int]]) -> None:
    """Add (key, member) pairs; sorted, because the table is a tree."""
    pairs = sorted(keys)
    for table in _tables(connection):
        connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", pairs)
    _count_change(connection)


def _tables(connection: sqlite3.Connection) -> list[str]:
    """The table of keys, and the one that is to follow it while keys are being made anew."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE name IN ('match_key', ?)", (NEXT,))
    return [name for (name,) in names]


def _count_change(connection: sqlite3.Connection) -> None:
    """Note that an entry might now meet other papers than before: plans that were made are made again."""
    connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'matching'")


def refresh_keys(connection: sqlite3.Connection) -> None:
    """Give the living members of touched clusters their keys, and take them from those that live no longer.

    Where the text that a member is recognised by or the user's identifiers are others than its keys were made of, they
    are taken and made anew.
    """
    stale = connection.execute(
        f"SELECT m.id, m.keyed, {lives('m.id')} FROM touched t CROSS JOIN member m ON m.cluster = t.id"
        " LEFT JOIN detail e ON e.id = m.id"
        f" WHERE m.keyed <> m.wording * {lives('m.id')} OR e.arxiv IS NOT e.keyed_arxiv OR e.doi IS NOT e.keyed_doi"
    ).fetchall()
    if stale:
        _unkey(connection, [member for member, keyed, _ in stale if keyed])
        _key(connection, [member for member, _, alive in stale if alive])
        connection.executemany(
            "UPDATE detail SET keyed_arxiv = arxiv, keyed_doi = doi WHERE id = ?", ((member,) for member, *_ in stale)
        )


def living_keys(connection: sqlite3.Connection) -> Iterator[tuple[int, set[int]]]:
    """Every member that has keys, with those that it should have."""
    members = connection.execute("SELECT id FROM member WHERE keyed <> 0 ORDER BY id")
    for some in batches(member for (member,) in members):
        for member, text in _texts(connection, some, keyed=True).items():
            yield member, {key for key, _ in _keys_of({member: text})}


def _key(connection: sqlite3.Connection, members: list[int]) -> None:
    for some in batches(members, _AT_ONCE):
        add_keys(connection, _keys_of(_texts(connection, some)))
    connection.executemany("UPDATE member SET keyed = wording WHERE id = ?", ((member,) for member in members))


def unkey(connection: sqlite3.Connection, members: Iterable[int]) -> None:
    """Take the keys of members that are about to go."""
    keyed = "SELECT id FROM member WHERE id = ? AND keyed <> 0"
    _unkey(connection, [member for member in members if connection.execute(keyed, (member,)).fetchone()])


def _unkey(connection: sqlite3.Connection, members: list[int]) -> None:
    for some in batches(members, _AT_ONCE):
        held = _keys_of(_texts(connection, some, keyed=True))
        for table in _tables(connection):
            connection.executemany(f"DELETE FROM {table} WHERE key = ? AND member = ?", held)
    _count_change(connection)
    connection.executemany("UPDATE member SET keyed = 0 WHERE id = ?", ((member,) for member in members))


def add_new_keys(connection: sqlite3.Connection, members: Collection[int]) -> None:
    """Write the keys of members into the table that is to follow."""
    pairs = sorted(_keys_of(_texts(connection, members)))
    connection.executemany(f"INSERT OR IGNORE INTO {NEXT} VALUES (?, ?)", pairs)


def _keys_of(texts: _Texts) -> list[tuple[int, int]]:
    from readinglist.core.fingerprint import fingerprint
    from readinglist.core.match_keys import keys

    return [(key, member) for member, text in texts.items() for key in keys(fingerprint(*text))]
