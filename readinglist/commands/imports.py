"""Bringing digests in: a plan written as one step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readinglist.commands.import_plan import ImportPlan, PlannedFile, member_of, plan, plan_again
from readinglist.commands.registry import command
from readinglist.commands.sources import source_of
from readinglist.core.errors import LibraryError
from readinglist.core.paper import DigestReport
from readinglist.store.transaction import NewDigest, NewMember

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from readinglist.core.changes import Changes
    from readinglist.core.paper import Entry
    from readinglist.core.plan import EntryRef
    from readinglist.store.library import Library
    from readinglist.store.transaction import Transaction

UNREAD_KEPT = 200  # places that could not be read which stay with a digest


@dataclass(frozen=True, slots=True)
class Imported:
    """A plan that was carried out: the paper that every new entry became, and what changed."""

    plan: ImportPlan
    papers: dict[EntryRef, int]
    changes: Changes


@command("digest.import", title="Import…", help="Bring digests in; papers that are known already are recognised.")
def import_digests(library: Library, *, paths: Iterable[str], captured: date | None = None) -> Changes:
    """Import files as one step."""
    return apply(library, plan(library, [source_of(path, captured) for path in paths])).changes


def apply(library: Library, plan_: ImportPlan) -> Imported:
    """Write a plan as one step; made again, from what was read, where the library's papers have changed since.

    Raises:
        LibraryError: a file is gone or has changed since it was read, or the library can't be written.
    """
    _keep(library, plan_)
    with library.transaction(_label(plan_)) as tx:
        if library.matching_state() != plan_.state:
            plan_ = plan_again(library, plan_)
            _keep(library, plan_)
            tx.rename(_label(plan_))
        papers = _write(tx, plan_)
    return Imported(plan_, papers, tx.changes)


def _keep(library: Library, plan_: ImportPlan) -> None:
    """Have the bytes of every digest on the disk before anything refers to them."""
    for file in plan_.files:
        if file.fresh:
            try:
                with file.source.open() as stream:
                    library.keep_digest(stream, file.hash)
            except OSError as error:
                raise LibraryError(
                    f"{file.source.path} can't be read any more: {error.strerror or error}.", "Nothing was imported."
                ) from error


def _label(plan_: ImportPlan) -> str:
    names = list(dict.fromkeys(file.source.name for file in plan_.files if file.fresh))
    return f"Import {names[0]}" if len(names) == 1 else f"Import {len(names)} digests"


def _write(tx: Transaction, plan_: ImportPlan) -> dict[EntryRef, int]:
    """Write every fresh file, each set of bytes once; returns the papers that came."""
    from readinglist.core.plan import EntryRef

    papers: dict[EntryRef, int] = {}
    following = tx.next_member()
    written: set[str] = set()
    for number, file in enumerate(plan_.files):
        if not file.fresh or file.hash in written:
            continue
        written.add(file.hash)
        come = [place for place, entry in enumerate(file.entries) if entry.verdict != "same"]
        papers.update((EntryRef(number, place), following + nth) for nth, place in enumerate(come))
        following += len(come)
        _write_file(tx, file, number, papers)
    return papers


def _write_file(tx: Transaction, file: PlannedFile, number: int, papers: dict[EntryRef, int]) -> None:
    from readinglist.core.plan import EntryRef

    source, parsed = file.source, file.parsed
    digest = tx.add_digest(
        NewDigest(
            file.hash, source.name, parsed.format or "", parsed.day, source.captured, len(file.entries), _report(file)
        )
    )
    members: list[NewMember] = []
    sightings: list[tuple[int, Entry]] = []
    questions: list[tuple[int, int, float, str]] = []
    for place, planned in enumerate(file.entries):
        own = papers.get(EntryRef(number, place))
        other = member_of(planned, papers)
        if own is not None:
            members.append(NewMember(own, planned.entry, planned.keys))
        if own is not None and other is not None and planned.match is not None:
            questions.append((own, other, planned.match.score, planned.match.reason))
        seen = own if own is not None else other
        if seen is None:
            raise AssertionError("an entry that is the same as another has one")
        sightings.append((seen, planned.entry))
    tx.add_members(members)
    tx.add_sightings(digest, parsed.day or source.captured, sightings)
    tx.add_questions(digest, questions)


def _report(file: PlannedFile) -> DigestReport:
    """What the library keeps of what a person was told about a file."""
    verdicts = Counter(entry.verdict for entry in file.entries)
    unread = [one for one in file.parsed.diagnostics if one.severity == "error"]
    return DigestReport(
        verdicts["new"], verdicts["same"], verdicts["ask"], tuple(unread[:UNREAD_KEPT]), unread_count=len(unread)
    )
