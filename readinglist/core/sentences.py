"""How days, moments and names are said, in the window and on the command line alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

# Not strftime: Qt sets the process to the user's locale, and half a sentence must not change its language.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(value: date, now: date) -> str:
    """A day in a sentence: "18 March", with its year if that is not this one."""
    return f"{value.day} {MONTHS[value.month - 1]}{_year(value, now)}"


def short_day(value: date, now: date) -> str:
    """A day in a row: "18 Mar"."""
    return f"{value.day} {MONTHS[value.month - 1][:3]}{_year(value, now)}"


def day_of_week(value: date, now: date) -> str:
    """A day to come in a sentence: "Monday 24 March"."""
    return f"{WEEKDAYS[value.weekday()]} {day(value, now)}"


def short_day_of_week(value: date, now: date) -> str:
    """A day to come in a row: "Mon 24 Mar"."""
    return f"{WEEKDAYS[value.weekday()][:3]} {short_day(value, now)}"


def clock(value: datetime, now: datetime) -> str:
    """When something was done, in the user's time: "14:02" today, else "18 March, 14:02"."""
    here, today = value.astimezone(), now.astimezone().date()
    time = f"{here.hour}:{here.minute:02}"
    return time if here.date() == today else f"{day(here.date(), today)}, {time}"


def time_left(seconds: float) -> str:
    """How long something will take yet, as exact as anybody knows: "40 seconds left", "2½ hours left"."""
    if seconds < 10:
        return "a few seconds left"
    if seconds < 55:
        return f"{round(seconds / 10) * 10} seconds left"
    minutes = round(seconds / 60)
    if minutes < 55:
        return f"{minutes} minutes left" if minutes > 1 else "a minute left"
    halves = round(minutes / 30)
    if halves < 3:
        return "an hour left"
    return f"{halves // 2}{'½' if halves % 2 else ''} hours left"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a sentence; beyond `most` of them the rest is counted."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1:,} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def titles(found: Sequence[str], of: int = 0, most: int = 3) -> str:
    """Titles in a sentence: "“Kettles”, “Clouds” and 4 more"; `of` says how many there are, where not all are given."""
    shown = [quoted(title) for title in found[:most]]
    left = max(of, len(found)) - len(shown)
    return " and ".join([", ".join(shown), f"{left:,} more"]) if left else listed(shown, most)


def quoted(text: str, most: int = 60) -> str:
    """A title or the name of a step in quotes; those within it become single ones."""
    return f"“{short(text, most).replace('“', '‘').replace('”', '’')}”"


def short(title: str, most: int = 60) -> str:
    """A title that fits into a sentence: a long one loses its end."""
    return title if len(title) <= most else f"{title[: most - 1].rstrip()}…"


def _year(value: date, now: date) -> str:
    return "" if value.year == now.year else f" {value.year}"
