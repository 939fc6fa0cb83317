"""Notes on papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.registry import command
from readinglist.commands.text import clean

if TYPE_CHECKING:
    from readinglist.core.changes import Changes
    from readinglist.store.library import Library


@command("paper.note", title="Note", help="Write a note on a paper; it replaces the one that is there.")
def write_note(library: Library, *, paper: int, text: str) -> Changes:
    """Replace the note of one paper; an empty text takes it away."""
    kept = clean(text).strip("\n")
    if not kept.strip():
        kept = ""
    with library.transaction("Write a note" if kept else "Remove a note") as tx:
        tx.set_note(paper, kept)
    return tx.changes
