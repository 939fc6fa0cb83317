"""What keeps a step from being taken back or done again: which later step, and which papers it is about.

Steps that stand lie on each field that they changed like sheets on a pile, in the order of their numbers, whenever
they were done again; only the topmost is taken off, and one is put back only on what it lay on. Beside the fields, a
turn must leave no paper torn, no two searches of one name, no digest twice, and must not bring a paper back that an
import may have brought anew meanwhile.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from readinglist.core.errors import UndoRefusedError
from readinglist.core.reading import tag_key
from readinglist.core.sentences import clock, quoted, titles
from readinglist.store.journal import Step, as_step
from readinglist.store.note_changes import NoteChange, hash_of_note

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

NAMED = 100  # fields in the way that are looked at, for the papers that are named

#: The steps of changes: an undo or redo belongs to the step that it is about.
_OF = "CROSS JOIN log_group g ON g.id = c.grp CROSS JOIN log_group e ON e.id = coalesce(g.target, g.id)"
_STANDS = "e.kind = 'do' AND e.undone = 0"
_STEP = "e.id, e.label, e.time, e.undone"

#: For each field of a step the newest change of a later step that stands.
_ON_TOP = f"""
    SELECT {_STEP}, c.id, k.tbl, k.row FROM (
        SELECT tbl, row, (
            SELECT c.id FROM log_change c {_OF}
            WHERE c.row = f.row AND c.id > f.id AND c.tbl = f.tbl AND c.field = f.field AND e.id > f.grp AND {_STANDS}
            ORDER BY c.id DESC LIMIT 1) AS top
        FROM log_change f WHERE f.grp = ?) k
    CROSS JOIN log_change c ON c.id = k.top {_OF} LIMIT {NAMED}
"""

#: Which member a row of the log is about.
_MEMBERS = {
    **dict.fromkeys(("reading", "detail", "member"), "SELECT id FROM member WHERE id = ?"),
    "note": "SELECT member FROM note WHERE id = ?",
    "tagging": "SELECT member FROM tagging WHERE id = ?",
    "sighting": "SELECT member FROM sighting WHERE id = ?",
    "apart": "SELECT a FROM apart WHERE id = ?",
    "question": "SELECT a FROM question WHERE id = ?",
}
#: What else a row of the log is about, by its name.
_NAMES = {"tag": ("the tag", "name"), "saved_search": ("the saved search", "name"), "digest": ("the digest", "name")}

#: Members that are in the library no more, and that a step said something about.
_GONE = """
    SELECT m.id FROM log_change c CROSS JOIN member m ON m.id = c.row AND m.keyed = 0
        WHERE c.grp = :step AND c.tbl IN ('reading', 'detail')
    UNION ALL SELECT m.id FROM log_change c CROSS JOIN note n ON n.id = c.row
        CROSS JOIN member m ON m.id = n.member AND m.keyed = 0 WHERE c.grp = :step AND c.tbl = 'note'
    UNION ALL SELECT m.id FROM log_change c CROSS JOIN tagging t ON t.id = c.row
        CROSS JOIN member m ON m.id = t.member AND m.keyed = 0 WHERE c.grp = :step AND c.tbl = 'tagging'
    LIMIT 1
"""
#: Members that are in the library no more, and that a step brought.
_GONE_AGAIN = """
    SELECT m.id FROM log_change c CROSS JOIN sighting s ON s.digest = c.row
        CROSS JOIN member m ON m.id = s.member AND m.keyed = 0 WHERE c.grp = :step AND c.tbl = 'digest' LIMIT 1
"""


_CLUSTER = "SELECT cluster FROM member WHERE id = ?"


class _Way(NamedTuple):
    """A step in the way, the place of its change in the log, and the row that it changed."""

    step: Step
    change: int
    table: str
    row: int


def refusal(connection: sqlite3.Connection, step: Step, *, undo: bool, next_one: bool) -> UndoRefusedError | None:
    """Why a step can't be taken back, or done again; None where it can.

    `next_one` says that it is the one that undo would take by itself: nothing lies on its fields then, and undo never
    stops at it, though a paper that was imported twice may be two for it.
    """
    turned = "undone" if undo else "done again"
    found = (
        (None if next_one else _lies_below(connection, step, undo=undo))
        or (None if undo else _undone_below(connection, step))
        or _torn(connection, step, undo=undo)
        or _named_twice(connection, step, undo=undo)
        or _digest_twice(connection, step, undo=undo)
        or (None if next_one else _come_anew(connection, step, undo=undo))
    )
    if found is None:
        return None
    why, remedy, by = found
    return UndoRefusedError(f"{quoted(step.label)} can't be {turned}: {why}.", remedy, by=by.id if by else None)


_Found = tuple[str, str, Step | None]


def _lies_below(connection: sqlite3.Connection, step: Step, *, undo: bool) -> _Found | None:
    """Another step lies on this one."""
    return (
        _changed_since(connection, step)
        or _searches_since(connection, step)
        or _regrouped_since(connection, step, undo=undo)
    )


def _changed_since(connection: sqlite3.Connection, step: Step) -> _Found | None:
    """Another step lies on a field of this one."""
    ways = [_way(row) for row in connection.execute(_ON_TOP, (step.id,))]
    if not ways:
        return None
    newest = max(ways, key=lambda way: way.change).step
    mine = [(way.table, way.row) for way in ways if way.step == newest]
    return f"{_said(newest)} changed {_about(connection, mine)} since", "Undo that step first.", newest


def _searches_since(connection: sqlite3.Connection, step: Step) -> _Found | None:
    """Steps about saved searches that ever had one name lie on one pile: at each a name is free or taken."""
    mine = {row for (row,) in connection.execute(
        "SELECT row FROM log_change WHERE grp = ? AND tbl = 'saved_search'", (step.id,)
    )}  # fmt: skip
    if not mine:
        return None
    newest = _newest_of(connection, step, "saved_search", _namesakes(connection, mine), later=True)
    if newest is None:
        return None
    what = _about(connection, [("saved_search", newest.row)])
    return f"{_said(newest.step)} changed {what} since", "Undo that step first.", newest.step


def _namesakes(connection: sqlite3.Connection, searches: set[int]) -> set[int]:
    """These saved searches, with all that ever had a name that one of them ever had."""
    names: dict[int, set[str]] = {}
    for search, name in connection.execute("SELECT id, name FROM saved_search").fetchall():
        had = connection.execute(
            "SELECT before FROM log_change WHERE row = ? AND tbl = 'saved_search' AND field = 'name'", (search,)
        )
        names[search] = {tag_key(one) for one in (name, *(before for (before,) in had)) if one}
    found: set[int] = set()
    while found != searches:
        found = searches
        known = {name for search in found for name in names[search]}
        searches = found | {search for search, had in names.items() if had & known}
    return found


def _undone_below(connection: sqlite3.Connection, step: Step) -> _Found | None:
    """What this step was done on was undone itself, so that it would find other values than it found."""
    for table, row, field in _found_otherwise(connection, step):
        under = connection.execute(
            f"SELECT {_STEP}, c.id, c.tbl, c.row FROM log_change c {_OF} WHERE c.row = ? AND c.tbl = ? AND c.field = ?"
            " AND e.id <> ? AND e.kind = 'do' ORDER BY c.id DESC LIMIT 1",
            (row, table, field, step.id),
        ).fetchone()
        by = _way(under).step if under else None
        what = _about(connection, [(table, row)])
        said = f"{_said(by)}, which changed {what} before it, was undone" if by else f"{what} is not as it was"
        return said, "Do that step again first." if by else "", by
    return None


def _found_otherwise(connection: sqlite3.Connection, step: Step) -> Iterator[tuple[str, int, str]]:
    """The fields whose value is not what the step found."""
    fields = connection.execute("SELECT DISTINCT tbl, field FROM log_change WHERE grp = ?", (step.id,)).fetchall()
    for table, field in fields:
        first = (
            "SELECT row, before, after, min(id) FROM log_change WHERE grp = ? AND tbl = ? AND field = ? GROUP BY row"
        )
        wanted = (step.id, table, field)
        if (table, field) == ("note", "body"):
            for row, delta, body in connection.execute(
                f"SELECT k.row, k.after, n.body FROM ({first}) k CROSS JOIN note n ON n.id = k.row", wanted
            ):
                if NoteChange.read(delta).was != hash_of_note(body):
                    yield table, row, field
        else:
            for (row,) in connection.execute(
                f"SELECT k.row FROM ({first}) k CROSS JOIN {table} t ON t.id = k.row WHERE t.{field} IS NOT k.before",
                wanted,
            ):
                yield table, row, field


def _regrouped_since(connection: sqlite3.Connection, step: Step, *, undo: bool) -> _Found | None:
    """A later merge or split could not be undone any more: its papers would not be there as it left them.

    One that moved the oldest member of a paper which gets members back, or that took members out of a paper whose
    oldest member goes elsewhere. Who was taken out of a paper is held apart from it ever since, standing or not.
    """
    going = _going(connection, step, undo=undo)
    ways = [_newest_of(connection, step, "member", set(going.values()), later=True)]
    for paper in (paper for paper, to in going.items() if paper != to):
        partners = connection.execute(
            "SELECT DISTINCT p.b FROM member m CROSS JOIN apart p ON p.a = m.id WHERE m.cluster = ?", (paper,)
        )
        left = {one for (one,) in partners}
        ways.append(_newest_of(connection, step, "member", left, later=True, before=paper))
    newest = max(filter(None, ways), key=lambda way: way.change, default=None)
    if newest is None:
        return None
    what = _about(connection, [("member", newest.row)])
    return f"{_said(newest.step)} changed {what} since", "Undo that step first.", newest.step


def _going(connection: sqlite3.Connection, step: Step, *, undo: bool) -> dict[int, int]:
    """Where each member goes that a step moved, when it is turned."""
    changes = connection.execute(
        "SELECT row, before, after FROM log_change WHERE grp = ? AND tbl = 'member' AND field = 'cluster'"
        f" ORDER BY id {'DESC' if undo else 'ASC'}",
        (step.id,),
    )
    return {row: before if undo else after for row, before, after in changes}


def _torn(connection: sqlite3.Connection, step: Step, *, undo: bool) -> _Found | None:
    """Members would stay in a paper whose oldest member goes elsewhere: a later merge or split rests on the step."""
    going = _going(connection, step, undo=undo)
    left = {paper for member in going for (paper,) in connection.execute(_CLUSTER, (member,))}
    for paper in sorted(left | {*going.values()}):
        members = [one for (one,) in connection.execute("SELECT id FROM member WHERE cluster = ?", (paper,))]
        (head,) = connection.execute(_CLUSTER, (paper,)).fetchone()
        stays = any(one not in going for one in members) or paper in going.values()
        if stays and going.get(paper, head) != paper:
            way = _newest_of(connection, step, "member", {paper, *members})
            by = way.step if way else None
            rests = f"{_said(by)} rests on it" if by else "a later merge or split rests on it"
            what = _about(connection, [("member", paper)])
            return f"{rests}, for {what}", "Undo that step first." if by else "", by
    return None


def _named_twice(connection: sqlite3.Connection, step: Step, *, undo: bool) -> _Found | None:
    """Two saved searches would have one name."""
    changes = connection.execute(
        "SELECT row, field, before, after FROM log_change WHERE grp = ? AND tbl = 'saved_search'"
        f" ORDER BY id {'DESC' if undo else 'ASC'}",
        (step.id,),
    ).fetchall()
    if not changes:
        return None
    searches = {row: [name, standing] for row, name, standing in connection.execute(
        "SELECT id, name, standing FROM saved_search"
    )}  # fmt: skip
    for row, field, before, after in changes:
        if field in ("name", "standing"):
            searches[row][field == "standing"] = before if undo else after
    mine = {row for row, *_ in changes}
    standing = {tag_key(name): row for row, (name, stands) in searches.items() if stands and row not in mine}
    for row in sorted(mine):
        name, stands = searches[row]
        if stands and tag_key(name) in standing:
            way = _newest_of(connection, step, "saved_search", [standing[tag_key(name)]])
            by = way.step if way else None
            since = f" since {_said(by)}" if by else ""
            return f"there is another saved search {quoted(name)}{since}", "Rename or remove that one first.", by
    return None


def _digest_twice(connection: sqlite3.Connection, step: Step, *, undo: bool) -> _Found | None:
    """The bytes or the name of a digest that would come back came in again meanwhile."""
    again = None if undo else connection.execute(
        "SELECT o.step, o.name FROM log_change c CROSS JOIN digest d ON d.id = c.row"
        " CROSS JOIN digest o ON o.id IN (SELECT id FROM digest WHERE hash = d.hash UNION SELECT id FROM digest"
        " WHERE name = d.name) AND o.standing = 1 AND o.id <> d.id WHERE c.grp = ? AND c.tbl = 'digest' LIMIT 1",
        (step.id,),
    ).fetchone()  # fmt: skip
    if not again:
        return None
    by = _step(connection, again[0])
    return f"{_said(by)} brought the digest {quoted(again[1])} in since", "Undo that step first.", by


def _come_anew(connection: sqlite3.Connection, step: Step, *, undo: bool) -> _Found | None:
    """A paper would come back that is gone, and an import came in since, which may have brought the same paper."""
    selects = (_GONE,) if undo else (_GONE, _GONE_AGAIN)
    gone = next(filter(None, (connection.execute(one, {"step": step.id}).fetchone() for one in selects)), None)
    if not gone:
        return None
    at = connection.execute("SELECT tbl, row FROM log_change WHERE grp = ? LIMIT 1", (step.id,)).fetchone()
    turned = _turned(connection, step, *at)
    came = connection.execute(
        "SELECT d.step FROM digest d CROSS JOIN log_change c ON c.row = d.id AND c.id > ? AND c.tbl = 'digest'"
        " WHERE d.standing = 1 AND d.step <> ? ORDER BY c.id DESC LIMIT 1",
        (turned, step.id),
    ).fetchone()
    if not came:
        return None
    by = _step(connection, came[0])
    what = _about(connection, [("member", gone[0])])
    return f"{what} would come back, which {_said(by)} may have brought anew since", "Undo that step first.", by


def _newest_of(
    connection: sqlite3.Connection, step: Step, table: str, rows: Iterable[int],
    *, later: bool = False, before: int | None = None,
) -> _Way | None:  # fmt: skip
    """Of the steps that stand, but for one, which changed any of some rows last; only later ones, from a value."""
    narrowed = " AND e.id > ?" if later else " AND e.id <> ?"
    narrowed += "" if before is None else " AND c.before = ?"
    select = (
        f"SELECT {_STEP}, c.id, c.tbl, c.row FROM log_change c {_OF} WHERE c.row = ? AND c.tbl = ?"
        f"{narrowed} AND {_STANDS} ORDER BY c.id DESC LIMIT 1"
    )
    further = () if before is None else (before,)
    found = [connection.execute(select, (row, table, step.id, *further)).fetchone() for row in rows]
    ways = [_way(one) for one in found if one]
    return max(ways, key=lambda way: way.change, default=None)


def _turned(connection: sqlite3.Connection, step: Step, table: str, row: int) -> int:
    """The newest change of a row that a step made: when it was done, undone or done again last."""
    select = f"SELECT max(c.id) FROM log_change c {_OF} WHERE c.row = ? AND c.tbl = ? AND e.id = ?"
    return int(connection.execute(select, (row, table, step.id)).fetchone()[0])


def _step(connection: sqlite3.Connection, number: int) -> Step:
    return as_step(connection.execute(f"SELECT {_STEP} FROM log_group e WHERE e.id = ?", (number,)).fetchone())


def _way(row: tuple[int, str, int, int, int, str, int]) -> _Way:
    return _Way(as_step(row[:4]), *row[4:])


def _said(step: Step) -> str:
    return f"{quoted(step.label)} of {clock(step.time, datetime.now(UTC))}"


def _about(connection: sqlite3.Connection, at: Iterable[tuple[str, int]]) -> str:
    """What rows of the log are about: titles of papers, or the name of something else."""
    papers: dict[int, str] = {}
    for table, row in at:
        if table in _NAMES:
            what, column = _NAMES[table]
            (name,) = connection.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row,)).fetchone()
            return f"{what} {quoted(name)}"
        paper, title = connection.execute(
            "SELECT m.cluster, coalesce(c.title, s.title, w.title) FROM member m JOIN wording w ON w.id = m.wording"
            " LEFT JOIN cluster c ON c.id = m.cluster LEFT JOIN wording s ON s.id = c.wording"
            f" WHERE m.id = ({_MEMBERS[table]})",
            (row,),
        ).fetchone()
        papers[paper] = title
    return titles(list(papers.values()), most=2)
