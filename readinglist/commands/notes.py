"""Notes on papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.registry import command
from readinglist.commands.text import clean

if TYPE_CHECKING:
    from readinglist.core.changes import Changes
    from readinglist.store.library import Library


@command("paper.note", title="Note", help="Write a note on a paper; it replaces the one that is there.")
def write_note(
    library: Library, *, paper: int, text: str, base: str | None = None, joins: int | None = None
) -> Changes:
    """Replace the note of one paper; an empty text takes it away.

    `base` is the text that the writer began with: where the note is neither that nor `text` any more, somebody else
    wrote too, and both are kept, theirs first. `joins` is the group of the stretch of typing that this goes on, from
    the `Changes` of its last save: undo takes a stretch back as a whole. Where other steps came between, this begins
    a step of its own.
    """
    kept = as_kept(text)
    with library.transaction("Write a note" if kept else "Remove a note", joins=joins) as tx:
        tx.set_note(paper, kept, base=None if base is None else as_kept(base))
    return tx.changes


def as_kept(text: str) -> str:
    """A note as it is kept: no control characters, no empty lines around it; one without a word is none."""
    kept = clean(text).strip("\n")
    return kept if kept.strip() else ""
