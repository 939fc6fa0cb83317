"""How the window says days and numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from readinglist.commands.registry import papers
from readinglist.core.reading import Status
from readinglist.core.sentences import clock, day, day_of_week, listed, quoted, short_day, short_day_of_week

if TYPE_CHECKING:
    from datetime import date

    from readinglist.core.reading import ReadingState

#: What is said alike in the window and on the command line comes from `core.sentences`.
__all__ = [
    "STATUS", "clock", "counted", "day", "day_of_week", "doing", "done", "listed", "paper_count", "plain_keys",
    "quoted", "returns", "short_day", "short_name", "today",
]  # fmt: skip

#: How labels begin -> the same when it is done.
_DONE = {
    "Call": "Called", "Dismiss": "Dismissed", "Edit": "Edited", "Find": "Found", "Import": "Imported",
    "Mark": "Marked", "Merge": "Merged", "Move": "Moved", "Put": "Put", "Queue": "Queued", "Rate": "Rated",
    "Remove": "Removed", "Rename": "Renamed", "Save": "Saved", "Star": "Starred", "Tag": "Tagged", "Take": "Took",
    "Write": "Wrote",
}  # fmt: skip

#: What is being done to papers, by the command that does it.
_DOING = {
    "paper.queue": "Queueing {}", "paper.dismiss": "Dismissing {}", "paper.read": "Marking {} as read",
    "paper.inbox": "Putting {} back into the inbox", "paper.later": "Putting off {}",
    "paper.toggle_star": "Changing the stars of {}", "paper.rate": "Rating {}",
    "paper.queue_up": "Moving {}", "paper.queue_down": "Moving {}", "paper.queue_top": "Moving {}",
    "paper.queue_end": "Moving {}", "queue.move": "Moving {}",
    "papers.separate": "Calling {} different",
}  # fmt: skip

STATUS = {
    Status.INBOX: "In the inbox",
    Status.QUEUED: "Queued",
    Status.READ: "Read",
    Status.LATER: "Later",
    Status.DISMISSED: "Dismissed",
}


def today() -> date:
    """This day, where the user is."""
    return datetime.now(UTC).astimezone().date()


def returns(reading: ReadingState, now: date) -> str:
    """When a paper that was put off is back, in a row: "back Mon 24 Mar", "back since 24 Mar"; empty of others."""
    if reading.until is None:
        return ""
    if reading.status is Status.LATER:
        return f"back {short_day_of_week(reading.until, now)}"
    return f"back since {short_day(reading.until, now)}"


def paper_count(number: int) -> str:
    """A number of papers: "No papers", "1 paper", "1,602 papers"."""
    return papers(number) if number else "No papers"


def counted(number: int, one: str, many: str) -> str:
    """A number of things: "1 file", "1,602 files"."""
    return f"{number:,} {one if number == 1 else many}"


def short_name(name: str, most: int = 48) -> str:
    """A file's name that fits into a sentence: a long one loses its middle."""
    return name if len(name) <= most else f"{name[: most - 16]}…{name[-15:]}"


def plain_keys(keys: str) -> str:
    """Keys in a sentence: "z", "g i", "Ctrl+Z"."""
    return " ".join(stroke.lower() if len(stroke) == 1 else stroke for stroke in keys.split(", "))


def doing(command: str, number: int) -> str:
    """What is being done to so many papers: "Queueing 100,000 papers…"."""
    return f"{_DOING.get(command, 'Working on {}').format(papers(number))}…"


def done(label: str) -> str:
    """What a step did, from its label: "Queue 3 papers" is "Queued 3 papers" afterwards."""
    verb, _, rest = label.partition(" ")
    return f"{_DONE.get(verb, verb)} {rest}".strip()
