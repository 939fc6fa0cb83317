"""The query language: what is understood, and where an error points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.errors import QueryError
from readinglist.core.query import MOST_TERMS, Field, Query, Term, parse


def test_a_query_is_a_list_of_terms() -> None:
    assert parse('is:queued tag:moe -tag:rl "state space" note:proof -x title:"two words"').terms == (
        Term(Field.IS, "queued", False, False, 0),
        Term(Field.TAG, "moe", False, False, 10),
        Term(Field.TAG, "rl", True, False, 18),
        Term(Field.TEXT, "state space", False, True, 26),
        Term(Field.NOTE, "proof", False, False, 40),
        Term(Field.TEXT, "x", True, False, 51),
        Term(Field.TITLE, "two words", False, True, 54),
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", []),
        ("  \t ", []),
        ("-", []),
        ('""', []),
        ("state-space", ["state-space"]),
        ("https://example.org/x", ["https://example.org/x"]),
        ("COMET: learning", ["COMET:", "learning"]),
        ("O(n^2)", ["O(n^2)"]),
        ("TAG:Moe IS:READ", ["Moe", "read"]),
    ],
)
def test_text_that_people_paste_is_understood(text: str, values: list[str]) -> None:
    assert [term.value for term in parse(text).terms] == values


@pytest.mark.parametrize(
    ("text", "position"),
    [("foo:bar", 0), ("a -foo:bar", 3), ("is:nothing", 3), ("a is:x", 5), ('a "open', 2), ("tag:", 0), ("a tag: b", 2)],
)
def test_an_error_points_at_the_character(text: str, position: int) -> None:
    with pytest.raises(QueryError) as error:
        parse(text)
    assert error.value.position == position


def test_a_query_with_too_many_terms_is_refused_at_the_first_of_them() -> None:
    text = " - ".join(["sand"] * MOST_TERMS)
    assert len(parse(text).terms) == MOST_TERMS
    with pytest.raises(QueryError, match="at most 200") as error:
        parse(f"{text}  -tag:sea x")
    assert error.value.position == len(text) + 2
    assert error.value.remedy


@given(st.text(max_size=40))
def test_any_text_is_a_query_or_an_error_that_points_into_it(text: str) -> None:
    position, values = 0, ["a word"]
    try:
        terms = parse(text).terms
    except QueryError as error:
        position = error.position
    else:
        position = max((term.position for term in terms), default=0)
        values = [term.value for term in terms]
    assert 0 <= position <= len(text)
    assert all(values)


def test_a_list_of_the_sidebar_is_a_query_for_one_state() -> None:
    assert parse("is:queued").state == "queued"
    assert parse("-is:queued").state is parse("is:queued x").state is Query().state is None
