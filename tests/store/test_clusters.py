"""A paper of several members: what it shows, and that one member's id is as good as another's."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from readinglist.commands import details, notes, queue, reading, tags
from readinglist.core.query import Query
from readinglist.core.query_parser import parse
from readinglist.core.reading import Status
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.state import recomputed, state_of


def unite(library: Library, member: int, cluster: int) -> None:
    """Make a member part of another paper, as a merge will."""
    with library.transaction("Merge 2 papers"):
        library._connection.execute("UPDATE member SET cluster = ? WHERE id = ?", (cluster, member))


@pytest.fixture
def merged(library: Library) -> Library:
    """Papers 1 and 2 were worked on and then became one; 3 is on its own."""
    bring_in(library, page(PAPERS[:1], "Mar 11"), page(PAPERS[1:3], "Mar 12"))
    reading.dismiss(library, ids=[1])
    queue.queue(library, ids=[3, 2])
    reading.rate(library, ids=[1], rating=4)
    reading.star(library, ids=[2])
    notes.write_note(library, paper=1, text="Of one.")
    notes.write_note(library, paper=2, text="Of two.")
    tags.tag(library, ids=[1], add=["a", "c"])
    tags.tag(library, ids=[2], add=["b", "a"])
    unite(library, 2, 1)
    return library


def test_a_paper_shows_the_union_of_its_members(merged: Library) -> None:
    assert [row.id for row in merged.iterate(Query())] == [1, 3]
    (row,) = merged.rows([1])
    assert (row.reading.status, row.reading.starred, row.reading.rating) == (Status.QUEUED, True, 4)
    assert (row.tags, row.seen, row.day) == (("a", "b", "c"), 2, date(2025, 3, 12))
    record = merged.record(1)
    assert record.note == "Of one.\n\nOf two."
    longest = max(PAPERS[:2], key=lambda paper: len(paper[1]))
    assert (record.paper.title, record.paper.abstract) == longest
    assert [one.title for one in record.sightings] == [PAPERS[1][0], PAPERS[0][0]]
    assert [row.id for row in merged.iterate(parse("is:queued"))] == [3, 1]
    assert {name: state_of(merged)[name] for name in recomputed(merged)} == recomputed(merged)


def test_any_members_id_finds_the_paper(merged: Library) -> None:
    assert merged.record(2) == merged.record(1)
    assert merged.rows([2]) == merged.rows([1])
    assert merged.position(Query(), 2) == merged.position(Query(), 1)
    assert merged.digest_names([2]) == merged.digest_names([1])
    assert merged.paper_id("2") == 1
    reading.toggle_star(merged, ids=[2])
    assert not merged.rows([1])[0].reading.starred


def test_a_verdict_is_written_on_every_member(merged: Library) -> None:
    reading.mark_read(merged, ids=[2])
    unite(merged, 2, 2)
    assert {row.id: row.reading.status for row in merged.rows([1, 2])} == {1: Status.READ, 2: Status.READ}
    assert [row.reading.place for row in merged.rows([1, 2])] == [None, None]


def test_taking_a_merge_back_leaves_each_what_was_written_on_it(library: Library) -> None:
    bring_in(library, page(PAPERS[:3]))
    notes.write_note(library, paper=2, text="Of two.")
    before = state_of(library)
    unite(library, 2, 1)
    after = state_of(library)
    assert [row.id for row in library.iterate(Query())] == [1, 3]
    library.undo()
    assert state_of(library) == before
    library.redo()
    assert state_of(library) == after


def test_a_read_paper_of_a_queued_member_has_no_place_in_the_queue(merged: Library) -> None:
    unite(merged, 2, 2)
    reading.mark_read(merged, ids=[1])
    unite(merged, 2, 1)
    assert merged.rows([1])[0].reading.place is None
    assert [row.id for row in merged.iterate(parse("is:queued"))] == [3]


def test_a_member_of_an_undone_import_stays_dead_whatever_its_paper_gets(library: Library) -> None:
    bring_in(library, page(PAPERS[:1], "Mar 11"))
    bring_in(library, page(PAPERS[1:2], "Mar 12"))
    second = library.to_undo()
    unite(library, 2, 1)
    assert second is not None
    library.undo(second.id)
    queue.queue(library, ids=[1])
    assert {name: state_of(library)[name] for name in recomputed(library)} == recomputed(library)
    assert bring_in(library, page(PAPERS[1:2], "Mar 12")).plan.count("new") == 1


def test_a_question_is_closed_when_one_of_its_papers_is_gone(library: Library) -> None:
    doubtful = (PAPERS[0][0], "Another text altogether. " * 3 + " ".join(PAPERS[1][1].split()[::-1]))
    bring_in(library, page([PAPERS[0]], "Mar 11"))
    first = library.to_undo()
    bring_in(library, page([doubtful], "Mar 12"))
    assert library.totals()["check"] == 2
    assert first is not None
    library.undo(first.id)
    assert [row.to_check for row in library.iterate(Query())] == [False]
    assert library.totals()["check"] == 0
    unite_all = [row.id for row in library.iterate(Query())]
    assert unite_all == [2]


def test_when_a_paper_was_read_is_kept_until_another_verdict(merged: Library) -> None:
    assert merged.record(3).finished is None
    before = state_of(merged)
    reading.mark_read(merged, ids=[3])
    finished = merged.record(3).finished
    assert finished is not None
    assert merged.record(3).added <= finished <= datetime.now(UTC)
    reading.rate(merged, ids=[3], rating=2)
    reading.mark_read(merged, ids=[3])
    assert merged.record(3).finished == finished
    for other in (reading.dismiss, reading.back_to_inbox, queue.queue):
        other(merged, ids=[3])
        assert merged.record(3).finished is None
        merged.undo()
        assert merged.record(3).finished == finished
    merged.undo()
    merged.undo()
    assert state_of(merged) == before
    merged.redo()
    assert merged.record(3).finished == finished


def test_a_merged_paper_was_read_when_its_first_member_was(library: Library) -> None:
    bring_in(library, page(PAPERS[:3]))
    for paper, moment in ((2, "2025-03-18T10:00:00+00:00"), (1, "2025-03-19T10:00:00+00:00")):
        with library.transaction("Mark as read") as tx:
            tx._now = moment
            tx.set_status([paper], Status.READ)
    unite(library, 2, 1)
    assert library.record(1).finished == datetime(2025, 3, 18, 10, tzinfo=UTC)
    with library.transaction("Queue") as tx:
        library._connection.execute("UPDATE reading SET status = 0, finished = NULL WHERE id = 2")
    assert library.record(1).finished == datetime(2025, 3, 19, 10, tzinfo=UTC)


def test_authors_and_year_of_a_merged_paper_are_those_that_its_record_says(library: Library) -> None:
    bring_in(library, page(PAPERS[:3]))
    details.edit_details(library, paper=3, authors="Ada Example; Bo Sample", year="2021")
    details.edit_details(library, paper=2, authors="Cy Specimen")
    unite(library, 2, 1)
    unite(library, 3, 1)
    derived = library._connection.execute("SELECT authors, year, added FROM cluster WHERE id = 1").fetchone()
    record = library.record(1)
    assert derived == ("\n".join(record.paper.authors), record.paper.year, record.added.isoformat())
    assert derived[:2] == ("Cy Specimen", 2021)
    assert {name: state_of(library)[name] for name in recomputed(library)} == recomputed(library)
