"""Day lines: which lines are days, and which year they mean."""

from __future__ import annotations

from datetime import date

import pytest

from readinglist.formats.listings.days import day_of, is_day_line


@pytest.mark.parametrize(
    ("line", "captured", "day"),
    [
        ("Mar 13", date(2025, 3, 13), date(2025, 3, 13)),
        ("Mar 13", date(2025, 3, 12), date(2024, 3, 13)),
        ("March 13", date(2025, 6, 1), date(2025, 3, 13)),
        ("13 Mar", date(2025, 6, 1), date(2025, 3, 13)),
        ("Mar 13th", date(2025, 6, 1), date(2025, 3, 13)),
        ("Thu, Mar 13", date(2025, 6, 1), date(2025, 3, 13)),
        ("Sept. 2", date(2025, 6, 1), date(2024, 9, 2)),
        ("MAR 13, 2019", date(2025, 6, 1), date(2019, 3, 13)),
        ("13 March 2026", date(2025, 6, 1), date(2026, 3, 13)),
        ("2025-03-13", date(2025, 6, 1), date(2025, 3, 13)),
        ("Dec 31", date(2025, 1, 1), date(2024, 12, 31)),
        ("Feb 29", date(2025, 6, 1), date(2024, 2, 29)),
        ("Feb 29", date(2024, 2, 28), date(2020, 2, 29)),
        ("Feb 29", date(1903, 1, 1), date(1896, 2, 29)),
        ("Feb 29", date(2, 1, 1), None),
        ("Feb 30", date(2025, 6, 1), None),
        ("Feb 29, 2025", date(2025, 6, 1), None),
    ],
)
def test_a_day_without_a_year_is_the_latest_one_up_to_the_capture(line: str, captured: date, day: date | None) -> None:
    assert day_of(line, captured) == day


@pytest.mark.parametrize("line", ["Feb 30", "mar 0", "Mar 13, 0000"])
def test_a_day_that_no_calendar_has_is_a_day_line_all_the_same(line: str) -> None:
    assert is_day_line(line)
    assert day_of(line, date(2025, 6, 1)) is None


@pytest.mark.parametrize("line", ["Mar", "13", "March of the Models", "Mar 13 in Review", "May the 4th", "Marching 13"])
def test_a_title_is_no_day(line: str) -> None:
    assert not is_day_line(line)
