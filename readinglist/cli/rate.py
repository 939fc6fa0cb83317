"""`readinglist rate ID N`: a rating."""

from __future__ import annotations

import click

from readinglist.cli.session import Session, verb


@verb("rate", short_help="Rate a paper from 1 to 5.")
@click.argument("paper", metavar="ID")
@click.argument("rating", type=click.IntRange(0, 5), metavar="N")
def rate_(*, session: Session, paper: str, rating: int, as_json: bool) -> None:
    """Rate a paper from 1 to 5; 0 takes the rating away.

    Example: readinglist rate 12 4
    """
    session.change("paper.rate", ids=(paper,), rating=rating, as_json=as_json)
