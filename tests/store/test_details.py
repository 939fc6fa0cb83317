"""Details that the user gave stand before what digests say: in lists, in the search index, in matching."""

from __future__ import annotations

import pytest

from readinglist.commands import queue
from readinglist.commands.details import edit_details
from readinglist.core.errors import DetailsError, NotFoundError
from readinglist.core.paper import Entry, Identifiers
from readinglist.core.plan import plan_entries
from readinglist.core.query import Query
from readinglist.core.query_parser import parse
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.state import recomputed, state_of


@pytest.fixture
def five(library: Library) -> Library:
    bring_in(library, page(PAPERS))
    return library


def found(library: Library, query: str) -> list[int]:
    return [row.id for row in library.iterate(parse(query))]


def verdict(library: Library, identifiers: Identifiers) -> tuple[str, object]:
    """What an entry would be that shares nothing but its identifiers."""
    entry = Entry(1, "Ladders and Their Shadows", "A ladder casts a shadow. We measured it.", identifiers=identifiers)
    ((planned,),) = plan_entries([[entry]], library.match_index())
    return planned.verdict, planned.match.target if planned.match else None


def consistent(library: Library) -> bool:
    made = recomputed(library)
    return {name: state_of(library)[name] for name in made} == made


def test_a_paper_shows_what_the_user_gave_it(five: Library) -> None:
    edit_details(
        five, paper=2, title="Silent Kettles", authors="Ada Example; Bo Sample", year="2024",
        arxiv="arXiv:2403.01234v2", doi="https://doi.org/10.1000/Kettle", link="example.org/kettle",
    )  # fmt: skip
    record = five.record(2)
    assert record.paper.title == "Silent Kettles"
    assert record.paper.authors == ("Ada Example", "Bo Sample")
    assert record.paper.year == 2024
    assert record.paper.identifiers == Identifiers("2403.01234", "10.1000/kettle")
    assert record.paper.link == "https://example.org/kettle"
    assert record.own == {"title", "authors", "year", "arxiv", "doi", "link"}
    assert record.sightings[0].title == PAPERS[1][0]
    assert five.rows([2])[0].title == "Silent Kettles"
    assert five.record(1).own == set()


def test_what_is_taken_away_is_what_digests_say_again(five: Library) -> None:
    before = five.record(2)
    edit_details(five, paper=2, title="Silent Kettles", year="2024")
    edit_details(five, paper=2, title="")
    assert five.record(2).paper.title == PAPERS[1][0]
    assert five.record(2).own == {"year"}
    edit_details(five, paper=2, year=" ", doi="")
    assert five.record(2) == before


def test_no_import_overwrites_what_the_user_gave(five: Library) -> None:
    edit_details(five, paper=2, title=PAPERS[1][0])
    longer = (PAPERS[1][0].upper(), f"{PAPERS[1][1]} And then they had tea.")
    assert bring_in(five, page([longer], "Mar 25")).plan.count("same") == 1
    assert five.record(2).paper.abstract == longer[1]
    assert five.record(2).paper.title == PAPERS[1][0]
    edit_details(five, paper=2, title="")
    assert five.record(2).paper.title == longer[0]


def test_search_knows_a_paper_by_the_title_it_shows(five: Library) -> None:
    assert found(five, "title:kettles") == [2]
    edit_details(five, paper=2, title="Silent Pots")
    assert found(five, "title:kettles") == []
    assert found(five, "title:pots") == found(five, "silent") == [2]
    assert consistent(five)
    five.undo()
    assert found(five, "title:kettles") == [2]
    assert found(five, "silent") == []
    assert consistent(five)


def test_a_refused_detail_changes_nothing(five: Library) -> None:
    before = state_of(five)
    with pytest.raises(DetailsError, match="“soon” is no year"):
        edit_details(five, paper=2, title="Silent Pots", year="soon")
    with pytest.raises(NotFoundError, match="no paper 77"):
        edit_details(five, paper=77, year="2024")
    assert state_of(five) == before
    assert len(five.history(10)) == 1


def test_nothing_given_is_no_step(five: Library) -> None:
    assert not edit_details(five, paper=2)
    assert not edit_details(five, paper=2, title="", link="")
    assert len(five.history(10)) == 1


def test_a_paper_with_details_stays_when_its_import_is_undone(five: Library) -> None:
    (step,) = five.history(1)
    edit_details(five, paper=2, year="2024")
    five.undo(step.id)
    assert [row.id for row in five.iterate(Query())] == [2]
    assert five.record(2).paper.title == PAPERS[1][0]
    assert bring_in(five, page(PAPERS)).plan.count("same") == 1
    assert consistent(five)


def test_a_paper_whose_details_are_undone_after_its_import_is_gone(five: Library) -> None:
    (step,) = five.history(1)
    edit_details(five, paper=2, arxiv="2403.01234")
    five.undo(step.id)
    five.undo()
    assert five.count(Query()) == 0
    assert verdict(five, Identifiers(arxiv="2403.01234"))[0] == "new"
    assert consistent(five)
    five.redo()
    assert verdict(five, Identifiers(arxiv="2403.01234")) == ("same", 2)
    assert consistent(five)


def test_the_users_identifiers_recognise_a_paper(five: Library) -> None:
    assert verdict(five, Identifiers(arxiv="2403.01234")) == ("new", None)
    edit_details(five, paper=2, arxiv="2403.01234")
    edit_details(five, paper=3, doi="10.1000/clouds")
    assert verdict(five, Identifiers(arxiv="2403.01234")) == ("same", 2)
    assert verdict(five, Identifiers(doi="10.48550/arxiv.2403.01234")) == ("same", 2)
    assert verdict(five, Identifiers(doi="10.1000/clouds")) == ("same", 3)
    edit_details(five, paper=2, arxiv="2403.09999")
    assert verdict(five, Identifiers(arxiv="2403.01234")) == ("new", None)
    assert verdict(five, Identifiers(arxiv="2403.09999")) == ("same", 2)
    edit_details(five, paper=2, arxiv="")
    assert verdict(five, Identifiers(arxiv="2403.09999")) == ("new", None)
    assert consistent(five)


def test_a_plan_is_made_again_when_an_identifier_was_given_since(five: Library) -> None:
    before = five.matching_state()
    edit_details(five, paper=2, year="2024")
    assert five.matching_state() == before
    edit_details(five, paper=2, doi="10.1000/kettle")
    assert five.matching_state() != before


def unite(library: Library, member: int, cluster: int) -> None:
    """Make a member part of another paper, as a merge will."""
    with library.transaction("Merge 2 papers"):
        library._connection.execute("UPDATE member SET cluster = ? WHERE id = ?", (cluster, member))


def test_of_a_merged_paper_the_oldest_member_that_has_a_detail_is_shown(five: Library) -> None:
    edit_details(five, paper=1, year="2023")
    edit_details(five, paper=2, year="2024", title="Silent Pots")
    unite(five, 2, 1)
    record = five.record(2)
    assert (record.paper.year, record.paper.title) == (2023, "Silent Pots")
    assert record.own == {"year", "title"}
    assert found(five, "title:pots") == [1]
    edit_details(five, paper=2, title="Pebbles and Pots", year="2025")
    assert five.rows([1])[0].title == "Pebbles and Pots"
    assert (five.record(1).paper.title, five.record(1).paper.year) == ("Pebbles and Pots", 2025)
    assert consistent(five)
    unite(five, 2, 2)
    assert (five.record(1).paper.title, five.record(1).paper.year) == ("Pebbles and Pots", 2025)
    assert (five.record(2).paper.title, five.record(2).paper.year) == ("Silent Pots", 2024)


def test_what_is_taken_from_a_merged_paper_is_taken_from_all_of_it(five: Library) -> None:
    edit_details(five, paper=1, year="2023")
    edit_details(five, paper=2, year="2024")
    unite(five, 2, 1)
    edit_details(five, paper=1, year="")
    assert five.record(1).paper.year is None
    five.undo()
    assert five.record(1).paper.year == 2023
    unite(five, 2, 2)
    assert five.record(2).paper.year == 2024


def test_details_wake_no_member_of_an_undone_import(library: Library) -> None:
    bring_in(library, page(PAPERS[:1], "Mar 11"))
    first = library.to_undo()
    bring_in(library, page(PAPERS[1:2], "Mar 12"))
    unite(library, 2, 1)
    assert first is not None
    library.undo(first.id)
    edit_details(library, paper=1, year="2024", title="Silent Pots")
    assert library.record(1).paper.year == 2024
    assert bring_in(library, page(PAPERS[:1], "Mar 11")).plan.count("new") == 1
    assert consistent(library)


def test_a_verdict_leaves_details_alone(five: Library) -> None:
    edit_details(five, paper=2, title="Silent Pots")
    queue.queue(five, ids=[2])
    assert [row.title for row in five.iterate(parse("is:queued"))] == ["Silent Pots"]
