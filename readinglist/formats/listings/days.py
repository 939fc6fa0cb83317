"""Lines that are a day ("Mar 13", "13 March 2025"): the day of the papers under them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,? )?"
_DAY_LINES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}{_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"{_WEEKDAY}{_DAY} {_MONTH}(?:,? {_YEAR})?",
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
    )
)
_LONGEST_DAY_LINE = 34
_LONGEST_WAIT_FOR_FEB_29 = 8


def is_day_line(text: str) -> bool:
    """Whether a line is a day and nothing else, also one that no calendar has ("Feb 30")."""
    return _match(text) is not None


def day_of(text: str, captured: date) -> date | None:
    """The day that a day line names; without a year the latest one not after `captured`.

    None where the calendar has no such day, or where the line is no day line.
    """
    match = _match(text)
    if match is None:
        return None
    month, day = match["month"].lower(), int(match["day"])
    number = int(month) if month.isdigit() else _MONTHS[month]
    if match["year"]:
        return _date(int(match["year"]), number, day)
    years = range(captured.year, captured.year - _LONGEST_WAIT_FOR_FEB_29 - 1, -1)
    days = (_date(year, number, day) for year in years)
    return next((found for found in days if found and found <= captured), None)


def _match(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST_DAY_LINE or not any(c.isdecimal() for c in text):
        return None
    return next((match for pattern in _DAY_LINES if (match := pattern.fullmatch(text))), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # the calendar has no such day: an answer, not a failure
        return None
