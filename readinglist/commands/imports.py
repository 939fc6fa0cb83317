"""Bringing digests in: a plan written as one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readinglist.commands.import_plan import ImportPlan, PlannedFile, member_of, plan, plan_again
from readinglist.commands.registry import command
from readinglist.commands.sources import source_of
from readinglist.core.changes import Changes
from readinglist.core.errors import LibraryError
from readinglist.core.paper import DigestReport
from readinglist.store.transaction import NewDigest, NewMember

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from readinglist.core.paper import Entry
    from readinglist.core.plan import EntryRef, PlannedEntry
    from readinglist.store.chunks import Manners
    from readinglist.store.library import Library
    from readinglist.store.taking_out import TakenOut
    from readinglist.store.transaction import Transaction

Progress = Callable[[int, int, str], None]
"""Told of entries written, entries in all, and the digest at hand."""

PIECE = 8
"""Entries between two places where an import may be cut: a millisecond of work."""

UNREAD_KEPT = 200  # places that could not be read which stay with a digest


@dataclass(frozen=True, slots=True)
class Imported:
    """A plan that was carried out: the paper that every new entry became, and what changed.

    Where it was cancelled, `taken_out` says what was taken out again.
    """

    plan: ImportPlan
    papers: dict[EntryRef, int]
    changes: Changes
    taken_out: TakenOut | None = None


@command("digest.import", title="Import…", help="Bring digests in; papers that are known already are recognised.")
def import_digests(library: Library, *, paths: Iterable[str], captured: date | None = None) -> Changes:
    """Import files as one step."""
    return apply(library, plan(library, [source_of(path, captured) for path in paths])).changes


def apply(
    library: Library, plan_: ImportPlan, *, manners: Manners | None = None, progress: Progress | None = None
) -> Imported:
    """Write a plan as one step; made again, from what was read, where the library's papers have changed since.

    It is written in chunks, between which others may write, as `manners` have it. Where it is cancelled or fails, what
    was written is taken out again.

    Raises:
        LibraryError: a file is gone or has changed since it was read, or the library can't be written.
    """
    writing = _Writing(library, plan_, progress)
    _keep(library, plan_, manners)
    try:
        done = library.step_in_chunks(_label(plan_), writing.write, manners)
    except BaseException:
        library.forget_bytes(_hashes(writing.plan))
        raise
    if isinstance(done, Changes):
        return Imported(writing.plan, writing.papers, done)
    library.forget_bytes(_hashes(writing.plan))
    return Imported(writing.plan, {}, done.changes, done)


def _keep(library: Library, plan_: ImportPlan, manners: Manners | None = None) -> None:
    """Have the bytes of every digest on the disk before anything refers to them."""
    for file in plan_.files:
        if file.fresh:
            try:
                with file.source.open() as stream:
                    library.keep_digest(stream, file.hash, manners)
            except OSError as error:
                raise LibraryError(
                    f"{file.source.path} can't be read any more: {error.strerror or error}.", "Nothing was imported."
                ) from error


def _label(plan_: ImportPlan) -> str:
    names = list(dict.fromkeys(file.source.name for file in plan_.files if file.fresh))
    return f"Import {names[0]}" if len(names) == 1 else f"Import {len(names)} digests"


def _hashes(plan_: ImportPlan) -> list[str]:
    return [file.hash for file in plan_.files if file.fresh]


class _Writing:
    """A plan while it is written: the papers that came, and how far it is."""

    def __init__(self, library: Library, plan_: ImportPlan, progress: Progress | None) -> None:
        self._library = library
        self._progress = progress
        self._done = 0
        self.plan = plan_
        self.papers: dict[EntryRef, int] = {}

    def write(self, tx: Transaction) -> Iterator[int]:
        """Write every fresh file, each set of bytes once; some entries at a time."""
        if self._library.matching_state() != self.plan.state:
            self.plan = plan_again(self._library, self.plan)
            tx.rename(_label(self.plan))
        _keep(self._library, self.plan)  # again, now that nobody else is importing: it may have been cancelled there
        written: set[str] = set()
        for number, file in enumerate(self.plan.files):
            if file.fresh and file.hash not in written:
                written.add(file.hash)
                yield from self._write_file(tx, file, number)

    def _write_file(self, tx: Transaction, file: PlannedFile, number: int) -> Iterator[int]:
        source, parsed = file.source, file.parsed
        digest = tx.add_digest(
            NewDigest(
                file.hash,
                source.name,
                parsed.format or "",
                parsed.day,
                source.captured,
                len(file.entries),
                _report(file),
            )
        )
        day = parsed.day or source.captured
        for first in range(0, len(file.entries), PIECE):
            some = file.entries[first : first + PIECE]
            self._write_entries(tx, (digest, day), number, first, some)
            self._tell(len(some), source.name)
            yield len(some)

    def _write_entries(
        self, tx: Transaction, digest: tuple[int, date], number: int, first: int, some: Sequence[PlannedEntry]
    ) -> None:
        """Write some entries of a digest, from the place `first` on."""
        from readinglist.core.plan import EntryRef

        members: list[NewMember] = []
        sightings: list[tuple[int, Entry]] = []
        questions: list[tuple[int, int, float, str]] = []
        following = tx.next_member()
        for place, planned in enumerate(some, first):
            other = member_of(planned, self.papers)
            if planned.verdict == "same":
                sightings.append((_seen(other), planned.entry))
                continue
            own = following + len(members)
            self.papers[EntryRef(number, place)] = own
            members.append(NewMember(own, planned.entry, planned.keys))
            sightings.append((own, planned.entry))
            if other is not None and planned.match is not None:
                questions.append((own, other, planned.match.score, planned.match.reason))
        tx.add_members(members)
        tx.add_sightings(*digest, sightings, first=first)
        tx.add_questions(digest[0], questions)

    def _tell(self, wrote: int, name: str) -> None:
        self._done += wrote
        if self._progress:
            self._progress(self._done, sum(len(file.entries) for file in self.plan.files if file.fresh), name)


def _seen(member: int | None) -> int:
    if member is None:
        raise AssertionError("an entry that is the same as another has one")
    return member


def _report(file: PlannedFile) -> DigestReport:
    """What the library keeps of what a person was told about a file."""
    verdicts = Counter(entry.verdict for entry in file.entries)
    unread = [one for one in file.parsed.diagnostics if one.severity == "error"]
    return DigestReport(
        verdicts["new"], verdicts["same"], verdicts["ask"], tuple(unread[:UNREAD_KEPT]), unread_count=len(unread)
    )
