"""What SQLite can't do, in our words: where, why, and what to do. What is our own fault stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.errors import InterruptedSearchError, LibraryError

if TYPE_CHECKING:
    from pathlib import Path


class DamagedError(LibraryError):
    """A library that is not what was written: something is gone that every library has."""


#: The beginning of SQLite's name for an error -> what to do. A name that is not here is a bug of ours.
_REMEDIES = {
    "SQLITE_BUSY": "Another program is writing to it; try again in a moment.",
    "SQLITE_LOCKED": "Another program is writing to it; try again in a moment.",
    "SQLITE_FULL": "The disk is full: make room and try again. Nothing was lost.",
    "SQLITE_IOERR": "Check the disk, and that it has room. Nothing was written.",
    "SQLITE_READONLY": "You may not write there; nothing was written.",
    "SQLITE_PERM": "You may not read or write there; check the permissions.",
    "SQLITE_AUTH": "You may not read or write there; check the permissions.",
    "SQLITE_CANTOPEN": "Check that the folder exists and that you may write there.",
    "SQLITE_CORRUPT": "It is damaged: copy it before you do anything else, then run `readinglist doctor`.",
    "SQLITE_NOTADB": "It is no library; name another file with --library PATH.",
}


def in_our_words(error: BaseException | None, path: Path | None) -> LibraryError | InterruptedSearchError | None:
    """An error of SQLite that a user can mend, or that was asked for; None for everything else."""
    name = getattr(error, "sqlite_errorname", None) or ""
    if name == "SQLITE_INTERRUPT":
        return InterruptedSearchError("The search was ended before it had an answer.")
    remedy = next((text for start, text in _REMEDIES.items() if name.startswith(start)), None)
    return LibraryError(f"The library {path or 'in memory'} can't be used: {error}.", remedy) if remedy else None


def is_damage(error: BaseException) -> bool:
    """Whether a failure says that the file is not what was written.

    A schema that is no text any more is one that can't be decoded; one that names other columns is a plain error.
    """
    found = error if hasattr(error, "sqlite_errorname") else error.__cause__
    name = getattr(found, "sqlite_errorname", None) or ""
    known = name == "SQLITE_ERROR" or name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
    return known or isinstance(error, UnicodeDecodeError | DamagedError) or "Could not decode to UTF-8" in str(error)
