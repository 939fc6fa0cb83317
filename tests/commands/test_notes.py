"""Notes as they are typed: a stretch is one step, and what two wrote is kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.commands.notes import write_note
from readinglist.commands.queue import queue
from readinglist.core.errors import ReadingListError
from readinglist.core.reading import LONGEST_NOTE, Status
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.state import recomputed, state_of


@pytest.fixture
def five(library: Library) -> Library:
    bring_in(library, page(PAPERS))
    return library


def test_a_note_knows_the_paper_it_was_typed_on(five: Library) -> None:
    write_note(five, paper=1, text="Of one.")
    write_note(five, paper=2, text="Of two.")
    with five.transaction("Merge 2 papers"):
        five._connection.execute("UPDATE member SET cluster = 1 WHERE id = 2")
    assert [(note.paper, note.text) for note in five.record(1).notes] == [(1, "Of one."), (2, "Of two.")]


def test_a_note_that_nobody_else_changed_is_replaced(five: Library) -> None:
    write_note(five, paper=1, text="Sand.", base="")
    write_note(five, paper=1, text="Wet sand.", base="Sand.\n")
    assert five.record(1).note == "Wet sand."


@pytest.mark.parametrize(
    ("theirs", "ours", "kept"),
    [
        ("Theirs.", "Ours.", "Theirs.\n\nOurs."),
        ("Same.", "Same.", "Same."),
        ("", "Ours.", "Ours."),
        ("Theirs.", "", "Theirs."),
        ("", "", ""),
    ],
)
def test_a_note_written_in_two_places_keeps_both(five: Library, theirs: str, ours: str, kept: str) -> None:
    write_note(five, paper=1, text="Seen by both.")
    write_note(five, paper=1, text=theirs)
    before = state_of(five)
    changes = write_note(five, paper=1, text=ours, base="Seen by both.")
    assert five.record(1).note == kept
    if changes:
        five.undo()
    assert state_of(five) == before


def test_who_writes_on_before_seeing_that_both_were_kept_replaces_the_own_part_alone(five: Library) -> None:
    write_note(five, paper=1, text="Theirs.")
    write_note(five, paper=1, text="Our", base="")
    write_note(five, paper=1, text="Ours.", base="Our")
    assert five.record(1).note == "Theirs.\n\nOurs."
    write_note(five, paper=1, text="", base="Ours.")
    assert five.record(1).note == "Theirs."


def test_a_note_gives_no_orders_to_a_terminal(five: Library) -> None:
    write_note(five, paper=1, text="\x1b[31mWet\x9b31m\x85\tsand\r\nand\x7f sea\x00")
    assert five.record(1).note == "[31mWet31m\tsand\nand sea"


def test_a_stretch_of_typing_is_one_step(five: Library) -> None:
    first = write_note(five, paper=1, text="W")
    assert first.group is not None
    for text in ("We", "Wet", "Wet sand"):
        changes = write_note(five, paper=1, text=text, joins=first.group)
        assert (changes.group, list(changes.updated)) == (first.group, [1])
    assert [step.label for step in five.history(5)][:1] == ["Write a note"]
    assert len(five.history(5)) == 2
    five.undo()
    assert five.record(1).note == ""
    five.redo()
    assert five.record(1).note == "Wet sand"


def test_nothing_new_in_a_stretch_is_no_change_and_leaves_the_step(five: Library) -> None:
    first = write_note(five, paper=1, text="Wet")
    assert not write_note(five, paper=1, text="Wet", joins=first.group)
    five.undo()
    assert five.record(1).note == ""


def test_a_stretch_is_called_by_how_it_ends(five: Library) -> None:
    write_note(five, paper=1, text="Wet sand")
    group = write_note(five, paper=1, text="Wet").group
    write_note(five, paper=1, text="", joins=group)
    assert [step.label for step in five.history(5)][:2] == ["Remove a note", "Write a note"]


def test_a_step_is_called_by_what_the_note_is_afterwards(five: Library) -> None:
    write_note(five, paper=1, text="Theirs.")
    write_note(five, paper=1, text="Mine.", base="")
    assert five.record(1).note == "Theirs.\n\nMine."
    changes = write_note(five, paper=1, text="", base="Mine.")
    assert (five.record(1).note, changes.label) == ("Theirs.", "Write a note")
    assert write_note(five, paper=1, text="", base="Theirs.").label == "Remove a note"
    assert [step.label for step in five.history(2)] == ["Remove a note", "Write a note"]


def test_a_stretch_that_ends_as_it_began_is_no_step(five: Library) -> None:
    queue(five, ids=[3])
    five.undo()
    before, steps = state_of(five), five.history(9)
    first = write_note(five, paper=1, text="W", base="")
    assert five.rows([1])[0].noted
    changes = write_note(five, paper=1, text="", base="W", joins=first.group)
    assert changes, "lists have to follow all the same"
    assert (changes.group, list(changes.updated)) == (None, [1])
    assert state_of(five) == before
    assert five.history(9) == steps
    kinds = five._connection.execute("SELECT kind FROM log_group ORDER BY id").fetchall()
    assert kinds[-1] == ("void",), "the log only grows, and nobody is shown what came to nothing"
    assert five.redo().label == "Queue 1 paper", "nothing new was done"


def test_a_note_goes_on_after_a_stretch_that_ended_as_it_began(five: Library) -> None:
    write_note(five, paper=1, text="Wet")
    first = write_note(five, paper=1, text="Wet s")
    second = write_note(five, paper=1, text="Wet", joins=first.group)
    queue(five, ids=[2])
    write_note(five, paper=1, text="Wet sand", joins=second.group)
    assert [step.label for step in five.history(3)] == ["Write a note", "Queue 1 paper", "Write a note"]
    five.undo()
    assert (five.record(1).note, five.record(2).reading.status) == ("Wet", Status.QUEUED)


def test_typing_joins_no_step_but_that_of_its_own_note(five: Library) -> None:
    verdict = queue(five, ids=[1])
    assert write_note(five, paper=1, text="Wet", joins=verdict.group).group != verdict.group
    other = write_note(five, paper=2, text="Dry")
    assert write_note(five, paper=1, text="Wet sand", joins=other.group).group != other.group
    with five.transaction("Work") as tx:
        tx.set_note(1, "Wet sand!")
        tx.set_starred([1], starred=True)
    assert write_note(five, paper=1, text="Wet sand", joins=tx.changes.group).group != tx.changes.group
    five.undo()
    assert five.record(1).reading.starred
    assert five.record(1).note == "Wet sand!"


def test_a_step_in_between_ends_a_stretch(five: Library) -> None:
    first = write_note(five, paper=1, text="Wet")
    queue(five, ids=[2])
    second = write_note(five, paper=1, text="Wet sand", joins=first.group)
    assert second.group != first.group
    five.undo()
    assert five.record(1).note == "Wet"


def test_undo_ends_a_stretch_and_so_does_redo(five: Library) -> None:
    first = write_note(five, paper=1, text="Wet")
    five.undo()
    second = write_note(five, paper=1, text="Dry", joins=first.group)
    assert second.group != first.group
    five.undo()
    five.redo()
    third = write_note(five, paper=1, text="Dry sand", joins=second.group)
    assert third.group != second.group
    five.undo()
    assert five.record(1).note == "Dry"


def test_what_an_undo_or_redo_wrote_is_no_step_to_be_joined(five: Library) -> None:
    write_note(five, paper=1, text="Wet")
    undone = five.undo()
    assert write_note(five, paper=1, text="Dry", joins=undone.group).group != undone.group
    five.undo()
    redone = five.redo()
    assert write_note(five, paper=1, text="Dry sand", joins=redone.group).group != redone.group


def test_a_step_that_does_not_exist_is_not_joined(five: Library) -> None:
    assert write_note(five, paper=1, text="Wet", joins=77).group == 2


TEXTS = st.lists(st.text("ab\n🌊é", max_size=10), min_size=1, max_size=12)


@settings(max_examples=40)
@given(before=st.text("ab\n🌊", max_size=8), texts=TEXTS)
def test_any_stretch_is_taken_back_and_brought_again_as_a_whole(before: str, texts: list[str]) -> None:
    with Library.open(None) as library:
        bring_in(library, page(PAPERS[:2]))
        write_note(library, paper=1, text=before)
        start, group, on_disk = state_of(library), None, library.record(1).note
        before_it = library.to_undo()
        for text in texts:
            changes = write_note(library, paper=1, text=text, base=on_disk, joins=group)
            group, on_disk = changes.group if changes else group, library.record(1).note
        end = state_of(library)
        assert len(library.history(9)) <= 3
        if library.to_undo() == before_it:
            assert end == start
            return
        library.undo()
        assert state_of(library) == start
        library.redo()
        assert state_of(library) == end
        assert library.record(1).note == on_disk
        assert {name: end[name] for name in recomputed(library)} == recomputed(library)


def test_a_note_without_end_is_refused_and_the_one_before_stays(five: Library) -> None:
    write_note(five, paper=1, text="Of one.")
    with pytest.raises(ReadingListError, match="has 1,000,001 characters") as refused:
        write_note(five, paper=1, text="a" * (LONGEST_NOTE + 1))
    assert "not saved" in refused.value.remedy
    assert five.record(1).note == "Of one."
    assert write_note(five, paper=1, text="a" * LONGEST_NOTE)
