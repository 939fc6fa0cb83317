"""The click group over all verbs, and how errors leave: one line, what and what to do, and an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from readinglist import __version__
from readinglist.cli import VERBS
from readinglist.cli.session import Session
from readinglist.core.errors import QueryError, ReadingListError

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "readinglist"
FAILED, MISUSED, INTERRUPTED = 1, 2, 130


class Verbs(click.Group):
    """Loads the module of the verb that is called, and no other."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every verb, in the order a newcomer meets them."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The click command of a verb."""
        del ctx
        if cmd_name not in VERBS:
            return None
        module = import_module(f"readinglist.cli.{VERBS[cmd_name]}")
        found: click.Command = getattr(module, f"{cmd_name}_")
        return found


@click.group(
    NAME,
    cls=Verbs,
    help="Takes digests of papers to a short, annotated, citable reading list.",
    epilog="`readinglist`, `readinglist gui` and `readinglist FILE…` open the window.",
)
@click.option("--library", metavar="PATH", help="The library's file; else READINGLIST_LIBRARY, else your own.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")
@click.pass_context
def root(ctx: click.Context, library: str | None, *, as_json: bool) -> None:
    """Every verb."""
    ctx.obj = Session(library, as_json=as_json)


def main(arguments: Sequence[str]) -> int:
    """Run one verb; returns the exit code. What a user did wrong is one line on stderr, never a traceback."""
    _speak_utf8()
    try:
        code = int(root.main(args=list(arguments), prog_name=NAME, standalone_mode=False) or 0)
        sys.stdout.flush()  # here a full disk can still be told; at the interpreter's end it could not
    except (ReadingListError, click.ClickException) as error:
        return _complain_of_use(error)
    except (click.Abort, KeyboardInterrupt):
        return complain("Interrupted.", INTERRUPTED)
    except OSError as error:
        return _complain_of_output(error)
    return code


def _complain_of_use(error: ReadingListError | click.ClickException) -> int:
    if isinstance(error, click.ClickException):
        return complain(error.format_message(), MISUSED)
    if isinstance(error, QueryError):
        return complain(f"{error.what} (Character {error.position + 1} of the query.) {error.remedy}", MISUSED)
    return complain(str(error), FAILED)


def _complain_of_output(error: OSError) -> int:
    """Standard output that takes no more; a file that has a name is for the verb that uses it to explain."""
    if error.filename is not None:
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to be said has nowhere to go
    if isinstance(error, BrokenPipeError):  # `readinglist list | head`: nobody reads on, so nobody is told
        return FAILED
    return complain(f"The output can't be written: {error.strerror or error}.", FAILED)


def complain(message: str, code: int) -> int:
    """Say what is wrong in one line on stderr."""
    print(f"{NAME}: {' '.join(message.split())}", file=sys.stderr)
    return code


def _speak_utf8() -> None:
    """Pipes and files get UTF-8 wherever we run; a terminal keeps its own, without failing on what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
