"""Saved searches: a name is one search, a query is checked, and every step goes back."""

from __future__ import annotations

import pytest

from readinglist.commands import searches
from readinglist.core.errors import NotFoundError, QueryError, ReadingListError
from readinglist.store.library import Library


def kept(library: Library) -> list[tuple[int, str, str]]:
    return [(one.id, one.name, one.query) for one in library.saved_searches()]


def test_a_name_that_exists_gets_the_new_query(library: Library) -> None:
    searches.save(library, name="  To   read ", query="is:queued\n\ttag:moe\u2028\x9b ")
    assert kept(library) == [(1, "To read", "is:queued tag:moe")]
    uid = library.saved_searches()[0].uid
    searches.save(library, name="TO READ", query="is:queued")
    assert kept(library) == [(1, "To read", "is:queued")]
    assert library.saved_searches()[0].uid == uid
    library.undo()
    assert kept(library) == [(1, "To read", "is:queued tag:moe")]
    library.undo()
    assert kept(library) == []


def test_a_step_of_a_saved_search_is_about_no_paper(library: Library) -> None:
    changes = searches.save(library, name="Sand", query="sand")
    assert changes
    assert (len(changes.added), len(changes.updated), len(changes.removed)) == (0, 0, 0)
    assert not searches.save(library, name="Sand", query="sand")
    assert [step.label for step in library.history(5)] == ["Save search “Sand”"]


def test_a_query_that_can_not_be_read_is_not_saved(library: Library) -> None:
    with pytest.raises(QueryError) as error:
        searches.save(library, name="Sand", query="sand is:nowhere")
    assert error.value.position == 8
    assert kept(library) == []


@pytest.mark.parametrize("name", ["", " \t", "\x00", "x" * 81])
def test_a_name_is_a_name(library: Library, name: str) -> None:
    with pytest.raises(ReadingListError, match="name"):
        searches.save(library, name=name, query="sand")
    assert kept(library) == []


def test_renaming_keeps_the_search_and_takes_no_name_of_another(library: Library) -> None:
    searches.save(library, name="Sand", query="sand")
    searches.save(library, name="Sky", query="sky")
    with pytest.raises(ReadingListError, match="“Sky” already"):
        searches.rename(library, search=1, name="SKY")
    assert searches.rename(library, search=1, name="SAND").label == "Rename search “Sand” to “SAND”"
    assert kept(library) == [(1, "SAND", "sand"), (2, "Sky", "sky")]
    library.undo()
    assert kept(library) == [(1, "Sand", "sand"), (2, "Sky", "sky")]


def test_a_removed_search_comes_back_with_undo_and_its_name_is_free(library: Library) -> None:
    searches.save(library, name="Sand", query="sand")
    assert searches.remove(library, search=1).label == "Remove search “Sand”"
    assert not searches.remove(library, search=1)
    library.undo()
    assert kept(library) == [(1, "Sand", "sand")]
    searches.remove(library, search=1)
    searches.save(library, name="sand", query="dune")
    assert kept(library) == [(2, "sand", "dune")]


def test_a_search_that_does_not_exist_is_said(library: Library) -> None:
    with pytest.raises(NotFoundError, match="no such saved search"):
        searches.remove(library, search=3)
    searches.save(library, name="Sand", query="sand")
    searches.remove(library, search=1)
    with pytest.raises(NotFoundError, match="no such saved search"):
        searches.rename(library, search=1, name="Sky")
