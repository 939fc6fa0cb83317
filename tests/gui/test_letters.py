"""What is typed is found in titles whatever its case and accents, and where it was found can be marked."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readinglist.gui.letters import abbreviates, fold, holds, spans

words = st.text(alphabet="abcéÉßİ \u0301\U0001d538好ΣZz'-", max_size=12)


def marked(typed: str, title: str) -> list[str]:
    return [title[start:end] for start, end in spans(typed, title)]


@pytest.mark.parametrize(
    ("typed", "title", "expected"),
    [
        ("que", "Queue the paper", ["Que"]),
        ("que", "Sequential Training", ["que"]),
        ("que", "Sequence of the queue", ["que"]),
        ("ma re", "Mark as read", ["Ma", "re"]),
        ("the queue", "Go to the queue", ["the queue"]),
        ("gq", "Go to the queue", ["G", "q"]),
        ("GTTQ", "Go to the queue", ["G", "t", "t", "q"]),
        ("metodos", "Métodos", ["Métodos"]),
        ("cafe", "Cafe\u0301 au lait", ["Cafe\u0301"]),
        ("strasse", "Straße", ["Straße"]),
        ("moe paper", "Routing in MoE", ["MoE"]),
        ("x", "Queue", []),
        ("", "Queue", []),
        ("queue", "", []),
    ],
)
def test_what_was_typed_is_marked(typed: str, title: str, expected: list[str]) -> None:
    assert marked(typed, title) == expected


def test_a_place_where_a_word_begins_is_marked_before_one_within_a_word() -> None:
    assert spans("read", "Spread of what is read") == ((18, 22),)


def test_one_letter_is_no_abbreviation() -> None:
    assert not abbreviates("g", "Mark as good")
    assert not abbreviates("tq", "Go to the queue")
    assert abbreviates("gtq", "Go to the queue")


@settings(max_examples=150)
@given(words, words)
@example("a", "\u0301a\u0301")
def test_marks_are_in_order_and_within_the_title(typed: str, title: str) -> None:
    found = spans(typed, title)
    edges = [edge for span in found for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(title) for edge in edges)


@settings(max_examples=150)
@given(words, words)
def test_every_title_that_has_the_words_is_marked(typed: str, title: str) -> None:
    if holds(typed, title) and fold(typed):
        letters = fold("".join(marked(typed, title)))
        assert all(word[0] in letters for word in fold(typed).split())


@settings(max_examples=150)
@given(words)
def test_case_and_accents_make_no_difference(title: str) -> None:
    assert holds(title.upper(), title)
    assert holds(title, title.upper())
