"""`readinglist duplicates`: papers that may be one, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from readinglist.cli.progress import progress
from readinglist.cli.session import Session, echo_json, verb
from readinglist.core.batches import batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.core.paper import Question
    from readinglist.store.library import Library


@verb("duplicates", short_help="List papers that may be one.")
@click.option("--again", is_flag=True, help="First look through the whole library for more.")
def duplicates_(*, session: Session, again: bool, as_json: bool) -> None:
    """List the pairs of papers that may be one, with the reason why it is asked; `merge` or `separate` answers.

    Example: readinglist duplicates --json
    """
    from readinglist.commands.duplicates import ask, every_question, find

    with session.open(write=again) as library:
        if again:
            session.renew_keys(library)
            with progress("Comparing papers") as tell:
                found = find(library, lambda done, total: tell(done, total, ""))
            ask(library, found)
        if as_json:
            echo_json(
                [
                    {"a": one.a, "b": one.b, "score": round(one.score, 3), "reason": one.reason}
                    for one in every_question(library)
                ]
            )
        else:
            _print(library, every_question(library))


def _print(library: Library, questions: Iterable[Question]) -> None:
    count = 0
    for some in batches(questions):
        count += len(some)
        for line in _lines(library, some):
            click.echo(line)
    click.echo(f"{count:,} to check." if count else "Nothing to check.", err=True)


def _lines(library: Library, questions: list[Question]) -> Iterator[str]:
    rows = {row.id: row for row in library.rows(paper for one in questions for paper in (one.a, one.b))}
    for one in questions:
        yield f"{one.a}  {rows[one.a].title}"
        yield f"{one.b}  {rows[one.b].title}"
        yield f"    {one.reason}"
