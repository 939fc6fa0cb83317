"""`readinglist show ID`: everything about one paper."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING, Any

import click

from readinglist.cli.session import Session, echo_json, listed, verb
from readinglist.core.links import links

if TYPE_CHECKING:
    from readinglist.core.reading import Record
    from readinglist.store.library import Library


@verb("show", short_help="Show one paper.")
@click.argument("paper", metavar="ID")
def show_(*, session: Session, paper: str, as_json: bool) -> None:
    """Show one paper: its text, where it was seen, and your note.

    Example: readinglist show 12
    """
    with session.open(write=False) as library:
        record = library.record(library.paper_id(paper))
        if as_json:
            echo_json(_as_json(library, record))
        else:
            _print(record)


def _as_json(library: Library, record: Record) -> dict[str, Any]:
    (row,) = listed(library, library.rows([record.paper.id]))
    return {
        **row,
        "abstract": record.paper.abstract,
        "note": record.note,
        "highlights": [],
        "links": list(links(record.paper.abstract)),
        "sightings": [
            {"digest": one.digest.name, "line": one.line, "title": one.title, "date": one.day.isoformat()}
            for one in record.sightings
        ],
        "added": record.added.isoformat(),
        "citekey": record.citekey,
    }


def _print(record: Record) -> None:
    width = min(88, shutil.get_terminal_size().columns)
    click.echo(textwrap.fill(record.paper.title, width))
    state = [record.reading.status.value, *(["starred"] if record.reading.starred else [])]
    if record.reading.rating:
        state.append(f"{record.reading.rating}/5")
    click.echo(" · ".join([f"paper {record.paper.id}", *state, *(f"#{tag}" for tag in record.tags)]))
    for one in record.sightings:
        click.echo(f"seen in {one.digest.name}, line {one.line}, {one.day:%Y-%m-%d}")
    for paragraph in record.paper.abstract.split("\n"):
        click.echo(f"\n{textwrap.fill(paragraph, width)}" if paragraph.strip() else "", nl=bool(paragraph.strip()))
    for link in links(record.paper.abstract):
        click.echo(f"\n{link}")
    if record.note:
        click.echo(f"\nNote\n\n{record.note}")
