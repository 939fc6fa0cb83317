"""`readinglist export FORM [QUERY] --to PATH`: papers and notes for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from readinglist.cli.session import AS_TYPED, Session, as_typed, echo_json, read_query, verb
from readinglist.cli.sorting import sort_options, sorting
from readinglist.formats.exports import EXPORTERS


@verb("export", context_settings=AS_TYPED, short_help="Write papers as Markdown, BibTeX, citations or links.")
@click.argument("form", type=click.Choice([one.name for one in EXPORTERS]))
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--to", default="-", show_default=True, metavar="PATH", help="The file, replaced whole; - is stdout.")
@click.option("--id", "ids", multiple=True, metavar="ID", help="These papers, in this order, instead of a query.")
@sort_options
def export_(
    *,
    session: Session,
    form: str,
    query: tuple[str, ...],
    to: str,
    ids: tuple[str, ...],
    sort: str | None,
    seed: int | None,
    as_json: bool,
) -> None:
    """Write papers as Markdown (with notes), BibTeX, citations or links: all, those a QUERY finds, or those of --id.

    A QUERY is what `readinglist list` takes.

    Example: readinglist export bibtex is:read --to read.bib
    """
    if not to:
        raise click.UsageError("--to wants the name of a file, or - for stdout.")
    if ids and query:
        raise click.UsageError("Say which papers once: a QUERY, or --id.")
    if ids and sort:
        raise click.UsageError("The papers of --id come in the order given; --sort is for a QUERY.")
    if as_json and to == "-":
        raise click.UsageError("--json reports on standard output, so --to must name a file.")
    wanted = read_query(as_typed(query))
    order = sorting(wanted, sort, seed)
    with session.open(write=session.workspace.hindrance is None) as library:
        if query:
            session.renew_search(library)
        count = session.workspace.registry["papers.export"].run(
            library,
            form=form,
            to=sys.stdout if to == "-" else Path(to),
            query=None if ids else wanted,
            sorting=order,
            ids=[library.paper_id(name) for name in ids],
        )
    if as_json:
        echo_json({"format": form, "papers": count, "to": to})
    elif to != "-":
        click.echo(f"Wrote {count:,} papers to {to}.", err=True)
