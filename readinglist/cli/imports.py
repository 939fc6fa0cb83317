"""`readinglist import FILE…`: bring digests in, or say what they would bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from readinglist.cli.progress import progress, reading_progress
from readinglist.cli.session import Session, echo_json, iso, verb
from readinglist.commands.text import on_one_line
from readinglist.core.reading import Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from readinglist.commands.import_plan import ImportPlan, PlannedFile
    from readinglist.core.paper import Diagnostic
    from readinglist.core.plan import EntryRef, PlannedEntry
    from readinglist.core.reading import Row

SHOWN = 10  # remarks on one file that are printed; --json has all


@verb("import", short_help="Bring digests in.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--dry-run", is_flag=True, help="Say what would come in; write nothing.")
@click.option("--captured", type=click.DateTime(["%Y-%m-%d"]), help="When the pages were saved; else the files' time.")
def import_(
    *, session: Session, files: tuple[str, ...], dry_run: bool, captured: datetime | None, as_json: bool
) -> int:
    """Bring digests in; papers that are known already are recognised, doubt becomes a question for later.

    Example: readinglist import seeds/*.txt
    """
    from readinglist.commands.import_plan import plan
    from readinglist.commands.imports import apply
    from readinglist.commands.sources import source_of

    sources = [source_of(path, captured.date() if captured else None) for path in files]
    with session.open(write=not dry_run, make=True) as library:
        session.renew_keys(library)
        with reading_progress() as tell:
            made = plan(library, sources, tell)
        papers: dict[EntryRef, int] = {}
        if not dry_run:
            with progress("Importing") as tell_written:
                done = apply(library, made, progress=tell_written)
            made, papers = done.plan, done.papers
        known = {row.id: row for row in library.rows(made.clusters.values())}
    if as_json:
        echo_json(report(made, papers, known))
    else:
        _print(made, known, dry_run=dry_run)
    return 0 if all(file.parsed.readable for file in made.files) else 1


def report(plan: ImportPlan, papers: Mapping[EntryRef, int], known: Mapping[int, Row]) -> dict[str, Any]:
    """What an import found, for scripts; `papers` are those that came, none in a dry run, `known` those it met."""
    counts = {name: plan.count(name) for name in ("new", "same", "ask")}
    return {
        "files": [_file(plan, number, papers, known) for number in range(len(plan.files))],
        "summary": {"entries": sum(counts.values()), **counts, "unreadable": plan.unreadable},
    }


def _file(plan: ImportPlan, number: int, papers: Mapping[EntryRef, int], known: Mapping[int, Row]) -> dict[str, Any]:
    from readinglist.core.plan import EntryRef

    file = plan.files[number]
    return {
        "path": file.source.path,
        "format": file.parsed.format,
        "date": iso(file.parsed.day),
        "entries": [
            _entry(plan, planned, EntryRef(number, at), papers, known) for at, planned in enumerate(file.entries)
        ],
        "diagnostics": [_diagnostic(one) for one in file.parsed.diagnostics],
    }


def _entry(
    plan: ImportPlan, planned: PlannedEntry, own: EntryRef, papers: Mapping[EntryRef, int], known: Mapping[int, Row]
) -> dict[str, Any]:
    match, target = None, plan.paper_of(planned, papers)
    if planned.match:
        match = {"paper": target, "score": round(planned.match.score, 4), "reason": planned.match.reason}
        if not isinstance(planned.match.target, int):
            first = plan.files[planned.match.target.file]
            line = first.entries[planned.match.target.entry].entry.line
            match |= {"file": first.source.path, "line": line}
        elif target is not None and target in known:
            match |= {"status": known[target].reading.status.value, "seen": known[target].seen}
    return {
        "line": planned.entry.line,
        "title": planned.entry.title,
        "abstract": planned.entry.abstract,
        "verdict": planned.verdict,
        "paper": target if planned.verdict == "same" else papers.get(own),
        "match": match,
    }


def _diagnostic(one: Diagnostic) -> dict[str, Any]:
    return {"severity": one.severity, "line": one.line, "code": one.code, "message": one.message}


def _print(plan: ImportPlan, known: Mapping[int, Row], *, dry_run: bool) -> None:
    for file in plan.files:
        _print_file(file)
        if file.fresh:
            _print_seen_before(file, plan, known)
    new, same, ask = (plan.count(name) for name in ("new", "same", "ask"))
    would = "Would import" if dry_run else "Imported"
    click.echo(f"{would} {new:,} new, {same:,} known, {ask:,} to check.")


def _print_file(file: PlannedFile) -> None:
    path = on_one_line(file.source.path)
    if file.parsed.readable:
        day = f", {file.parsed.day:%Y-%m-%d}" if file.parsed.day else ""
        click.echo(f"{path}: {len(file.entries):,} entries{day}")
    for one in file.parsed.diagnostics[:SHOWN]:
        at = f"{path}:{one.line}" if one.line else path
        click.echo(f"{at}: {one.severity}: {one.message}", err=one.severity == "error")
    if len(file.parsed.diagnostics) > SHOWN:
        click.echo(f"{path}: {len(file.parsed.diagnostics) - SHOWN:,} more remarks; --json shows all.")


def _print_seen_before(file: PlannedFile, plan: ImportPlan, known: Mapping[int, Row]) -> None:
    """The known papers of a file that the user has said something about: they stay as they are."""
    papers = dict.fromkeys(plan.paper_of(planned, {}) for planned in file.entries if planned.verdict == "same")
    met = (known.get(paper) for paper in papers if paper is not None)
    rows = [row for row in met if row is not None and row.reading.status is not Status.INBOX]
    for row in rows[:SHOWN]:
        click.echo(f"  {row.reading.status.value}, seen {row.seen:,}×: {row.title}")
    if len(rows) > SHOWN:
        click.echo(f"  and {len(rows) - SHOWN:,} more that you have a verdict on; they stay as they are.")
