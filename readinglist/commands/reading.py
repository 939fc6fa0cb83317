"""Verdicts, stars and ratings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from readinglist.commands.registry import command, papers_of
from readinglist.core.errors import ReadingListError
from readinglist.core.reading import RATINGS, Status
from readinglist.core.sentences import day

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from readinglist.core.changes import Changes
    from readinglist.store.library import Library


@command("paper.dismiss", title="Dismiss", help="Take papers out of sight; seen again, they stay dismissed.")
def dismiss(library: Library, *, ids: Collection[int]) -> Changes:
    """Give papers the status "dismissed"."""
    return give_status(library, f"Dismiss {papers_of(ids)}", ids, Status.DISMISSED)


@command("paper.read", title="Mark as read", help="Mark papers as read.")
def mark_read(library: Library, *, ids: Collection[int]) -> Changes:
    """Give papers the status "read"."""
    return give_status(library, f"Mark {papers_of(ids)} as read", ids, Status.READ)


@command("paper.later", title="Put off…", help="Put papers off to a day, on which they are back in the inbox.")
def put_off(library: Library, *, ids: Collection[int], until: date) -> Changes:
    """Give papers the status "later" until a day.

    Raises:
        ReadingListError: the day is not to come.
    """
    today = datetime.now(UTC).astimezone().date()
    check_to_come(until, today)
    with library.transaction(f"Put off {papers_of(ids)} until {day(until, today)}") as tx:
        tx.put_off(ids, until)
    return tx.changes


@command("paper.inbox", title="Back to the inbox", help="Take a verdict off: papers go back to the inbox.")
def back_to_inbox(library: Library, *, ids: Collection[int]) -> Changes:
    """Give papers the status "inbox"."""
    return give_status(library, f"Put {papers_of(ids)} back into the inbox", ids, Status.INBOX)


@command("paper.star", title="Star", help="Star papers.")
def star(library: Library, *, ids: Collection[int]) -> Changes:
    """Star papers."""
    with library.transaction(f"Star {papers_of(ids)}") as tx:
        tx.set_starred(ids, starred=True)
    return tx.changes


@command("paper.unstar", title="Take the star away", help="Take the star from papers.")
def unstar(library: Library, *, ids: Collection[int]) -> Changes:
    """Take the star from papers."""
    with library.transaction(f"Take the star from {papers_of(ids)}") as tx:
        tx.set_starred(ids, starred=False)
    return tx.changes


@command("paper.toggle_star", title="Star, or no star", help="Star papers, or take the star if all have one.")
def toggle_star(library: Library, *, ids: Collection[int]) -> Changes:
    """Star papers unless each has a star already; then take the stars away."""
    return unstar(library, ids=ids) if library.all_starred(ids) else star(library, ids=ids)


@command("paper.rate", title="Rate", help="Rate papers from 1 to 5; 0 takes the rating away.")
def rate(library: Library, *, ids: Collection[int], rating: int) -> Changes:
    """Rate papers."""
    if rating not in RATINGS:
        raise ReadingListError(f"{rating} is no rating.", "Ratings are 1 to 5, and 0 for none.")
    with library.transaction(f"Rate {papers_of(ids)}") as tx:
        tx.set_rating(ids, rating)
    return tx.changes


def check_to_come(until: date, today: date) -> None:
    """Refuse a day that papers can't be put off to.

    Raises:
        ReadingListError: it is today, or has passed.
    """
    if until <= today:
        said = "is today" if until == today else "has passed"
        raise ReadingListError(f"{day(until, today)} {said}.", "Put papers off to tomorrow or a later day.")


def give_status(library: Library, label: str, ids: Collection[int], status: Status) -> Changes:
    """One verdict on papers, as one step."""
    with library.transaction(label) as tx:
        tx.set_status(ids, status)
    return tx.changes
