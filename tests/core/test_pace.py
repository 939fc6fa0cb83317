"""What is said of how long something will take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.pace import Pace
from readinglist.core.sentences import time_left


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_said_before_a_second_is_over() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.outlook(0, 1_000) is None
    clock.now += 0.9
    assert pace.outlook(90, 1_000) is None
    clock.now += 0.1
    found = pace.outlook(100, 1_000)
    assert found is not None
    assert found.rate == pytest.approx(100)
    assert found.left == pytest.approx(9)


def test_nothing_is_said_while_nothing_goes_on() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.outlook(5, 10)
    clock.now += 60
    assert pace.outlook(5, 10) is None


@given(slow=st.integers(1, 50), fast=st.integers(100, 5_000))
def test_the_pace_is_that_of_the_last_seconds(slow: int, fast: int) -> None:
    clock = Clock()
    pace = Pace(clock)
    done, found = 0, None
    for rate in (slow, fast):
        for _ in range(30):
            clock.now += 1
            done += rate
            found = pace.outlook(done, 1_000_000)
    assert found is not None
    assert found.rate == pytest.approx(fast)
    assert found.left == pytest.approx((1_000_000 - done) / fast)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "a few seconds left"),
        (9.9, "a few seconds left"),
        (10, "10 seconds left"),
        (37, "40 seconds left"),
        (56, "a minute left"),
        (89, "a minute left"),
        (91, "2 minutes left"),
        (600, "10 minutes left"),
        (3_500, "an hour left"),
        (9_000, "2½ hours left"),
        (90_000, "25 hours left"),
    ],
)
def test_how_much_time_is_left_is_said_as_one_would_say_it(seconds: float, said: str) -> None:
    assert time_left(seconds) == said
