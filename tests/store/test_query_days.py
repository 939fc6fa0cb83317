"""Where a day of a query begins and ends: at the user's midnight, whatever is stored."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from readinglist.core.query_parser import parse
from readinglist.core.reading import Status
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.zones import in_zone

MIDNIGHTS = [
    ("UTC", "2025-03-18T00:00:00+00:00"),
    ("Asia/Kolkata", "2025-03-17T18:30:00+00:00"),
    ("America/Los_Angeles", "2025-03-18T07:00:00+00:00"),
    ("America/Los_Angeles", "2025-12-18T08:00:00+00:00"),
    ("Pacific/Kiritimati", "2025-03-17T10:00:00+00:00"),
    ("Africa/Cairo", "2025-04-24T22:00:00+00:00"),  # the clocks went from midnight to one
    ("America/Havana", "2025-11-02T04:00:00+00:00"),  # and from one back to midnight
]


def at(library: Library, moment: datetime) -> None:
    """Have paper 1 come in, and be read, at a moment."""
    with library.transaction("Read") as tx:
        tx._now = moment.isoformat(timespec="seconds")
        tx.set_status([1], Status.INBOX)
        tx.set_status([1], Status.READ)
        library._connection.execute("UPDATE member SET added = ? WHERE id = 1", (tx._now,))


def found(library: Library, query: str, today: date) -> bool:
    return bool(library.count(parse(query, today)))


@pytest.mark.parametrize(("zone", "midnight"), MIDNIGHTS)
def test_a_day_is_the_users_own(library: Library, zone: str, midnight: str) -> None:
    bring_in(library, page(PAPERS[:1]))
    begins = datetime.fromisoformat(midnight)
    with in_zone(zone):
        for seconds in (-1, 0):
            moment = begins + timedelta(seconds=seconds)
            at(library, moment)
            day = moment.astimezone().date()
            next_day, day_before = day + timedelta(1), day - timedelta(1)
            for field in ("added", "read"):
                for query in (f"{day}", f">={day}", f"<={day}", f">{day_before}", f"<{next_day}", "today", "0d", "<1d"):
                    assert found(library, f"{field}:{query}", day), (query, moment)
                    assert not found(library, f"-{field}:{query}", day), (query, moment)
                for query in (f"{day_before}", f"{next_day}", f">{day}", f"<{day}", "yesterday", ">0d"):
                    assert not found(library, f"{field}:{query}", day), (query, moment)


def test_today_is_where_the_user_is(library: Library) -> None:
    bring_in(library, page(PAPERS[:1]))
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # between which there is always a midnight
        with in_zone(zone):
            assert library.count(parse("added:today OR added:yesterday")) == 1
            assert library.count(parse("added:>1d")) == 0


def test_days_of_years_far_away_are_answered(library: Library) -> None:
    bring_in(library, page(PAPERS[:1]))
    with in_zone("Asia/Tokyo"):
        for query in ("added:0001", "added:<1850", "added:9999", "added:>9999-12-30", "read:1y"):
            assert library.count(parse(query)) == 0
        for query in ("added:>0001", "added:<=9999", "added:9999y", "added:1850..9998", "-read:1y"):
            assert library.count(parse(query)) == 1
