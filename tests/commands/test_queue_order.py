"""The order of the queue is the user's: whatever is moved where, it is what the same moves make of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.commands import duplicates, queue, reading
from readinglist.core.changes import Changes
from readinglist.core.errors import NotFoundError, ReadingListError
from readinglist.core.paper import DigestReport, Entry
from readinglist.core.query_parser import parse
from readinglist.store.library import Library
from readinglist.store.transaction import NewDigest, NewMember

PAPERS = 12
QUEUED = list(range(1, 10))  # the other papers are in the inbox


def in_queue(library: Library) -> list[int]:
    return [row.id for row in library.iterate(parse("is:queued"))]


def fill(library: Library, papers: int) -> list[int]:
    """A queue of so many papers."""
    day, found = date(2025, 3, 18), list(range(1, papers + 1))
    entries = {paper: Entry(paper, f"Paper {paper} on Pebbles", "Words.") for paper in found}
    with library.transaction("Import a digest") as tx:
        digest = tx.add_digest(NewDigest("hash", "page.txt", "text", day, day, papers, DigestReport(papers, 0, 0)))
        tx.add_members(NewMember(paper, entry, ()) for paper, entry in entries.items())
        tx.add_sightings(digest, day, entries.items())
    queue.queue(library, ids=found)
    return found


@pytest.fixture
def five(library: Library) -> Library:
    """A queue of the papers 1 to 5."""
    fill(library, 5)
    return library


def moved(papers: Sequence[int], ids: Sequence[int], before: int | None) -> list[int]:
    """What moving papers before another makes of a list."""
    chosen = [paper for paper in papers if paper in ids]
    if before in chosen:
        before = next((paper for paper in papers[papers.index(before) :] if paper not in chosen), None)
    rest = [paper for paper in papers if paper not in chosen]
    at = len(rest) if before is None else rest.index(before)
    return [*rest[:at], *chosen, *rest[at:]]


def shifted(papers: Sequence[int], ids: Sequence[int], by: int) -> list[int]:
    """What moving papers up or down together makes of a list."""
    rows = [row for row, paper in enumerate(papers) if paper in ids]
    if by < 0:
        return moved(papers, ids, papers[max(rows[0] + by, 0)]) if rows[0] else list(papers)
    if rows[-1] == len(papers) - 1:
        return list(papers)
    below = papers[rows[-1] + 1 :]
    return moved(papers, ids, below[by] if by < len(below) else None)


@pytest.mark.parametrize(
    ("move", "ids", "becomes"),
    [
        (queue.queue_up, [3], [1, 3, 2, 4, 5]),
        (queue.queue_up, [4, 3], [1, 3, 4, 2, 5]),
        (queue.queue_up, [2, 5], [2, 5, 1, 3, 4]),  # they come to stand together
        (queue.queue_down, [3], [1, 2, 4, 3, 5]),
        (queue.queue_down, [2, 3], [1, 4, 2, 3, 5]),
        (queue.queue_down, [4], [1, 2, 3, 5, 4]),
        (queue.queue_top, [5, 3], [3, 5, 1, 2, 4]),
        (queue.queue_top, [1, 4], [1, 4, 2, 3, 5]),
        (queue.queue_end, [1, 2], [3, 4, 5, 1, 2]),
    ],
)
def test_papers_move_together_and_keep_their_order(
    move: Callable[..., Changes], ids: list[int], becomes: list[int], five: Library
) -> None:
    changes = move(five, ids=ids)
    assert changes
    assert in_queue(five) == becomes
    five.undo()
    assert in_queue(five) == [1, 2, 3, 4, 5]
    five.redo()
    assert in_queue(five) == becomes


@pytest.mark.parametrize(
    ("move", "ids"),
    [
        (queue.queue_up, [1]), (queue.queue_up, [2, 1]), (queue.queue_top, [1, 2]), (queue.queue_down, [5]),
        (queue.queue_down, [4, 5]), (queue.queue_end, [5]), (queue.queue_up, [1, 2, 3, 4, 5]),
        (queue.queue_top, [1, 2, 3, 4, 5]), (queue.queue_end, [1, 2, 3, 4, 5]),
    ],
)  # fmt: skip
def test_what_can_move_no_further_is_no_step(move: Callable[..., Changes], ids: list[int], five: Library) -> None:
    steps = len(five.history(10))
    assert not move(five, ids=ids)
    assert len(five.history(10)) == steps


def test_papers_go_before_another_or_to_the_end(five: Library) -> None:
    queue.move(five, ids=[5, 4], before=2)
    assert in_queue(five) == [1, 4, 5, 2, 3]
    queue.move(five, ids=[1], before=None)
    assert in_queue(five) == [4, 5, 2, 3, 1]
    queue.move(five, ids=[5, 3], before=5)
    assert in_queue(five) == [4, 5, 3, 2, 1]
    assert not queue.move(five, ids=[5, 3], before=3)


def test_only_the_place_of_what_moves_is_written(five: Library) -> None:
    changes = queue.queue_up(five, ids=[4])
    assert list(changes.updated) == [4]
    logged = five._connection.execute("SELECT tbl, row, field FROM log_change WHERE grp = ?", (changes.group,))
    assert logged.fetchall() == [("reading", 4, "place")]


def test_what_is_not_in_the_queue_is_left_out_and_alone_has_no_order(five: Library) -> None:
    reading.dismiss(five, ids=[2])
    queue.queue_top(five, ids=[2, 4])
    assert in_queue(five) == [4, 1, 3, 5]
    with pytest.raises(ReadingListError, match="Queue them first"):
        queue.queue_up(five, ids=[2])
    with pytest.raises(ReadingListError, match="Queue them first"):
        queue.move(five, ids=[1], before=2)
    with pytest.raises(NotFoundError, match="no paper 77"):
        queue.queue_up(five, ids=[1, 77])
    assert in_queue(five) == [4, 1, 3, 5]


def test_what_is_queued_later_comes_behind_what_was_moved_to_the_end(five: Library) -> None:
    reading.dismiss(five, ids=[3])
    queue.queue_end(five, ids=[1])
    queue.queue(five, ids=[3])
    assert in_queue(five) == [2, 4, 5, 1, 3]


def test_a_merged_paper_moves_as_one_and_its_parts_stand_beside_each_other(five: Library) -> None:
    duplicates.merge(five, ids=[2, 4])
    queue.queue_end(five, ids=[4])
    assert in_queue(five) == [1, 3, 5, 2]
    queue.queue_up(five, ids=[2])
    assert in_queue(five) == [1, 3, 2, 5]
    duplicates.split(five, paper=2)
    assert in_queue(five) == [1, 3, 2, 4, 5]


def test_thousands_of_moves_into_one_gap_find_room(library: Library) -> None:
    papers = fill(library, 60)
    chance, expected, widest = Random(3), list(papers), 0
    for turn in range(2_000):
        paper = chance.choice(papers[:20] + papers[22:])
        expected = moved(expected, [paper], papers[21])
        widest = max(widest, len(queue.move(library, ids=[paper], before=papers[21]).updated))
        if turn % 40 == 0:
            assert in_queue(library) == expected
    assert in_queue(library) == expected
    assert widest > 1  # room had to be made


def test_making_room_is_part_of_the_step(library: Library) -> None:
    papers = fill(library, 60)
    changes = Changes("")
    for turn in range(200):
        before = in_queue(library)
        changes = queue.move(library, ids=[papers[turn % 20]], before=papers[30])
        if len(changes.updated) > 1:
            break
    assert len(changes.updated) > 1
    library.undo()
    assert in_queue(library) == before
    library.redo()
    assert in_queue(library) == moved(before, [papers[turn % 20]], papers[30])


def test_a_move_in_a_long_queue_writes_no_more_than_what_moves(library: Library) -> None:
    papers = fill(library, 400)
    assert len(queue.queue_top(library, ids=papers[300:303]).updated) == 3
    assert len(queue.queue_end(library, ids=papers[7:8]).updated) == 1
    assert len(queue.move(library, ids=papers[50:60], before=papers[200]).updated) == 10


PLACES = st.integers(1, 4)
IDS = st.lists(st.integers(1, PAPERS), min_size=1, max_size=4, unique=True)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("up"), IDS, PLACES), st.tuples(st.just("down"), IDS, PLACES),
        st.tuples(st.just("top"), IDS, st.none()), st.tuples(st.just("end"), IDS, st.none()),
        st.tuples(st.just("before"), IDS, st.one_of(st.none(), st.integers(1, PAPERS))),
        st.tuples(st.just("undo"), st.just([]), st.none()),
    ),
    max_size=30,
)  # fmt: skip


def do(library: Library, what: str, ids: list[int], where: int | None) -> Changes:
    if what in ("up", "down"):
        return {"up": queue.queue_up, "down": queue.queue_down}[what](library, ids=ids, places=where or 1)
    if what == "before":
        return queue.move(library, ids=ids, before=where)
    return {"top": queue.queue_top, "end": queue.queue_end}[what](library, ids=ids)


def on_a_list(papers: list[int], what: str, ids: list[int], where: int | None) -> list[int]:
    if what in ("up", "down"):
        return shifted(papers, ids, -(where or 1) if what == "up" else where or 1)
    if what == "before":
        return moved(papers, ids, where)
    rest = [paper for paper in papers if paper not in ids]
    return moved(papers, ids, rest[0] if rest and what == "top" else None)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_any_moves_make_of_the_queue_what_they_make_of_a_list(
    moves: list[tuple[str, list[int], int | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Library.open(tmp_path_factory.mktemp("queue") / "library.db") as library:
        fill(library, PAPERS)
        reading.back_to_inbox(library, ids=range(len(QUEUED) + 1, PAPERS + 1))
        states = [list(QUEUED)]
        for what, ids, where in moves:
            if what == "undo":
                if len(states) > 1:
                    library.undo()
                    states.pop()
            elif not set(ids) & set(QUEUED) or (where is not None and what == "before" and where not in QUEUED):
                with pytest.raises(ReadingListError):
                    do(library, what, ids, where)
            else:
                expected = on_a_list(states[-1], what, ids, where)
                changed = do(library, what, ids, where)
                assert bool(changed) is (expected != states[-1])
                states += [expected] if changed else []
            assert in_queue(library) == states[-1]
