"""`readinglist move ID… --up|--down|--top|--end|--before ID`: the order of the queue."""

from __future__ import annotations

from typing import Any

import click

from readinglist.cli.session import Session, verb
from readinglist.core.errors import ReadingListError
from readinglist.core.reading import Status

WAYS = {"up": "paper.queue_up", "down": "paper.queue_down", "top": "paper.queue_top", "end": "paper.queue_end"}


@verb("move", short_help="Move papers in the queue.")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--up", "ways", flag_value="up", multiple=True, help="By one place.")
@click.option("--down", "ways", flag_value="down", multiple=True, help="By one place.")
@click.option("--top", "ways", flag_value="top", multiple=True, help="Before all others.")
@click.option("--end", "ways", flag_value="end", multiple=True, help="Behind all others.")
@click.option("--before", metavar="ID", help="Before another paper of the queue.")
def move_(*, session: Session, ids: tuple[str, ...], ways: tuple[str, ...], before: str | None, as_json: bool) -> None:
    """Move papers in the queue; they keep their order among each other and come to stand together.

    Example: readinglist move 12 15 --top
    """
    if len(ways) + (before is not None) != 1:
        raise click.UsageError("Say one of --up, --down, --top, --end and --before ID.")
    _check_queued(session, [*ids, *([before] if before is not None else [])])
    more: dict[str, Any] = {} if before is None else {"before": before}
    session.change(WAYS[ways[0]] if ways else "queue.move", ids=ids, as_json=as_json, **more)


def _check_queued(session: Session, names: list[str]) -> None:
    """Every paper that is named has to be in the queue.

    Raises:
        ReadingListError: one is not.
    """
    with session.open(write=False) as library:
        for name in dict.fromkeys(names):
            (row,) = library.rows([library.paper_id(name)])
            if row.reading.status is not Status.QUEUED:
                raise ReadingListError(
                    f"Paper {name} is not in the queue.", f"`readinglist queue {name}` puts it there."
                )
