"""`readinglist purge PAPER…`: really delete papers."""

from __future__ import annotations

import click

from readinglist.cli.session import Session, echo_json, verb
from readinglist.commands.purge import purge
from readinglist.commands.registry import papers


@verb("purge", short_help="Really delete papers; can't be undone.")
@click.argument("ids", nargs=-1, required=True, metavar="PAPER…")
@click.option("--yes", is_flag=True, help="Don't ask.")
def purge_(*, session: Session, ids: tuple[str, ...], yes: bool, as_json: bool) -> int:
    """Delete papers and all you wrote on them, from history, kept digests, second copy and backups too.

    Of the digests that showed them only name and date are kept, so the same files are not imported again. What was kept
    aside of damaged libraries is deleted as well. This can't be undone.

    Example: readinglist purge 12 --yes
    """
    with session.open(write=True) as library:
        wanted = list(dict.fromkeys(library.paper_id(name) for name in ids))
        for row in library.rows(wanted):
            click.echo(f"{row.id}  {row.title}", err=True)
        if not yes and not click.confirm(f"Delete {papers(len(wanted))} for good?", err=True):
            click.echo("Nothing was changed.", err=True)
            return 1
        changes = purge(library, ids=wanted)
    if as_json:
        echo_json({"purged": list(changes.removed)})
    else:
        click.echo(f"{papers(len(changes.removed))} deleted for good.")
    return 0
