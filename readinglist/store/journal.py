"""The field log: what each step changed, what undo would take back, and how it is taken back.

A step of the user is a group of kind "do". Undo writes a group of kind "undo" whose changes are the inverse of its
target's, and marks the target undone; redo does the same the other way. Typing that came back to where it began is of
kind "void", which nobody is shown; a step that is being written in several transactions is of kind "coming" until all
of it is there. Nothing is erased but what was cut off and what is purged.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from readinglist.core.errors import UndoRefusedError
from readinglist.core.sentences import quoted
from readinglist.store.failures import DamagedError
from readinglist.store.note_changes import NoteChange, hash_of_note
from readinglist.store.rows import as_moment

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from readinglist.core.changes import Changes

_log = logging.getLogger(__name__)

Kind = Literal["do", "undo", "redo", "coming", "void"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history: what was done, when, and whether it still stands."""

    id: int
    label: str
    time: datetime
    standing: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A group that is being written into; `since` is the last change of the log before that."""

    id: int
    since: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of typing that goes on: the group of its step, and the member whose note is typed."""

    group: int
    member: int


def begin_group(connection: sqlite3.Connection, kind: Kind, label: str) -> Group:
    """Open a new group that the triggers write into.

    Its time is a hybrid logical clock in microseconds since 1970: the wall clock, but never behind the last group.
    """
    last = connection.execute("SELECT coalesce(max(time), 0) FROM log_group WHERE id = (SELECT max(id) FROM log_group)")
    now = max(time.time_ns() // 1000, last.fetchone()[0] + 1)
    device = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()[0]
    cursor = connection.execute(
        "INSERT INTO log_group (kind, label, time, device) VALUES (?, ?, ?, ?)", (kind, label, now, device)
    )
    group = cursor.lastrowid
    if group is None:
        raise AssertionError("an INSERT has a row id")
    return open_group(connection, group)


def join_group(connection: sqlite3.Connection, stretch: Stretch, label: str) -> Group | None:
    """Open the step of a stretch again to be written on, under this label.

    None where it is not the newest in the log, or undone, or about anything but this note.
    """
    newest = connection.execute("SELECT id, kind, undone FROM log_group ORDER BY id DESC LIMIT 1").fetchone()
    note = connection.execute("SELECT id FROM note WHERE member = ?", (stretch.member,)).fetchone()
    if newest != (stretch.group, "do", 0) or note is None or not _is_about(connection, stretch.group, note[0]):
        return None
    connection.execute("UPDATE log_group SET label = ? WHERE id = ?", (label, stretch.group))
    return open_group(connection, stretch.group)


def _is_about(connection: sqlite3.Connection, group: int, note: int) -> bool:
    """Whether a group changed this note and nothing else."""
    other = "SELECT 1 FROM log_change WHERE grp = ? AND (tbl <> 'note' OR row <> ?) LIMIT 1"
    return connection.execute(other, (group, note)).fetchone() is None


def open_group(connection: sqlite3.Connection, group: int) -> Group:
    """Have the triggers write into a group that is there."""
    connection.execute("INSERT INTO log_current VALUES (?)", (group,))
    return _from_now(connection, group)


def _from_now(connection: sqlite3.Connection, group: int) -> Group:
    since = connection.execute("SELECT coalesce(max(id), 0) FROM log_change").fetchone()[0]
    return Group(group, since)


def close_group(connection: sqlite3.Connection) -> None:
    """Have the triggers write into no group; the one that was open goes on in another transaction."""
    connection.execute("DELETE FROM log_current")


def coming(connection: sqlite3.Connection) -> Step | None:
    """The step that is being written in several transactions, or was cut off while it was."""
    return _step(connection, "SELECT id, label, time, undone FROM log_group WHERE kind = 'coming' ORDER BY id LIMIT 1")


def call_done(connection: sqlite3.Connection, group: int) -> None:
    """Have a step that came in several transactions count, now that all of it is there."""
    connection.execute("UPDATE log_group SET kind = 'do' WHERE id = ?", (group,))


def name_group(connection: sqlite3.Connection, group: int, target: Step) -> None:
    """Say of an undo or redo group which step it is about."""
    connection.execute("UPDATE log_group SET label = ?, target = ? WHERE id = ?", (target.label, target.id, group))


def end_group(connection: sqlite3.Connection, group: Group) -> bool:
    """Close the group; a step without effect leaves no trace. Returns whether there was any since it was opened."""
    close_group(connection)
    if connection.execute("SELECT 1 FROM log_change WHERE grp = ? AND id > ? LIMIT 1", _new(group)).fetchone():
        return True
    connection.execute(
        "DELETE FROM log_group WHERE id = ? AND NOT EXISTS (SELECT 1 FROM log_change WHERE grp = log_group.id)",
        (group.id,),
    )
    connection.execute(  # nobody has seen its number
        "UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'log_group' AND seq = ?"
        " AND NOT EXISTS (SELECT 1 FROM log_group WHERE id = ?)",
        (group.id, group.id),
    )
    return False


def call_void(connection: sqlite3.Connection, group: Group) -> bool:
    """Have a step of typing at whose end the note is again what it was at its start count no more.

    Its changes stay in the log, which only grows. Returns whether it was such a step.
    """
    ends = [
        connection.execute(
            f"SELECT tbl, row, after FROM log_change WHERE grp = ? ORDER BY id {way} LIMIT 1", (group.id,)
        ).fetchone()
        for way in ("ASC", "DESC")
    ]
    (*at, first), (*at_end, last) = ends
    table, note = at
    if table != "note" or at_end != at or NoteChange.read(first).was != NoteChange.read(last).became:
        return False
    if not _is_about(connection, group.id, note):
        return False
    connection.execute("UPDATE log_group SET kind = 'void' WHERE id = ?", (group.id,))
    return True


def _new(group: Group) -> tuple[int, int]:
    return group.id, group.since


def note_in_log(group: Group, changes: Changes) -> None:
    """Write a step into the program's log, in numbers."""
    counted = len(changes.added), len(changes.updated), len(changes.removed)
    _log.info("step %d: %d papers came, %d changed, %d went", group.id, *counted)
    _log.debug("step %d is called %s", group.id, changes.label)


def log_note(connection: sqlite3.Connection, group: int, note: int, change: NoteChange) -> None:
    """Log the change of a note's text."""
    connection.execute(
        "INSERT INTO log_change (grp, tbl, row, field, after) VALUES (?, 'note', ?, 'body', ?)",
        (group, note, str(change)),
    )


def step_to_undo(connection: sqlite3.Connection) -> Step | None:
    """The newest step that stands."""
    return _step(
        connection,
        "SELECT id, label, time, undone FROM log_group WHERE kind = 'do' AND undone = 0 ORDER BY id DESC LIMIT 1",
    )


def step_of(connection: sqlite3.Connection, number: int) -> Step | None:
    """A step by its id, whether it stands or not."""
    return _step(connection, "SELECT id, label, time, undone FROM log_group WHERE kind = 'do' AND id = ?", number)


def step_to_redo(connection: sqlite3.Connection) -> Step | None:
    """The step that was undone last, as long as nothing new was done since."""
    return _step(
        connection,
        "SELECT g.id, g.label, g.time, g.undone FROM log_group u JOIN log_group g ON g.id = u.target"
        " WHERE u.kind = 'undo' AND g.undone = 1"
        " AND u.id > coalesce((SELECT id FROM log_group WHERE kind = 'do' ORDER BY id DESC LIMIT 1), 0)"
        " ORDER BY u.id DESC LIMIT 1",
    )


def _step(connection: sqlite3.Connection, select: str, *parameters: int) -> Step | None:
    row = connection.execute(select, parameters).fetchone()
    return as_step(row) if row else None


def as_step(row: tuple[int, str, int, int]) -> Step:
    """A row of (id, label, time, undone) as a step."""
    number, label, micro, undone = row
    return Step(number, label, as_moment(micro), not undone)


def take_back(connection: sqlite3.Connection, step: Step) -> None:
    """Write the inverse of every change of a step into the open undo group, newest first.

    Raises:
        UndoRefusedError: a value is no longer what the step made it.
    """
    changes = _changes_of(connection, step.id)
    for table, row, field, before, after in reversed(changes):
        _set(connection, step, (table, row, field), old=after, new=before, forward=False)
    connection.execute("UPDATE log_group SET undone = 1 WHERE id = ?", (step.id,))


def do_again(connection: sqlite3.Connection, step: Step) -> None:
    """Write every change of an undone step again into the open redo group.

    Raises:
        UndoRefusedError: a value is no longer what the step found.
    """
    for table, row, field, before, after in _changes_of(connection, step.id):
        _set(connection, step, (table, row, field), old=before, new=after, forward=True)
    connection.execute("UPDATE log_group SET undone = 0 WHERE id = ?", (step.id,))


def _refused(step: Step, turned: str, why: str) -> UndoRefusedError:
    return UndoRefusedError(f"{quoted(step.label)} can't be {turned}: {why}.", "Nothing was written.")


Change = tuple[str, int, str, object, object]


def _changes_of(connection: sqlite3.Connection, group: int) -> list[Change]:
    return connection.execute(
        "SELECT tbl, row, field, before, after FROM log_change WHERE grp = ? ORDER BY id", (group,)
    ).fetchall()


def _set(
    connection: sqlite3.Connection,
    step: Step,
    at: tuple[str, int, str],
    *,
    old: object,
    new: object,
    forward: bool,
) -> None:
    table, row, field = at
    if (table, field) == ("note", "body"):
        change = NoteChange.read(str(new if forward else old))
        done = _patch(connection, row, change=change if forward else change.backwards())
    else:
        update = f"UPDATE {table} SET {field} = ? WHERE id = ? AND {field} IS ?"
        done = connection.execute(update, (new, row, old)).rowcount == 1
    if not done:
        raise _refused(step, "done again" if forward else "undone", "what it changed has been changed since")


def _patch(connection: sqlite3.Connection, note: int, *, change: NoteChange) -> bool:
    (body,) = connection.execute("SELECT body FROM note WHERE id = ?", (note,)).fetchone()
    if hash_of_note(body) != change.was:
        return False
    group = connection.execute("SELECT grp FROM log_current").fetchone()[0]
    text = change.of(body)
    if hash_of_note(text) != change.became:
        raise DamagedError(
            "What the log says of this note is damaged; the note was left as it is.",
            "`readinglist restore second-copy` makes the library again from its second copy.",
        )
    log_note(connection, group, note, change)
    connection.execute("UPDATE note SET body = ? WHERE id = ?", (text, note))
    return True


#: The clusters that a changed field concerns: where its member stands, stood, and is going to stand.
CONCERNED = (
    """SELECT m.cluster FROM log_change c JOIN member m ON m.id = c.row
        WHERE c.grp = ? AND c.id > ? AND c.tbl IN ('reading', 'member', 'detail')""",
    "SELECT c.before FROM log_change c WHERE c.grp = ? AND c.id > ? AND c.tbl = 'member' AND c.field = 'cluster'",
    """SELECT m.cluster FROM log_change c JOIN note n ON n.id = c.row JOIN member m ON m.id = n.member
        WHERE c.grp = ? AND c.id > ? AND c.tbl = 'note'""",
    """SELECT m.cluster FROM log_change c JOIN tagging t ON t.id = c.row JOIN member m ON m.id = t.member
        WHERE c.grp = ? AND c.id > ? AND c.tbl = 'tagging'""",
    """SELECT m.cluster FROM log_change c JOIN tagging t ON t.tag = c.row AND t.standing = 1
        JOIN member m ON m.id = t.member WHERE c.grp = ? AND c.id > ? AND c.tbl = 'tag'""",
    """SELECT m.cluster FROM log_change c JOIN sighting s ON s.digest = c.row JOIN member m ON m.id = s.member
        WHERE c.grp = ? AND c.id > ? AND c.tbl = 'digest'""",
    """SELECT m.cluster FROM log_change c JOIN question q ON q.digest = c.row JOIN member m ON m.id IN (q.a, q.b)
        WHERE c.grp = ? AND c.id > ? AND c.tbl = 'digest'""",
    """SELECT m.cluster FROM log_change c JOIN member m ON m.id IN (c.before, c.after)
        WHERE c.grp = ? AND c.id > ? AND c.tbl = 'sighting'""",
    """SELECT m.cluster FROM log_change c JOIN apart p ON p.id = c.row JOIN member m ON m.id = p.a
        WHERE c.grp = ? AND c.id > ? AND c.tbl = 'apart'""",
    """SELECT m.cluster FROM log_change c JOIN question q ON q.id = c.row JOIN member m ON m.id IN (q.a, q.b)
        WHERE c.grp = ? AND c.id > ? AND c.tbl = 'question'""",
)

#: Papers that a touched one has a question with: whether it is still open depends on both.
_ASKED = """
    SELECT o.cluster FROM touched t CROSS JOIN member m ON m.cluster = t.id CROSS JOIN question q ON q.{own} = m.id
    CROSS JOIN member o ON o.id = q.{other}
"""


def touched_clusters(connection: sqlite3.Connection, group: Group) -> None:
    """Put every cluster that a group's changes concern into the table `touched`; digests concern all their papers."""
    for select in CONCERNED:
        connection.execute(f"INSERT OR IGNORE INTO touched {select}", _new(group))
    touch_asked(connection)


def touch_asked(connection: sqlite3.Connection) -> None:
    """Touch also the papers that a touched one has a question with."""
    connection.execute(
        f"INSERT OR IGNORE INTO touched {_ASKED.format(own='a', other='b')} UNION {_ASKED.format(own='b', other='a')}"
    )
