"""`readinglist searches`: the queries that are kept under a name."""

from __future__ import annotations

import click

from readinglist.cli.session import Session, echo_json, read_query, verb
from readinglist.core.errors import LibraryError


@verb("searches", short_help="List saved searches, with how many papers each finds.")
@click.option("--save", nargs=2, metavar="NAME QUERY", help="Keep a query; a name that exists gets the new one.")
@click.option("--remove", metavar="NAME", help="Remove a saved search.")
def searches_(*, session: Session, save: tuple[str, str] | None, remove: str | None, as_json: bool) -> None:
    """List saved searches, with how many papers each finds; or save or remove one. QUERY is one word for the shell.

    Example: readinglist searches --save Sieves "is:inbox sieve"
    """
    if save and remove is not None:
        raise click.UsageError("Save or remove, one at a time.")
    if save:
        if not session.workspace.has_library:
            raise LibraryError("There is no library yet to keep a search in.", "Import a digest first.")
        read_query(save[1])
        session.change("search.save", name=save[0], query=save[1], as_json=as_json)
    elif remove is not None:
        session.change("search.remove", search=remove, as_json=as_json)
    else:
        _list(session, as_json=as_json)


def _list(session: Session, *, as_json: bool) -> None:
    from readinglist.core.query_parser import parse

    with session.open(write=False) as library:
        found = [(one, library.count(parse(one.query))) for one in library.saved_searches()]
    if as_json:
        echo_json([{"id": one.id, "name": one.name, "query": one.query, "papers": papers} for one, papers in found])
        return
    for one, papers in found:
        click.echo(f"{papers:>7,}  {one.name}: {one.query}")
    if not found:
        click.echo('No saved searches. `readinglist searches --save NAME "QUERY"` keeps one.')
