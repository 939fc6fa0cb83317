"""Whether what a library holds is what was written: facts against log and second copy, the rest against facts."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from readinglist.core.changes import Ids
from readinglist.store import derived
from readinglist.store.copies.second_copy import CHANGE, GROUP, ROWS, lines, rows_of
from readinglist.store.failures import DamagedError
from readinglist.store.match_index import living_keys
from readinglist.store.note_changes import NoteChange, hash_of_note
from readinglist.store.note_log import walk_back
from readinglist.store.place.files import companions
from readinglist.store.rekeying import is_stale
from readinglist.store.removal import removed
from readinglist.store.rows import hash_of_text
from readinglist.store.triggers import LOGGED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

#: Columns of rows that came silently which a step may change later: the log says what they are now.
_CHANGING: Final = {
    ("member", "wording"), ("member", "cluster"), ("sighting", "member"), ("tag", "name"), ("apart", "standing"),
    ("note", "changed"),
}  # fmt: skip


_COLUMNS: Final = {**ROWS, "log_group": GROUP, "log_change": CHANGE}


def differences(connection: sqlite3.Connection, path: Path | None) -> Iterator[str]:
    """What is not as it was written, a sentence each; reads everything."""
    yield from _texts(connection)
    yield from facts(connection)
    yield from notes(connection)
    yield from _log(connection)
    if path is not None:
        yield from _copied(connection, companions(path))
    yield from _derived(connection)


def _texts(connection: sqlite3.Connection) -> Iterator[str]:
    for title, abstract, hash_ in connection.execute("SELECT title, abstract, hash FROM wording"):
        if hash_of_text(title, abstract) != hash_:
            yield f"the text of “{title[:40]}” is not what was written"


def facts(connection: sqlite3.Connection, since: int = 0) -> Iterator[str]:
    """Every field that the log behind a change is about is what the newest of its changes made it."""
    for table, fields in LOGGED.items():
        for field in fields:
            wrong = connection.execute(
                f"SELECT count(*) FROM (SELECT row, after, max(id) FROM log_change WHERE tbl = ? AND field = ?"
                f" AND id > ? GROUP BY row) c LEFT JOIN {table} t ON t.id = c.row WHERE t.{field} IS NOT c.after",
                (table, field, since),
            ).fetchone()[0]
            if wrong:
                yield f"{wrong:,} times {field} of {table} is not what the log says"


def notes(connection: sqlite3.Connection, since: int = 0) -> Iterator[str]:
    """Every note that the log behind a change is about is what the newest of its changes made it."""
    for member, body, delta in connection.execute(
        "SELECT n.member, n.body, c.after FROM note n JOIN (SELECT row, after, max(id) FROM log_change"
        " WHERE tbl = 'note' AND id > ? GROUP BY row) c ON c.row = n.id",
        (since,),
    ):
        if hash_of_note(body) != NoteChange.read(delta).became:
            yield f"the note on paper {member} is not what was written"


def _log(connection: sqlite3.Connection) -> Iterator[str]:
    """All of it can be read, and every change of a note made what came after it."""
    for table in ("log_group", "log_change"):
        for _ in connection.execute(f"SELECT * FROM {table}"):  # a text that is none any more is an error
            pass
    for note, member in connection.execute("SELECT id, member FROM note"):
        try:
            for _ in walk_back(connection, note):
                pass
        except DamagedError:
            yield f"what was written before in the note on paper {member} is not what it was"


def _copied(connection: sqlite3.Connection, folder: Path) -> Iterator[str]:
    """Every row that came, and all of the log, is what the second copy says, but for what was changed since."""
    if not (folder / "steps.jsonl").exists():
        return
    gone = removed(connection)
    groups: dict[int, list[Any]] = {}  # a later record says what became of one
    for line in lines(folder / "steps.jsonl"):
        groups.update((group[0], group) for group in line.record["groups"])
        changes = (("log_change", change) for change in line.record["changes"])
        yield from _unlike(connection, gone, chain(rows_of(folder, line.record), changes))
    yield from _unlike(connection, gone, (("log_group", group) for group in groups.values()))


def _unlike(
    connection: sqlite3.Connection, gone: Mapping[str, Ids], rows: Iterable[tuple[str, list[Any]]]
) -> Iterator[str]:
    for table, row in rows:
        if table == "citekey" or row[0] in gone.get(table, Ids()):  # a key of an undone import may go to another paper
            continue
        columns = _COLUMNS[table]
        kept = [name for name in columns if (table, name) not in _CHANGING]
        found = connection.execute(f"SELECT {', '.join(kept)} FROM {table} WHERE id = ?", (row[0],)).fetchone()
        said = [value for name, value in zip(columns, row, strict=True) if name in kept]
        plain = [value.hex() if isinstance(value, bytes) else value for value in found or ()]
        if plain != said and not _is_merged(table, row, plain):
            yield f"row {row[0]} of {table} is not what was written"


def _is_merged(table: str, said: list[Any], found: list[Any]) -> bool:
    """Whether a change of a note differs in its text alone: the copy is made small before the log is."""
    *rest, _ = found or [None]
    return table == "log_change" and said[2] == "note" and rest == said[:-1]


def _derived(connection: sqlite3.Connection) -> Iterator[str]:
    """Rows, tags and keys are what the facts make them."""
    connection.execute("INSERT OR IGNORE INTO touched SELECT DISTINCT cluster FROM member")
    made = {
        "papers": (derived.ROWS, "SELECT * FROM cluster"),
        "tags": (
            "SELECT DISTINCT x.tag, m.cluster FROM tagging x JOIN member m ON m.id = x.member WHERE x.standing = 1",
            "SELECT tag, cluster FROM cluster_tag",
        ),
    }
    for what, (wanted, kept) in made.items():
        unlike = connection.execute(f"SELECT count(*) FROM (SELECT * FROM ({wanted}) EXCEPT {kept})").fetchone()[0]
        unlike += connection.execute(f"SELECT count(*) FROM ({kept} EXCEPT SELECT * FROM ({wanted}))").fetchone()[0]
        if unlike:
            yield f"{unlike:,} rows of the list of {what} are not what they should be"
    connection.execute("DELETE FROM touched")
    yield from _keys(connection)


def _keys(connection: sqlite3.Connection) -> Iterator[str]:
    if is_stale(connection):  # they are made anew
        return
    wrong, held = 0, 0
    for member, keys in living_keys(connection):
        held += len(keys)
        marks = ",".join("?" * len(keys))
        select = f"SELECT count(*) FROM match_key WHERE key IN ({marks}) AND member = ?"
        wrong += connection.execute(select, (*keys, member)).fetchone()[0] != len(keys)
    if wrong or held != connection.execute("SELECT count(*) FROM match_key").fetchone()[0]:
        yield "the keys by which repeats are found are not those of the papers"
