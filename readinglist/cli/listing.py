"""`readinglist list [QUERY]`: the papers that a query finds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

from readinglist.cli.session import AS_TYPED, Session, as_typed, echo_json, listed, verb

if TYPE_CHECKING:
    from readinglist.core.reading import Row


@verb("list", context_settings=AS_TYPED, short_help="List papers.")
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--limit", type=click.IntRange(min=0), help="At most so many; else every paper.")
def list_(*, session: Session, query: tuple[str, ...], limit: int | None, as_json: bool) -> None:
    """List papers, newest digest first; is:queued in the queue's order.

    QUERY is made of words, -word, "phrases", is:inbox (queued, read, dismissed, later, starred, noted, check), tag:,
    note:, digest:, title: and step:, which takes a number of the history. A word finds all that begin with it.

    Example: readinglist list is:inbox -tag:rl transformer
    """
    from readinglist.core.query import parse

    wanted = parse(as_typed(query))
    with session.open(write=False) as library:
        if wanted.terms:
            session.renew_search(library)
        rows = library.iterate(wanted, limit=limit)
        if as_json:
            echo_json(list(listed(library, rows)))
            return
        shown = 0
        for row in rows:
            click.echo(_line(row))
            shown += 1
        if not shown:
            click.echo("No papers." if not wanted.terms else "No paper is found by this query.")


def _line(row: Row) -> str:
    width = max(60, shutil.get_terminal_size().columns)
    day = f"{row.day:%Y-%m-%d}" if row.day else ""
    seen = f"{row.seen}×" if row.seen > 1 else ""
    star = "*" if row.reading.starred else " "
    head = f"{row.id:>6} {row.reading.status:<9} {star} {day:<10} {seen:>3}  "
    tags = "".join(f" #{tag}" for tag in row.tags)
    room = width - len(head) - len(tags)
    title = row.title if len(row.title) <= room or room < 20 else f"{row.title[: room - 1].rstrip()}…"
    return f"{head}{title}{tags}"
