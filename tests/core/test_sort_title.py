"""Titles are sorted as people look for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.sort_title import LENGTH, sort_title


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Why Old Bridges Hum", "why old bridges hum"),
        ("“Écoles” of  the\tStraße", "ecoles” of the strasse"),
        ("$\\alpha$-Sorting", "alpha$-sorting"),
        ("3D Pebbles", "3d pebbles"),
        ("__init__", "init__"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_case_accents_and_signs_before_the_first_word_do_not_count(title: str, key: str) -> None:
    assert sort_title(title) == key


@given(st.text())
def test_a_key_is_short_and_the_same_for_all_ways_to_write_a_title(title: str) -> None:
    assert len(sort_title(title)) <= LENGTH
    assert sort_title(f"“{title}") == sort_title(title)
    assert sort_title(sort_title(title)) == sort_title(title)
