"""Words of the window: days, numbers, keys, imports."""

from __future__ import annotations

from datetime import date

import pytest

from readinglist.core.pace import Outlook
from readinglist.gui.import_words import importing_now
from readinglist.gui.widgets.key_caps import caps_of
from readinglist.gui.words import day, listed, paper_count, plain_keys, short_day, short_name


def test_days_have_their_year_only_where_it_is_another() -> None:
    assert day(date(2025, 3, 18), date(2025, 11, 1)) == "18 March"
    assert day(date(2024, 3, 18), date(2025, 11, 1)) == "18 March 2024"
    assert short_day(date(2025, 3, 18), date(2025, 11, 1)) == "18 Mar"


@pytest.mark.parametrize(("number", "said"), [(0, "No papers"), (1, "1 paper"), (1602, "1,602 papers")])
def test_papers_are_counted_as_people_say_it(number: int, said: str) -> None:
    assert paper_count(number) == said


def test_names_in_a_sentence_are_few() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b", "c", "d"]) == "a, b and 2 more"


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    name = short_name("trending-" + "x" * 300 + "-2025.txt")
    assert len(name) == 48
    assert name.startswith("trending-x")
    assert name.endswith("-2025.txt")


@pytest.mark.parametrize(
    ("keys", "caps", "said"),
    [
        ("Q", ["q"], "q"),
        ("Ctrl+Shift+Z", ["Ctrl", "Shift", "Z"], "Ctrl+Shift+Z"),
        ("G, I", ["g", "i"], "g i"),
        ("Ctrl++", ["Ctrl", "+"], "Ctrl++"),
        ("+", ["+"], "+"),
        ("Return", ["↵"], "Return"),
    ],
)
def test_keys_are_shown_as_caps_and_said_as_one_types_them(keys: str, caps: list[str], said: str) -> None:
    assert caps_of(keys) == caps
    assert plain_keys(keys) == said


@pytest.mark.parametrize(
    ("done", "outlook", "said"),
    [
        (0, None, "Importing, 0 of 1 entry"),
        (1_200, Outlook(2_140.4, 61), "Importing, 1,200 of 90,000 entries, 2,140 a second, a minute left"),
    ],
)
def test_an_import_says_how_far_it_is_how_fast_and_how_long_yet(done: int, outlook: Outlook | None, said: str) -> None:
    assert importing_now(done, 90_000 if done else 1, outlook) == said
