"""`readinglist doctor`: whether the library is sound, and what it takes on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from readinglist.cli.session import Session, echo_json, verb
from readinglist.commands.problem_report import facts, of_library

if TYPE_CHECKING:
    from readinglist.store.health import Health


@verb("doctor", short_help="Check the library.")
@click.option("--report", "wants_report", is_flag=True, help="Print what can be passed on: no title, note or path.")
@click.option("--compact", is_flag=True, help="First make the log of what was typed small again.")
@click.option("--renew-copy", is_flag=True, help="First write the second copy anew, where that is what is damaged.")
def doctor_(*, session: Session, renew_copy: bool, compact: bool, wants_report: bool, as_json: bool) -> int:
    """Check the library from page to page, and say what it holds and takes on disk. Exit code 1 when it is damaged.

    Example: readinglist doctor
    """
    from readinglist.store.copies.backups import MOST_BYTES, Backups

    path = session.workspace.settings.library
    backups = Backups(path)
    with session.open(write=renew_copy or compact) as library:
        if compact:
            library.compact()
        if renew_copy:
            library.renew_copy()
        health = library.health()
    if wants_report:
        click.echo(of_library(health, facts=facts(), log=session.workspace.log_lines()), nl=False)
    elif as_json:
        echo_json(
            {
                "library": str(path),
                "exists": path.exists(),
                "sound": not health.problems,
                "problems": list(health.problems),
                "writable": session.workspace.hindrance is None,
                "engine": health.engine,
                "journal": health.journal,
                "schema": health.schema,
                "papers": health.papers,
                "digests": health.digests,
                "steps": health.steps,
                "second_copy": {"steps": health.copied, "behind": health.behind},
                "backups": {"count": len(backups.all()), "most_bytes": MOST_BYTES},
                "bytes": {
                    "library": health.size,
                    "digests": health.digest_size,
                    "second_copy": health.copy_size,
                    "backups": backups.size(),
                },
            }
        )
    else:
        click.echo(f"Library   {path}{'' if path.exists() else ' (not made yet)'}")
        click.echo(f"Engine    {health.engine}, journal {health.journal}, schema {health.schema}")
        click.echo(
            f"Holds     {health.papers:,} papers of {health.digests:,} digests, {health.steps:,} steps of history"
        )
        click.echo(f"On disk   {health.size / 1e6:,.1f} MB, its digests {health.digest_size / 1e6:,.1f} MB")
        late = f", {health.behind:,} changes behind" if health.behind else ""
        click.echo(f"Copy      {health.copied:,} steps{late}, {health.copy_size / 1e6:,.1f} MB")
        click.echo(
            f"Backups   {len(backups.all()):,}, {backups.size() / 1e6:,.1f} of at most {MOST_BYTES / 1e6:,.0f} MB"
        )
        if note := session.workspace.hindrance or session.workspace.warning:
            click.echo(f"Place     {note.what} {note.remedy}")
        for problem in health.problems:
            click.echo(f"Damage    {problem}")
        click.echo(_advice(health))
    return 1 if health.problems else 0


def _advice(health: Health) -> str:
    if not health.problems:
        return "Sound."
    if health.copy_whole:
        return "Damaged: `readinglist restore second-copy` makes the library again, with every step."
    if health.only_copy_is_damaged:
        return "The library is sound: `readinglist doctor --renew-copy` writes its second copy anew."
    return (
        "Library and second copy are damaged: copy the folder, then `readinglist restore second-copy` makes the library"
        " again from its newest backup and what is sound of the copy."
    )
