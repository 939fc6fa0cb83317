"""What a query finds among 10,000 papers is what one finds who reads them all, word by word and day by day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.core.query import Node, Query
from readinglist.core.query_parser import parse
from readinglist.store.library import Library
from tests.queries import days, numbers, printed, terms, trees
from tests.store.oracle import FIRST, LAST, NAMES, WORDS, Oracle, fill
from tests.zones import in_zone


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Oracle]]:
    """On a coast whose clocks were moved in those days."""
    path = tmp_path_factory.mktemp("oracle") / "library.db"
    with in_zone("America/New_York"), Library.open(path) as library:
        fill(library, 10_000, seed=7)
        yield library, Oracle(library)


words = st.sampled_from([*WORDS, *(word.upper() for word in WORDS), "cafe", "naive", "strasse", "angstrom", "例"])
conditions = st.one_of(terms(words, NAMES), terms(words, NAMES), numbers(), days(FIRST, LAST))


@settings(max_examples=100)
@given(trees(conditions))
def test_a_query_finds_exactly_the_papers_that_it_is_true_of(shelf: tuple[Library, Oracle], drawn: Node) -> None:
    library, oracle = shelf
    query = parse(printed(drawn))
    assert query == Query(drawn)
    found = library.found(query)
    assert set(found) == oracle.found(drawn)
    assert len(found) == library.count(query)
