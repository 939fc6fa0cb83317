"""`readinglist merge|separate|split`: which papers are one, and which are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from readinglist.cli.session import Session, echo_json, verb
from readinglist.core.errors import NotFoundError

if TYPE_CHECKING:
    from readinglist.core.reading import Record


@verb("merge", short_help="Make papers one.")
@click.argument("ids", nargs=-1, required=True, metavar="ID ID…")
@click.option("--dry-run", is_flag=True, help="Say what the paper would be; write nothing.")
def merge_(*, session: Session, ids: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Make papers one, in one step; every note, tag and verdict stays, and `split` takes the merge apart again.

    Example: readinglist merge 12 15
    """
    from readinglist.core.union import unite

    if dry_run or not as_json:
        with session.open(write=False) as library:
            papers = library.papers_of(library.paper_id(name) for name in ids)
            would_be = unite([library.record(paper) for paper in papers])
        if dry_run and as_json:
            echo_json(
                {
                    "papers": papers,
                    "title": would_be.title,
                    "status": would_be.status.value,
                    "starred": would_be.starred,
                    "rating": would_be.rating,
                    "tags": list(would_be.tags),
                    "notes": would_be.notes,
                    "seen": would_be.sightings,
                }
            )
        else:
            click.echo(f"{would_be.title}\n{would_be.sentence}")
    if not dry_run:
        session.change("papers.merge", ids=ids, as_json=as_json)


@verb("separate", short_help="Say that papers are different ones.")
@click.argument("ids", nargs=-1, required=True, metavar="ID ID…")
def separate_(*, session: Session, ids: tuple[str, ...], as_json: bool) -> None:
    """Say that papers are different ones: they are not asked about again, and no import takes them for one.

    Example: readinglist separate 12 15
    """
    session.change("papers.separate", ids=ids, as_json=as_json)


@verb("split", short_help="Take a merge apart, or a sighting out.")
@click.argument("paper", metavar="ID")
@click.argument("sighting", required=False, metavar="[SIGHTING]")
def split_(*, session: Session, paper: str, sighting: str | None, as_json: bool) -> None:
    """Take the newest merge of a paper apart; or, with a SIGHTING, make what one digest showed a paper of its own.

    A sighting is named by its number, which `show` tells, or by the name of its digest. Notes stay where they were
    written, and the papers are held apart from then on.

    Example: readinglist split 12
    """
    number = None
    if sighting is not None:
        with session.open(write=False) as library:
            number = _sighting(library.record(library.paper_id(paper)), sighting)
    session.change("paper.split", paper=paper, sighting=number, as_json=as_json)


def _sighting(record: Record, name: str) -> int:
    """The sighting of a paper that a number or the name of a digest means; numbers go first.

    Raises:
        NotFoundError: it means none, or a digest that shows the paper several times.
    """
    numbers = [one.id for one in record.sightings if str(one.id) == name]
    found = numbers or [one.id for one in record.sightings if one.digest.name == name]
    if len(found) != 1:
        what = f"has no sighting “{name}”" if not found else f"was seen in “{name}” {len(found)} times"
        raise NotFoundError(
            f"Paper {record.paper.id} {what}.", f"`readinglist show {record.paper.id}` lists their numbers."
        )
    return found[0]
