"""A library read as blocks of rows: all that can't be made from the rest, as it is at one moment.

A block holds the rows of a table whose ids lie between two multiples of `SIZE`. Which blocks are others than those of
an earlier reading is known from the log, so that a small change costs little however large the library is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from readinglist.store import meta
from readinglist.store.copies.comparison import facts, notes
from readinglist.store.copies.second_copy import CHANGE, GROUP, ROWS
from readinglist.store.rows import hash_of_text, last_id
from readinglist.store.triggers import LOGGED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from readinglist.store.copies.blocks import Blocks, Row

SIZE: Final = 4096
"""Ids of a block: a verdict on one paper has some 20 KB written anew, a million papers are 245 blocks of text."""

#: The columns of each table that is kept, in an order in which rows can be inserted.
TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    **{
        table: (*columns, *(field for field in LOGGED.get(table, ()) if field not in columns))
        for table, columns in ROWS.items()
    },
    "note": (*ROWS["note"], "body"),
    "reading": ("id", *LOGGED["reading"]),
    "detail": ("id", *LOGGED["detail"]),
    "log_group": (*GROUP, "undone"),
    "log_change": CHANGE,
}
#: Of these only rows that say something: the others come with their member.
_SAYS: Final = {
    "reading": "(status <> 0 OR place IS NOT NULL OR starred <> 0 OR rating <> 0)",
    "detail": f"coalesce({', '.join(LOGGED['detail'])}) IS NOT NULL",
}
#: What may change without a word in the log: when a note was changed, by which name a stretch of typing goes, and what
#: a change of a note takes in when the log is made small.
_SILENT: Final = {"note": ("changed",), "log_group": ("label",), "log_change": ("after",)}
#: Tables whose new rows have the highest ids; the rows of the others come with a member, and what they say is logged.
_GROWS: Final = tuple(table for table in TABLES if table not in _SAYS)

Names = dict[str, dict[int, str]]
"""The blocks by table and by their place: the ids of a block divided by `SIZE`."""


class DamageError(Exception):
    """A library does not hold what was written; the argument says where."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a library held when its log ended with the change `change` and its tables with the ids `ends`."""

    device: str
    change: int
    ends: Mapping[str, int]
    blocks: Names = field(default_factory=dict)

    def names(self) -> set[str]:
        """Every block, once."""
        return {name for places in self.blocks.values() for name in places.values()}


NOTHING: Final = Snapshot("", 0, {})


def read(connection: sqlite3.Connection, blocks: Blocks, former: Snapshot) -> Snapshot:
    """Read what a library holds; what it held at an earlier reading of the same library is not read again.

    What grows is read while others may write. Then what changed meanwhile is read again in one transaction, so that
    no reader keeps a writer waiting for long.

    Raises:
        DamageError: what was read is not what was written.
    """
    draft = _Reading(connection, blocks, former).all()
    _check(connection, former)
    connection.execute("BEGIN")
    try:
        _check(connection, draft)
        return _Reading(connection, blocks, draft).all()
    finally:
        if connection.in_transaction:  # a question that was interrupted may have ended it
            connection.execute("ROLLBACK")


def _check(connection: sqlite3.Connection, former: Snapshot) -> None:
    for wrong in (*facts(connection, former.change), *notes(connection, former.change)):
        raise DamageError(wrong)


class _Reading:
    """One pass over the blocks that may be others than before."""

    def __init__(self, connection: sqlite3.Connection, blocks: Blocks, former: Snapshot) -> None:
        self._connection = connection
        self._blocks = blocks
        self._former = former

    def all(self) -> Snapshot:
        """The blocks of all tables. Where the log ends is asked first: what comes later is read again the next time."""
        change = last_id(self._connection, "log_change")
        ends = {table: _end(self._connection, table) for table in _GROWS}
        stale = self._stale(ends)
        found = {table: self._table(table, stale[table]) for table in TABLES}
        return Snapshot(device_of(self._connection), change, ends, found)

    def _stale(self, ends: Mapping[str, int]) -> dict[str, set[int]]:
        """The places of all blocks that may have changed.

        The newest group may have been called by another name, without a change: typing that goes on.
        """
        stale: dict[str, set[int]] = {table: set() for table in TABLES}
        stale["log_group"].add(self._former.ends.get("log_group", 0) // SIZE)
        for table, place in self._changed(f"{{}} / {SIZE}"):
            stale[table].add(place)
        for table, first, last in self._removed():
            stale[table].update(range(first // SIZE, last // SIZE + 1))
        for table, end in ends.items():
            before = self._former.ends.get(table, 0)
            if end > before:  # a citation key that another paper took over has left its place
                first = 0 if table == "citekey" else before // SIZE
                stale[table].update(range(first, end // SIZE + 1))
        return stale

    def _changed(self, what: str = "{}") -> Iterator[tuple[str, int]]:
        """(table, id) of what the log says has changed, and of the groups that these changes are of or about."""
        row, group, target = (what.format(name) for name in ("row", "g.id", "coalesce(g.target, g.id)"))
        log = "FROM log_change c JOIN log_group g ON g.id = c.grp WHERE c.id > :since"
        yield from self._connection.execute(
            f"SELECT DISTINCT tbl, {row} FROM log_change WHERE id > :since"
            f" UNION SELECT 'log_group', {group} {log} UNION SELECT 'log_group', {target} {log}",
            {"since": self._former.change},
        ).fetchall()

    def _removed(self) -> Iterator[tuple[str, int, int]]:
        """(table, first id, last id) of rows that were removed."""
        if "removed" in TABLES:
            since = (self._former.ends.get("removed", 0),)
            for table, first, last in self._connection.execute(
                "SELECT tbl, first, last FROM removed WHERE id > ?", since
            ):
                if table in TABLES:
                    yield table, first, last + (table == "log_change")  # the one behind took in what these said

    def _table(self, table: str, stale: set[int]) -> dict[int, str]:
        before = self._former.blocks.get(table, {})
        found = {place: name for place, name in before.items() if place not in stale and self._blocks.is_there(name)}
        for place in sorted({*before, *stale} - {*found}):
            rows = self._rows(table, place)
            if place in before:
                self._compare(table, before[place], rows)
            if rows:
                found[place] = self._blocks.keep(rows)
        return dict(sorted(found.items()))

    def _rows(self, table: str, place: int) -> list[Row]:
        says = f" AND {_SAYS[table]}" if table in _SAYS else ""
        found = self._connection.execute(
            f"SELECT {', '.join(TABLES[table])} FROM {table} WHERE id >= ? AND id < ?{says} ORDER BY id",
            (place * SIZE, (place + 1) * SIZE),
        ).fetchall()
        if table == "wording":
            _check_texts(found)
        return [_plain(row) for row in found]

    def _compare(self, table: str, before: str, rows: list[Row]) -> None:
        """What was there before and was not changed since is as it was.

        Raises:
            DamageError: it is not.
        """
        if table == "citekey" or not self._blocks.is_sound(before):
            return
        now = {row[0]: _kept(table, row) for row in rows}
        unlike = {row[0] for row in self._blocks.read(before) if now.get(row[0]) != _kept(table, row)}
        if unlike:  # asked after the rows were read: others may have written meanwhile
            unlike -= {row for changed, row in self._changed() if changed == table}
            unlike -= {self._former.ends.get("log_group", 0)} if table == "log_group" else set()
        for removed, first, last in self._removed() if unlike else ():
            unlike -= set(range(first, last + 1)) if removed == table else set()
        if unlike:
            raise DamageError(f"row {min(unlike)} of {table} is not what it was in the backup before")


def device_of(connection: sqlite3.Connection) -> str:
    """Which library it is: another one, or one that was put back to an earlier state, has another device."""
    return meta.value(connection, "device") or ""


def _kept(table: str, row: Row) -> Row:
    """A row without what may change silently."""
    silent = _SILENT.get(table, ())
    if table == "log_change" and row[CHANGE.index("tbl")] != "note":
        silent = ()
    return [value for name, value in zip(TABLES[table], row, strict=True) if name not in silent]


def _end(connection: sqlite3.Connection, table: str) -> int:
    """The highest id that a table has, or ever gave."""
    (newest,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
    return max(int(newest), last_id(connection, table))


def _check_texts(rows: Iterable[tuple[Any, ...]]) -> None:
    for _, title, abstract, hash_ in rows:
        if hash_of_text(title, abstract) != hash_:
            raise DamageError(f"the text of “{title[:40]}” is not what was written")


def _plain(row: Iterable[Any]) -> Row:
    """A row as JSON can hold it: a hash as its digits."""
    return [value.hex() if isinstance(value, bytes) else value for value in row]
