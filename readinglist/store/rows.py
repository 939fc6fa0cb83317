"""Row <-> dataclass: which columns a value of the domain is read from, and in which order."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from readinglist.core.details import FIELDS
from readinglist.core.paper import Diagnostic, Digest, DigestReport, Identifiers, Paper, Sighting
from readinglist.core.reading import HEIGHTS, Note, ReadingState, Row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from readinglist.core.details import DetailField

OPENING = 240  # characters of an abstract that a row of a list can show at most

ROW_COLUMNS = (
    f"c.id, m.uid, coalesce(c.title, w.title), substr(w.abstract, 1, {OPENING}), c.status, c.place, c.starred,"
    " c.rating, c.until, c.day, c.seen, c.tags, c.notes <> '', c.to_check"
)
ROW_TABLES = "cluster c JOIN wording w ON w.id = c.wording JOIN member m ON m.id = c.id"
DETAIL_COLUMNS = ", ".join(f"e.{field}" for field in FIELDS)
DIGEST_COLUMNS = "d.id, d.uid, d.name, d.format, d.day, d.captured, d.imported"


def as_row(columns: Sequence[Any]) -> Row:
    """A row of a list, from `ROW_COLUMNS`."""
    number, uid, title, opening, status, place, starred, rating, until, day, seen, tags, noted, to_check = columns
    return Row(
        id=number,
        uid=uid,
        title=title,
        opening=opening,
        reading=as_reading(status, place, starred, rating, until),
        day=as_day(day),
        seen=seen,
        tags=tuple(tags.split()),
        noted=bool(noted),
        to_check=bool(to_check),
    )


def last_id(connection: sqlite3.Connection, table: str) -> int:
    """The highest id that a table ever gave; 0 where it gave none, or does not count."""
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(last[0]) if last else 0


def next_id(connection: sqlite3.Connection, table: str) -> int:
    """The id that the next row of a table gets: behind every one that ever was, also those that are gone."""
    return last_id(connection, table) + 1


def as_reading(status: int, place: float | None, starred: int, rating: int, until: str | None) -> ReadingState:
    """The user's state of a paper; a status is stored as its height."""
    return ReadingState(HEIGHTS[status], place, bool(starred), rating, as_day(until))


def as_own(members: Iterable[Sequence[Any]]) -> dict[DetailField, Any]:
    """What the user gave a paper, from `DETAIL_COLUMNS` of its members, oldest first: of each the oldest value."""
    own: dict[DetailField, Any] = {}
    for columns in members:
        for field, value in zip(FIELDS, columns, strict=True):
            if value is not None:
                own.setdefault(field, value)
    return own


def as_paper(columns: Sequence[Any], own: Mapping[DetailField, Any]) -> Paper:
    """A paper, from (id, uid, title, abstract, arxiv, doi) and what the user gave it."""
    number, uid, title, abstract, arxiv, doi = columns
    return Paper(
        number,
        uid,
        own.get("title", title),
        abstract,
        tuple(own["authors"].split("\n")) if "authors" in own else (),
        own.get("year"),
        Identifiers(own.get("arxiv", arxiv), own.get("doi", doi)),
        own.get("link"),
    )


def as_note(columns: Sequence[Any]) -> Note:
    """A note, from (uid, member, body, changed)."""
    uid, member, text, changed = columns
    return Note(uid, member, text, as_time(changed))


def as_digest(columns: Sequence[Any]) -> Digest:
    """A digest, from `DIGEST_COLUMNS`."""
    number, uid, name, kind, day, captured, imported = columns
    return Digest(number, uid, name, kind, as_day(day), date.fromisoformat(captured), as_time(imported))


def text_of_report(report: DigestReport) -> str:
    """A digest's report as it is stored; ASCII, as a line of a file may hold halves of characters."""
    unread = [[one.severity, one.line, one.code, one.message, one.text] for one in report.unread]
    return json.dumps([report.new, report.same, report.ask, unread, report.unread_count])


def as_report(text: str) -> DigestReport:
    """A digest's report, from `text_of_report`."""
    new, same, ask, unread, unread_count = json.loads(text)
    return DigestReport(new, same, ask, tuple(Diagnostic(*one) for one in unread), unread_count)


def as_sighting(columns: Sequence[Any]) -> Sighting:
    """A sighting, from (id, member, line, day, title, abstract) followed by `DIGEST_COLUMNS`."""
    number, member, line, day, title, abstract, *digest = columns
    return Sighting(number, member, as_digest(digest), line, date.fromisoformat(day), title, abstract)


def as_day(text: str | None) -> date | None:
    """A day that may be unknown."""
    return date.fromisoformat(text) if text else None


def as_time(text: str) -> datetime:
    """A moment, always in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def as_moment(micro: int) -> datetime:
    """The moment of a step, from microseconds since 1970."""
    return datetime.fromtimestamp(micro / 1e6, UTC)


def hash_of_text(title: str, abstract: str) -> bytes:
    """The hash that tells whether a text on disk is still the text that was written."""
    return blake2b(f"{title}\0{abstract}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
