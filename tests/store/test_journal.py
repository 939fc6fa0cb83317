"""The field log: what it holds, how little it takes, and when undo refuses."""

from __future__ import annotations

import time

import pytest

from readinglist.commands import notes, queue, reading
from readinglist.core.errors import NotFoundError, UndoRefusedError
from readinglist.core.reading import Status
from readinglist.store.library import Library
from readinglist.store.transaction import Transaction
from tests.digests import PAPERS, bring_in, page


@pytest.fixture
def five(library: Library) -> Library:
    bring_in(library, page(PAPERS))
    return library


def logged(library: Library, table: str) -> list[tuple[object, ...]]:
    return library._connection.execute(
        "SELECT row, field, before, after FROM log_change WHERE tbl = ? ORDER BY id", (table,)
    ).fetchall()


def test_only_what_changed_is_logged(five: Library) -> None:
    queue.queue(five, ids=[2, 3])
    reading.rate(five, ids=[2], rating=5)
    assert logged(five, "reading") == [
        (2, "status", 0, 3),
        (2, "place", None, 1.0),
        (3, "status", 0, 3),
        (3, "place", None, 2.0),
        (2, "rating", 0, 5),
    ]


def test_a_field_that_a_step_changes_twice_goes_back_to_where_it_was(five: Library) -> None:
    with five.transaction("Dither") as tx:
        tx.set_status([1], Status.QUEUED)
        tx.set_status([1], Status.READ)
        tx.set_note(1, "first")
        tx.set_note(1, "then another")
    five.undo()
    record = five.record(1)
    assert (record.reading.status, record.reading.place, record.note) == (Status.INBOX, None, "")
    five.redo()
    record = five.record(1)
    assert (record.reading.status, record.reading.place, record.note) == (Status.READ, None, "then another")


def test_undo_is_refused_where_a_value_has_changed_since(five: Library) -> None:
    queue.queue(five, ids=[2])
    five._connection.execute("BEGIN IMMEDIATE")
    five._connection.execute("INSERT INTO log_current SELECT max(id) FROM log_group")
    five._connection.execute("UPDATE reading SET status = 1 WHERE id = 2")
    five._connection.execute("DELETE FROM log_change WHERE id = (SELECT max(id) FROM log_change)")
    five._connection.execute("DELETE FROM log_current")
    five._connection.execute("COMMIT")
    with pytest.raises(UndoRefusedError, match=r"“Queue 1 paper” can't be undone: .* changed since"):
        five.undo()
    assert not five._connection.in_transaction
    assert five.to_undo() is not None


def test_a_note_is_logged_as_the_difference_it_makes(five: Library) -> None:
    text = "All about sieves. " * 500
    notes.write_note(five, paper=1, text=text)
    for number in range(50):
        notes.write_note(five, paper=1, text=f"{text}{'x' * number}")
    size = five._connection.execute("SELECT sum(length(before) + length(after)) FROM log_change").fetchone()[0]
    assert size < 1.5 * len(text)
    for _ in range(50):
        five.undo()
    assert five.record(1).note == ""


def test_an_old_note_is_undone_only_where_the_text_is_still_what_it_made(five: Library) -> None:
    notes.write_note(five, paper=1, text="aaaa bbbb")
    notes.write_note(five, paper=1, text="XX aaaa bbbb")
    step = five.to_undo()
    notes.write_note(five, paper=1, text="XX aaaa XX bbbb")
    assert step is not None
    with pytest.raises(UndoRefusedError, match=r"changed “Sorting Pebbles .*” since"):
        five.undo(step.id)
    assert five.record(1).note == "XX aaaa XX bbbb"
    five.undo()
    five.undo(step.id)
    assert five.record(1).note == "aaaa bbbb"


def test_time_never_runs_backwards(five: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    for number in (1, 2, 3):
        queue.queue(five, ids=[number])
    times = [step.time for step in five.history(10)]
    assert times == sorted(times, reverse=True)
    assert len(set(times)) == len(times)


def _half(tx: Transaction) -> None:
    tx.set_tags([1], add=["half"])
    tx.set_starred([1, 99], starred=True)


def test_a_step_that_fails_half_way_leaves_nothing(five: Library) -> None:
    before = five.history(10)
    with pytest.raises(NotFoundError), five.transaction("Half") as tx:
        _half(tx)
    assert five.history(10) == before
    assert five.record(1).tags == ()
    assert logged(five, "tagging") == []


def test_the_counts_are_kept_in_every_step(five: Library) -> None:
    reading.mark_read(five, ids=[1, 2])
    reading.star(five, ids=[2, 3])
    assert five.totals() == {
        "inbox": 3, "dismissed": 0, "later": 0, "queued": 0, "read": 2, "starred": 2, "check": 0, "questions": 0,
    }  # fmt: skip
    five.undo()
    five.undo()
    assert five.totals()["inbox"] == 5
