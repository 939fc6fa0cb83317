"""Papers as digests show them: immutable text, and where it was seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from datetime import date, datetime

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Names that a paper carries in the world: an arXiv id without prefix and version, a DOI in lower case."""

    arxiv: str | None = None
    doi: str | None = None


LONGEST_TITLE: Final = 1_000
"""Characters of a title, from a file or a hand; the longest seen in real digests has some 200."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as one digest shows it, word for word; `line` is its title's, from 1, `day` the day it stands under."""

    line: int
    title: str
    abstract: str
    day: date | None = None
    identifiers: Identifiers = field(default_factory=Identifiers)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a reader of the import report should know; `line` counts from 1, None means the whole file.

    `text` is that line as it stands in the file: its first 500 characters, control characters as spaces.
    """

    severity: Severity
    line: int | None
    code: str
    message: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """A file of entries in the library; `name` is unique there, `day` its first day, `captured` when it was saved."""

    id: int
    uid: str
    name: str
    format: str
    day: date | None
    captured: date
    imported: datetime


@dataclass(frozen=True, slots=True)
class DigestCount:
    """A digest and how many papers it shows."""

    digest: Digest
    papers: int


@dataclass(frozen=True, slots=True)
class DigestReport:
    """What was found when a digest came in: its entries by verdict, and what could not be read.

    `unread` are the first of the places that could not be read, `unread_count` is how many there were.
    """

    new: int
    same: int
    ask: int
    unread: tuple[Diagnostic, ...] = ()
    unread_count: int = 0


@dataclass(frozen=True, slots=True)
class DigestRecord:
    """Everything about one digest; `step` brought it in, and `step_digests` that stand, itself among them."""

    digest: Digest
    papers: int
    report: DigestReport
    step: int
    step_digests: int


@dataclass(frozen=True, slots=True)
class Sighting:
    """One paper in one digest: the text as it stood there, `day` the digest's day, else the day it was captured.

    `member` is the part of a merged paper that it belongs to.
    """

    id: int
    member: int
    digest: Digest
    line: int
    day: date
    title: str
    abstract: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The newest merge that a paper came from: the ids of the papers that it becomes when it is taken apart."""

    papers: tuple[int, ...]
    time: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """Two papers that may be one: how much they share, 0 to 1, and what is said of them.

    `alike` says that an import would have taken them for one; they were met later, when repeats were looked for.
    """

    id: int
    a: int
    b: int
    score: float
    reason: str
    alike: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is shown: the best of its sightings' texts, and before it the details that the user gave.

    `link` is an http or https address in ASCII.
    """

    id: int
    uid: str
    title: str
    abstract: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    identifiers: Identifiers = field(default_factory=Identifiers)
    link: str | None = None
