"""Sets of ids as ranges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.changes import Changes, Ids


@given(st.sets(st.integers(0, 60)))
def test_ranges_hold_exactly_the_ids(ids: set[int]) -> None:
    held = Ids.of(ids)
    assert list(held) == sorted(ids)
    assert len(held) == len(ids)
    assert {number for number in range(-1, 62) if number in held} == ids
    assert all(a[1] + 1 < b[0] for a, b in zip(held.ranges, held.ranges[1:], strict=False))


def test_a_million_ids_in_a_row_are_one_pair() -> None:
    assert Ids.of(range(1, 1_000_001)).ranges == ((1, 1_000_000),)


def test_a_step_without_effect_is_nothing() -> None:
    assert not Changes("Queue 1 paper")
    assert bool(Changes("Queue 1 paper", 7))
