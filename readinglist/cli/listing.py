"""`readinglist list [QUERY]`: the papers that a query finds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

from readinglist.cli.session import AS_TYPED, Session, as_typed, echo_json, listed, read_query, verb
from readinglist.cli.sorting import sort_options, sorting

if TYPE_CHECKING:
    from readinglist.core.reading import Row


@verb("list", context_settings=AS_TYPED, short_help="List papers.")
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--limit", type=click.IntRange(min=0), help="At most so many; else every paper.")
@sort_options
def list_(
    *,
    session: Session,
    query: tuple[str, ...],
    limit: int | None,
    sort: str | None,
    seed: int | None,
    as_json: bool,
) -> None:
    """List papers, newest digest first; is:queued in the queue's order; or as --sort says.

    QUERY is made of words, "phrases" and FIELD:VALUE, which must all hold; OR parts what may hold instead, ( ) groups,
    and - negates. A word finds all that begin with it. Quote for the shell what it would take: 'seen:>2', '(a OR b)'.

    \b
    title: author: note:   a word or a phrase there
    tag: digest:           a tag; the name or day of a digest
    is:                    inbox, queued, later, read, dismissed, starred, noted, check
    has:                   note, tag, author, year, arxiv, doi, link, rating, abstract
    seen: rating: year:    3, >3, >=3, <3, <=3 or 2..4
    added: read:           2025-03-18, 2025-03, 2025, today, <7d, >=2025-03 or 2025-03..2025-05
    step:                  a number of the history

    Example: readinglist list is:inbox -tag:rl transformer
    """  # noqa: D301  a backspace, by which click knows lines that stay as they are
    wanted = read_query(as_typed(query))
    order = sorting(wanted, sort, seed)
    with session.open(write=False) as library:
        if wanted.tree:
            session.renew_search(library)
        rows = library.iterate(wanted, sorting=order, limit=limit)
        if as_json:
            echo_json(list(listed(library, rows)))
            return
        shown = 0
        for row in rows:
            click.echo(_line(row))
            shown += 1
        if not shown:
            click.echo("No papers." if not wanted.tree else "No paper is found by this query.")


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
