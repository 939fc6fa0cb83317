"""One step of the history can be taken back or done again where nothing is in the way; what is, is named."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from readinglist.commands import details, duplicates, notes, queue, reading, searches, tags
from readinglist.commands.registry import make_registry
from readinglist.core.errors import NotFoundError, ReadingListError, UndoRefusedError
from readinglist.core.query_parser import parse
from readinglist.core.reading import Status
from readinglist.core.sentences import clock
from readinglist.store.journal import Step
from readinglist.store.library import Library
from tests.arguments import Chance
from tests.digests import PAPERS, bring_in, page
from tests.state import recomputed, state_of

SIEVES, KETTLES, CLOUDS = (title for title, _ in PAPERS[:3])
REGISTRY = make_registry()


@pytest.fixture
def five(library: Library) -> Library:
    bring_in(library, page())
    return library


def newest(library: Library) -> Step:
    return library.history(1)[0]


def time_of(step: Step) -> str:
    return clock(step.time, datetime.now(UTC))


def refused(library: Library, step: int, *, redo: bool = False) -> UndoRefusedError:
    """What is said where a step can't be turned; what the history says of it beforehand is the same."""
    said = library.verdict(step).refused
    with pytest.raises(UndoRefusedError) as error:
        (library.redo if redo else library.undo)(step)
    assert said is not None
    assert (str(said), said.by) == (str(error.value), error.value.by)
    return error.value


def test_an_old_step_is_undone_where_nothing_later_touches_what_it_changed(five: Library) -> None:
    queue.queue(five, ids=[1])
    step = newest(five).id
    tags.tag(five, ids=[1], add=["sand"])
    queue.queue(five, ids=[2])
    assert five.verdict(step).refused is None
    five.undo(step)
    assert five.record(1).reading.status is Status.INBOX
    assert five.record(1).tags == ("sand",)
    assert five.record(2).reading.status is Status.QUEUED


def test_what_is_in_the_way_is_named_with_its_time_and_the_papers(five: Library) -> None:
    queue.queue(five, ids=[1, 2, 3])
    step = newest(five).id
    reading.mark_read(five, ids=[2])
    way = newest(five)
    error = refused(five, step)
    assert error.what == f"“Queue 3 papers” can't be undone: “{way.label}” of {time_of(way)} changed “{KETTLES}” since."
    assert error.remedy == "Undo that step first."
    assert error.by == way.id
    five.undo(way.id)
    five.undo(step)
    assert five.totals()["inbox"] == 5


def test_several_papers_in_the_way_are_named_and_the_rest_counted(five: Library) -> None:
    queue.queue(five, ids=[1, 2, 3, 4, 5])
    step = newest(five).id
    reading.mark_read(five, ids=[1, 2, 3, 4, 5])
    assert f"changed “{SIEVES}”, “{KETTLES}” and 3 more since" in refused(five, step).what


def test_a_value_that_came_back_by_chance_is_no_leave_to_undo(five: Library) -> None:
    """Else the step in between, and the newest, could never be undone again."""
    reading.star(five, ids=[1])
    first = newest(five).id
    reading.unstar(five, ids=[1])
    reading.star(five, ids=[1])
    assert refused(five, first).by == newest(five).id
    five.undo()
    five.undo()
    five.undo(first)
    assert not five.record(1).reading.starred


def test_an_undone_step_of_long_ago_is_done_again(five: Library) -> None:
    queue.queue(five, ids=[1])
    step = newest(five).id
    five.undo()
    tags.tag(five, ids=[1], add=["sand"])
    five.redo(step)
    assert five.record(1).reading.status is Status.QUEUED
    assert five.verdict(step).step.standing


def test_doing_again_is_refused_where_something_was_done_to_the_paper_since(five: Library) -> None:
    queue.queue(five, ids=[1])
    step = newest(five).id
    five.undo()
    reading.dismiss(five, ids=[1])
    error = refused(five, step, redo=True)
    assert error.what.startswith("“Queue 1 paper” can't be done again: “Dismiss 1 paper” of ")
    assert error.by == newest(five).id


def test_doing_again_names_what_it_was_done_on_and_was_undone(five: Library) -> None:
    notes.write_note(five, paper=1, text="Wet sand.")
    below = newest(five).id
    notes.write_note(five, paper=1, text="Wet sand, dry sand.")
    step = newest(five).id
    five.undo()
    five.undo()
    error = refused(five, step, redo=True)
    assert error.by == below
    assert "was undone" in error.what
    five.redo(below)
    five.redo(step)
    assert five.record(1).note == "Wet sand, dry sand."


def test_a_step_that_stands_or_is_undone_already_is_not_turned_twice(five: Library) -> None:
    queue.queue(five, ids=[1])
    step = newest(five).id
    with pytest.raises(UndoRefusedError, match="stands already"):
        five.redo(step)
    five.undo(step)
    with pytest.raises(UndoRefusedError, match="is undone already"):
        five.undo(step)
    with pytest.raises(NotFoundError, match="no step 99"):
        five.undo(99)


def test_a_merge_that_a_later_one_rests_on_names_that(five: Library) -> None:
    duplicates.merge(five, ids=[2, 3])
    step = newest(five).id
    duplicates.merge(five, ids=[1, 2])
    error = refused(five, step)
    assert error.by == newest(five).id
    assert "“Merge 2 papers”" in error.what


def test_two_saved_searches_never_get_one_name_by_undo(five: Library) -> None:
    searches.save(five, name="Sand", query="sand")
    searches.remove(five, search=five.saved_search("sand").id)
    step = newest(five).id
    searches.save(five, name="sand", query="dune")
    way = newest(five).id
    error = refused(five, step)
    assert error.by == way
    assert "changed the saved search “sand” since" in error.what
    five.undo(way)
    five.undo(step)
    assert [one.name for one in five.saved_searches()] == ["Sand"]


def test_another_saved_search_is_in_nobodys_way(five: Library) -> None:
    searches.save(five, name="Sand", query="sand")
    step = newest(five).id
    searches.save(five, name="Sky", query="sky")
    five.undo(step)
    assert [one.name for one in five.saved_searches()] == ["Sky"]


def test_an_import_that_came_in_again_is_not_done_again(five: Library) -> None:
    step = newest(five).id
    five.undo()
    bring_in(five, page())
    error = refused(five, step, redo=True)
    assert error.by == newest(five).id
    assert "brought the digest “page-1.txt” in since" in error.what


def test_a_paper_that_may_have_come_anew_is_not_brought_back(five: Library) -> None:
    """The papers of an undone import are recognised no more, so another import brings them as new ones."""
    step = newest(five).id
    queue.queue(five, ids=[1])
    queued = newest(five).id
    five.undo()
    five.undo()
    bring_in(five, page(PAPERS[:2], "Mar 19"))
    for old in (step, queued):
        error = refused(five, old, redo=True)
        assert error.by == newest(five).id
    five.undo()
    five.redo(step)
    five.redo(queued)
    assert five.record(1).reading.status is Status.QUEUED


def test_details_and_tags_in_the_way_are_named(five: Library) -> None:
    details.edit_details(five, paper=1, title="Pebbles")
    step = newest(five).id
    details.edit_details(five, paper=1, title="Stones")
    assert "changed “Stones” since" in refused(five, step).what
    tags.tag(five, ids=[2], add=["sand"])
    tagged = newest(five).id
    tags.tag(five, ids=[2], remove=["sand"])
    assert f"changed “{KETTLES}” since" in refused(five, tagged).what


def test_what_would_stay_of_an_import_is_known_before_it_is_undone(five: Library) -> None:
    imported = newest(five).id
    queue.queue(five, ids=[1])
    notes.write_note(five, paper=2, text="Cork works.")
    bring_in(five, page(PAPERS[1:3], "Mar 19"))
    assert five.verdict(imported).stays == 1  # the other one with a word of the user's is shown by another digest
    changes = five.undo(imported)
    assert list(changes.kept) == [1]
    assert changes.turned == imported
    assert list(five.found(parse(f"step:{imported}"))) == [1]


def test_the_papers_of_a_step_are_found_by_its_number(five: Library) -> None:
    queue.queue(five, ids=[1, 3])
    step = newest(five).id
    assert sorted(five.found(parse(f"step:{step}"))) == [1, 3]
    assert sorted(five.found(parse(f"step:{step} kettles"))) == []
    duplicates.merge(five, ids=[1, 2])
    assert list(five.found(parse(f"step:{newest(five).id}"))) == [1]


def test_a_page_of_steps_follows_another_and_words_narrow_it(five: Library) -> None:
    for number in range(1, 6):
        reading.star(five, ids=[number])
        queue.queue(five, ids=[number])
    every = five.history(100)
    assert list(five.steps()) == every
    first = five.history(3)
    assert first + five.history(100, before=first[-1].id) == every
    assert {step.label for step in five.history(100, words=["QUEUE", "paper"])} == {"Queue 1 paper"}
    assert five.history(100, words=["100%"]) == []


def test_a_step_says_what_it_is_about(five: Library) -> None:
    imported = newest(five).id
    queue.queue(five, ids=[2, 3])
    queued = newest(five).id
    searches.save(five, name="Sand", query="sand")
    saved = newest(five).id
    about = five.about([imported, queued, saved])
    assert about[imported].papers == 5
    assert (about[queued].papers, about[queued].title) == (2, KETTLES)
    assert about[saved].papers == 0
    five.undo(saved)
    five.undo(queued)
    five.undo(imported)
    assert five.about([queued])[queued].title == KETTLES


WRITING = [one for one in REGISTRY if one.writes]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_called_undoable_is_undone_and_what_is_not_names_a_step_in_the_way(
    library: Library, tmp_path: Path, seed: int
) -> None:
    """A random walk of every command; now and then any step at all is turned, just as the history says of it."""
    random = Random(seed)
    chance = Chance(random, tmp_path)
    turned = refusals = 0
    for _ in range(150):
        if random.random() < 0.6 or not library.history(1):
            command = random.choice(WRITING)
            arguments = chance.arguments(command, library)
            if arguments is not None:
                with suppress(ReadingListError):  # it had nothing to do
                    command.run(library, **arguments)
            continue
        step = random.choice(library.history(30))
        if turn(library, step):
            turned += 1
        else:
            refusals += 1
    assert turned > 10
    assert refusals > 2
    state = state_of(library)
    assert {name: state[name] for name in recomputed(library)} == recomputed(library)
    while library.to_undo():
        library.undo()
    assert library.totals()["inbox"] == 0
    assert not library.digests()


def turn(library: Library, step: Step) -> bool:
    """Turn a step as its verdict says; whether it could be."""
    verdict = library.verdict(step.id)
    assert verdict.step == step
    go, back = (library.undo, library.redo) if step.standing else (library.redo, library.undo)
    before = state_of(library)
    if verdict.refused:
        error = refused(library, step.id, redo=not step.standing)
        assert error.by in {one.id for one in library.steps()} - {step.id}
        assert re.search(r"“.+” of .*\d:\d\d", error.what)
        if error.what.endswith(" since.") and "changed" in error.what:
            way = library.step(error.by or 0)
            assert way.standing
            assert way.id > step.id
        assert state_of(library) == before
        return False
    go(step.id)
    assert library.step(step.id).standing is not step.standing
    back(step.id)
    assert state_of(library) == before
    go(step.id)
    return True
