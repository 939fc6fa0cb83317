"""`readinglist show ID`: everything about one paper."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING, Any

import click

from readinglist.cli.session import Session, echo_json, iso, listed, verb
from readinglist.core.details import FIELDS
from readinglist.core.links import links_of
from readinglist.core.reading import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.core.details import DetailField
    from readinglist.core.reading import Record
    from readinglist.store.library import Library


@verb("show", short_help="Show one paper.")
@click.argument("paper", metavar="ID")
def show_(*, session: Session, paper: str, as_json: bool) -> None:
    """Show one paper: its text, its details (those that you gave are marked), where it was seen, and your note.

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
        "authors": list(record.paper.authors),
        "year": record.paper.year,
        "arxiv": record.paper.identifiers.arxiv,
        "doi": record.paper.identifiers.doi,
        "link": record.paper.link,
        "own": [field for field in FIELDS if field in record.own],
        "abstract": record.paper.abstract,
        "note": record.note,
        "highlights": [],
        "links": [link.url for link in links_of(record.paper)],
        "sightings": [
            {
                "id": one.id,
                "digest": one.digest.name,
                "line": one.line,
                "title": one.title,
                "date": one.day.isoformat(),
                "member": one.member,
            }
            for one in record.sightings
        ],
        "added": record.added.isoformat(),
        "read": record.finished.isoformat() if record.finished else None,
        "until": iso(record.reading.until),
        "citekey": record.citekey,
    }


def _print(record: Record) -> None:
    width = min(88, shutil.get_terminal_size().columns)
    click.echo(textwrap.fill(_marked(record, "title", record.paper.title), width))
    state = [record.reading.status.value, *(["starred"] if record.reading.starred else [])]
    if record.reading.until:
        is_back = record.reading.status is Status.INBOX
        state.append(f"{'back since' if is_back else 'until'} {record.reading.until:%Y-%m-%d}")
    if record.reading.rating:
        state.append(f"{record.reading.rating}/5")
    click.echo(" · ".join([f"paper {record.paper.id}", *state, *(f"#{tag}" for tag in record.tags)]))
    for line in _known(record):
        click.echo(textwrap.fill(line, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False))
    for one in record.sightings:
        click.echo(f"seen in {one.digest.name}, line {one.line}, {one.day:%Y-%m-%d} (sighting {one.id})")
    if record.merge:
        parts = ", ".join(map(str, record.merge.papers))
        click.echo(f"merged from {parts} on {record.merge.time.astimezone():%Y-%m-%d}")
    for paragraph in record.paper.abstract.split("\n"):
        click.echo(f"\n{textwrap.fill(paragraph, width)}" if paragraph.strip() else "", nl=bool(paragraph.strip()))
    for link in links_of(record.paper):
        click.echo(f"\n{link.url}")
    if record.note:
        click.echo(f"\nNote\n\n{record.note}")


def _known(record: Record) -> Iterator[str]:
    """What is known of the paper beside its text; its links stand below the abstract."""
    paper = record.paper
    known: dict[DetailField, str | int | None] = {
        "authors": "; ".join(paper.authors),
        "year": paper.year,
        "arxiv": paper.identifiers.arxiv,
        "doi": paper.identifiers.doi,
        "link": paper.link,
    }
    names = {"arxiv": "arXiv", "doi": "DOI"}
    for field, value in known.items():
        if value:
            yield _marked(record, field, f"{names.get(field, field)}: {value}")


def _marked(record: Record, field: DetailField, text: str) -> str:
    return f"{text} (yours)" if field in record.own else text
