"""`readinglist later ID… --until DAY`: papers that come back by themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from readinglist.cli.session import Session, verb
from readinglist.core.query_values import COMING_FORMS, coming_day

if TYPE_CHECKING:
    from datetime import date


@verb("later", short_help="Put papers off to a day.")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--until", required=True, metavar="DAY", help=f"The day: {COMING_FORMS}.")
def later_(*, session: Session, ids: tuple[str, ...], until: str, as_json: bool) -> None:
    """Put papers off to a day, on which they are back in the inbox.

    Example: readinglist later 12 15 --until next-week
    """
    session.change("paper.later", ids=ids, until=_day(until), as_json=as_json)


def _day(text: str) -> date:
    day = coming_day(text, datetime.now(UTC).astimezone().date())
    if day is None:
        raise click.BadParameter(f"“{text}” is no day. Write {COMING_FORMS}.", param_hint="--until")
    return day
