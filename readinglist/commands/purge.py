"""Really deleting papers, for privacy; everything else in the program can be undone, this can't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.registry import command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.core.changes import Changes
    from readinglist.store.library import Library


@command(
    "papers.purge",
    title="Purge…",
    help="Really delete papers and all you wrote on them, from history and backups too; can't be undone.",
    writes=False,
)
def purge(library: Library, *, ids: Sequence[int]) -> Changes:
    """Delete papers from everywhere the program keeps anything; it takes as long as writing the library anew."""
    return library.purge(ids)
