"""Makes the log and the second copy of it small again: what many saves of one stretch of typing wrote is one change.

A note that is typed for an hour is saved some thousand times, each time as the difference to the save before. Once
another step has followed, only the difference between its beginning and its end is of use: to undo and to history.
Typing that came back to where it began is of no use at all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from readinglist.store import journal
from readinglist.store.copies.rewriting import rewrite
from readinglist.store.removal import remove

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from readinglist.store.copies.second_copy import SecondCopy

_MARK: Final = "compacted"
_LATER: Final = 1_000  # changes of the log that are looked at twice rather than to write where it was looked to


@dataclass(slots=True)
class Merged:
    """Which changes of the log take others in, as they read then, and which changes and groups are of no use."""

    changes: dict[int, str] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)


def compact(
    connection: sqlite3.Connection, copy: SecondCopy | None, locked: Callable[[], AbstractContextManager[None]]
) -> int:
    """Merge what steps that are over have written about one note; returns how many changes of the log went.

    The copy is rewritten first: killed in between, it holds the same in fewer words, and the next call goes on.
    """
    newest = connection.execute("SELECT coalesce(max(id), 0) FROM log_group").fetchone()[0]
    since = connection.execute("SELECT value FROM meta WHERE key = ?", (_MARK,)).fetchone()
    end = connection.execute("SELECT coalesce(max(id), 0) FROM log_change WHERE grp < ?", (newest,)).fetchone()[0]
    merged = _merged(connection, int(since[0]) if since else 0, newest)
    if merged.gone and copy:
        gone = {"log_change": set(merged.gone), "log_group": set(merged.groups)}
        rewrite(copy, lambda table, row: None if row[0] in gone.get(table, ()) else row, merged.changes)
    _write(connection, merged, locked)
    if end and (merged.gone or not since or end > int(since[0]) + _LATER):
        with locked():
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_MARK, str(end)))
    return len(merged.gone)


def _merged(connection: sqlite3.Connection, since: int, newest: int) -> Merged:
    """What can be merged behind a change of the log, but for the newest step, which may go on."""
    found = Merged()
    stretches = connection.execute(
        "SELECT DISTINCT c.row FROM log_change c WHERE c.id > ? AND c.grp < ? AND c.tbl = 'note' AND c.field = 'body'"
        " GROUP BY c.grp, c.row HAVING count(*) > 1 OR (SELECT kind FROM log_group WHERE id = c.grp) = 'void'",
        (since, newest),
    ).fetchall()
    for (note,) in stretches:
        for changes, before, after in _stretches(connection, note):
            if changes[0][1] < newest:
                _merge(connection, found, changes, (before, after))
    return found


def _stretches(connection: sqlite3.Connection, note: int) -> Iterator[tuple[list[tuple[int, int]], str, str]]:
    """What each step did to a note: its changes (id, group), newest first, and the text before and after it."""
    (text,) = connection.execute("SELECT body FROM note WHERE id = ?", (note,)).fetchone()
    changes: list[tuple[int, int]] = []
    after = text
    for number, group, delta in connection.execute(
        "SELECT id, grp, after FROM log_change WHERE tbl = 'note' AND field = 'body' AND row = ? ORDER BY id DESC",
        (note,),
    ):
        if changes and changes[-1][1] != group:
            yield changes, text, after
            changes, after = [], text
        at, removed, inserted, was, became = json.loads(delta)
        if journal.hash_of_note(text) != became:
            return  # something is damaged here: nothing is merged that is not understood
        text = journal.patched(text, [at, inserted, removed])
        if journal.hash_of_note(text) != was:
            return
        changes.append((number, group))
    if changes:
        yield changes, text, after


def _merge(
    connection: sqlite3.Connection, found: Merged, changes: list[tuple[int, int]], ends: tuple[str, str]
) -> None:
    (last, group), *others = changes
    (kind,) = connection.execute("SELECT kind FROM log_group WHERE id = ?", (group,)).fetchone()
    if kind == "void":
        found.gone += [number for number, _ in changes]
        found.groups.append(group)
    elif others:
        found.gone += [number for number, _ in others]
        found.changes[last] = journal.difference(*ends)


def _write(connection: sqlite3.Connection, merged: Merged, locked: Callable[[], AbstractContextManager[None]]) -> None:
    """Bring the log to it; a change that takes others in together with these, so that an undo is right at any time."""
    if not merged.gone:
        return
    with locked():
        connection.executemany(
            "UPDATE log_change SET after = ? WHERE id = ?",
            ((after, number) for number, after in merged.changes.items()),
        )
        remove(connection, "log_change", merged.gone)
        remove(connection, "log_group", merged.groups)
