"""Planning an import: entries meet the library and each other, together as one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.core import candidates as choosing
from readinglist.core import plan as planning
from readinglist.core.match_keys import CROWD
from readinglist.core.paper import Entry
from readinglist.core.plan import EntryRef, PlannedEntry, plan_entries
from readinglist.formats.digests import Context, read_digest
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


def entry(title: str, abstract: str = LAWN) -> Entry:
    return Entry(1, title, abstract)


def verdicts(files: Iterable[Iterable[PlannedEntry]]) -> list[list[str]]:
    return [[planned.verdict for planned in file] for file in files]


def test_entries_meet_each_other_within_a_file_and_across_files() -> None:
    files = [
        [entry(TITLE), entry("Ice on Village Ponds in Late Winter", PONDS), entry(TITLE.upper())],
        [entry(f"{TITLE}: A Field Study in Autumn"), entry(f"{TITLE} 2")],
    ]
    planned = plan_entries(files, Shelf())
    assert verdicts(planned) == [["new", "new", "same"], ["same", "ask"]]
    assert [found.match and found.match.target for file in planned for found in file] == [
        None,
        None,
        EntryRef(0, 0),
        EntryRef(0, 0),
        EntryRef(0, 0),
    ]


def test_an_entry_that_is_known_adds_no_keys_and_one_that_is_asked_does() -> None:
    shelf = Shelf()
    shelf.apply(plan_entries([[entry(TITLE)]], shelf))
    same, ask, again = plan_entries([[entry(TITLE), entry(f"{TITLE} 2"), entry(f"{TITLE} 2")]], shelf)[0]
    assert (same.verdict, same.keys) == ("same", ())
    assert same.match
    assert same.match.target == 1
    assert ask.verdict == "ask"
    assert ask.keys
    assert again.match
    assert (again.verdict, again.match.target) == ("same", EntryRef(0, 1))


def test_same_comes_before_ask_and_an_equal_title_before_others() -> None:
    shelf = Shelf()
    for title in (f"{TITLE} 2", f"{TITLE}: A Field Study in Autumn", TITLE):
        shelf.apply([[PlannedEntry(entry(title), "new", None, plan_entries([[entry(title)]], Shelf())[0][0].keys)]])
    ((found,),) = plan_entries([[entry(TITLE, LAWN.replace("large", "big"))]], shelf)
    assert found.match
    assert (found.verdict, found.match.target) == ("same", 3)


def test_of_two_equal_papers_the_older_is_the_match() -> None:
    shelf = Shelf()
    keys = plan_entries([[entry(TITLE)]], shelf)[0][0].keys
    shelf.apply([[PlannedEntry(entry(TITLE), "new", None, keys)] * 2])
    ((found,),) = plan_entries([[entry(TITLE)]], shelf)
    assert found.match
    assert found.match.target == 1


def test_what_the_user_called_another_paper_comes_in_without_a_question() -> None:
    shelf = Shelf()
    shelf.apply(plan_entries([[entry(TITLE)], [entry(f"{TITLE} 2")]], shelf))
    shelf.apart = {1: [2], 2: [1]}
    shelf.forget(2)
    assert verdicts(plan_entries([[entry(f"{TITLE} 2")]], shelf)) == [["new"]]
    assert verdicts(plan_entries([[entry(f"{TITLE} 3")]], shelf)) == [["ask"]]


def test_what_was_called_different_is_so_still_when_both_come_in_again() -> None:
    shelf = Shelf()
    both = [entry(TITLE), entry(f"{TITLE} 2")]
    shelf.apply(plan_entries([both], shelf))
    shelf.apart = {1: [2], 2: [1]}
    shelf.forget(1)
    shelf.forget(2)
    assert verdicts(plan_entries([both, [entry(f"{TITLE} 3")]], shelf)) == [["new", "new"], ["ask"]]
    assert verdicts(plan_entries([both, both], shelf)) == [["new", "new"], ["same", "same"]]


def test_two_papers_that_read_alike_and_are_held_apart_are_both_found_again() -> None:
    shelf = Shelf()
    keys = plan_entries([[entry(TITLE)]], shelf)[0][0].keys
    revised = entry(TITLE, LAWN.replace("large", "big"))
    shelf.apply([[PlannedEntry(one, "new", None, keys) for one in (entry(TITLE), revised)]])
    shelf.apart = {1: [2], 2: [1]}
    ((first, second),) = plan_entries([[entry(TITLE), revised]], shelf)
    assert (first.verdict, second.verdict) == ("same", "same")
    assert first.match
    assert second.match
    assert (first.match.target, second.match.target) == (1, 2)


def test_an_editorial_seen_again_is_found_in_a_crowd_of_editorials() -> None:
    shelf = Shelf()
    crowd = [
        entry("Editorial", f"{PONDS} {' '.join(f'word{number}x{at}' for at in range(40))}")
        for number in range(CROWD * 2)
    ]
    shelf.apply([[PlannedEntry(one, "new", None, plan_entries([[one]], Shelf())[0][0].keys) for one in crowd]])
    ((found,),) = plan_entries([[crowd[-1]]], shelf)
    assert found.match
    assert (found.verdict, found.match.target) == ("ask", CROWD * 2)


def test_nothing_planned_is_nothing() -> None:
    assert plan_entries([], Shelf()) == ()
    assert plan_entries([[], []], Shelf()) == ((), ())


def test_the_library_is_looked_up_in_one_pass_and_in_several_for_a_long_run(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [[entry(f"Garden number {number} of many", "") for number in range(7)]]
    shelf = Shelf()
    whole = plan_entries(files, shelf)
    assert shelf.passes == 1
    monkeypatch.setattr(planning, "LOOKED_UP", 2)
    monkeypatch.setattr(planning, "_FETCHED", 1)
    assert plan_entries(files, shelf) == whole
    assert shelf.passes > 2


TITLES = st.sampled_from(
    [
        TITLE,
        TITLE.upper(),
        f"{TITLE}: A Field Study",
        f"{TITLE} 2",
        f"{TITLE} 3",
        f"Comment on {TITLE}",
        "Herds of Tiny Rbots for Mowing Gardens",
        "Ice on Village Ponds",
        "Ice on Ponds of a Village",
        "Editorial",
        "深度学习草坪机器人研究",
        "",
    ]
)
ENTRIES = st.builds(entry, TITLES, st.sampled_from(["", LAWN, PONDS, LAWN[:150], PONDS + " " + LAWN]))


@pytest.fixture(params=[CROWD, 2], ids=["usual", "crowded"])
def crowd(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many papers may hold a key; two, so that keys are passed over in small examples too."""
    number = int(request.param)
    monkeypatch.setattr(choosing, "CROWD", number)
    return number


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(st.lists(ENTRIES, max_size=6), max_size=4), held=st.lists(ENTRIES, max_size=5))
def test_files_planned_together_get_the_verdicts_of_files_imported_one_by_one(
    crowd: int, files: list[list[Entry]], held: list[Entry]
) -> None:
    together, singly = Shelf(crowd), Shelf(crowd)
    for shelf in (together, singly):
        shelf.apply(plan_entries([held], shelf))
    planned = plan_entries(files, together)
    members = together.apply(planned)
    for at, file in enumerate(files):
        alone = plan_entries([file], singly)
        applied = singly.apply(alone)
        for one, other in zip(planned[at], alone[0], strict=True):
            assert (one.verdict, one.keys) == (other.verdict, other.keys)
            assert (one.match is None) == (other.match is None)
            if one.match and other.match:
                assert (one.match.score, one.match.reason) == (other.match.score, other.match.reason)
                target, twin = one.match.target, other.match.target
                assert (members[target] if isinstance(target, EntryRef) else target) == (
                    applied[twin] if isinstance(twin, EntryRef) else twin
                )
    assert together.rows == singly.rows


def test_the_five_real_digests_hold_512_papers_23_of_them_seen_twice(real_digests: Path) -> None:
    files = []
    for path in sorted(real_digests.glob("*.txt")):
        with path.open("rb") as source:
            files.append(read_digest(source, path.name, Context(captured=date(2025, 4, 1))).entries)
    shelf = Shelf()
    planned = plan_entries(files, shelf)
    assert Counter(found.verdict for file in planned for found in file) == {"new": 512, "same": 23}
    shelf.apply(planned)
    assert {found.verdict for file in plan_entries(files, shelf) for found in file} == {"same"}
