"""Papers that were put off come back on their day, by themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.commands import duplicates, queue, reading
from readinglist.core.query_parser import parse
from readinglist.core.reading import Status
from readinglist.store.library import Library
from tests.digests import bring_in, page
from tests.state import recomputed, state_of
from tests.store.test_second_copy import steps_file

SUNDAY, MONDAY, TUESDAY = (date(2999, 3, day) for day in (24, 25, 26))


@pytest.fixture
def three(library: Library) -> Library:
    """Five papers on a Sunday, of which three are put off: 1 until Monday, 2 and 3 until Tuesday."""
    bring_in(library, page())
    library.new_day(SUNDAY)
    reading.put_off(library, ids=[1], until=MONDAY)
    reading.put_off(library, ids=[2, 3], until=TUESDAY)
    return library


def listed(library: Library, query: str) -> list[int]:
    return [row.id for row in library.iterate(parse(query))]


def test_a_paper_that_is_put_off_is_in_later_with_its_day(three: Library) -> None:
    assert listed(three, "is:later") == [1, 2, 3]
    assert listed(three, "is:inbox") == [4, 5]
    assert [row.reading.until for row in three.rows([1, 2, 4])] == [MONDAY, TUESDAY, None]
    assert three.record(2).reading.until == TUESDAY


def test_on_its_day_it_is_back_in_the_inbox_and_says_since_when(three: Library) -> None:
    changes = three.new_day(MONDAY)
    assert list(changes.updated) == [1]
    assert not changes.added
    assert not changes.removed
    assert sorted(listed(three, "is:inbox")) == [1, 4, 5]
    assert three.totals()["later"] == 2
    assert (three.record(1).reading.status, three.record(1).reading.until) == (Status.INBOX, MONDAY)
    assert list(three.new_day(TUESDAY).updated) == [2, 3]
    assert three.record(1).reading.until == MONDAY


def test_days_that_nobody_saw_bring_back_all_that_was_due(three: Library) -> None:
    assert list(three.new_day(date(2999, 12, 1)).updated) == [1, 2, 3]


def test_the_same_day_told_twice_and_a_clock_that_goes_back_change_nothing(three: Library) -> None:
    three.new_day(MONDAY)
    before = state_of(three)
    for day in (MONDAY, SUNDAY, date(1970, 1, 1)):
        assert not three.new_day(day)
    assert state_of(three) == before
    assert list(three.new_day(TUESDAY).updated) == [2, 3]


def test_coming_back_is_no_step(three: Library) -> None:
    steps = three.history(99)
    three.new_day(MONDAY)
    assert three.history(99) == steps
    three.undo()
    assert listed(three, "is:later") == []
    assert three.record(2).reading.until is None
    three.redo()
    assert listed(three, "is:later") == [2, 3]


def test_undo_and_redo_mean_what_they_meant_after_days_have_passed(three: Library) -> None:
    three.new_day(TUESDAY)
    reading.dismiss(three, ids=[1, 2])
    three.undo()
    assert three.record(1).reading.status is Status.INBOX
    assert three.record(1).reading.until == MONDAY
    for _ in range(2):
        three.undo()
    assert [three.record(paper).reading.until for paper in (1, 2, 3)] == [None] * 3
    three.redo()
    assert (three.record(1).reading.status, three.record(1).reading.until) == (Status.INBOX, MONDAY)
    assert {name: state_of(three)[name] for name in recomputed(three)} == recomputed(three)


def test_every_other_verdict_takes_the_day_away(three: Library) -> None:
    three.new_day(MONDAY)
    for verdict in (queue.queue, reading.mark_read, reading.dismiss, reading.back_to_inbox):
        verdict(three, ids=[1, 2])
        assert [three.record(paper).reading.until for paper in (1, 2)] == [None, None]
        three.undo()
        assert [three.record(paper).reading.until for paper in (1, 2)] == [MONDAY, TUESDAY]


def test_a_paper_is_put_off_again_to_another_day(three: Library) -> None:
    three.new_day(MONDAY)
    reading.put_off(three, ids=[1], until=TUESDAY)
    assert listed(three, "is:later") == [1, 2, 3]
    reading.put_off(three, ids=[2], until=date(2999, 4, 1))
    assert listed(three, "is:later") == [1, 3, 2]
    three.undo()
    assert listed(three, "is:later") == [1, 2, 3]


def test_a_merge_of_a_paper_that_is_put_off_with_one_of_the_inbox_is_put_off(three: Library) -> None:
    duplicates.merge(three, ids=[4, 2])
    assert listed(three, "is:later") == [1, 2, 3]
    assert list(three.new_day(TUESDAY).updated) == [1, 2, 3]
    assert three.record(4).reading.until == TUESDAY
    duplicates.split(three, paper=2)
    assert sorted(listed(three, "is:inbox")) == [1, 2, 3, 4, 5]
    assert three.record(4).reading.until is None


def test_a_merge_of_papers_of_two_days_comes_back_on_the_first(three: Library) -> None:
    duplicates.merge(three, ids=[1, 3])
    assert three.record(1).reading.until == MONDAY
    assert list(three.new_day(MONDAY).updated) == [1]


def test_a_merge_with_a_queued_paper_stays_in_the_queue(three: Library) -> None:
    queue.queue(three, ids=[4])
    duplicates.merge(three, ids=[1, 4])
    assert three.record(1).reading.until is None
    assert not three.new_day(MONDAY)
    assert listed(three, "is:queued") == [1]


def test_who_only_looks_sees_the_day_that_was_told(three: Library, library_path: Path) -> None:
    with Library.open(library_path, write=False) as looked_at:
        assert listed(looked_at, "is:later") == [1, 2, 3]
        three.new_day(MONDAY)
        assert listed(looked_at, "is:later") == [2, 3]


def test_a_library_made_again_puts_off_the_same_papers_to_the_same_days(three: Library, library_path: Path) -> None:
    three.new_day(MONDAY)
    wanted, history = state_of(three), three.history(99)
    assert not three.health().problems
    three.back_up("meanwhile")
    three.close()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        again.new_day(MONDAY)
        assert state_of(again) == wanted
        assert again.history(99) == history
        assert not again.health().problems
    library_path.unlink()
    steps_file(library_path).unlink()
    with Library.open(library_path) as from_backup:
        from_backup.new_day(MONDAY)
        assert state_of(from_backup) == wanted


def test_putting_a_library_back_names_other_days(three: Library) -> None:
    three.back_up("meanwhile")
    reading.put_off(three, ids=[2], until=MONDAY)
    (change,) = [one for one in three.preview_restore("latest").changes if "return" in one.kind]
    assert (change.kind, change.count) == ("days of return", 1)


@given(days=st.lists(st.integers(1, 9), max_size=8), until=st.lists(st.integers(1, 9), min_size=5, max_size=5))
def test_whichever_days_are_told_papers_are_back_from_their_day_on(days: list[int], until: list[int]) -> None:
    with Library.open(None) as library:
        bring_in(library, page())
        for paper, day in enumerate(until, 1):
            reading.put_off(library, ids=[paper], until=date(2999, 3, day))
        newest = 0
        for day in days:
            back = {paper for paper, due in enumerate(until, 1) if newest < due <= day}
            assert set(library.new_day(date(2999, 3, day)).updated) == back
            newest = max(newest, day)
            assert set(listed(library, "is:inbox")) == {paper for paper, due in enumerate(until, 1) if due <= newest}
        assert {name: state_of(library)[name] for name in recomputed(library)} == recomputed(library)
