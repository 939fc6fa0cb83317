"""How steps of the history are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.gui.words import counted, day

if TYPE_CHECKING:
    from datetime import datetime

    from readinglist.store.history import About, Verdict
    from readinglist.store.journal import Step

MINUTE, HOUR = 60, 3600  # seconds


def when(time: datetime, now: datetime) -> str:
    """When a step was made: today how long ago, else the day."""
    here, today = time.astimezone().date(), now.astimezone().date()
    if here != today:
        return day(here, today)
    ago = int((now - time).total_seconds())
    if ago < MINUTE:
        return "just now"
    if ago < HOUR:
        return f"{counted(ago // MINUTE, 'minute', 'minutes')} ago"
    return f"{counted(ago // HOUR, 'hour', 'hours')} ago"


def exactly(time: datetime, now: datetime) -> str:
    """The moment, to the second: "18 March, 14:02:31"."""
    here = time.astimezone()
    return f"{day(here.date(), now.astimezone().date())}, {here.hour}:{here.minute:02}:{here.second:02}"


def others_of(about: About) -> str:
    """How many papers a step is about beside the first: " and 11 more"; empty where there is none."""
    if about.more:
        return f" and more than {about.papers - 1:,} more"
    return f" and {about.papers - 1:,} more" if about.papers > 1 else ""


def papers_of(about: About) -> str:
    """The papers that a step is about: "Quiet Kettles", "Quiet Kettles and 11 more"."""
    return f"{about.title}{others_of(about)}"


def said(step: Step, about: About, now: datetime) -> str:
    """A step in words, for who hears it."""
    parts = [step.label, "" if step.standing else "undone", exactly(step.time, now), papers_of(about)]
    return ", ".join(filter(None, parts))


def verdict_words(verdict: Verdict) -> str:
    """What undoing a step does, or doing it again, or why it can't be done."""
    if verdict.refused:
        return str(verdict.refused)
    if not verdict.step.standing:
        return "It is undone, and can be done again by itself."
    if verdict.stays:
        papers = "paper that you worked on stays" if verdict.stays == 1 else "papers that you worked on stay"
        return f"Undo takes this import back. {verdict.stays:,} {papers}."
    return "Nothing is in the way: undo takes back this step alone."
