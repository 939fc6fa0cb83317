"""Notes on papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.registry import command
from readinglist.commands.text import clean
from readinglist.core.errors import ReadingListError
from readinglist.core.reading import LONGEST_NOTE
from readinglist.store.journal import Stretch

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
    the `Changes` of its last save: undo takes a stretch back as a whole. Where other steps came between, or the group
    is about anything else, this begins a step of its own; a stretch that comes back to where it began is none.

    Raises:
        ReadingListError: the text is longer than a note may be; what was there stays.
    """
    if len(text) > LONGEST_NOTE:
        raise ReadingListError(
            f"This note has {len(text):,} characters; a note has at most {LONGEST_NOTE:,}.",
            "It was not saved; move some of it into a file.",
        )
    stretch = None if joins is None else Stretch(joins, paper)
    with library.transaction("Write a note", joins=stretch) as tx:
        after = tx.set_note(paper, as_kept(text), base=None if base is None else as_kept(base))
        tx.rename("Write a note" if after else "Remove a note")
    return tx.changes


def as_kept(text: str) -> str:
    """A note as it is kept: no control characters, no empty lines around it; one without a word is none."""
    kept = clean(text).strip("\n")
    return kept if kept.strip() else ""
