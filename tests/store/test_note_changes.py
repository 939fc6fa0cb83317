"""A change of a note as the log keeps it: there and back, and many as one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.store.note_changes import NoteChange, change_of, composed, hash_of_note

TEXTS = st.text("ab\n🌊", max_size=12)


@settings(max_examples=200)
@given(before=TEXTS, after=TEXTS)
def test_a_change_leads_from_one_text_to_the_other_and_back(before: str, after: str) -> None:
    change = change_of(before, after)
    assert change.of(before) == after
    assert change.backwards().of(after) == before
    assert (change.was, change.became) == (hash_of_note(before), hash_of_note(after))
    assert (change.backwards().was, change.backwards().became) == (change.became, change.was)


@settings(max_examples=300)
@given(st.lists(TEXTS, min_size=2, max_size=8))
def test_many_changes_are_one_that_does_the_same(texts: list[str]) -> None:
    changes = [change_of(*both) for both in pairwise(texts)]
    one = composed(texts[0], changes)
    assert one.of(texts[0]) == texts[-1]
    assert one.backwards().of(texts[-1]) == texts[0]
    assert (one.was, one.became) == (hash_of_note(texts[0]), hash_of_note(texts[-1]))
    ends = [(hunk.at, hunk.at + len(hunk.removed)) for hunk in one.hunks]
    assert all(first[1] < second[0] for first, second in pairwise(ends)), "hunks stand in their order and don't touch"
    assert all(hunk.removed or hunk.inserted for hunk in one.hunks)


@settings(max_examples=100)
@given(st.lists(TEXTS, min_size=3, max_size=6), st.integers(1, 4))
def test_what_was_made_one_is_made_one_with_others(texts: list[str], cut: int) -> None:
    changes = [change_of(*both) for both in pairwise(texts)]
    half = composed(texts[0], changes[:cut])
    rest = changes[cut:]
    assert composed(texts[0], [half, *rest]).of(texts[0]) == texts[-1]


@given(TEXTS, TEXTS)
def test_a_change_is_read_back_from_the_log(before: str, after: str) -> None:
    change = change_of(before, after)
    assert NoteChange.read(str(change)) == change


def test_what_is_typed_at_two_places_costs_what_was_typed() -> None:
    before = "a long text that stays as it is " * 100
    once = "typed " + before
    twice = once + " typed"
    one = composed(before, [change_of(before, once), change_of(once, twice)])
    assert [(hunk.removed, hunk.inserted) for hunk in one.hunks] == [("", "typed "), ("", " typed")]
