"""What the log says of a note's text, walked back from how it reads now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.store.failures import DamagedError
from readinglist.store.note_changes import NoteChange, hash_of_note

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


class Logged(NamedTuple):
    """A change of a note as it stands in the log, and the text before it."""

    id: int
    group: int
    change: NoteChange
    before: str


def walk_back(connection: sqlite3.Connection, note: int) -> Iterator[Logged]:
    """Every change of a note, the newest first.

    Raises:
        DamagedError: a change is not what made the text that comes after it.
    """
    (text,) = connection.execute("SELECT body FROM note WHERE id = ?", (note,)).fetchone()
    for number, group, logged in connection.execute(
        "SELECT id, grp, after FROM log_change WHERE tbl = 'note' AND field = 'body' AND row = ? ORDER BY id DESC",
        (note,),
    ):
        try:
            change = NoteChange.read(logged)
            before = change.backwards().of(text)
        except (ValueError, TypeError) as error:
            raise DamagedError(f"Change {number} of the log is not what was written.") from error
        if hash_of_note(text) != change.became or hash_of_note(before) != change.was:
            raise DamagedError(f"Change {number} of the log is not what was written.")
        yield Logged(number, group, change, before)
        text = before
