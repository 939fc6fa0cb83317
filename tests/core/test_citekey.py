"""Citation keys are short, readable and the same on every day."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.citekey import LONGEST_KEY, base_key, unique_key
from readinglist.core.paper import Paper

UID = "3f2b8c1e-0000-4000-8000-000000000001"


def key_of(title: str, authors: tuple[str, ...] = (), year: int | None = None) -> str:
    return base_key(Paper(1, UID, title, "", authors, year))


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Mamba: Linear-Time Sequence Modeling", "mamba_linear_time"),
        ("The State of the Art", "state_art"),
        ("On Giant's Shoulders", "giants_shoulders"),
        ("To Be", "to_be"),
        ("S^{2}FT: Efficient Tuning", "s2ft_efficient_tuning"),
        ("$\\alpha$-Divergence in \\textbf{bold} $\\mathcal{O}(n)$", "alpha_divergence_bold"),
        ('Schr\\"{o}dinger and Erd\\H{o}s', "schrodinger_erdos"),
        ("S\\o ren, Stra\\ss e, \\'Etude", "soren_strasse_etude"),
        ("<i>Fast</i> &amp; <b>Small</b>", "fast_small"),
        ("Ångström, Łódź & Straße", "angstrom_lodz_strasse"),
        ("Ǿrsted Œuvre Þing", "orsted_oeuvre_thing"),
        ("μLO and γ-MoD", "mulo_gamma_mod"),
        ("4+3 Phases of Scaling", "phases_scaling"),
        ("3D Splatting for Llama 2", "paper_3d_splatting_llama"),
        ("基于 BERT 的模型", "bert"),
        ("状态空间模型", "paper_3f2b8c1e"),
        ("שלום עולם", "paper_3f2b8c1e"),
        ("Μηχανική μάθηση", "paper_3f2b8c1e"),
        ("1984", "paper_3f2b8c1e"),
        ("", "paper_3f2b8c1e"),
    ],
)
def test_a_key_is_made_of_the_first_words_that_matter(title: str, key: str) -> None:
    assert key_of(title) == key


def test_author_and_year_are_part_of_it_where_they_are_known() -> None:
    assert key_of("Mamba: Linear-Time", ("Ada van Example", "Bo Sample"), 2023) == "vanexample_mamba_linear_time_2023"
    assert key_of("Mamba: Linear-Time", ("Éxample, Ada",)) == "example_mamba_linear_time"
    assert key_of("Mamba: Linear-Time", year=2023) == "mamba_linear_time_2023"
    assert key_of("状态", ("王小明",), 2023) == "paper_3f2b8c1e_2023"


def test_a_year_survives_words_without_end() -> None:
    key = key_of("a" * 500 + " " + "b" * 500 + " " + "c" * 500, ("Ada " + "x" * 500,), 2023)
    assert len(key) <= LONGEST_KEY
    assert key.endswith("_2023")


@given(st.text(), st.text(), st.none() | st.integers(1, 9999))
def test_any_text_gives_a_key_that_bibtex_takes(title: str, author: str, year: int | None) -> None:
    key = key_of(title, (author,), year)
    assert re.fullmatch("[a-z][a-z0-9_]*", key)
    assert len(key) <= LONGEST_KEY


def test_a_taken_key_gets_the_next_free_letter() -> None:
    taken: set[str] = set()
    for _ in range(29):
        taken.add(unique_key("mamba", taken.__contains__))
    assert {"mamba", "mamba_a", "mamba_b", "mamba_z", "mamba_aa", "mamba_ab"} <= taken
    assert len(taken) == 29


def test_keys_that_differ_by_case_only_are_taken() -> None:
    assert unique_key("Mamba", {"mamba"}.__contains__) == "Mamba_a"
