"""Numbers and days as a query writes them: one, a comparison, or a range; days also by their age.

One day that is to come is written alike.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Final

from readinglist.core.errors import QueryError
from readinglist.core.query import Days, Field, Numbers
from readinglist.core.reading import RATINGS

NUMBER_FORMS: Final = "3, >3, >=3, <3, <=3 or 2..4"
COMING_FORMS: Final = "2025-03-24, tomorrow, next-week (its Monday), 3d, 2w or 6m"
DAY_FORMS: Final = "2025-03-18, 2025-03, 2025, today, <7d, >=2025-03 or 2025-03..2025-05"

_COMPARED = re.compile(r"(<=|>=|<|>|)(.*)", re.DOTALL)
_NUMBER = re.compile(r"[0-9]{1,9}")
_BEGUN_NUMBER = re.compile(r"(?:[<>]=?)?|[0-9]{0,9}\.\.?")
_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_AGE = re.compile(r"([0-9]{1,4})([dwmy])")
_BEGUN_DAY = re.compile(r"(?:[0-9]{0,4}|[0-9]{4}-[01]?|[0-9]{4}-(?:0[0-9]|1[0-2])(?:-[0-3]?[0-9]?)?)\.?")
_NAMED = {"today": 0, "yesterday": 1}  # by their age in days

Period = tuple[date, date]
"""The first day and the last one."""


def numbers(field: Field, value: str, begins: int, place: int, *, last: bool) -> Numbers:
    """Read a number, a comparison or a range; `last` says that more may be typed behind it.

    Raises:
        QueryError: it is none, pointing at `place`.
    """
    low, between, high = value.partition("..")
    sign, number = _COMPARED.fullmatch(value).groups()  # type: ignore[union-attr]  # it matches everything
    if between and (low or high) and all(_NUMBER.fullmatch(end) for end in (low, high) if end):
        least, most = _whole(low), _whole(high)
    elif _NUMBER.fullmatch(number):
        least, most = _compared(sign, int(number))
    else:
        begun = last and bool(_BEGUN_NUMBER.fullmatch(value))
        raise QueryError(f"{field}: wants a number, not “{value}”.", place, f"Write {NUMBER_FORMS}.", unfinished=begun)
    if field is Field.RATING and least is None and most:  # a paper without a rating is not rated low
        least = 1
    _check(field, least, most, value, place, last=last)
    return Numbers(field, least, most, begins)


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _compared(sign: str, number: int) -> tuple[int | None, int | None]:
    return {
        "": (number, number),
        ">": (number + 1, None),
        ">=": (number, None),
        "<": (None, number - 1),
        "<=": (None, number),
    }[sign]


def _check(field: Field, least: int | None, most: int | None, value: str, place: int, *, last: bool) -> None:
    highest = RATINGS[-1]
    if field is Field.RATING and max(map(int, _NUMBER.findall(value))) > highest:
        raise QueryError(f"A rating is 0 to {highest}, not “{value}”.", place, "rating:0 finds papers without one.")
    if most is not None and most < 0:
        raise QueryError(f"Nothing is “{value}”.", place, f"Write {NUMBER_FORMS}.")
    if least is not None and most is not None and least > most:
        raise QueryError(
            f"The range “{value}” ends before it begins.", place, "The smaller one comes first.", unfinished=last
        )


def days(field: Field, value: str, begins: int, place: int, today: date, *, last: bool) -> Days:
    """Read a day, a month, a year, an age, a comparison or a range of them; `last` as for numbers.

    An age by itself goes from that day to now; "less than" an age is later than that day.

    Raises:
        QueryError: it is none, pointing at `place`.
    """
    text = value.casefold()
    low, between, high = text.partition("..")
    sign, compared = _COMPARED.fullmatch(text).groups()  # type: ignore[union-attr]  # it matches everything
    if between and (low or high):
        from_, to = _period(low, today), _period(high, today)
        readable = (from_ or not low) and (to or not high)
        first, until = from_ and from_[0], to and to[1]
    else:
        period = _period(compared, today)
        readable = period is not None
        first, until = _of(sign, period, is_age=bool(_AGE.fullmatch(compared))) if period else (None, None)
    if not readable:
        begun = last and _is_begun(text)
        raise QueryError(f"{field}: wants a day, not “{value}”.", place, f"Write {DAY_FORMS}.", unfinished=begun)
    if between and first and until and first > until:
        raise QueryError(
            f"The range “{value}” ends before it begins.", place, "The earlier day comes first.", unfinished=last
        )
    return Days(field, first, until, begins)


def coming_day(text: str, today: date) -> date | None:
    """The day that a text means from today on: itself, by its name, or in so many days, weeks, months or years.

    None where it means no day, or more than one; a day that has passed is a day all the same.
    """
    text = text.casefold()
    if text in ("tomorrow", "next-week"):
        return _shifted(today, 1) if text == "tomorrow" else next_monday(today)
    if distance := _AGE.fullmatch(text):
        return _ago(today, -int(distance[1]), distance[2])
    first, last = _period(text, today) or (None, None)
    return first if first == last else None


def next_monday(today: date) -> date:
    """The Monday after this day; on a Monday that of the next week."""
    return _shifted(today, 7 - today.weekday())


def _of(sign: str, period: Period, *, is_age: bool) -> tuple[date | None, date | None]:
    """The days that compare so with a period; an age is the larger the earlier its day."""
    if is_age:
        sign = {"": ">=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}[sign]
    first, last = period
    compared: dict[str, tuple[date | None, date | None]] = {
        "": (first, last),
        ">": (_shifted(last, 1), None),
        ">=": (first, None),
        "<": (None, _shifted(first, -1)),
        "<=": (None, last),
    }
    return compared[sign]


def _period(text: str, today: date) -> Period | None:
    """What a day, a month, a year, an age or a name of a day means; None where it is none."""
    if text in _NAMED:
        return (_shifted(today, -_NAMED[text]),) * 2
    if age := _AGE.fullmatch(text):
        return (_ago(today, int(age[1]), age[2]),) * 2
    found = _PERIOD.fullmatch(text)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return first, first
    ends = int(month or 12)
    return first, date(first.year, ends, monthrange(first.year, ends)[1])


def _ago(today: date, number: int, unit: str) -> date:
    """The day so long ago, or, of less than nothing, so long from now; a month ends with its own last day."""
    if unit in "dw":
        return _shifted(today, -number * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
    year, month = months // 12, months % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if year < MINYEAR else date.max
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _shifted(day: date, by: int) -> date:
    try:
        return day + timedelta(by)
    except OverflowError:
        return date.min if by < 0 else date.max


def _is_begun(text: str) -> bool:
    """Whether more letters could make it a day."""
    low, between, high = text.partition("..")
    last = high if between else (_COMPARED.fullmatch(low) or [""] * 3)[2]
    return bool(_BEGUN_DAY.fullmatch(last)) or any(name.startswith(last) for name in _NAMED)
