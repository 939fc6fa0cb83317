"""`readinglist note ID …`: the note on a paper."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readinglist.cli.session import Session, verb
from readinglist.core.errors import ReadingListError
from readinglist.core.reading import LONGEST_NOTE

if TYPE_CHECKING:
    from typing import BinaryIO

MOST_BYTES = 4 * LONGEST_NOTE  # UTF-8 takes at most four for a character


@verb("note", short_help="Write a note on a paper.")
@click.argument("paper", metavar="ID")
@click.argument("source", required=False, metavar="[-]")
@click.option("--text", help="The note itself.")
@click.option("--file", "file", metavar="F", help="The file that holds it; - is standard input.")
def note_(
    *, session: Session, paper: str, source: str | None, text: str | None, file: str | None, as_json: bool
) -> None:
    """Write the note on a paper; it replaces the one that is there. Markdown is welcome.

    A merged paper keeps the notes of all that it was merged from: their ids still name them.

    Example: readinglist note 12 --text "Read section 3 again."
    """
    if source not in (None, "-"):
        raise click.UsageError(f"“{source}” is no note: say --text TEXT, --file FILE, or - for standard input.")
    if sum(one is not None for one in (source, text, file)) != 1:
        raise click.UsageError("Say the note once: --text TEXT, --file FILE, or - for standard input.")
    session.change("paper.note", member=paper, text=_read(file or "-") if text is None else text, as_json=as_json)


def _read(file: str) -> str:
    if file == "-" and sys.stdin is None:
        raise ReadingListError("There is nothing on standard input.", "The note was not changed.")
    try:
        if file == "-":
            return _text(sys.stdin.buffer, file)
        with Path(file).open("rb") as source:
            return _text(source, file)
    except UnicodeDecodeError as error:
        raise ReadingListError(f"{file} is no text in UTF-8.", "Save it as UTF-8; the note was not changed.") from error
    except OSError as error:
        why = f"{file} can't be read: {error.strerror or error}."
        raise ReadingListError(why, "The note was not changed.") from error


def _text(source: BinaryIO, file: str) -> str:
    """All of it, or more than a note may have: what never ends must not fill the memory."""
    data = source.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        why = f"{file} is longer than the {LONGEST_NOTE:,} characters that a note may have."
        raise ReadingListError(why, "The note was not changed.")
    return data.decode("utf-8-sig")
