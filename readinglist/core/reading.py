"""What the user thinks of a paper: status, queue place, star, rating, tags, notes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

if TYPE_CHECKING:
    from datetime import date, datetime

    from readinglist.core.details import DetailField
    from readinglist.core.paper import Merge, Paper, Sighting

LONGEST_NOTE: Final = 1_000_000
"""Characters of a note: a thick book. Longer ones are not taken, and not shown to their end where they are there."""


class Status(StrEnum):
    """Where a paper stands; the values are what scripts read."""

    INBOX = "inbox"
    DISMISSED = "dismissed"
    LATER = "later"
    QUEUED = "queued"
    READ = "read"

    @property
    def height(self) -> int:
        """Which status a merged paper shows: the highest of its members'."""
        return HEIGHTS.index(self)

    @property
    def settled(self) -> bool:
        """Whether a verdict has taken the paper off the user's hands."""
        return self in (Status.READ, Status.DISMISSED)


HEIGHTS = (Status.INBOX, Status.DISMISSED, Status.LATER, Status.QUEUED, Status.READ)
RATINGS = range(6)  # 0 is "none"


@dataclass(frozen=True, slots=True)
class ReadingState:
    """The user's state of a paper; `place` orders the queue, smallest on top, None outside it.

    `until` is the day to which it is put off; a paper of the inbox that has one has come back from there.
    """

    status: Status = Status.INBOX
    place: float | None = None
    starred: bool = False
    rating: int = 0
    until: date | None = None


def tag_key(name: str) -> str:
    """What makes two spellings one tag: letter case and the way that accents are written make no difference."""
    return normalize("NFC", normalize("NFC", name).casefold())


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and how many papers have it."""

    name: str
    papers: int


@dataclass(frozen=True, slots=True)
class Note:
    """Markdown that the user wrote about one member of a paper, whose id is `paper`."""

    uid: str
    paper: int
    text: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """A paper as one row of a list; `day` is that of its newest sighting, `opening` the start of the abstract."""

    id: int
    uid: str
    title: str
    opening: str
    reading: ReadingState
    day: date | None
    seen: int
    tags: tuple[str, ...]
    noted: bool
    to_check: bool


@dataclass(frozen=True, slots=True)
class Record:
    """Everything about one paper: its text, where it was seen (newest first), and what the user thinks of it.

    `own` names the details that are the user's, as "title" or "year": no import changes these. `merge` can be taken
    apart. `finished` is when it was marked as read, None where it is not read.
    """

    paper: Paper
    reading: ReadingState
    tags: tuple[str, ...]
    notes: tuple[Note, ...]
    sightings: tuple[Sighting, ...]
    added: datetime
    citekey: str | None = None
    own: frozenset[DetailField] = frozenset()
    merge: Merge | None = None
    finished: datetime | None = None

    @property
    def note(self) -> str:
        """All notes as one text, each its own section."""
        return "\n\n".join(note.text for note in self.notes if note.text)
