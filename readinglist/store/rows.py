"""Row <-> dataclass: which columns a value of the domain is read from, and in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from readinglist.core.paper import Digest, Identifiers, Paper, Sighting
from readinglist.core.reading import HEIGHTS, Note, ReadingState, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENING = 240  # characters of an abstract that a row of a list can show at most

ROW_COLUMNS = (
    f"c.id, m.uid, w.title, substr(w.abstract, 1, {OPENING}), c.status, c.place, c.starred, c.rating, c.day, c.seen,"
    " c.tags, c.notes <> '', c.to_check"
)
ROW_TABLES = "cluster c JOIN wording w ON w.id = c.wording JOIN member m ON m.id = c.id"
DIGEST_COLUMNS = "d.id, d.uid, d.name, d.format, d.day, d.captured, d.imported"


def as_row(columns: Sequence[Any]) -> Row:
    """A row of a list, from `ROW_COLUMNS`."""
    number, uid, title, opening, status, place, starred, rating, day, seen, tags, noted, to_check = columns
    return Row(
        id=number,
        uid=uid,
        title=title,
        opening=opening,
        reading=as_reading(status, place, starred, rating),
        day=as_day(day),
        seen=seen,
        tags=tuple(tags.split()),
        noted=bool(noted),
        to_check=bool(to_check),
    )


def as_reading(status: int, place: float | None, starred: int, rating: int) -> ReadingState:
    """The user's state of a paper; a status is stored as its height."""
    return ReadingState(HEIGHTS[status], place, bool(starred), rating)


def as_paper(columns: Sequence[Any]) -> Paper:
    """A paper, from (id, uid, title, abstract, arxiv, doi)."""
    number, uid, title, abstract, arxiv, doi = columns
    return Paper(number, uid, title, abstract, identifiers=Identifiers(arxiv, doi))


def as_note(columns: Sequence[Any]) -> Note:
    """A note, from (uid, body, changed)."""
    uid, text, changed = columns
    return Note(uid, text, as_time(changed))


def as_digest(columns: Sequence[Any]) -> Digest:
    """A digest, from `DIGEST_COLUMNS`."""
    number, uid, name, kind, day, captured, imported = columns
    return Digest(number, uid, name, kind, as_day(day), date.fromisoformat(captured), as_time(imported))


def as_sighting(columns: Sequence[Any]) -> Sighting:
    """A sighting, from (line, day, title, abstract) followed by `DIGEST_COLUMNS`."""
    line, day, title, abstract, *digest = columns
    return Sighting(as_digest(digest), line, date.fromisoformat(day), title, abstract)


def as_day(text: str | None) -> date | None:
    """A day that may be unknown."""
    return date.fromisoformat(text) if text else None


def as_time(text: str) -> datetime:
    """A moment, always in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def hash_of_text(title: str, abstract: str) -> bytes:
    """The hash that tells whether a text on disk is still the text that was written."""
    return blake2b(f"{title}\0{abstract}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
