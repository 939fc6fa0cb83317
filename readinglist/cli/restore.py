"""`readinglist restore`: the library put back to a backup, or made again with every step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from readinglist.cli.backup import as_json_of, list_backups, when
from readinglist.cli.session import Session, echo_json, verb

if TYPE_CHECKING:
    from readinglist.store.copies.backup_preview import Preview

HOW = """
`readinglist restore NUMBER --preview` says what putting the library back to a backup would change,
`readinglist restore NUMBER` does it (`latest` is the newest), and
`readinglist restore second-copy` makes a damaged library again, with every step."""


@verb("restore", short_help="Put the library back to a backup, or make a damaged one again.")
@click.argument("what", metavar="[BACKUP|latest|second-copy]", required=False)
@click.option("--preview", is_flag=True, help="Say what would change, and change nothing.")
def restore_(*, session: Session, what: str | None, preview: bool, as_json: bool) -> None:
    """Put the library back to what it was in a backup, by its number; without a number, list the backups.

    With `second-copy`, make a damaged library again with every step: from its newest backup and the steps that were
    copied since. Where a library can't be opened this happens by itself.

    What is there now is kept aside, and in a backup of its own: restoring that takes the restore back. Close the
    window first.

    Example: readinglist restore latest --preview
    """
    if what is None:
        _list(session, as_json=as_json)
    elif what == "second-copy":
        if preview:
            raise click.UsageError("--preview is for a backup: what a damaged library holds can't be compared.")
        _make_again(session, as_json=as_json)
    elif preview:
        with session.open(write=False) as library:
            _show(library.preview_restore(what), as_json=as_json)
    else:
        _restore(session, what, as_json=as_json)


def _list(session: Session, *, as_json: bool) -> None:
    from readinglist.store.copies.backups import Backups

    backups = Backups(session.workspace.settings.library)
    list_backups(backups.all(), backups.size(), as_json=as_json)
    if not as_json:
        click.echo(HOW)


def _make_again(session: Session, *, as_json: bool) -> None:
    from readinglist.store.library import Library

    session.workspace.check_writable()
    done = Library.restore(session.workspace.settings.library)
    _make_ready(session)
    if as_json:
        kept = str(done.kept) if done.kept else None
        echo_json({"papers": done.papers, "steps": done.steps, "missing": list(done.missing), "kept": kept})
    else:
        click.echo(done.sentence)


def _restore(session: Session, what: str, *, as_json: bool) -> None:
    from readinglist.store.restoring import restore

    session.workspace.check_writable()
    done = restore(session.workspace.settings.library, what)
    _make_ready(session)
    if as_json:
        before = done.before.number if done.before else None
        kept = str(done.kept) if done.kept else None
        echo_json({"backup": as_json_of(done.backup), "papers": done.papers, "before": before, "kept": kept})
        return
    click.echo(done.sentence)
    if done.before:
        click.echo(f"`readinglist restore {done.before.number}` takes it back.")


def _make_ready(session: Session) -> None:
    """Search index and keys of a big library, which the window makes while it is used."""
    with session.open(write=False) as library:
        session.renew_search(library)
        session.renew_keys(library)


def _show(shown: Preview, *, as_json: bool) -> None:
    if as_json:
        echo_json(
            {
                "backup": as_json_of(shown.backup),
                "papers_now": shown.papers,
                "changes": [
                    {"kind": one.kind, "count": one.count, "examples": list(one.examples)} for one in shown.changes
                ],
            }
        )
        return
    click.echo(f"Backup {shown.backup.number}, of {when(shown.backup)}:")
    click.echo(f"{shown.papers:,} papers now, {shown.backup.papers:,} then.")
    for one in shown.changes:
        more = f", and {one.count - len(one.examples):,} more" if one.count > len(one.examples) else ""
        click.echo(f"{one.said}: {'; '.join(one.examples)}{more}")
    if not shown.changes:
        click.echo("Nothing would change.")
