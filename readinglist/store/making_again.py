"""Makes a library from its second copy: the rows that came, the fields that changed, the log itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from readinglist.store import derived, migrations, sqlite
from readinglist.store.journal import patched
from readinglist.store.match_index import refresh_keys
from readinglist.store.second_copy import CHANGE, GROUP, ROWS, lines, rows_of
from readinglist.store.triggers import drop_triggers, make_triggers

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class MadeAgain:
    """What a second copy held: its steps, and the papers of the library that they make."""

    steps: int
    papers: int


def make_again(target: Path, folder: Path) -> MadeAgain:
    """Make a library at `target`, which is not there, from the second copy in a folder; all of it or nothing.

    What was begun by a record that is damaged ends it: what comes before is whole.
    """
    part = target.with_name(f"{target.name}.part")
    _remove(part)
    connection = sqlite.connect(part, write=True)
    try:
        derived.prepare(connection)
        migrations.migrate(connection)
        connection.execute("PRAGMA foreign_keys = off")  # rows that were removed later come before what refers to them
        connection.execute("BEGIN IMMEDIATE")
        drop_triggers(connection)
        for line in lines(folder / "steps.jsonl"):
            _replay(connection, line.record, folder)
        make_triggers(connection)
        _derive(connection)
        (steps,) = connection.execute("SELECT count(*) FROM log_group WHERE kind = 'do'").fetchone()
        (papers,) = connection.execute("SELECT count(*) FROM cluster").fetchone()
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    part.rename(target)
    return MadeAgain(steps, papers)


def _remove(part: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        part.with_name(f"{part.name}{end}").unlink(missing_ok=True)


def _replay(connection: sqlite3.Connection, record: dict[str, Any], folder: Path) -> None:
    connection.execute("UPDATE meta SET value = ? WHERE key = 'device'", (record["device"],))
    for table, row in rows_of(folder, record):
        _insert(connection, table, ROWS[table], row)
        if table == "removed":
            connection.execute(f"DELETE FROM {row[1]} WHERE id BETWEEN ? AND ?", row[2:])
        if table == "member":
            connection.execute("INSERT OR IGNORE INTO reading (id) VALUES (?)", (row[0],))
    for group in record["groups"]:
        _insert(connection, "log_group", GROUP, group)
        kind, target = group[1], group[5]
        if kind in ("undo", "redo"):
            connection.execute("UPDATE log_group SET undone = ? WHERE id = ?", (int(kind == "undo"), target))
    for change in record["changes"]:
        _insert(connection, "log_change", CHANGE, change)
        _set(connection, change)


def _insert(connection: sqlite3.Connection, table: str, columns: tuple[str, ...], row: list[Any]) -> None:
    """A row that came; what came before under its id (a key that another paper took over, a longer label) gives way."""
    values = [bytes.fromhex(value) if column == "hash" and table == "wording" else value
              for column, value in zip(columns, row, strict=True)]  # fmt: skip
    if table == "citekey":
        connection.execute("DELETE FROM citekey WHERE key = ?", (row[1],))
    said = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        f" ON CONFLICT (id) DO UPDATE SET {said}",
        values,
    )


def _set(connection: sqlite3.Connection, change: list[Any]) -> None:
    """One field as it was after a change; a note's text is logged as the difference."""
    _, _, table, row, field, _, after = change
    if table == "detail":
        connection.execute("INSERT OR IGNORE INTO detail (id) VALUES (?)", (row,))
    if (table, field) == ("note", "body"):
        (body,) = connection.execute("SELECT body FROM note WHERE id = ?", (row,)).fetchone()
        after = patched(body, json.loads(str(after)))
    connection.execute(f"UPDATE {table} SET {field} = ? WHERE id = ?", (after, row))


def _derive(connection: sqlite3.Connection) -> None:
    """Make what is remade from the facts."""
    connection.execute("INSERT OR IGNORE INTO touched SELECT DISTINCT cluster FROM member")
    refresh_keys(connection)
    connection.execute(
        "UPDATE digest SET papers = (SELECT count(DISTINCT m.cluster) FROM sighting s JOIN member m ON m.id = s.member"
        " WHERE s.digest = digest.id) WHERE standing = 1"
    )
    derived.remake(connection)
