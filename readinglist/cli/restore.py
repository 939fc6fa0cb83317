"""`readinglist restore`: the library made again from its second copy."""

from __future__ import annotations

import click

from readinglist.cli.session import Session, echo_json, verb


@verb("restore", short_help="Make the library again from its second copy.")
def restore_(*, session: Session, as_json: bool) -> None:
    """Make the library again from its second copy, which has every step; the present files are kept aside.

    Where the library can't be opened this happens by itself. Close the window first.

    Example: readinglist restore
    """
    from readinglist.store.library import Library

    done = Library.restore(session.workspace.settings.library)
    if as_json:
        echo_json({"papers": done.papers, "steps": done.steps, "kept": str(done.kept) if done.kept else None})
    else:
        click.echo(done.sentence)
