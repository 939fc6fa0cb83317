"""What an import would do: files read, and for every entry whether it is new, known, or to be asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from readinglist.core.paper import Diagnostic
from readinglist.store.place.digest_files import hash_of

if TYPE_CHECKING:
    from datetime import date

    from readinglist.commands.sources import Source
    from readinglist.core.paper import Digest
    from readinglist.core.plan import EntryRef, PlannedEntry
    from readinglist.formats.digests import ParsedDigest
    from readinglist.store.library import Library

Tick = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Far:
    """How far a plan is: so many files were read, or entries compared, of all; `name` is the file at hand."""

    doing: Literal["reading", "comparing"]
    done: int
    total: int
    name: str = ""


Progress = Callable[[Far], None]
"""Told at least every 500 entries. What it raises ends the work."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file of an import: what was read in it, and what each entry is.

    `known` is the digest that the library has of these very bytes; it is not written again. `form` and `day` are
    what the user said about the file, None where nothing was said; `parsed` follows them.
    """

    source: Source
    hash: str
    parsed: ParsedDigest
    entries: tuple[PlannedEntry, ...]
    known: Digest | None = None
    form: str | None = None
    day: date | None = None

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

    def paper_of(self, planned: PlannedEntry, papers: Mapping[EntryRef, int]) -> int | None:
        """The paper that an entry was matched with, as it is listed; `papers` are those that came with this plan."""
        member = member_of(planned, papers)
        return member if member is None else self.clusters.get(member, member)

    @property
    def unreadable(self) -> int:
        """How many files and pieces of files could not be read."""
        return sum(one.severity == "error" for file in self.files for one in file.parsed.diagnostics)


def plan(library: Library, sources: Sequence[Source], progress: Progress | None = None) -> ImportPlan:
    """Read files and say what each entry is; writes nothing. A file that can't be read is an error in the plan."""
    state = library.matching_state()
    read: list[PlannedFile] = []
    for number, source in enumerate(sources):
        tick = _tick(progress, number, len(sources), source.name)
        tick()
        read.append(_read(library, source, tick))
    return _decide(library, read, state, progress)


def plan_again(library: Library, old: ImportPlan) -> ImportPlan:
    """The same files planned for the library as it is now, from what was read in them."""
    state = library.matching_state()
    return _decide(library, [_read_again(library, file) for file in old.files], state)


def revise(
    library: Library,
    old: ImportPlan,
    number: int,
    *,
    form: str | None = None,
    day: date | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """The plan with one file read again: by the importer that `form` names, and under the day that the user gives.

    What is left out stays as it was said before. The day becomes that of the digest, and of its entries that had none
    or stood under the file's first day; entries under its later days keep theirs. A file that stands twice in the
    plan is read again in both places. All files are planned anew.

    Raises:
        NotFoundError: there is no format called `form`.
    """
    file = old.files[number]
    if file.known:
        raise ValueError("what the library has already is not read in another way")
    form, day = form or file.form, day or file.day
    state = library.matching_state()
    tick = _tick(progress, number, len(old.files), file.source.name)
    tick()
    read = [
        _read(library, other.source, tick, form=form, day=day)
        if other is file or (file.hash and other.hash == file.hash)
        else _read_again(library, other)
        for other in old.files
    ]
    return _decide(library, read, state, progress)


def member_of(planned: PlannedEntry, papers: Mapping[EntryRef, int]) -> int | None:
    """The member that an entry was matched with; None without one, or while it is only an entry of this run."""
    if planned.match is None:
        return None
    target = planned.match.target
    return target if isinstance(target, int) else papers.get(target)


def _read_again(library: Library, file: PlannedFile) -> PlannedFile:
    """A file that was planned before: what was read in it holds, but whether the library has it may have changed."""
    known = library.digest_with(file.hash)
    if known:
        return replace(_known(library, file.source, file.hash, known), form=file.form, day=file.day)
    return _read(library, file.source, form=file.form, day=file.day) if file.known else replace(file, entries=())


def _decide(
    library: Library, read: list[PlannedFile], state: tuple[int, ...], progress: Progress | None = None
) -> ImportPlan:
    if progress:
        progress(Far("reading", len(read), len(read)))
    files = _planned(library, read, progress)
    matches = (entry.match for file in files for entry in file.entries if entry.match)
    members = {match.target for match in matches if isinstance(match.target, int)}
    return ImportPlan(files, state, library.clusters_of(sorted(members)))


def _read(
    library: Library, source: Source, tick: Tick | None = None, *, form: str | None = None, day: date | None = None
) -> PlannedFile:
    """One file: what the library has of these very bytes, else what is found in them."""
    from readinglist.formats.digests import Context, ParsedDigest, read_digest

    try:
        with source.open() as stream:
            hash_ = hash_of(stream)
            known = library.digest_with(hash_)
            if known:
                return replace(_known(library, source, hash_, known), form=form, day=day)
            stream.seek(0)
            parsed = read_digest(stream, source.name, Context(source.captured), form=form, tick=tick)
            return PlannedFile(source, hash_, _under(day, parsed), (), form=form, day=day)
    except OSError as error:
        why = Diagnostic("error", None, "unreadable", _why(source, error))
        return PlannedFile(source, "", ParsedDigest(None, None, (), (why,)), (), form=form, day=day)


def _under(day: date | None, parsed: ParsedDigest) -> ParsedDigest:
    """What was read, under the day that the user gave instead of the file's first one."""
    if day is None or not parsed.readable:
        return parsed
    replaced = (None, parsed.day)
    entries = tuple(replace(entry, day=day) if entry.day in replaced else entry for entry in parsed.entries)
    return replace(parsed, day=day, entries=entries)


def _tick(progress: Progress | None, done: int, files: int, name: str) -> Tick:
    return partial(progress, Far("reading", done, files, name)) if progress else _nobody_listens


def _nobody_listens() -> None:
    """Stands where no progress is told."""


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


def _planned(library: Library, files: list[PlannedFile], progress: Progress | None) -> tuple[PlannedFile, ...]:
    """The same files with a verdict on every entry; a file that stands twice among them is planned once."""
    from readinglist.core.plan import EntryRef, plan_entries

    first: dict[str, int] = {}
    for number, file in enumerate(files):
        if file.fresh:
            first.setdefault(file.hash, number)
    order = list(first.values())
    entries = [files[number].parsed.entries for number in order]
    total = sum(map(len, entries))
    tell = (lambda done: progress(Far("comparing", done, total))) if progress else None
    verdicts = plan_entries(entries, library.match_index(), tell)
    for number, planned in zip(order, verdicts, strict=True):
        renumbered = tuple(_renumbered(entry, order) for entry in planned)
        files[number] = replace(files[number], entries=renumbered)
    for number, file in enumerate(files):
        if file.fresh and first[file.hash] != number:
            twin = first[file.hash]
            twins = tuple(_twin(entry, EntryRef(twin, place)) for place, entry in enumerate(files[twin].entries))
            files[number] = replace(file, entries=twins)
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
