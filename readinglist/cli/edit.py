"""`readinglist edit ID …`: authors, year and other details of a paper."""

from __future__ import annotations

import click

from readinglist.cli.session import Session, verb


@verb("edit", short_help="Give a paper authors, a year and other details.")
@click.argument("paper", metavar="ID")
@click.option("--title", help="Another title than digests give it.")
@click.option("--authors", help="Their names, with “;” or “and” between them.")
@click.option("--year", help="The year it came out.")
@click.option("--arxiv", metavar="ID", help="Its arXiv id, or its page at arXiv.")
@click.option("--doi", help="Its DOI.")
@click.option("--link", metavar="URL", help="Where you read it.")
def edit_(*, session: Session, paper: str, as_json: bool, **details: str | None) -> None:
    """Give a paper details of your own: they are shown before what digests say, and no import changes them.

    An empty text takes yours away.

    Example: readinglist edit 12 --authors "Ada Example; Bo Sample" --year 2024
    """
    if all(text is None for text in details.values()):
        raise click.UsageError("Say what to change, for example: readinglist edit 12 --year 2024")
    session.change("paper.details", paper=paper, as_json=as_json, **details)
