"""Makes the log and the second copy of it small again: what many saves of one stretch of typing wrote is one change.

A note that is typed for an hour is saved some thousand times, each time as the difference to the save before. Only the
difference between the beginning of a stretch and its end is of use: to undo and to history. Typing that came back to
where it began is of no use at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from readinglist.store import meta
from readinglist.store.copies.rewriting import rewrite
from readinglist.store.failures import DamagedError
from readinglist.store.note_changes import composed
from readinglist.store.note_log import Logged, walk_back
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
    connection: sqlite3.Connection,
    copy: SecondCopy | None,
    locked: Callable[[], AbstractContextManager[None]],
    *,
    least: int,
) -> int:
    """Merge what each step has written about one note, if that is worth it; how many changes of the log went.

    The copy is rewritten first: killed in between, it holds the same in fewer words, and the next call goes on.
    """
    since = meta.value(connection, _MARK)
    end = connection.execute("SELECT coalesce(max(id), 0) FROM log_change").fetchone()[0]
    merged = _merged(connection, int(since or 0))
    if 0 < len(merged.gone) < least:
        return 0
    if merged.gone and copy:
        gone = {"log_change": set(merged.gone), "log_group": set(merged.groups)}
        rewrite(copy, lambda table, row: None if row[0] in gone.get(table, ()) else row, merged.changes)
    _write(connection, merged, locked)
    if end and (merged.gone or not since or end > int(since) + _LATER):
        with locked():
            meta.put(connection, _MARK, str(end))
    return len(merged.gone)


def _merged(connection: sqlite3.Connection, since: int) -> Merged:
    """What can be merged behind a change of the log. A stretch that goes on afterwards is merged again later."""
    found = Merged()
    stretches = connection.execute(
        "SELECT DISTINCT c.row FROM log_change c WHERE c.id > ? AND c.tbl = 'note' AND c.field = 'body'"
        " GROUP BY c.grp, c.row HAVING count(*) > 1 OR (SELECT kind FROM log_group WHERE id = c.grp) = 'void'",
        (since,),
    ).fetchall()
    for (note,) in stretches:
        for stretch in _stretches(connection, note):
            _merge(connection, found, stretch)
    return found


def _stretches(connection: sqlite3.Connection, note: int) -> Iterator[list[Logged]]:
    """What each step did to a note, its changes in their order."""
    stretch: list[Logged] = []
    try:
        for logged in walk_back(connection, note):
            if stretch and stretch[-1].group != logged.group:
                yield stretch[::-1]
                stretch = []
            stretch.append(logged)
    except DamagedError:  # nothing is merged that is not understood; `doctor` says what is damaged
        return
    if stretch:
        yield stretch[::-1]


def _merge(connection: sqlite3.Connection, found: Merged, stretch: list[Logged]) -> None:
    *others, last = stretch
    (kind,) = connection.execute("SELECT kind FROM log_group WHERE id = ?", (last.group,)).fetchone()
    if kind == "void":
        found.gone += [one.id for one in stretch]
        found.groups.append(last.group)
    elif others:
        found.gone += [one.id for one in others]
        found.changes[last.id] = str(composed(stretch[0].before, [one.change for one in stretch]))


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
