"""The orders of lists: each is what sorting by hand gives, paged or as ids, and the first of a search come at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.commands import queue, reading
from readinglist.commands.details import edit_details
from readinglist.core.order import NEWEST, OLDEST, QUEUE, RETURN, Order, Sorting
from readinglist.core.query import Query
from readinglist.core.query_parser import parse
from readinglist.core.reading import Row
from readinglist.core.sort_title import sort_title
from readinglist.store import lists
from readinglist.store.library import Library
from readinglist.store.orders import is_paged
from tests.digests import PAPERS, bring_in, page

LISTS = ["", "is:inbox", "is:queued", "is:later", "is:starred", "the", "is:inbox the", "title:o", "-wind"]
STATES = ["", "is:inbox", "is:queued", "is:later", "is:starred"]
TITLES = ["Zebras", "élan of Water", "“Apples” in Wind", "apples, again", "Bridges: the Second Part"]


@pytest.fixture(scope="module")
def shelf() -> Library:
    """Fifteen papers of three days, some of them seen again; some with a verdict."""
    library = Library.open(None)
    bring_in(library, page(PAPERS, "Mar 17"))
    bring_in(library, page([(title, f"The water in the wind. {title}") for title in TITLES], "Mar 18"))
    again = [
        PAPERS[3],
        ("Wind", "Nothing else."),
        *PAPERS[:1],
        *((f"The {n}th of the Owls", "Owls.") for n in range(4)),
    ]
    bring_in(library, page(again, "Mar 16"))
    queue.queue(library, ids=[7, 2, 9])
    reading.star(library, ids=[3, 9, 12, 1])
    reading.dismiss(library, ids=[4])
    for day, papers in ((26, [6, 11]), (24, [8]), (25, [5])):
        reading.put_off(library, ids=papers, until=date(2999, 3, day))
    library.new_day(date(2999, 3, 24))
    return library


def days_and_places(library: Library) -> dict[int, int]:
    return dict(library._connection.execute("SELECT id, rank FROM cluster").fetchall())


def by_hand(library: Library, rows: list[Row], order: Order) -> list[int]:
    rank = days_and_places(library)
    keys: dict[Order, Callable[[Row], Any]] = {
        Order.NEWEST: lambda row: (rank[row.id], row.id),
        Order.OLDEST: lambda row: (-rank[row.id], -row.id),
        Order.SEEN: lambda row: (-row.seen, rank[row.id], row.id),
        Order.TITLE: lambda row: (sort_title(row.title), row.id),
        Order.QUEUE: lambda row: (row.reading.place is None, row.reading.place or 0, rank[row.id]),
        Order.RETURN: lambda row: (row.reading.until or date.max, row.id),
    }
    return [row.id for row in sorted(rows, key=keys[order])]


@pytest.mark.parametrize("many", [1, lists.MANY])
@pytest.mark.parametrize("order", [one for one in Order if one not in (Order.BEST, Order.RANDOM)])
@pytest.mark.parametrize("query", LISTS)
def test_a_list_comes_in_the_order_that_is_asked_for(
    query: str, order: Order, many: int, shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MANY", many)
    rows = list(shelf.iterate(parse(query)))
    wanted = by_hand(shelf, rows, order)
    assert len(wanted) > 1
    assert list(shelf.found(parse(query), sorting=Sorting(order))) == wanted
    assert [row.id for row in shelf.iterate(parse(query), sorting=Sorting(order))] == wanted
    assert [row.id for row in shelf.iterate(parse(query), sorting=Sorting(order), limit=2)] == wanted[:2]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    listed=st.sampled_from([*product(STATES, (NEWEST, OLDEST)), ("is:queued", QUEUE), ("is:later", RETURN)]),
    size=st.integers(1, 16), at=st.integers(0, 15),
)  # fmt: skip
def test_a_list_is_paged_from_either_end(listed: tuple[str, Sorting], size: int, at: int, shelf: Library) -> None:
    asked, sorting = parse(listed[0]), listed[1]
    whole = list(shelf.found(asked, sorting=sorting))
    at = min(at, len(whole))
    rows = shelf.page(asked, sorting=sorting, after=shelf.anchor(asked, at, sorting=sorting), limit=size).rows
    assert [row.id for row in rows] == whole[at : at + size]
    assert [shelf.position(asked, paper, sorting=sorting) for paper in whole] == list(range(len(whole)))


def test_only_what_an_index_has_in_order_is_paged() -> None:
    assert all(is_paged(parse(query), one) for query in STATES for one in (NEWEST, OLDEST))
    assert is_paged(parse("is:queued"), QUEUE)
    assert is_paged(parse("is:later"), RETURN)
    assert not is_paged(parse("is:inbox"), QUEUE)
    assert not is_paged(parse("is:inbox"), RETURN)
    assert not is_paged(parse("is:inbox"), Sorting(Order.TITLE))
    assert not is_paged(parse("pebbles"), NEWEST)


def test_a_title_of_the_users_own_is_what_is_sorted(library: Library) -> None:
    bring_in(library, page())
    assert [row.id for row in library.iterate(Query(), sorting=Sorting(Order.TITLE), limit=1)] == [3]
    edit_details(library, paper=4, title="(A Bridge)")
    assert [row.id for row in library.iterate(Query(), sorting=Sorting(Order.TITLE), limit=2)] == [4, 3]
    library.undo()
    assert [row.id for row in library.iterate(Query(), sorting=Sorting(Order.TITLE), limit=1)] == [3]


def test_random_order_is_the_same_for_one_seed_also_when_papers_come_and_go(library: Library) -> None:
    bring_in(library, page())
    orders = {tuple(library.found(Query(), sorting=Sorting(Order.RANDOM, seed))) for seed in range(40)}
    assert len(orders) > 20
    assert {tuple(sorted(one)) for one in orders} == {(1, 2, 3, 4, 5)}
    before = list(library.found(Query(), sorting=Sorting(Order.RANDOM, 7)))
    bring_in(library, page([(title, f"The water. {title}") for title in TITLES], "Mar 19"))
    reading.dismiss(library, ids=before[:1])
    after = list(library.found(parse("is:inbox"), sorting=Sorting(Order.RANDOM, 7)))
    assert [paper for paper in after if paper in before] == before[1:]


def test_the_best_match_has_the_word_in_its_title_or_more_often(library: Library) -> None:
    rest = " Nothing else is said of it in this long account of a short winter, whoever reads it." * 2
    abstracts = ("An owl was seen.", "An owl, an owl and an owl were seen.", "Nothing was seen.", "Lids were seen.")
    titles = ("Kettles in Winter", "Harbours in Winter", "The Owl in Winter", "Lids in Winter")
    bring_in(library, page([(title, text + rest) for title, text in zip(titles, abstracts, strict=True)]))
    assert list(library.found(parse("owl"), sorting=Sorting(Order.BEST))) == [3, 2, 1]
    assert list(library.found(parse("is:inbox"), sorting=Sorting(Order.BEST))) == [1, 2, 3, 4]


def test_of_many_the_newest_are_weighed_and_the_others_follow_newest_first(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "BEST_OF", 2)
    for day, title in (("Mar 16", "Old Owl"), ("Mar 17", "Older News"), ("Mar 18", "News"), ("Mar 19", "Quiet Nights")):
        bring_in(library, page([(title, f"An owl was seen by {title}.")], day))
    assert list(library.found(parse("owl news"), sorting=Sorting(Order.BEST))) == [3, 2]
    assert list(library.found(parse("owl"), sorting=Sorting(Order.BEST)))[2:] == [2, 1]


def test_the_first_papers_of_a_search_are_those_that_the_whole_list_begins_with(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for query in ("the", "o", "the o", "is:inbox the", "-is:read o seen:>0", "the -zebra is:inbox"):
        whole = list(shelf.found(parse(query)))
        assert list(shelf.last_added(parse(query), 3)) == whole[:3]
    monkeypatch.setattr(lists, "LAST_ADDED", 2)
    assert set(shelf.last_added(parse("the"), 2)) == set(sorted(shelf.found(parse("the")))[-2:])


def test_the_first_papers_of_a_search_without_words_are_not_looked_for(shelf: Library) -> None:
    assert list(shelf.last_added(parse("is:inbox"), 3)) == []
    assert list(shelf.last_added(parse("the OR is:inbox"), 3)) == []
