"""`readinglist undo|redo|history`: the steps that were made."""

from __future__ import annotations

import click

from readinglist.cli.session import Session, echo_json, report_changes, verb
from readinglist.commands.sources import digest_name


@verb("undo", short_help="Take back the last step.")
@click.option("--import", "digest", metavar="DIGEST", help="Take back the import that brought this digest in instead.")
@click.option("--step", type=click.IntRange(1), metavar="STEP", help="Take back this one step of the history instead.")
def undo_(*, session: Session, digest: str | None, step: int | None, as_json: bool) -> None:
    """Take back the last step, also one of an earlier day; again for the one before.

    With --import, take an import back, also when other steps followed: its papers go, but for those that you worked
    on and those that another digest shows. With --step, take back one step that `history` numbers, where nothing
    later changed what it changed.

    Example: readinglist undo
    """
    if digest is not None and step is not None:
        raise click.UsageError("Say once what to take back: --import or --step.")
    command = "history.undo" if digest is None else "digest.undo_import"
    _turn(
        session, command if step is None else "history.undo_step", "Undone", digest=digest, step=step, as_json=as_json
    )


@verb("redo", short_help="Do again what was undone last.")
def redo_(*, session: Session, as_json: bool) -> None:
    """Do again what was undone last.

    Example: readinglist redo
    """
    _turn(session, "history.redo", "Redone", as_json=as_json)


@verb("history", short_help="List the steps, newest first.")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=50, show_default=True, help="At most so many.")
def history_(*, session: Session, limit: int, as_json: bool) -> None:
    """List the steps that were made, newest first.

    Example: readinglist history --limit 10
    """
    with session.open(write=False) as library:
        steps = library.history(limit)
    if as_json:
        echo_json(
            [
                {
                    "id": step.id,
                    "label": step.label,
                    "time": step.time.isoformat(),
                    "state": "done" if step.standing else "undone",
                }
                for step in steps
            ]
        )
        return
    for step in steps:
        undone = "" if step.standing else "  (undone)"
        click.echo(f"{step.id:>6}  {step.time.astimezone():%Y-%m-%d %H:%M}  {step.label}{undone}")
    if not steps:
        click.echo("Nothing was done yet.")


def _turn(
    session: Session, command: str, done: str, *, as_json: bool, digest: str | None = None, step: int | None = None
) -> None:
    with session.open(write=True) as library:
        arguments = {} if digest is None else {"digest": library.digest_named(digest_name(digest)).id}
        arguments |= {} if step is None else {"step": step}
        changes = session.workspace.registry[command].run(library, **arguments)
    if as_json:
        report_changes(changes, as_json=True)
    else:
        click.echo(f"{done}: {changes.label}.")
