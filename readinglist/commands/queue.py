"""The queue: what to read next, in the user's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.reading import give_status
from readinglist.commands.registry import command, papers_of
from readinglist.core.reading import Status

if TYPE_CHECKING:
    from collections.abc import Collection

    from readinglist.core.changes import Changes
    from readinglist.store.library import Library


@command("paper.queue", title="Queue", help="Put papers at the end of the queue.")
def queue(library: Library, *, ids: Collection[int]) -> Changes:
    """Queue papers; those that are queued already keep their place."""
    return give_status(library, f"Queue {papers_of(ids)}", ids, Status.QUEUED)
