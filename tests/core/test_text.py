"""Normalising: what makes no difference between two ways of writing one title."""

from __future__ import annotations

import tracemalloc
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.core.text import NORMALISER, fold, joined, normalised, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tiny Gardens & Bees", "tiny gardens &amp; bees"),
        ("Tiny Gardens & Bees", "TINY GARDENS &AMP; BEES"),
        ("Tiny Gardens and Bees", "Tiny Gardens \\& Bees"),
        ("Schrödinger's Über-Café", 'Schr\\"{o}dinger’s \\"Uber-Caf\\\'e'),
        ("Łódź by Night", "\\L{}\\'od\\'z by Night"),
        ("γ-Divergence for Grass", "$\\gamma$-divergence for grass"),
        ("Γ-Divergence for Grass", "$\\Gamma$-Divergence for Grass"),
        ("ε-greedy snails", "$\\varepsilon$-greedy snails"),
        ("Mowing in O(n²) Time", "Mowing in $\\mathcal{O}(n^2)$ time"),
        ("The ℓ₂ Norm of a Lawn", "The $\\ell_2$ norm of a lawn"),
        ("Efficient ﬁsh", "Efficient fish"),
        ("A <i>very</i> slow snail", "A very slow snail"),
        ("Zero\u200b width\u00ad joins", "Zero width joins"),
        ("Non\u00a0breaking  spaces\n wrapped", "Non breaking spaces wrapped"),
        ("multi–agent lawns", "multi-agent lawns"),
    ],
)
def test_typesetting_makes_no_difference(one: str, other: str) -> None:
    assert joined(normalised(one).split()) == joined(normalised(other).split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gardens in C", "Gardens in C++"),
        ("Gardens in C", "Gardens in C#"),
        ("Searching with A*", "Searching with A"),
        ("Lawn 1.5", "Lawn 15"),
        ("Lawn-4 5", "Lawn-45"),
        ("Bees + Flowers, 2 kinds", "Bees + Flowers, 3 kinds"),
    ],
)
def test_signs_that_make_another_title_are_kept(one: str, other: str) -> None:
    assert joined(normalised(one).split()) != joined(normalised(other).split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour", "color"),
        ("generalisation", "generalizations"),
        ("modelling", "modeling"),
        ("centre", "center"),
        ("bodies", "body"),
        ("classes", "class"),
        ("three", "3"),
        ("third", "3"),
    ],
)
def test_one_spelling_for_a_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_scripts_without_spaces_give_words() -> None:
    assert words("深度学习") == ["深", "度", "学", "习"]
    assert words("深度 learning") == ["深", "度", "learning"]
    assert words("שלום עולם") == ["שלום", "עולם"]


def test_vowel_points_make_no_difference() -> None:
    assert words("שָׁלוֹם") == words("שלום")


def test_a_prefix_is_one_word_with_what_follows() -> None:
    for title in ("Multi-agent lawns", "Multi agent lawns", "Multiagent lawns"):
        assert normalised(title) == "multiagent lawns"


def test_normalising_has_a_version() -> None:
    assert NORMALISER == 1


TITLES = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            "Grass",
            "&",
            "\\alpha",
            "$x^2$",
            "C++",
            "A*",
            "2.5",
            "(Part",
            "II)",
            "multi-agent",
            ":",
            "?",
            "—",
            "é",
            "学",
            "שלום",
            "k-means",
        ]
    ),
    max_size=8,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(TITLES)
def test_normalising_twice_changes_nothing_more(title: str) -> None:
    once = normalised(title)
    assert normalised(once) == once


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Zs"], max_codepoint=0x24F), max_size=40))
def test_unicode_forms_make_no_difference(title: str) -> None:
    forms = {normalised(unicodedata.normalize(form, title)) for form in ("NFC", "NFD")}
    assert len(forms) == 1


def test_a_text_of_all_characters_there_are_fills_no_memory() -> None:
    before = [words(chr(point)) for point in range(0x20, 0x3000)]
    tracemalloc.start()
    try:
        for start in range(0, 0x110000, 0x1000):
            words("".join(chr(point) for point in range(start, start + 0x1000)))
        held, _most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 10_000_000
    assert [words(chr(point)) for point in range(0x20, 0x3000)] == before
