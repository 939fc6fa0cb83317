"""Backups, and what follows when a library was made again: its search index and the keys that find repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.registry import command

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.store.copies.manifest import Backup
    from readinglist.store.library import Library


@command("backup.make", title="Back up now", help="Make a backup of the library as it is.", writes=False)
def back_up(library: Library) -> Backup | None:
    """Make a backup, with every page of the library checked; None where nothing changed since the newest one."""
    return library.back_up("by hand", thorough=True)


def renew_search(library: Library, tick: Callable[[int, int], None] | None = None) -> None:
    """Make the search index whole where a library was made again; no step of the user."""
    while far := library.index_some():
        if tick:
            tick(far.done, far.total)
