"""Two texts side by side: marked is what the other does not have, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core import differences as module
from readinglist.core.differences import differences
from readinglist.core.found import Span

WORDS = st.lists(st.sampled_from(["sieve", "Sieve", "sieve,", "pebbles", "of", "a", "the", "näher", "𝔼x"]), max_size=30)
TEXTS = st.builds(lambda words, gap: gap.join(words), WORDS, st.sampled_from([" ", "\n", "  "])) | st.text(max_size=40)


def marked(text: str, spans: Sequence[Span]) -> list[str]:
    return [text[start:end] for start, end in spans]


def unmarked(text: str, spans: Sequence[Span]) -> list[str]:
    """The words that are not marked, in their order."""
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return " ".join([*kept, text[at:]]).split()


@pytest.mark.parametrize(
    ("left", "right", "only_left", "only_right"),
    [
        ("Sorting big pebbles", "Sorting small pebbles", ["big"], ["small"]),
        ("Sorting pebbles", "Sorting pebbles: a survey", ["pebbles"], ["pebbles: a survey"]),
        ("Sieves, revisited", "Sieves revisited", ["Sieves,"], ["Sieves"]),
        ("A Sieve for All", "A sieve for all", ["Sieve", "All"], ["sieve", "all"]),
        ("one two three four", "three four", ["one two"], []),
        ("", "pebbles", [], ["pebbles"]),
        ("the same", "the  same\n", [], []),
    ],
)
def test_the_words_that_differ_are_marked_on_both_sides(
    left: str, right: str, only_left: list[str], only_right: list[str]
) -> None:
    at_left, at_right = differences(left, right)
    assert (marked(left, at_left), marked(right, at_right)) == (only_left, only_right)


def test_changed_words_in_a_row_are_one_place() -> None:
    at_left, at_right = differences("we shake two fine sieves gently", "we stir one coarse sieves gently")
    assert at_left == ((3, 17),)
    assert len(at_right) == 1


@given(TEXTS, TEXTS)
def test_what_is_not_marked_is_the_same_on_both_sides(left: str, right: str) -> None:
    at_left, at_right = differences(left, right)
    assert unmarked(left, at_left) == unmarked(right, at_right)


@given(TEXTS)
def test_equal_texts_have_no_marks(text: str) -> None:
    assert differences(text, text) == ((), ())


@given(TEXTS, TEXTS)
def test_it_makes_no_difference_which_text_stands_at_the_left(left: str, right: str) -> None:
    at_left, at_right = differences(left, right)
    assert differences(right, left) == (at_right, at_left)


@given(TEXTS, TEXTS)
def test_marks_stand_in_their_order_with_words_between_and_begin_and_end_with_words(left: str, right: str) -> None:
    for text, spans in zip((left, right), differences(left, right), strict=True):
        places = [place for span in spans for place in span]
        assert places == sorted(set(places))
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
        assert all(text[one[1] : other[0]].strip() for one, other in pairwise(spans))


def test_texts_without_end_are_compared_by_how_they_begin_and_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WORDS", 5)
    left, right = "we sort big pebbles by weight", "we sort small pebbles by weight"
    assert differences(left, right) == (((8, 11),), ((8, 13),))
    left, right = "we sort big pebbles by weight twice", "we weigh and sort pebbles twice"
    at_left, at_right = differences(left, right)
    assert unmarked(left, at_left) == unmarked(right, at_right) == ["we", "twice"]


def test_long_texts_take_milliseconds() -> None:
    left = " ".join(f"word{number % 1700}" for number in range(6000))
    right = " ".join(f"word{number % 1700 if number % 7 else number}" for number in range(6000))
    started = perf_counter()
    differences(left, right)
    assert perf_counter() - started < 0.5  # 20 ms where nothing else runs
