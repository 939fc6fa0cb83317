"""Which papers a selection means: those of a list as it was shown, whatever was written since.

Most papers are as they were then, so an index gives them. Those that later steps are about are looked at one by one:
the log says what their status, star and place were, the sightings of that time where they stood. So are those that were
put off and have come back by themselves, which no step is about.
"""

from __future__ import annotations

import json
from array import array
from functools import partial
from heapq import merge
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from readinglist.core.errors import NotFoundError
from readinglist.core.order import Order
from readinglist.core.reading import Status
from readinglist.core.selection import Moment, Span
from readinglist.store.derived import worked_on
from readinglist.store.journal import CONCERNED
from readinglist.store.orders import page_key
from readinglist.store.returning import known_day
from readinglist.store.rows import last_id
from readinglist.store.search import where
from readinglist.store.vocabulary import words_from

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from readinglist.core.selection import Selection, Shown

#: (key, id): where a paper stands in a list.
Place = tuple[float | str, int]


class _Then(NamedTuple):
    """What a paper was at a moment; `place` and `rank` are None where it had none."""

    paper: int
    status: int
    starred: int
    place: float | None
    rank: int | None
    until: str | None
    worked_on: int


def moment(connection: sqlite3.Connection) -> Moment:
    """The present state of a library."""
    change, sighting, member = (last_id(connection, table) for table in ("log_change", "sighting", "member"))
    return Moment(change, sighting, member, known_day(connection))


def selected(connection: sqlite3.Connection, selection: Selection) -> array[int]:
    """The papers of a selection in its order; of ranges those are left out that are gone altogether.

    Raises:
        NotFoundError: a paper that bounds a range is gone.
    """
    found, then = array("q"), None
    for piece in selection.pieces:
        if not isinstance(piece, Span):
            found.extend(piece)
            continue
        if selection.shown is None:
            raise ValueError("a range is one of a list")
        then = then or _List(connection, selection.shown)
        found.extend(then.papers(piece))
    if selection.left_out:
        found = array("q", (paper for paper in found if paper not in selection.left_out))
    return found


class _List:
    """A list as it was shown."""

    def __init__(self, connection: sqlite3.Connection, shown: Shown) -> None:
        self._connection, self._shown = connection, shown
        self._key = page_key(shown.query, shown.sorting)
        self._sign = -1 if self._key.backwards else 1
        touched = _touched_since(connection, shown.moment)
        self._touched = frozenset(touched)
        self._then = {one.paper: one for one in _as_they_were(connection, shown.moment, touched)}

    def papers(self, span: Span) -> Iterable[int]:
        """The papers from one end of a span to the other."""
        first = self._bound(span.first)
        last = self._bound(span.last)
        condition = where(self._shown.query, partial(words_from, self._connection))
        sql, parameters = [condition.sql], list(condition.parameters)
        for end, reached in ((first, self._key.from_()), (last, self._key.up_to())):
            if end:
                sql.append(reached)
                parameters += end
        rows = self._connection.execute(
            f"SELECT c.{self._key.column}, c.id FROM cluster c WHERE {' AND '.join(sql)} ORDER BY {self._key.order()}",
            parameters,
        )
        if not self._touched:
            return (paper for _, paper in rows)
        as_ever = ((key * self._sign, paper * self._sign) for key, paper in rows if paper not in self._touched)
        between = merge(as_ever, self._others(first, last))
        return (paper * self._sign for _, paper in between)

    def _others(self, first: Place | None, last: Place | None) -> list[Place]:
        """Where the papers stood that something happened to since, from end to end; turned to run upwards."""
        places = (self._turned(place) for one in self._then.values() if (place := self._place(one)))
        low, high = self._turned(first), self._turned(last)
        return sorted(one for one in places if one and (not low or low <= one) and (not high or one <= high))

    def _turned(self, place: Place | None) -> Place | None:
        return place and (place[0] * self._sign, place[1] * self._sign)

    def _place(self, then: _Then) -> Place | None:
        """Where a paper stood; None where it was not in the list."""
        state = self._shown.query.state
        status = None if state in (None, "starred") else Status(state).height
        was_due = then.until is not None and then.until <= self._shown.moment.day
        stood = Status.INBOX.height if was_due and then.status == Status.LATER.height else then.status
        fits = status in (None, stood) and (state != "starred" or then.starred)
        was_there = then.paper <= self._shown.moment.member and (then.rank is not None or then.worked_on)
        if not (fits and was_there):
            return None
        keys = {Order.QUEUE: then.place, Order.RETURN: then.until}
        key = keys.get(self._shown.sorting.order, then.rank or 0)
        return None if key is None else (key, then.paper)

    def _bound(self, paper: int | None) -> Place | None:
        """Where the paper at the end of a span stood; None for the end of the list."""
        if paper is None:
            return None
        if paper in self._then:
            found = self._place(self._then[paper])
        else:
            found = self._connection.execute(
                f"SELECT c.{self._key.column}, c.id FROM cluster c WHERE c.id = ?", (paper,)
            ).fetchone()
        if not found:
            raise NotFoundError("What was selected is not there any more.", "Select the papers again.")
        return found[0], found[1]


def _touched_since(connection: sqlite3.Connection, since: Moment) -> list[int]:
    """The papers that anything happened to: those of later steps, and those that were seen or came back since."""
    changes = connection.execute("SELECT grp FROM log_change WHERE id > ? ORDER BY id", (since.change,))
    groups = set(chain.from_iterable(changes))  # SQLite would look for each group in all of the log
    found = {
        paper
        for group in groups
        for select in CONCERNED
        for (paper,) in connection.execute(select, (group, since.change))
    }
    found.update(
        chain.from_iterable(
            connection.execute(
                "SELECT m.cluster FROM sighting s CROSS JOIN member m ON m.id = s.member WHERE s.id > ?",
                (since.sighting,),
            )
        )
    )
    found.update(
        chain.from_iterable(
            connection.execute(
                "SELECT id FROM cluster WHERE until > ? AND until <= ?", (since.day, known_day(connection))
            )
        )
    )
    return sorted(found)


def _was(table: str, field: str, row: str, now: str) -> str:
    """What a field was at the moment: what the first change since then found, or what it is."""
    first = f"FROM log_change l WHERE l.row = {row} AND l.id > :change AND l.tbl = '{table}' AND l.field = '{field}'"
    return f"CASE WHEN EXISTS (SELECT 1 {first}) THEN (SELECT l.before {first} ORDER BY l.id LIMIT 1) ELSE {now} END"


#: What papers were, made of their members; only papers that are still there are given.
_THEN: Final = f"""
    SELECT k.cluster, max(k.status), max(k.starred), min(k.place), min(k.rank), min(k.until),
        max(k.worked_on) FROM (
        SELECT {_was("member", "cluster", "m.id", "m.cluster")} AS cluster,
            {_was("reading", "status", "m.id", "r.status")} AS status,
            {_was("reading", "starred", "m.id", "r.starred")} AS starred,
            {_was("reading", "place", "m.id", "r.place")} AS place,
            {_was("reading", "until", "m.id", "r.until")} AS until,
            (SELECT min(s.rank) FROM sighting s CROSS JOIN digest d ON d.id = s.digest WHERE s.member = m.id
                AND s.id <= :sighting AND {_was("digest", "standing", "d.id", "d.standing")} = 1) AS rank,
            {worked_on("m.id")} AS worked_on
        FROM json_each(:papers) t CROSS JOIN member m ON m.cluster = t.value CROSS JOIN reading r ON r.id = m.id
    ) k WHERE EXISTS (SELECT 1 FROM member e CROSS JOIN cluster c ON c.id = e.cluster WHERE e.id = k.cluster)
    GROUP BY k.cluster
"""


def _as_they_were(connection: sqlite3.Connection, since: Moment, papers: list[int]) -> Iterator[_Then]:
    values: Mapping[str, object] = {
        "change": since.change, "sighting": since.sighting, "papers": json.dumps(papers),
    }  # fmt: skip
    return map(_Then._make, connection.execute(_THEN, values))
