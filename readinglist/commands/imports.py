"""Bringing digests in: read the files, plan what each entry is, write the plan as one step."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from readinglist.commands.registry import command
from readinglist.commands.text import clean
from readinglist.core.errors import LibraryError
from readinglist.core.paper import Diagnostic, Entry
from readinglist.store.digest_files import hash_of
from readinglist.store.transaction import NewDigest, NewMember

if TYPE_CHECKING:
    from readinglist.core.changes import Changes
    from readinglist.core.paper import Digest
    from readinglist.core.plan import EntryRef, PlannedEntry
    from readinglist.formats.digests import ParsedDigest
    from readinglist.store.library import Library
    from readinglist.store.transaction import Transaction

Progress = Callable[[int, int, str], None]  # files done, files in all, the file at hand


@dataclass(frozen=True, slots=True)
class Source:
    """A digest to be read: `path` as the user named it, `open` gives its bytes, each time from the start."""

    path: str
    name: str
    captured: date
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file of an import: what was read in it, and what each entry is.

    `known` is the digest that the library has of these very bytes; it is not written again.
    """

    source: Source
    hash: str
    parsed: ParsedDigest
    entries: tuple[PlannedEntry, ...]
    known: Digest | None = None

    @property
    def fresh(self) -> bool:
        """Whether there is anything to write."""
        return self.parsed.readable and self.known is None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; `state` is that of the library it was made for.

    Entries are matched with members; `clusters` says which paper each of those belongs to.
    """

    files: tuple[PlannedFile, ...]
    state: tuple[int, ...]
    clusters: Mapping[int, int]

    def count(self, verdict: str) -> int:
        """How many entries are "new", "same" or "ask"."""
        return sum(entry.verdict == verdict for file in self.files for entry in file.entries)

    @property
    def unreadable(self) -> int:
        """How many files and pieces of files could not be read."""
        return sum(one.severity == "error" for file in self.files for one in file.parsed.diagnostics)


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


def source_of(path: str, captured: date | None = None) -> Source:
    """A file by its path; `captured` is when it was saved, else the file's own time tells."""
    file, name = Path(path), clean(Path(path).name)
    if file.exists() and not file.is_file() and not file.is_dir():
        once = cache(file.read_bytes)  # a pipe can be read only once
        return Source(path, name, captured or _today(), lambda: io.BytesIO(once()))
    return Source(path, name, captured or _saved_on(file), lambda: file.open("rb"))


def source_of_bytes(data: bytes, name: str, captured: date | None = None) -> Source:
    """Bytes that have no file, such as a pasted page."""
    return Source(name, name, captured or _today(), lambda: io.BytesIO(data))


def plan(library: Library, sources: Sequence[Source], progress: Progress | None = None) -> ImportPlan:
    """Read files and say what each entry is; writes nothing. A file that can't be read is an error in the plan."""
    state = library.matching_state()
    read: list[PlannedFile] = []
    for number, source in enumerate(sources):
        if progress:
            progress(number, len(sources), source.name)
        read.append(_read(library, source))
    if progress:
        progress(len(sources), len(sources), "")
    return _decide(library, read, state)


def apply(library: Library, plan_: ImportPlan) -> Imported:
    """Write a plan as one step; made again, from what was read, where the library's papers have changed since.

    Raises:
        LibraryError: a file is gone or has changed since it was read, or the library can't be written.
    """
    _keep(library, plan_)
    with library.transaction(_label(plan_)) as tx:
        state = library.matching_state()
        if state != plan_.state:
            plan_ = _decide(library, [_read_again(library, file) for file in plan_.files], state)
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


def _read_again(library: Library, file: PlannedFile) -> PlannedFile:
    """A file that was planned before: what was read in it holds, but whether the library has it may have changed."""
    known = library.digest_with(file.hash)
    if known:
        return _known(library, file.source, file.hash, known)
    return _read(library, file.source) if file.known else replace(file, entries=())


def _decide(library: Library, read: list[PlannedFile], state: tuple[int, ...]) -> ImportPlan:
    files = _planned(library, read)
    matches = (entry.match for file in files for entry in file.entries if entry.match)
    members = {match.target for match in matches if isinstance(match.target, int)}
    return ImportPlan(files, state, library.clusters_of(sorted(members)))


def _label(plan_: ImportPlan) -> str:
    names = list(dict.fromkeys(file.source.name for file in plan_.files if file.fresh))
    return f"Import {names[0]}" if len(names) == 1 else f"Import {len(names)} digests"


def _saved_on(file: Path) -> date:
    try:
        return date.fromtimestamp(file.stat().st_mtime)  # noqa: DTZ012  the user's own day
    except OSError:
        return _today()  # the file can't be read either, and the report says so


def _today() -> date:
    return date.today()  # noqa: DTZ011  the user's own day


def _read(library: Library, source: Source) -> PlannedFile:
    """One file: what the library has of these very bytes, else what is found in them."""
    from readinglist.formats.digests import Context, ParsedDigest, read_digest

    try:
        with source.open() as stream:
            hash_ = hash_of(stream)
            known = library.digest_with(hash_)
            if known:
                return _known(library, source, hash_, known)
            stream.seek(0)
            return PlannedFile(source, hash_, read_digest(stream, source.name, Context(source.captured)), ())
    except OSError as error:
        why = Diagnostic("error", None, "unreadable", _why(source, error))
        return PlannedFile(source, "", ParsedDigest(None, None, (), (why,)), ())


def _why(source: Source, error: OSError) -> str:
    reasons = {
        "FileNotFoundError": "There is no such file; check the path.",
        "IsADirectoryError": "This is a folder; name the files in it.",
        "PermissionError": "You may not read this file; check its permissions.",
    }
    return reasons.get(type(error).__name__, f"{source.name} can't be read: {error.strerror or error}.")


def _known(library: Library, source: Source, hash_: str, known: Digest) -> PlannedFile:
    from readinglist.core.plan import Match, PlannedEntry
    from readinglist.formats.digests import ParsedDigest

    since = f"{known.imported.astimezone():%Y-%m-%d}"
    here = Diagnostic("info", None, "already-here", f"This file is already here, since {since}; nothing was added.")
    stored = library.entries_of_digest(known.id)
    entries = tuple(
        PlannedEntry(entry, "same", Match(paper, 1.0, f"This very file was imported on {since}."), ())
        for entry, paper in stored
    )
    parsed = ParsedDigest(known.format, known.day, tuple(entry for entry, _ in stored), (here,))
    return PlannedFile(source, hash_, parsed, entries, known)


def _planned(library: Library, files: list[PlannedFile]) -> tuple[PlannedFile, ...]:
    """The same files with a verdict on every entry; a file that stands twice among them is planned once."""
    from readinglist.core.plan import EntryRef, plan_entries

    first: dict[str, int] = {}
    for number, file in enumerate(files):
        if file.fresh:
            first.setdefault(file.hash, number)
    order = list(first.values())
    verdicts = plan_entries([files[number].parsed.entries for number in order], library.match_index())
    for number, entries in zip(order, verdicts, strict=True):
        renumbered = tuple(_renumbered(entry, order) for entry in entries)
        files[number] = replace(files[number], entries=renumbered)
    for number, file in enumerate(files):
        if file.fresh and first[file.hash] != number:
            twin = first[file.hash]
            entries = tuple(_twin(entry, EntryRef(twin, place)) for place, entry in enumerate(files[twin].entries))
            files[number] = replace(file, entries=entries)
    return tuple(files)


def _renumbered(entry: PlannedEntry, order: list[int]) -> PlannedEntry:
    """References within the run count all files, not only those that were planned."""
    if entry.match is None or isinstance(entry.match.target, int):
        return entry
    target = replace(entry.match.target, file=order[entry.match.target.file])
    return replace(entry, match=replace(entry.match, target=target))


def _twin(entry: PlannedEntry, first: EntryRef) -> PlannedEntry:
    from readinglist.core.plan import Match

    if entry.verdict == "same":
        return entry
    return replace(
        entry, verdict="same", match=Match(first, 1.0, "The same file stands twice in this import."), keys=()
    )


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
        NewDigest(file.hash, source.name, parsed.format or "", parsed.day, source.captured, len(file.entries))
    )
    members: list[NewMember] = []
    sightings: list[tuple[int, Entry]] = []
    questions: list[tuple[int, int, float, str]] = []
    for place, planned in enumerate(file.entries):
        own = papers.get(EntryRef(number, place))
        other = target_of(planned, papers)
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


def target_of(planned: PlannedEntry, papers: dict[EntryRef, int]) -> int | None:
    """The paper that an entry was matched with; None without one, or while it is only an entry of this run."""
    if planned.match is None:
        return None
    target = planned.match.target
    return target if isinstance(target, int) else papers.get(target)
