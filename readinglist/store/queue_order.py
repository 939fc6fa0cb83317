"""The order of the queue: papers get places between those of their new neighbours.

A place is a number with a fraction, so that what moves is all that is written. Where no number is left between two
neighbours, the papers around are spread anew.
"""

from __future__ import annotations

from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from readinglist.core.batches import batches
from readinglist.core.errors import NotFoundError, ReadingListError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Sequence

AROUND: Final = 16
"""Papers on either side that are spread anew at first; twice as many each time that these leave too little room."""

ROOM: Final = 2.0**-20
"""How far apart papers stand at least after they were spread: room for some thirty moves into one gap."""


class _Queued(NamedTuple):
    """A paper of the queue; these sort as the queue does."""

    place: float
    paper: int


def shift(connection: sqlite3.Connection, papers: Iterable[int], by: int) -> None:
    """Move papers down by so many places, together, or up where that is less than 0; as far as the queue goes.

    Raises:
        ReadingListError: none of them is in the queue.
    """
    moved = _queued(connection, papers)
    if by < 0:
        above = list(islice(_upwards(connection, moved[0]), -by))
        if above:
            _put(connection, moved, above[-1])
    else:
        below = list(islice(_downwards(connection, moved[-1]), by + 1))
        if below:
            _put(connection, moved, below[by] if len(below) > by else None)


def put(connection: sqlite3.Connection, papers: Iterable[int], before: int | None) -> None:
    """Move papers, together, to where another stands, or to the end.

    Raises:
        ReadingListError: none of them is in the queue, or the other one is not.
    """
    moved = _queued(connection, papers)
    _put(connection, moved, None if before is None else _queued(connection, [before])[0])


def put_first(connection: sqlite3.Connection, papers: Iterable[int]) -> None:
    """Move papers, together, to the top.

    Raises:
        ReadingListError: none of them is in the queue.
    """
    moved = _queued(connection, papers)
    _put(connection, moved, next(_downwards(connection)))


def _queued(connection: sqlite3.Connection, papers: Iterable[int]) -> list[_Queued]:
    """Those of the papers that are in the queue, in its order."""
    wanted, known, found = list(papers), set[int](), set[_Queued]()
    for some in batches(wanted):
        for number, status, place, paper in connection.execute(
            "SELECT m.id, c.status, c.place, c.id FROM member m CROSS JOIN cluster c ON c.id = m.cluster"
            f" WHERE m.id IN ({','.join('?' * len(some))})",
            some,
        ):
            known.add(number)
            found |= {_Queued(place, paper)} if status == 3 else set()
    for number in wanted:
        if number not in known:
            raise NotFoundError(f"There is no paper {number}.", "`readinglist list` shows the ids.")
    if not found:
        raise ReadingListError("Only papers in the queue have an order made by hand.", "Queue them first.")
    return sorted(found)


def _put(connection: sqlite3.Connection, moved: Sequence[_Queued], before: _Queued | None) -> None:
    papers = {one.paper for one in moved}
    if before and before.paper in papers:
        before = next((one for one in _downwards(connection, before) if one.paper not in papers), None)
    above = list(islice(_upwards(connection, before), len(moved)))
    if len(above) == len(moved) and papers.issuperset(one.paper for one in above):
        return  # they stand there already
    members = _members(connection, moved)
    last = next((one for one in _upwards(connection, before) if one.paper not in papers), None)
    places = _between(last and last.place, before and before.place, len(members))
    if places is None:
        members, places = _spread(connection, moved, before)
    connection.executemany("UPDATE reading SET place = ? WHERE id = ?", zip(places, members, strict=True))


def _spread(
    connection: sqlite3.Connection, moved: Sequence[_Queued], before: _Queued | None
) -> tuple[list[int], list[float]]:
    """The members around a gap and of what is moved into it, and places for all of them that leave room between."""
    papers = {one.paper for one in moved}
    around = AROUND
    while True:
        above = list(islice((one for one in _upwards(connection, before) if one.paper not in papers), around + 1))
        below = [before] if before else []
        rest = _downwards(connection, before) if before else iter(())
        below += islice((one for one in rest if one.paper not in papers), around)
        low = above.pop().place if len(above) > around else None
        high = below.pop().place if len(below) > around else None
        members = _members(connection, [*reversed(above), *moved, *below])
        places = _between(low, high, len(members))
        if places and min((b - a for a, b in pairwise(places)), default=ROOM) >= ROOM:
            return members, places
        around *= 2


def _between(low: float | None, high: float | None, count: int) -> list[float] | None:
    """So many places between two, in order; None where there are no numbers for that. None is an end of the queue."""
    if high is None:
        return [(low or 0.0) + number for number in range(1, count + 1)]
    if low is None:
        return [high - number for number in range(count, 0, -1)]
    step = (high - low) / (count + 1)
    places = [low + step * number for number in range(1, count + 1)]
    return places if all(a < b for a, b in pairwise((low, *places, high))) else None


def _members(connection: sqlite3.Connection, papers: Iterable[_Queued]) -> list[int]:
    """The members that have a place, those of a paper beside each other."""
    wanted = [one.paper for one in papers]
    found: dict[int, list[int]] = {}
    for some in batches(wanted):
        for paper, member in connection.execute(
            "SELECT m.cluster, m.id FROM member m CROSS JOIN reading r ON r.id = m.id AND r.place IS NOT NULL"
            f" WHERE m.cluster IN ({','.join('?' * len(some))}) ORDER BY m.id",
            some,
        ):
            found.setdefault(paper, []).append(member)
    return list(chain.from_iterable(found[paper] for paper in wanted))


def _upwards(connection: sqlite3.Connection, start: _Queued | None = None) -> Iterator[_Queued]:
    """The papers above one, from there upwards; all of the queue from its end without one."""
    return _walk(connection, "<", "DESC", start)


def _downwards(connection: sqlite3.Connection, start: _Queued | None = None) -> Iterator[_Queued]:
    """The papers below one; all of the queue without one."""
    return _walk(connection, ">", "ASC", start)


def _walk(connection: sqlite3.Connection, side: str, way: str, start: _Queued | None) -> Iterator[_Queued]:
    further: Collection[object] = start or ()
    condition = f" AND (place, id) {side} (?, ?)" if start else ""
    rows = connection.execute(
        f"SELECT place, id FROM cluster WHERE status = 3{condition} ORDER BY place {way}, id {way}", tuple(further)
    )
    return map(_Queued._make, rows)
