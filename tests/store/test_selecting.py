"""A selection means the papers that the user saw selected, whatever was written meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.commands import duplicates, notes, queue, reading
from readinglist.core.errors import NotFoundError, UndoRefusedError
from readinglist.core.order import NEWEST, OLDEST, QUEUE, RETURN, Sorting
from readinglist.core.paper import DigestReport, Entry
from readinglist.core.query_parser import parse
from readinglist.core.selection import Selection, Shown, Span
from readinglist.store.library import Library
from readinglist.store.transaction import NewDigest, NewMember, Transaction
from tests.digests import PAPERS, bring_in, page

LISTS = [
    *(
        (query, sorting)
        for query in ("", "is:inbox", "is:later", "is:queued", "is:read", "is:starred")
        for sorting in (NEWEST, OLDEST)
    ),
    ("is:queued", QUEUE),
    ("is:later", RETURN),
]
OTHERS = [(f"The {name} of the Harbour", f"A {name} stands in the harbour. " * 9) for name in ("Owl", "Drum", "Tide")]


@contextmanager
def shelf() -> Iterator[Library]:
    """Eight papers of two days, some of each kind."""
    with Library.open(None) as library:
        bring_in(library, page(PAPERS, "Mar 17"))
        bring_in(library, page(OTHERS, "Mar 18"))
        queue.queue(library, ids=[8, 2, 5])
        reading.mark_read(library, ids=[3, 7])
        reading.star(library, ids=[2, 3, 4])
        reading.put_off(library, ids=[6], until=date(2999, 3, 20))
        yield library


def shown(library: Library, query: str, sorting: Sorting) -> Shown:
    return Shown(parse(query), sorting, library.moment())


def some_of(library: Library, draw: Callable[[int], int]) -> list[int]:
    papers = sorted(library.found(parse("")))
    first = draw(len(papers))
    return papers[first : first + 3] or papers[:1]


def happens(library: Library, what: str, draw: Callable[[int], int]) -> None:
    """Something that the user, another program or an import does while papers are selected."""
    papers = some_of(library, draw)
    if what == "import":
        day = ("Mar 16", "Mar 17", "Mar 19")[draw(3)]
        bring_in(library, page([*PAPERS[draw(4) :], (f"New {day} Bells", f"Bells ring on {day}. " * 9)], day))
    elif what in ("undo", "redo"):
        try:
            library.undo() if what == "undo" else library.redo()
        except UndoRefusedError:
            return
    elif what == "merge":
        if len(papers) > 1:
            duplicates.merge(library, ids=papers)
    elif what == "a new day":
        library.new_day(date(2999, 3, 19 + draw(4)))
    elif what == "later":
        reading.put_off(library, ids=papers, until=date(2999, 3, 20 + draw(3)))
    elif what == "note":
        notes.write_note(library, paper=papers[0], text="Sand.")
    else:
        verdicts = {
            "queue": queue.queue, "read": reading.mark_read, "inbox": reading.back_to_inbox,
            "star": reading.toggle_star,
        }  # fmt: skip
        verdicts[what](library, ids=papers)


EVENTS = [
    "import", "import", "undo", "undo", "redo", "merge", "note", "queue", "queue", "read", "inbox", "star", "later",
    "later", "a new day", "a new day",
]  # fmt: skip


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), at=st.sampled_from(LISTS), events=st.lists(st.sampled_from(EVENTS), max_size=6))
def test_a_range_means_what_stood_in_it_when_it_was_selected(
    data: st.DataObject, at: tuple[str, Sorting], events: list[str]
) -> None:
    def draw(below: int) -> int:
        return data.draw(st.integers(0, max(below - 1, 0)))

    with shelf() as library:
        for what in events[: draw(len(events) + 1)]:
            happens(library, what, draw)
        query, sorting = at
        listed = list(library.found(parse(query), sorting=sorting))
        if not listed:
            return
        first = draw(len(listed))
        last = first + draw(len(listed) - first)
        ends = (None if first == 0 and draw(2) else listed[first], None if last == len(listed) - 1 else listed[last])
        selection = Selection((Span(*ends),), last - first + 1, shown(library, query, sorting))
        for what in events:
            happens(library, what, draw)
        there = {paper for paper in listed if library.rows([paper])}
        if {*ends} - {None} - there:
            return
        assert list(library.selected(selection)) == [paper for paper in listed[first : last + 1] if paper in there]


def test_a_paper_that_left_and_still_stands_there_is_meant_and_one_that_came_is_not() -> None:
    with shelf() as library:
        inbox = list(library.found(parse("is:inbox")))
        selection = Selection((Span(None, None),), len(inbox), shown(library, "is:inbox", NEWEST))
        reading.dismiss(library, ids=inbox[1:2])
        reading.back_to_inbox(library, ids=[3])
        bring_in(library, page([("Bells at Night", "Bells ring at night. " * 9)], "Mar 18"))
        assert list(library.selected(selection)) == inbox


def test_in_the_queue_what_was_queued_again_is_meant_where_it_stood() -> None:
    with shelf() as library:
        selection = Selection((Span(2, None),), 2, shown(library, "is:queued", QUEUE))
        reading.mark_read(library, ids=[2])
        queue.queue(library, ids=[1, 2])
        assert list(library.selected(selection)) == [2, 5]


def test_ids_and_ranges_come_in_the_order_of_the_list_but_for_what_is_left_out() -> None:
    with shelf() as library:
        pieces = ([8], Span(1, 4), [5])
        selection = Selection(pieces, 5, shown(library, "", NEWEST))
        assert list(library.selected(selection)) == [8, 1, 2, 3, 4, 5]
        assert list(library.selected(selection.without([2, 5, 99]))) == [8, 1, 3, 4]
        assert list(library.selected(Selection.of([4, 2]).without([4]))) == [2]


def test_where_the_end_of_a_range_is_gone_altogether_nothing_is_guessed() -> None:
    with shelf() as library:
        selection = Selection((Span(1, 4),), 4, shown(library, "", NEWEST))
        library.purge([4])
        with pytest.raises(NotFoundError, match="not there any more"):
            library.selected(selection)


def test_a_library_that_is_only_looked_at_tells_it_as_well(library: Library, library_path: Path) -> None:
    bring_in(library, page())
    selection = Selection((Span(2, 4),), 3, shown(library, "", NEWEST))
    reading.dismiss(library, ids=[3])
    with Library.open(library_path, write=False) as looked_at:
        assert list(looked_at.selected(selection)) == [2, 3, 4]


def test_papers_that_an_import_moved_are_meant_where_they_stood() -> None:
    with shelf() as library:
        bring_in(library, page([PAPERS[4]], "Mar 19"))
        assert list(library.found(parse("")))[:2] == [5, 6]
        selection = Selection((Span(None, 6),), 2, shown(library, "", NEWEST))
        library.undo()
        assert list(library.found(parse("")))[:2] == [6, 7]
        assert list(library.selected(selection)) == [5, 6]


class InBetween:
    """Has every chunk of an import end, and does something then."""

    cancelled = False

    def __init__(self, do: Callable[[], None]) -> None:
        self.between = do

    def is_full(self, rows: int) -> bool:
        return rows > 0


def test_what_an_import_still_brings_after_the_list_was_opened_is_not_meant() -> None:
    day, old = date(2025, 3, 19), Entry(1, *PAPERS[4])
    opened: list[Shown] = []
    with shelf() as library:

        def write(tx: Transaction) -> Iterator[int]:
            first = tx.next_member()
            new = NewDigest("hash", "new.txt", "text", day, day, 2, DigestReport(2, 0, 0))
            digest, entry = tx.add_digest(new), Entry(1, "Bells at Night", "Bells ring at night. " * 9)
            tx.add_members([NewMember(first, entry, ())])
            tx.add_sightings(digest, day, [(first, entry)])
            yield 1
            tx.add_sightings(digest, day, [(5, old)], first=1)
            yield 1

        library.step_in_chunks("Import", write, InBetween(lambda: opened.append(shown(library, "", NEWEST))))
        assert list(library.found(parse("")))[:3] == [9, 5, 6]
        assert list(library.selected(Selection((Span(None, 7),), 3, opened[0]))) == [9, 6, 7]
