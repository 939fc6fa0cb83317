"""Tags on papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.registry import command, papers_of
from readinglist.commands.text import clean
from readinglist.core.errors import ReadingListError
from readinglist.core.reading import tag_key

if TYPE_CHECKING:
    from collections.abc import Collection

    from readinglist.core.changes import Changes
    from readinglist.store.library import Library

LONGEST = 64


@command("paper.tag", title="Tag", help="Add tags to papers and take others away, in one step.")
def tag(library: Library, *, ids: Collection[int], add: Collection[str] = (), remove: Collection[str] = ()) -> Changes:
    """Add and remove tags."""
    added, removed = [tag_name(name) for name in add], [tag_name(name) for name in remove]
    both = {tag_key(name) for name in added} & {tag_key(name) for name in removed}
    if both:
        raise ReadingListError(f"“{min(both)}” can't be added and taken away at once.", "Say it once.")
    said = " ".join([*(f"+{name}" for name in added), *(f"-{name}" for name in removed)])
    with library.transaction(f"Tag {papers_of(ids)} {said}") as tx:
        tx.set_tags(ids, add=added, remove=removed)
    return tx.changes


def tag_name(text: str) -> str:
    """A tag as it is kept: one word; spaces become hyphens, as the tags of other programs have none.

    Raises:
        ReadingListError: nothing is left, it has a quote, which no query could ask for, or is longer than a name.
    """
    name = "-".join(clean(text).strip().lstrip("#").split())
    if not name:
        raise ReadingListError("A tag needs a name.", "For example +moe.")
    if '"' in name:
        raise ReadingListError(f"A tag has no quotes, as “{name[:LONGEST]}” has.", "Leave them out.")
    if len(name) > LONGEST:
        raise ReadingListError(f"“{name[:20]}…” is too long for a tag.", f"A tag has at most {LONGEST} characters.")
    return name
