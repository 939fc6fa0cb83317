"""Looking for repeats in a whole library: what an import would have said of each paper, said of those that are here."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.core import repeats as looking
from readinglist.core.batches import batches
from readinglist.core.fingerprint import fingerprint
from readinglist.core.matching import Outcome, compare
from readinglist.core.paper import Entry
from readinglist.core.plan import plan_entries
from readinglist.core.repeats import Repeat, find_repeats
from tests.shelf import Shelf

LAWN = (
    "Mowing a large lawn takes a long summer afternoon. We let a herd of tiny robots share the work and show that"
    " they finish sooner when each robot listens to its neighbours only. Our herd needs no map of the garden, keeps"
    " clear of hedgehogs, and recharges in the shade."
)
PONDS = (
    "Fish ponds freeze over in winter. This work measures the thickness of ice with a floating sensor and predicts the"
    " first warm morning from three weeks of readings. A simple forecast beats the almanac in nine villages of ten."
)
TITLE = "Herds of Tiny Robots for Mowing Unknown Gardens"


def shelf_of(*papers: tuple[str, str]) -> Shelf:
    shelf = Shelf()
    for paper in papers:
        shelf.add(*paper)
    return shelf


def found_in(shelf: Shelf, size: int = 500) -> list[Repeat]:
    return list(find_repeats(shelf, batches(sorted(shelf.rows), size), lambda _: None))


def test_every_pair_that_may_be_one_is_found_once_the_older_first() -> None:
    shelf = shelf_of(
        (TITLE, LAWN),
        ("Ice on Village Ponds in Late Winter", PONDS),
        (TITLE.upper(), LAWN),
        (f"{TITLE}: Part 2", LAWN),
    )
    found = [(one.a, one.b, one.alike) for one in found_in(shelf)]
    assert found == [(1, 3, True), (1, 4, False), (3, 4, False)]
    assert all("Same title" in one.verdict.reason for one in found_in(shelf))


def test_a_library_without_repeats_gives_none() -> None:
    assert found_in(shelf_of()) == []
    assert found_in(shelf_of((TITLE, LAWN), ("Ice on Village Ponds in Late Winter", PONDS))) == []


def test_it_tells_how_many_it_looked_at_and_can_be_ended_between_two_hundreds() -> None:
    shelf = shelf_of(*((f"Garden number {number} of many", "") for number in range(450)))
    told: list[int] = []
    list(find_repeats(shelf, batches(sorted(shelf.rows), 220), told.append))
    assert sum(told) == 450
    assert told[0] == 0
    assert max(told) <= 100

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(find_repeats(shelf, batches(sorted(shelf.rows)), stop))


PAPERS = st.lists(
    st.tuples(
        st.sampled_from(
            [TITLE, TITLE.upper(), f"{TITLE}: A Field Study", f"{TITLE} 2", "Ice on Village Ponds", "Editorial"]
        ),
        st.sampled_from(["", LAWN, PONDS, LAWN[:150], f"{PONDS} {LAWN}"]),
    ),
    max_size=7,
)


@settings(max_examples=80)
@given(PAPERS, st.integers(1, 4), st.integers(1, 3))
def test_however_it_is_cut_the_same_pairs_are_found_with_the_verdicts_of_comparing_them(
    papers: list[tuple[str, str]], size: int, at_once: int
) -> None:
    shelf = shelf_of(*papers)
    whole = found_in(shelf)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looking, "_AT_ONCE", at_once)
        pieces = found_in(shelf, size)
    assert [(one.a, one.b, one.verdict.outcome) for one in pieces] == [
        (one.a, one.b, one.verdict.outcome) for one in whole
    ]
    assert len({(one.a, one.b) for one in whole}) == len(whole)
    for one in whole:
        verdict = compare(fingerprint(*papers[one.b - 1]), fingerprint(*papers[one.a - 1]))
        assert (one.verdict.outcome, one.verdict.reason) == (verdict.outcome, verdict.reason)
        assert verdict.outcome is not Outcome.DIFFERENT


@settings(max_examples=80)
@given(PAPERS)
def test_what_an_import_asks_about_or_merges_is_found_again(papers: list[tuple[str, str]]) -> None:
    shelf = Shelf()
    for number, paper in enumerate(papers, 1):
        ((planned,),) = plan_entries([[Entry(1, *paper)]], shelf)
        shelf.add(*paper)
        found = [one for one in found_in(shelf) if one.b == number]
        if planned.match:
            assert planned.match.target in {one.a for one in found}
        else:
            assert found == []
