"""Queries for tests: a tree as text, and trees and texts drawn at random."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from readinglist.core.found import holds_a_word
from readinglist.core.query import (
    DAY_FIELDS,
    NUMBER_FIELDS,
    PARTS,
    STATES,
    TEXT_FIELDS,
    And,
    Condition,
    Days,
    Field,
    Node,
    Not,
    Numbers,
    Or,
    Term,
    all_of,
    any_of,
)
from readinglist.core.query_parser import MOST_NESTED

#: What a query is made of, and what comes close to it.
PIECES = (
    "a", "OR", "or", "-", "(", ")", " ", '"', "O(n)", "f(x", "tag:", "Tag:", "is:read", "is:que", "has:note", "seen:",
    "seen:>2", "rating:1..4", "year:<2020", "added:", "added:2025-03", "read:<7d", "2025-0", "..", "digest:", "step:3",
    "title:x", "foo:", "https://x", "\ud800", "\0", "\u3000", "é石", "today", "<=", "—", "(:",
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Anything, and what is nearly a query."""
    return st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


def printed(node: Node | None) -> str:
    """A tree as a text that says the same."""
    if isinstance(node, Or):
        return " OR ".join(map(printed, node.parts))
    if isinstance(node, And):
        return " ".join(f"({printed(part)} )" if isinstance(part, Or) else printed(part) for part in node.parts)
    if isinstance(node, Not):
        inner = printed(node.part)
        return f"-{inner}" if isinstance(node.part, Condition) else f"-({inner} )"
    return _condition(node) if node else ""


def _condition(condition: Condition) -> str:
    field = f"{condition.field}:" if condition.field else ""
    if isinstance(condition, Term):
        return field + (f'"{condition.value}"' if condition.phrase else condition.value)
    if isinstance(condition, Numbers):
        return field + _range(condition.least, condition.most)
    return field + _range(condition.first, condition.last)


def _range(low: date | int | None, high: date | int | None) -> str:
    if low is None or high is None:
        less = low - 1 if isinstance(low, int) and low else None  # a rating of more than 5 can't be written with ">="
        return f"<={high}" if low is None else f">={low}" if less is None else f">{less}"
    return str(low) if low == high else f"{low}..{high}"


def numbers() -> st.SearchStrategy[Condition]:
    """Numbers as one may write them."""
    bounds = st.one_of(st.none(), st.integers(0, 5), st.integers(2018, 2026))
    return st.builds(_numbers, st.sampled_from(NUMBER_FIELDS), bounds, bounds)


def _numbers(field: Field, least: int | None, most: int | None) -> Condition:
    if field is Field.RATING:
        least, most = least and min(least, 5), most and min(most, 5)
        least = 1 if least is None and most else least
    if (least is None and most is None) or (least is not None and most is not None and least > most):
        least, most = 0, most or 0
    return Numbers(field, least, most)


def days(first: date, last: date) -> st.SearchStrategy[Condition]:
    """Stretches of days around a time."""
    some = st.one_of(st.none(), st.dates(first - timedelta(3), last + timedelta(3)))
    return st.builds(_days, st.sampled_from(DAY_FIELDS), some, some)


def _days(field: Field, first: date | None, last: date | None) -> Condition:
    if first is None and last is None:
        last = date.max
    return Days(field, *sorted((first, last)) if first and last else (first, last))


def terms(words: st.SearchStrategy[str], names: dict[Field, tuple[str, ...]]) -> st.SearchStrategy[Condition]:
    """Words and phrases in some field, and names out of what there are."""
    word = st.builds(lambda word, cut: word[:cut], words, st.integers(1, 12)).filter(holds_a_word)
    phrase = st.lists(words, min_size=1, max_size=3).map(" ".join)
    named = {**names, Field.IS: STATES, Field.HAS: PARTS}
    text = st.sampled_from(TEXT_FIELDS)
    return st.one_of(
        st.builds(Term, text, word),
        st.builds(Term, text, phrase, st.just(True)),
        st.one_of(*(st.builds(Term, st.just(field), st.sampled_from(known)) for field, known in named.items())),
    )


def trees(conditions: st.SearchStrategy[Condition]) -> st.SearchStrategy[Node]:
    """Trees of conditions, no deeper than a query can be; their words have no parentheses."""
    return st.recursive(
        conditions,
        lambda parts: st.one_of(
            st.lists(parts, min_size=2, max_size=4).map(lambda some: all_of(some) or some[0]),
            st.lists(parts, min_size=2, max_size=4).map(lambda some: any_of(some) or some[0]),
            parts.map(Not),
        ),
        max_leaves=8,
    ).filter(lambda tree: printed(tree).count("(") <= MOST_NESTED)
