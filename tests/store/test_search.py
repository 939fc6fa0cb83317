"""Searching: what a query finds, compared with reading every paper."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.commands import queue
from readinglist.commands.details import edit_details
from readinglist.commands.notes import write_note
from readinglist.core.errors import InterruptedSearchError, QueryError
from readinglist.core.order import NEWEST, QUEUE
from readinglist.core.paper import LONGEST_TITLE
from readinglist.core.query import Query
from readinglist.core.query_parser import LONGEST, MOST_NESTED, MOST_TERMS, parse
from readinglist.core.reading import Status
from readinglist.store import vocabulary
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that is only read."""
    with Library.open(tmp_path_factory.mktemp("search") / "library.db") as library:
        bring_in(library, page(PAPERS[:3], "Mar 18"), page([*PAPERS[3:], ACCENTS, CJK], "Mar 19"))
        with library.transaction("Work") as tx:
            tx.set_note(2, "Ask the *plumber* about cork.")
            tx.set_tags([1, 2], add=["field-work"])
            tx.set_tags([3], add=["Sky"])
            tx.set_starred([3], starred=True)
            tx.set_rating([3], 4)
            tx.set_status([5], Status.READ)
            tx.set_details(1, {"authors": "Emmy Noether\nDavid Hilbert", "year": 1918})
            tx.set_details(4, {"arxiv": "2403.01234", "year": 2024})
            tx.set_details(5, {"doi": "10.1000/kettle", "link": "https://example.org/kettle"})
        yield library


ACCENTS = ("Über Straßen und Señales", "Naïve façades are photographed from a tramway in C++ and in C#. x_{t+1} = 2.")
CJK = ("石を数える方法", "浜辺の石を数える。二つの篩を使う。")


def found(library: Library, query: str) -> set[int]:
    return {row.id for row in library.iterate(parse(query))}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", {1, 2, 3, 4, 5, 6, 7}),
        ("pebble", {1}),
        ("PEBBLES sieves", {1}),
        ("sing", {2}),
        ('"sing"', {2}),
        ('"steam finds a narrow"', {2}),
        ('"narrow steam"', set()),
        ("-pebbles", {2, 3, 4, 5, 6, 7}),
        ("wet -pebbles", {5}),
        ('-"wet beaches" wet', {5}),
        ("title:why", {4}),
        ("title:tramways", set()),
        ("tramways", {4}),
        ("tramway", {4, 6}),
        ("note:plumb", {2}),
        ("plumber", {2}),
        ("note:kettles", set()),
        ("tag:field-work", {1, 2}),
        ("tag:FIELD-work", {1, 2}),
        ("tag:sky", {3}),
        ("tag:field", set()),
        ("-tag:field-work", {3, 4, 5, 6, 7}),
        ("is:starred", {3}),
        ("is:noted", {2}),
        ("-is:noted is:inbox", {1, 3, 4, 6, 7}),
        ("digest:2025-03-19", {4, 5, 6, 7}),
        ("digest:PAGE-1", {1, 2, 3}),
        ("-digest:page-1", {4, 5, 6, 7}),
        ('digest:"page-1.txt"', {1, 2, 3}),
        ('digest:"page-1"', set()),
        ('digest:"2025-03-19"', {4, 5, 6, 7}),
        ('digest:"2025-03"', set()),
        ('-digest:"page-1.txt"', {4, 5, 6, 7}),
        ("uber strasse", set()),
        ("uber senales", {6}),
        ("Über naive FACADES", {6}),
        ("石を数える方法", {7}),
        ("field-work", {1, 2}),
        ("t+1", {6}),
        ("—", {1, 2, 3, 4, 5, 6, 7}),
        ("pebbles OR sing", {1, 2}),
        ("(pebbles OR sing) cork", {2}),
        ("pebbles OR sing OR tag:sky", {1, 2, 3}),
        ("(pebbles OR tag:sky) -is:starred", {1}),
        ("-(pebbles OR tag:sky)", {2, 4, 5, 6, 7}),
        ("-(wet -pebbles)", {1, 2, 3, 4, 6, 7}),
        ("wet (pebbles OR -pebbles)", {1, 5}),
        ("author:noe", {1}),
        ("noether", {1}),
        ("author:emmy-noe", {1}),
        ("-author:noether year:1918", set()),
        ("title:noether", set()),
        ("has:author", {1}),
        ("has:author OR has:note OR has:rating", {1, 2, 3}),
        ("has:year", {1, 4}),
        ("has:tag -has:note", {1, 3}),
        ("has:arxiv", {4}),
        ("has:doi", {5}),
        ("has:link", {5}),
        ("has:abstract", {1, 2, 3, 4, 5, 6, 7}),
        ("year:1918", {1}),
        ("-year:1918", {2, 3, 4, 5, 6, 7}),
        ("year:<2000 OR year:>=2020", {1, 4}),
        ("-year:..1999", {2, 3, 4, 5, 6, 7}),
        ("rating:0", {1, 2, 4, 5, 6, 7}),
        ("rating:<=4", {3}),
        ("-rating:4", {1, 2, 4, 5, 6, 7}),
        ("seen:>1", set()),
        ("seen:1", {1, 2, 3, 4, 5, 6, 7}),
        ("added:today OR added:yesterday", {1, 2, 3, 4, 5, 6, 7}),
        ("added:>30d", set()),
        ("read:<7d", {5}),
        ("-read:<7d", {1, 2, 3, 4, 6, 7}),
        ("read:2020", set()),
        ('""', {1, 2, 3, 4, 5, 6, 7}),
    ],
)
def test_a_query_finds_what_it_says(shelf: Library, query: str, ids: set[int]) -> None:
    assert found(shelf, query) == ids
    assert shelf.count(parse(query)) == len(ids)
    assert list(shelf.found(parse(query))) == [row.id for row in shelf.iterate(parse(query))]


def tokens(text: str) -> list[str]:
    """The words of a text under the index's rules: letters and digits, without case and accents."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in plain).split()


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(st.sampled_from(tokens(" ".join(a + " " + b for a, b in PAPERS))), min_size=1, max_size=3),
    cut=st.integers(1, 6),
)
def test_words_find_what_reading_finds(shelf: Library, words: list[str], cut: int) -> None:
    query = " ".join(word[:cut] for word in words)
    expected = {
        number
        for number, (title, abstract) in enumerate(PAPERS, 1)
        if all(any(token.startswith(word[:cut]) for token in tokens(f"{title} {abstract}")) for word in words)
    }
    assert found(shelf, query) & {1, 2, 3, 4, 5} - {2} == expected - {2}


@settings(max_examples=100, deadline=None)
@given(word=st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
def test_a_word_and_its_negation_part_the_library_in_two(shelf: Library, word: str) -> None:
    query = '"' + word.replace('"', "") + '"'
    if not any(sign.isalnum() for sign in word):
        return
    assert found(shelf, query) | found(shelf, f"-{query}") == {1, 2, 3, 4, 5, 6, 7}
    assert not found(shelf, query) & found(shelf, f"-{query}")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_pages_and_jumps_give_the_whole_list(shelf: Library, size: int) -> None:
    whole = [row.id for row in shelf.iterate(Query())]
    for position in range(len(whole) + 1):
        page_ = shelf.page(Query(), after=shelf.anchor(Query(), position), limit=size)
        assert [row.id for row in page_.rows] == whole[position : position + size]


def test_the_ids_of_the_queue_come_in_its_order(library: Library) -> None:
    bring_in(library, page(PAPERS))
    queue.queue(library, ids=[4, 1, 3])
    assert list(library.found(parse("is:queued"))) == [4, 1, 3]
    assert list(library.found(parse("is:queued"), sorting=NEWEST)) == [1, 3, 4]
    assert list(library.found(parse("is:queued bridges"), sorting=QUEUE)) == [4]


@pytest.mark.parametrize("term", ["-x{}", "x{}", '"x{}"', "title:x{}", "tag:x{}", "digest:x{}", "-is:later"])
def test_the_longest_query_is_answered(shelf: Library, term: str) -> None:
    query = parse(" ".join(term.format(number) for number in range(MOST_TERMS)))
    assert len(query.conditions) == MOST_TERMS
    assert list(shelf.found(query)) == ([row.id for row in shelf.iterate(Query())] if term.startswith("-") else [])


#: Parentheses around what there is, in ways that make most of SQLite and of its index.
DEEPER = (
    "-({} wet)", "-(is:read OR -({} wet))", "-(tag:sky OR wet -({} OR title:why))", "(wet OR pebbles -({} OR -sing))",
    "-(has:arxiv OR seen:>1 -({} OR is:read))", "-(wet OR {} -step:1)",
)  # fmt: skip


@pytest.mark.parametrize("deeper", DEEPER)
def test_the_deepest_query_is_answered(shelf: Library, deeper: str) -> None:
    text, each = "kettles", deeper.count("(")
    for _ in range((MOST_NESTED - 1) // each):
        text = deeper.format(text)
    assert not found(shelf, f"{text} -({text})")
    assert found(shelf, text) | found(shelf, f"-({text})") == found(shelf, "")
    with pytest.raises(QueryError, match="at most 10 deep"):
        parse(f"{'(' * MOST_NESTED}{text}{')' * MOST_NESTED}")


WIDE = ("step:{}", "-step:{}", "has:arxiv", "seen:{}", "added:{}d", "digest:{}", "-(x{} seen:1)")


@pytest.mark.parametrize("term", WIDE)
@pytest.mark.parametrize("between", [" ", " OR "])
def test_the_widest_query_is_answered(shelf: Library, term: str, between: str) -> None:
    terms = MOST_TERMS // (1 + term.count(" "))
    query = parse(between.join(term.format(number) for number in range(terms)))
    assert set(shelf.found(query)) <= found(shelf, "")


def held_up(library: Library) -> threading.Thread:
    """Have the next statement wait until another thread has interrupted it."""
    begun, ended = threading.Event(), threading.Event()

    def wait() -> int:
        begun.set()
        ended.wait(60)
        return 0

    def interrupt() -> None:
        begun.wait(60)
        library.interrupt()
        ended.set()

    library._connection.set_progress_handler(wait, 1)
    thread = threading.Thread(target=interrupt)
    thread.start()
    return thread


def test_a_search_is_ended_from_another_thread_and_the_next_one_answers(library: Library) -> None:
    bring_in(library, page(PAPERS))
    library.interrupt()
    thread = held_up(library)
    with pytest.raises(InterruptedSearchError):
        library.found(parse("pebbles"))
    thread.join()
    library._connection.set_progress_handler(None, 0)
    assert list(library.found(parse("pebbles"))) == [1]


def test_every_question_that_is_ended_is_said_in_our_words(library: Library, library_path: Path) -> None:
    bring_in(library, page(PAPERS))
    with pytest.raises(InterruptedSearchError), held_up_reader(library_path) as reader:
        reader.count(parse("pebbles"))


@contextmanager
def held_up_reader(path: Path) -> Iterator[Library]:
    """A library to look at whose first question is ended."""
    with Library.open(path, write=False) as reader:
        thread = held_up(reader)
        yield reader
        thread.join()


@pytest.mark.parametrize(
    "query", ["\ud800", "peb\udfffbles", '"\udce9 a"', "tag:\ud800", "digest:\udfff", "-title:\ud800", "a\0b \ufdd0"]
)
def test_half_a_character_in_a_query_finds_nothing_and_breaks_nothing(library: Library, query: str) -> None:
    bring_in(library, page())
    assert len(library.found(parse(query))) in (0, 5)
    assert library.count(parse(query)) == len(library.found(parse(query)))


@pytest.mark.parametrize("query", ['"' + "a " * 700 + '"', "a" * LONGEST, "NEAR(a b, 3) AND NOT *"])
def test_a_query_without_sense_is_answered(library: Library, query: str) -> None:
    bring_in(library, page())
    assert len(library.found(parse(query))) in (0, 5)


def test_a_query_without_end_is_refused_and_a_whole_title_can_be_searched(library: Library) -> None:
    with pytest.raises(QueryError, match="at most 3,000 characters"):
        parse("-a" * 100_000)
    title = " ".join(["of", "Pebbles"] * 110)[:LONGEST_TITLE]
    bring_in(library, page())
    edit_details(library, paper=2, title=title)
    assert list(library.found(parse(f'title:"{title}"'))) == [2]


def test_a_long_beginning_is_asked_for_as_the_words_that_it_may_go_on_to(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = ("pebbl", "-pebbl", "title:tramw", "photographed tramw", "facad")
    ways = []
    for most in (vocabulary.MOST_WORDS, 0):  # with 0 the index gathers everything that begins with it
        monkeypatch.setattr(vocabulary, "MOST_WORDS", most)
        ways.append([found(shelf, query) for query in queries])
    assert ways[0] == ways[1] == [{1}, {2, 3, 4, 5, 6, 7}, set(), {6}, {6}]


def test_a_word_that_no_paper_has_any_more_finds_nothing_and_its_beginning_neither(library: Library) -> None:
    bring_in(library, page(PAPERS))
    write_note(library, paper=1, text="xylophones")
    assert found(library, "xylop") == {1}
    library.undo()
    assert found(library, "xylop") == found(library, "xylophones") == set()
    library.redo()
    assert found(library, "xylop") == {1}
