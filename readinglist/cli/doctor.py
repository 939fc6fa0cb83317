"""`readinglist doctor`: whether the library is sound, and what it takes on disk."""

from __future__ import annotations

import click

from readinglist.cli.session import Session, echo_json, verb


@verb("doctor", short_help="Check the library.")
def doctor_(*, session: Session, as_json: bool) -> int:
    """Check the library from page to page, and say what it holds and takes on disk. Exit code 1 when it is damaged.

    Example: readinglist doctor
    """
    workspace = session.workspace
    path = workspace.settings.library
    with workspace.open_library(write=False) as library:
        health = library.health()
    if as_json:
        echo_json(
            {
                "library": str(path),
                "exists": path.exists(),
                "sound": not health.problems,
                "problems": list(health.problems),
                "engine": health.engine,
                "journal": health.journal,
                "schema": health.schema,
                "papers": health.papers,
                "digests": health.digests,
                "steps": health.steps,
                "bytes": {"library": health.size, "digests": health.digest_size},
            }
        )
    else:
        click.echo(f"Library   {path}{'' if path.exists() else ' (not made yet)'}")
        click.echo(f"Engine    {health.engine}, journal {health.journal}, schema {health.schema}")
        click.echo(
            f"Holds     {health.papers:,} papers of {health.digests:,} digests, {health.steps:,} steps of history"
        )
        click.echo(f"On disk   {health.size / 1e6:,.1f} MB, its digests {health.digest_size / 1e6:,.1f} MB")
        for problem in health.problems:
            click.echo(f"Damage    {problem}")
        click.echo("Damaged: copy the file before you do anything else." if health.problems else "Sound.")
    return 1 if health.problems else 0
