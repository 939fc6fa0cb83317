"""Makes a library from a backup, from its second copy, or from the copy's steps behind a backup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from readinglist.store import derived, meta, migrations, reindexing, rekeying, sqlite
from readinglist.store.copies.second_copy import CHANGE, GROUP, ROWS, SecondCopy, has_rows, rows_of, surviving
from readinglist.store.note_changes import NoteChange, hash_of_note
from readinglist.store.rows import as_moment
from readinglist.store.triggers import drop_triggers, make_triggers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from readinglist.store.copies.blocks import Blocks
    from readinglist.store.copies.manifest import Backup

READY_AT_ONCE: Final = 2_000
"""Papers up to which search index and keys are made with the library, in some half a second; those of more papers are
made while it is used."""


@dataclass(frozen=True, slots=True)
class MadeAgain:
    """What a library that was made holds; `missing` says in a sentence each what is known to be lost."""

    steps: int
    papers: int
    missing: tuple[str, ...] = ()


def make_library(target: Path, fill: Callable[[sqlite3.Connection], Sequence[str]]) -> MadeAgain:
    """Make a library at `target`, which is not there; all of it or nothing. `fill` brings its facts in.

    It returns what is known to be missing. What can be made from the facts is made from them.
    """
    part = target.with_name(f"{target.name}.part")
    _remove(part)
    connection = sqlite.connect(part, write=True)
    try:
        derived.prepare(connection)
        migrations.migrate(connection)
        for pragma in ("journal_mode = memory", "foreign_keys = off"):  # what is killed is begun anew from nothing
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN IMMEDIATE")
        drop_triggers(connection)
        _start_counting(connection)
        missing = fill(connection)
        _count_what_is_gone(connection)
        make_triggers(connection)
        _derive(connection)
        (steps,) = connection.execute("SELECT count(*) FROM log_group WHERE kind = 'do'").fetchone()
        (papers,) = connection.execute("SELECT count(*) FROM cluster").fetchone()
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA journal_mode = {sqlite.engine().journal}")
        connection.close()
    except BaseException:
        connection.close()
        _remove(part)  # a disk that is full has room again
        raise
    part.rename(target)
    return MadeAgain(steps, papers, tuple(missing))


def load(connection: sqlite3.Connection, backup: Backup, blocks: Blocks) -> None:
    """Bring in what a backup holds.

    Raises:
        DamagedBlockError: a block is not what was written.
    """
    meta.put(connection, "device", backup.holds.device)
    for table, places in backup.holds.blocks.items():
        columns = backup.columns[table]
        marks = ", ".join("?" * len(columns))
        insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        if table == "reading":  # members came with one that says nothing
            insert = f"UPDATE reading SET ({', '.join(columns)}) = ({marks}) WHERE id = ?1"
        for name in places.values():
            connection.executemany(insert, (_values(table, columns, row) for row in blocks.read(name)))
        if table == "member":
            connection.execute("INSERT INTO reading (id) SELECT id FROM member")
    connection.execute(  # details that were undone say nothing and are not held, and can be done again
        "INSERT OR IGNORE INTO detail (id)"
        " SELECT row FROM log_change WHERE tbl = 'detail' AND row IN (SELECT id FROM member)"
    )
    for table, end in backup.holds.ends.items():
        connection.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (end, table))


def _start_counting(connection: sqlite3.Connection) -> None:
    """Have SQLite remember the highest id of each table that counts, before it gave any."""
    connection.execute(
        "INSERT INTO sqlite_sequence (name, seq) SELECT name, 0 FROM sqlite_master WHERE type = 'table'"
        " AND sql LIKE '%AUTOINCREMENT%' AND name NOT IN (SELECT name FROM sqlite_sequence)"
    )


def _count_what_is_gone(connection: sqlite3.Connection) -> None:
    """Have no id given twice, also of rows that were removed and are in no copy any more."""
    connection.execute(
        "UPDATE sqlite_sequence SET seq ="
        " max(seq, coalesce((SELECT max(last) FROM removed WHERE tbl = sqlite_sequence.name), 0))"
    )


def replay(connection: sqlite3.Connection, folder: Path, base: Backup | None) -> list[str]:
    """Bring in what the second copy in a folder has more than a backup, or all of it; what is missing, a sentence each.

    Of a copy that is damaged, the lines behind the damage are brought in as far as they stand by themselves.
    """
    copied = _Replay(connection, folder, base)
    steps = folder / "steps.jsonl"
    if not SecondCopy(folder).exists:
        copied.take(None)
        return copied.end()
    for line in surviving(steps):
        copied.take(line.record if line else None)
    return copied.end()


class _Replay:
    """What a copy has more than a backup, a record at a time."""

    def __init__(self, connection: sqlite3.Connection, folder: Path, base: Backup | None) -> None:
        self._connection = connection
        self._folder = folder
        self._change = base.holds.change if base else 0
        self._ends = dict(base.holds.ends) if base else {}
        self._damaged = False  # a line before this one, and nothing sound since
        self._torn = False  # something is missing before this record
        self._missing: list[str] = []

    def take(self, record: Mapping[str, Any] | None) -> None:
        """Bring in a record; None stands for lines that are damaged."""
        if record is not None and self._is_known(record):
            self._damaged = False  # the backup was made later
            return
        if record is None or not has_rows(self._folder, record):
            self._damaged = True
            return
        if self._damaged and self._has_gap(record):
            self._torn = True
            self._missing.append(f"Steps {self._between(record)} are missing.")
        self._damaged = False
        if not self._torn:
            self._bring_in(record)
        else:
            self._try(record)
        self._change = max(self._change, record["change"])
        self._ends.update(record["ends"])

    def end(self) -> list[str]:
        """What is known to be missing."""
        if self._damaged:
            self._missing.append(f"What was done after {self._newest()} may be missing.")
        return self._missing

    def _is_known(self, record: Mapping[str, Any]) -> bool:
        ends = record["ends"].items()
        return record["change"] <= self._change and all(end <= self._ends.get(table, 0) for table, end in ends)

    def _has_gap(self, record: Mapping[str, Any]) -> bool:
        """Whether changes or rows came between what was brought in and a record."""
        changes = record["changes"]
        first = changes[0][0] if changes else record["change"] + 1
        rows: dict[str, int] = {}
        for table, row in rows_of(self._folder, record):
            rows.setdefault(table, row[0])
        return first > self._change + 1 or any(row > self._ends.get(table, 0) + 1 for table, row in rows.items())

    def _between(self, record: Mapping[str, Any]) -> str:
        until = min((group[3] for group in record["groups"]), default=None)
        return f"between {self._newest()} and {_time(until)}" if until else f"after {self._newest()}"

    def _newest(self) -> str:
        """When the newest step was done that was brought in."""
        (newest,) = self._connection.execute("SELECT max(time) FROM log_group").fetchone()
        return _time(newest) if newest else "the beginning"

    def _try(self, record: Mapping[str, Any]) -> None:
        """A record behind a gap: what it rests on may be missing, and then it is too."""
        self._connection.execute("SAVEPOINT record")
        try:
            self._bring_in(record)
            _check_references(self._connection)
        except (_DoesNotFitError, sqlite.engine().module.IntegrityError):
            self._connection.execute("ROLLBACK TO record")
            labels = ", ".join(f"“{group[2]}”" for group in record["groups"])
            self._missing.append(f"{labels or 'A step'} rested on what is missing, and could not be done again.")
        self._connection.execute("RELEASE record")

    def _bring_in(self, record: Mapping[str, Any]) -> None:
        meta.put(self._connection, "device", record["device"])
        for table, row in rows_of(self._folder, record):
            if row[0] > self._ends.get(table, 0):
                _insert(self._connection, table, ROWS[table], row)
                if table == "removed":
                    self._connection.execute(f"DELETE FROM {row[1]} WHERE id BETWEEN ? AND ?", row[2:])
                if table == "member":
                    self._connection.execute("INSERT OR IGNORE INTO reading (id) VALUES (?)", (row[0],))
        for group in record["groups"]:
            _insert(self._connection, "log_group", GROUP, group)
            kind, target = group[1], group[5]
            if kind in ("undo", "redo"):
                undone = (int(kind == "undo"), target)
                self._connection.execute("UPDATE log_group SET undone = ? WHERE id = ?", undone)
        for change in record["changes"]:
            if change[0] > self._change:
                _insert(self._connection, "log_change", CHANGE, change)
                _set(self._connection, change)


class _DoesNotFitError(Exception):
    """A change is of a row that is not there, or that is not what it was when the change was made."""


def _check_references(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise _DoesNotFitError


def _time(micro: int) -> str:
    return f"{as_moment(micro).astimezone():%Y-%m-%d %H:%M:%S}"


def _remove(part: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        part.with_name(f"{part.name}{end}").unlink(missing_ok=True)


def _values(table: str, columns: Iterable[str], row: Sequence[Any]) -> Sequence[Any]:
    """A row as the library has it, from one as JSON can hold it."""
    if table != "wording":
        return row
    return [bytes.fromhex(value) if name == "hash" else value for name, value in zip(columns, row, strict=True)]


def _insert(connection: sqlite3.Connection, table: str, columns: tuple[str, ...], row: Sequence[Any]) -> None:
    """A row that came; what came before under its id (a key that another paper took over, a longer label) gives way."""
    if table == "citekey":
        connection.execute("DELETE FROM citekey WHERE key = ?", (row[1],))
    said = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        f" ON CONFLICT (id) DO UPDATE SET {said}",
        _values(table, columns, row),
    )


def _set(connection: sqlite3.Connection, change: Sequence[Any]) -> None:
    """One field as it was after a change; a note's text is logged as the difference.

    Raises:
        _DoesNotFitError: the row is not there, or the note is another one.
    """
    _, _, table, row, field, _, after = change
    if table == "detail":
        connection.execute("INSERT OR IGNORE INTO detail (id) VALUES (?)", (row,))
    if (table, field) == ("note", "body"):
        typed = NoteChange.read(str(after))
        found = connection.execute("SELECT body FROM note WHERE id = ?", (row,)).fetchone()
        if found is None or hash_of_note(found[0]) != typed.was:
            raise _DoesNotFitError
        after = typed.of(found[0])
    if connection.execute(f"UPDATE {table} SET {field} = ? WHERE id = ?", (after, row)).rowcount != 1:
        raise _DoesNotFitError


def _derive(connection: sqlite3.Connection) -> None:
    """Make what is made from the facts; of a big library, search index and keys follow while it is used."""
    alive = derived.lives("member.id")
    connection.execute(f"UPDATE member SET keyed = wording * {alive}")
    connection.execute("UPDATE detail SET keyed_arxiv = arxiv, keyed_doi = doi")
    meta.put(connection, "normaliser", "")
    reindexing.begin(connection)
    connection.execute("INSERT OR IGNORE INTO touched SELECT DISTINCT cluster FROM member")
    connection.execute(
        "UPDATE digest SET papers = (SELECT count(DISTINCT m.cluster) FROM sighting s JOIN member m ON m.id = s.member"
        " WHERE s.digest = digest.id)"
    )
    derived.remake(connection)
    if connection.execute("SELECT count(*) FROM cluster").fetchone()[0] <= READY_AT_ONCE:
        while reindexing.index_some(connection) or rekeying.rekey_some(connection):
            pass
