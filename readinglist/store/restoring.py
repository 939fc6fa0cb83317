"""Puts a library back to a backup, with a backup of what is there made before, so that this can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.errors import LibraryError
from readinglist.store.copies import recovery
from readinglist.store.copies.backups import Backups, DamagedLibraryError
from readinglist.store.failures import in_our_words
from readinglist.store.library import Library
from readinglist.store.sqlite import engine

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.store.copies.manifest import Backup
    from readinglist.store.copies.recovery import Restored


def restore(path: Path, name: str) -> Restored:
    """Put a library back to the backup of a number, or to the newest one for "latest"; nobody may have it open.

    Raises:
        LibraryError: there is no such backup, it is damaged, or the library is open elsewhere.
    """
    try:
        done = recovery.restore(path, Backups(path).named(name), lambda: _backup_of_now(path))
    except (OSError, engine().module.DatabaseError) as error:
        known = in_our_words(error, path)
        if known or isinstance(error, OSError):
            raise known or LibraryError(f"The library can't be put back: {error}.", "Nothing was changed.") from error
        raise
    with Library.open(path) as library:  # its second copy begins anew
        library.back_up("restored", as_in=done.backup)
    return done


def _backup_of_now(path: Path) -> Backup | None:
    """The backup that holds what is there; None for a library too damaged for one: its files are kept all the same."""
    try:
        with Library.open(path, write=False) as library:
            library.back_up("before restore")
    except DamagedLibraryError:
        return None
    return Backups(path).named("latest")
