"""`readinglist import FILE…`: bring digests in, or say what they would bring."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from readinglist.cli.session import Session, echo_json, iso, verb
from readinglist.commands.text import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from readinglist.commands.import_plan import ImportPlan, PlannedFile, Progress
    from readinglist.core.paper import Diagnostic
    from readinglist.core.plan import EntryRef, PlannedEntry

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
    with session.open(write=not dry_run, make=True) as library, _progress() as progress:
        made = plan(library, sources, progress)
        papers: dict[EntryRef, int] = {}
        if not dry_run:
            done = apply(library, made)
            made, papers = done.plan, done.papers
    if as_json:
        echo_json(report(made, papers))
    else:
        _print(made, dry_run=dry_run)
    return 0 if all(file.parsed.readable for file in made.files) else 1


def report(plan: ImportPlan, papers: dict[EntryRef, int]) -> dict[str, Any]:
    """What an import found, for scripts; `papers` are those that came, none in a dry run."""
    counts = {name: plan.count(name) for name in ("new", "same", "ask")}
    return {
        "files": [_file(plan, number, papers) for number in range(len(plan.files))],
        "summary": {"entries": sum(counts.values()), **counts, "unreadable": plan.unreadable},
    }


def _file(plan: ImportPlan, number: int, papers: dict[EntryRef, int]) -> dict[str, Any]:
    from readinglist.core.plan import EntryRef

    file = plan.files[number]
    return {
        "path": file.source.path,
        "format": file.parsed.format,
        "date": iso(file.parsed.day),
        "entries": [_entry(plan, planned, EntryRef(number, at), papers) for at, planned in enumerate(file.entries)],
        "diagnostics": [_diagnostic(one) for one in file.parsed.diagnostics],
    }


def _entry(plan: ImportPlan, planned: PlannedEntry, own: EntryRef, papers: dict[EntryRef, int]) -> dict[str, Any]:
    match, target = None, plan.paper_of(planned, papers)
    if planned.match:
        match = {"paper": target, "score": round(planned.match.score, 4), "reason": planned.match.reason}
        if not isinstance(planned.match.target, int):
            first = plan.files[planned.match.target.file]
            line = first.entries[planned.match.target.entry].entry.line
            match |= {"file": first.source.path, "line": line}
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


def _print(plan: ImportPlan, *, dry_run: bool) -> None:
    for file in plan.files:
        _print_file(file)
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


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on stderr where a person is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading")
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=f"Reading {name}")
