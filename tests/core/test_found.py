"""Marks stand on the words that a query found, and on no others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readinglist.core.errors import QueryError
from readinglist.core.found import spans
from readinglist.core.query import Field, Query, Term
from readinglist.core.query_parser import parse
from readinglist.store.library import Library
from tests.digests import bring_in, page

TITLE = "Why Old Bridges Hum"


def marked(text: str, query: str, *fields: Field) -> list[str]:
    """The words that are marked."""
    return [text[start:end] for start, end in spans(text, parse(query), fields or (Field.TEXT,))]


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        ("Old bridges hum", "bri", ["bridges"]),
        ("Old bridges hum", "BRI hum", ["bridges", "hum"]),
        ("A cartridge", "ridge", []),
        ("Old bridges, a bridge", '"bridge"', ["bridge"]),
        ("State-space models of a state space", "state-space", ["State-space", "state space"]),
        ("State spaces", "state-space", ["State spaces"]),
        ("State spaces", '"state space"', []),
        ("the state: space", '"state space"', ["state: space"]),
        ("one two one two one", '"one two one"', ["one two one two one"]),
        ("one two three", "one-two two-three", ["one two three"]),
        ("Naïve façades", "naive facade", ["Naïve", "façades"]),
        ("Nai\u0308ve and nothing", "naive", ["Nai\u0308ve"]),
        ("Straße, Σίσυφος", "straß σίσυφοσ", ["Straße", "Σίσυφος"]),
        ("石を数える方法", "石を", ["石を数える方法"]),
        ("3.5 and 35", "3.5", ["3.5"]),
        ("old", "-old", []),
        ("old", "title:old note:old tag:old", []),
        ("old", "-- …", []),
        ("", "old", []),
    ],
)
def test_words_are_marked_that_the_query_found(text: str, query: str, words: list[str]) -> None:
    assert marked(text, query) == words


def test_terms_for_a_title_are_marked_in_titles_alone() -> None:
    assert marked("old notes", "title:old note:notes") == []
    assert marked("old notes", "title:old note:notes", Field.TEXT, Field.TITLE) == ["old"]
    assert marked("old notes", "title:old note:notes", Field.TEXT, Field.NOTE) == ["notes"]


def test_an_empty_query_marks_nothing() -> None:
    assert spans(TITLE, Query()) == ()


# Four characters of Unicode 3.2 that the index has in its tables differently.
ODD = "\u01e0\u01e1\u1885\u1886"
signs = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=ODD).filter(
    lambda sign: unicodedata.ucd_3_2_0.category(sign) != "Cn"
)
accents = st.characters(min_codepoint=0x300, max_codepoint=0x34F)
close = st.sampled_from("abcABC äÄéß12-_.,'’²½ªµſKÅİıΣςσЙй가각が石व्या\u0301\u0308\u0315\u200d😀")
# The mark of an encoding is no part of a title that a digest brings.
texts = st.text(st.one_of(close, close, accents, signs), max_size=12).map(lambda text: text.replace("\ufeff", ""))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("found") / "library.db") as library:
        yield library


def query_of(word: str, *, phrase: bool) -> Query | None:
    """A query of this one term, where it can be one."""
    try:
        query = parse(f'"{word}"' if phrase else word)
    except QueryError:
        return None
    return query if isinstance(query.tree, Term) and query.tree.field is Field.TEXT else None


@settings(max_examples=150)
@given(texts, texts, st.booleans(), st.tuples(st.integers(0, 12), st.integers(1, 6)))
@example("Ǻngström of İstanbul", "a", False, (0, 1))
@example("x\u0315y", "x", True, (0, 1))
def test_a_title_is_marked_exactly_where_the_index_finds_it(
    shelf: Library, title: str, word: str, phrase: bool, part: tuple[int, int]
) -> None:
    title = f"Title {title}".rstrip()
    for value in (word, title[part[0] : part[0] + part[1]]):
        query = query_of(value.strip(), phrase=phrase)
        if query is None or not any(sign.isalnum() for sign in value):
            continue
        with_title = only(shelf, title, query)
        assert bool(spans(title, query)) == with_title, (title, query)


def only(shelf: Library, title: str, query: Query) -> bool:
    """Whether a library of just this title is found."""
    bring_in(shelf, page([(title, "")], "Mar 18"))
    try:
        (row,) = shelf.iterate(Query())
        assert row.title == " ".join(title.split())
        return shelf.count(query) == 1
    finally:
        shelf.undo()


@given(st.text(), texts, st.booleans())
def test_marks_are_sorted_and_apart_and_cover_words(text: str, word: str, phrase: bool) -> None:
    query = query_of(word, phrase=phrase)
    if query is None:
        return
    found = spans(text, query)
    flat = [offset for span in found for offset in span]
    assert flat == sorted(set(flat))
    assert all(0 <= start < end <= len(text) for start, end in found)


def test_any_text_is_taken_halves_of_characters_too() -> None:
    assert marked("half \ud83d of a\0sign", "a sign half") == ["half", "a", "sign"]


def test_marks_take_time_in_proportion_to_the_text() -> None:
    text = "ab cd " * 200_000
    assert len(spans(text, parse('"ab cd" ab "cd ab ab" "ab cd ab ef"'))) == 200_000
