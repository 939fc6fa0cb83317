"""Digests that are in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.registry import command

if TYPE_CHECKING:
    from readinglist.core.changes import Changes
    from readinglist.store.library import Library


@command(
    "digest.undo_import",
    title="Undo this import",
    help="Take an import back, also when other steps followed.",
    writes=False,
)
def undo_import(library: Library, *, digest: int) -> Changes:
    """Take back the step that brought a digest in, with every digest of that step; what was worked on stays."""
    return library.undo(library.digest_record(digest).step)
