"""`readinglist backup`: a backup made now, and which there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from readinglist.cli.session import Session, echo_json, verb
from readinglist.commands.registry import notes, papers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.store.copies.manifest import Backup


@verb("backup", short_help="Make a backup, or list those there are.")
@click.option("--list", "only_list", is_flag=True, help="Make none; list those there are, newest first.")
def backup_(*, session: Session, only_list: bool, as_json: bool) -> None:
    """Make a backup of the library beside it, in the folder LIBRARY.files/backups.

    What it holds is checked before it counts. It takes little where little changed, and is not made where nothing did.
    The window makes backups by itself. Which are kept: 10 recent, 12 daily, 10 weekly, 9 monthly.

    Example: readinglist backup
    """
    from readinglist.store.copies.backups import Backups

    backups = Backups(session.workspace.settings.library)
    if only_list:
        list_backups(backups.all(), backups.size(), as_json=as_json)
        return
    session.workspace.check_writable()
    with session.open(write=False) as library:
        made = session.workspace.registry["backup.make"].run(library)
    newest = next(iter(backups.all()), None)
    if as_json:
        echo_json({"made": made is not None, "newest": as_json_of(newest) if newest else None})
    elif newest is None:
        click.echo("There is no library yet, and nothing to back up.")
    elif made is None:
        click.echo(f"Nothing changed since backup {newest.number}, of {when(newest)}.")
    else:
        click.echo(
            f"Backup {made.number}: {papers(made.papers)}, {notes(made.notes)}, {made.bytes / 1e6:,.1f} MB;"
            f" all backups together {backups.size() / 1e6:,.1f} MB. They are in {backups.folder}."
        )


def list_backups(there: Sequence[Backup], size: int, *, as_json: bool) -> None:
    """Say which backups there are."""
    if as_json:
        echo_json([as_json_of(one) for one in there])
        return
    for one in there:
        click.echo(f"{one.number:>6}  {when(one)}  {papers(one.papers):>14} {notes(one.notes):>12}  {one.step}")
    if there:
        click.echo(f"Together they take {size / 1e6:,.1f} MB.")
    else:
        click.echo("There is no backup yet; `readinglist backup` makes one.")


def when(backup: Backup) -> str:
    """When a backup was made, by the clock of this machine."""
    return f"{backup.made.astimezone():%Y-%m-%d %H:%M}"


def as_json_of(backup: Backup) -> dict[str, Any]:
    """A backup as scripts read it; `bytes` counts blocks that others share, too."""
    return {
        "number": backup.number,
        "made": backup.made.isoformat(),
        "occasion": backup.occasion,
        "papers": backup.papers,
        "notes": backup.notes,
        "last_step": backup.step,
        "bytes": backup.bytes,
    }
