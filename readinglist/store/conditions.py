"""Conditions of a query that the search index does not decide -> SQL: states, numbers, days, tags, digests, steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from readinglist.core.query import Days, Field, Numbers
from readinglist.core.reading import Status, tag_key
from readinglist.store.journal import CONCERNED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.core.query import Condition, Term

_FLAGS = {"starred": "c.starred = 1", "noted": "c.notes <> ''", "check": "c.to_check = 1"}
_MOMENTS = {Field.ADDED: "c.added", Field.READ: "c.finished"}

#: The papers of the digests of a name, and those of a day; each half from an index.
_OF_DIGEST = (
    "SELECT m.cluster FROM digest d CROSS JOIN sighting s ON s.digest = d.id CROSS JOIN member m ON m.id = s.member"
    " WHERE d.standing = 1 AND {named} UNION ALL"
    " SELECT m.cluster FROM sighting s CROSS JOIN digest d ON d.id = s.digest AND d.standing = 1"
    " CROSS JOIN member m ON m.id = s.member WHERE s.day = ?"
)

#: The papers that a step is about; of an import that is undone those that stay for what the user wrote about them.
_OF_STEP = (
    f"(c.id IN ({' UNION ALL '.join(f'SELECT * FROM ({select})' for select in CONCERNED)})"
    " AND (c.seen = 0 OR NOT EXISTS (SELECT 1 FROM digest WHERE step = ? AND standing = 0)))"
)

#: What of a paper is given by the user is shown of any member; else identifiers are those of the oldest.
_GIVEN = "c.id IN (SELECT m.cluster FROM detail e CROSS JOIN member m ON m.id = e.id WHERE e.{0} <> '')"
_IDENTIFIED = f"({_GIVEN} OR EXISTS (SELECT 1 FROM member i WHERE i.id = c.id AND i.{{0}} <> ''))"
_HAS = {
    "note": "c.notes <> ''",
    "tag": "c.tags <> ''",
    "author": "c.authors <> ''",
    "year": "c.year IS NOT NULL",
    "arxiv": _IDENTIFIED.format("arxiv"),
    "doi": _IDENTIFIED.format("doi"),
    "link": _GIVEN.format("link"),
    "rating": "c.rating > 0",
    "abstract": "EXISTS (SELECT 1 FROM wording w WHERE w.id = c.wording AND w.abstract <> '')",
}


@dataclass(frozen=True, slots=True)
class Where:
    """A condition over `cluster c` and its parameters."""

    sql: str
    parameters: tuple[object, ...] = ()


def looked_up(condition: Condition) -> Where:
    """A condition that is no word; true or false of every paper, so that "not" is the rest of them."""
    if isinstance(condition, Numbers):
        return _numbers(condition)
    if isinstance(condition, Days):
        return _days(condition)
    if condition.field is Field.HAS:
        return Where(_HAS[condition.value])
    if condition.field is Field.IS:
        if condition.value in _FLAGS:
            return Where(_FLAGS[condition.value])
        # a literal, or the partial indexes of the queue and of what is put off are not used
        return Where(f"c.status = {Status(condition.value).height}")
    return _of_named(condition)


def _numbers(condition: Numbers) -> Where:
    column = f"c.{condition.field}"
    bounds = ((f"{column} >= ?", condition.least), (f"{column} <= ?", condition.most))
    return _bounded(column, bounds)


def _days(condition: Days) -> Where:
    column, last = _MOMENTS[condition.field], condition.last
    bounds = (
        (f"{column} >= ?", _beginning(condition.first) if condition.first else None),
        (f"{column} < ?", _beginning(last + timedelta(1)) if last and last < date.max else None),
    )
    return _bounded(column, bounds)


def _bounded(column: str, bounds: Iterable[tuple[str, object]]) -> Where:
    given = [(sql, value) for sql, value in bounds if value is not None]
    known = f"{column} IS NOT NULL"  # else "not" would find what has no value no more than the condition does
    return Where(f"({' AND '.join([known, *(sql for sql, _ in given)])})", tuple(value for _, value in given))


def _beginning(day: date) -> str:
    """The moment at which a day begins where the user is, as moments are stored: in UTC.

    Systems know no zones for years far away, in which nothing happened either.
    """
    begins = datetime.combine(day, time())
    if 1971 <= day.year <= 2999:  # not astimezone(): it errs by an hour where clocks were moved on at midnight
        return datetime.fromtimestamp(begins.timestamp(), UTC).isoformat(timespec="seconds")
    return begins.replace(tzinfo=UTC).isoformat(timespec="seconds")


def _of_named(term: Term) -> Where:
    """The papers of a tag, a digest or a step."""
    if term.field is Field.TAG:
        return Where(
            "c.id IN (SELECT k.cluster FROM tag g JOIN cluster_tag k ON k.tag = g.id WHERE g.key = ?)",
            (tag_key(term.value),),
        )
    if term.field is Field.DIGEST:
        named = "d.name = ?" if term.phrase else "instr(lower(d.name), lower(?)) > 0"
        return Where(f"c.id IN ({_OF_DIGEST.format(named=named)})", (term.value, term.value))
    return Where(_OF_STEP, (int(term.value), 0) * len(CONCERNED) + (int(term.value),))
