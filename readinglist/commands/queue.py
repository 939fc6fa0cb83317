"""The queue: what to read next, in the user's order.

Papers that are moved keep their order among each other and come to stand together; what is not in the queue is left
out. Every move is one step, and none where they stand there already.
"""

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


@command("paper.queue_up", title="Up in the queue", help="Move papers up in the queue by one place.")
def queue_up(library: Library, *, ids: Collection[int], places: int = 1) -> Changes:
    """Move papers up, as far as there is anything above the first of them."""
    with library.transaction(f"Move {papers_of(ids)} up in the queue") as tx:
        tx.shift_in_queue(ids, -places)
    return tx.changes


@command("paper.queue_down", title="Down in the queue", help="Move papers down in the queue by one place.")
def queue_down(library: Library, *, ids: Collection[int], places: int = 1) -> Changes:
    """Move papers down, as far as there is anything below the last of them."""
    with library.transaction(f"Move {papers_of(ids)} down in the queue") as tx:
        tx.shift_in_queue(ids, places)
    return tx.changes


@command("paper.queue_top", title="To the top of the queue", help="Move papers to the top of the queue.")
def queue_top(library: Library, *, ids: Collection[int]) -> Changes:
    """Move papers to the top."""
    with library.transaction(f"Move {papers_of(ids)} to the top of the queue") as tx:
        tx.put_first_in_queue(ids)
    return tx.changes


@command("paper.queue_end", title="To the end of the queue", help="Move papers to the end of the queue.")
def queue_end(library: Library, *, ids: Collection[int]) -> Changes:
    """Move papers to the end."""
    with library.transaction(f"Move {papers_of(ids)} to the end of the queue") as tx:
        tx.put_in_queue(ids, None)
    return tx.changes


@command("queue.move", title="Move in the queue", help="Move papers before another paper of the queue.")
def move(library: Library, *, ids: Collection[int], before: int | None) -> Changes:
    """Move papers before another one, or to the end; where that is one of them, before what follows it."""
    with library.transaction(f"Move {papers_of(ids)} in the queue") as tx:
        tx.put_in_queue(ids, before)
    return tx.changes
