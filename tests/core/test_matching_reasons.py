"""Reasons: what is said of two papers, in the words of their own titles."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.core.fingerprint import fingerprint
from readinglist.core.matching import Outcome, compare

LAWN = (
    "Mowing a large lawn takes a long summer afternoon. We let a herd of tiny robots share the work and show that"
    " they finish sooner when each robot listens to its neighbours only. Our herd needs no map of the garden, keeps"
    " clear of hedgehogs, and recharges in the shade."
)
TITLE = "Herds of Tiny Robots for Mowing Unknown Gardens"


def reason(one: str, other: str, abstract: str = LAWN, other_abstract: str = LAWN) -> str:
    return compare(fingerprint(one, abstract), fingerprint(other, other_abstract)).reason


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Supervised Weeding of Lawns", "Unsupervised Weeding of Lawns", "“Supervised” against “Unsupervised”"),
        ("Small Lawns in Spring", "Large Lawns in Spring", "“Large” against “Small”"),
        ("Multi-Agent Weeding at Home", "Agent Weeding at Home", "“Agent” against “Multi-Agent”"),
        ("Multi Agent Weeding at Home", "Agent Weeding at Home", "“Agent” against “Multi Agent”"),
        (
            "Self-Supervised Weeding of Lawns",
            "Self-(Un)Supervised Weeding of Lawns",
            "“Self-(Un)Supervised” against “Self-Supervised”",
        ),
        ("Grass-to-Flower Translation", "Flower-to-Grass Translation", "“Flower” and “Grass” change places"),
        ("MowNet: Learning to Weed Lawns", "WeedNet: Learning to Weed Lawns", "the names before the subtitle differ"),
        (TITLE, f"{TITLE} on Mars!", "one title goes on with “on Mars”"),
        (TITLE, f"{TITLE} on Mars (in May)", "one title goes on with “on Mars (in May)”"),
        (TITLE, f"({TITLE} for Bees, Old & Young)", "one title goes on with “for Bees, Old & Young”"),
        (TITLE, f"{TITLE}? Reproduced!", "one title goes on with “Reproduced”"),
        (TITLE, f"{TITLE}: A (Re-)Assessment", "one title goes on with “(Re-)Assessment”"),
        (TITLE, f"Über-{TITLE}", "one title begins with “Über”"),
        (TITLE, f"{TITLE}, Revisited", "only one title has “Revisited”"),
        (f"Not {TITLE}", f"Not, Not {TITLE}", "one title has “Not” once more"),
        ("Why Lawns Aren’t Green", "Why Lawns Green", "no abstract knows “Aren’t”"),
        ("Mowing 草坪 at Home", "Mowing Beyond草坪 at Home", "only one title has “Beyond”"),
        ("Well-Modelled Lawns in a Wet Spring Season", "Modelled Lawns in a Wet Spring Season", "“Well”"),
    ],
)
def test_words_are_quoted_as_the_titles_write_them(one: str, other: str, said: str) -> None:
    assert said in reason(one, other)
    assert said in reason(other, one)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Lawns in 2D and Their Gardens", "Lawns in 3D and Their Gardens", "“2D” against “3D”"),
        (TITLE, f"{TITLE} in 3D", "only one title has “3D”"),
        ("2D-Aware Lawns", "3D-Aware Lawns", "“2D-Aware” against “3D-Aware”"),
        ("Lawns in Two Dimensions", "Lawns in 3 Dimensions", "“3” against “Two”"),
        ("Gardens in C", "Gardens in C++", "“C” against “C++”"),
        ("Gardens in C", "Gardens in C#", "“C” against “C#”"),
        ("Type A Lawns in Spring", "Type B Lawns in Spring", "“Type A” against “Type B”"),
        ("Meadow 2 Technical Report", "Meadow 3 Technical Report", "“2” against “3”"),
        ("Meadow-2.5 Technical Report", "Meadow-3 Technical Report", "“Meadow-2.5” against “Meadow-3”"),
        ("Gardens for 10,000 Bees", "Gardens for 20,000 Bees", "“10,000” against “20,000”"),
        ("Lawns (Part I)", "Lawns, Vol. 2", "“Part I” against “Vol. 2”"),
        ("Two-Step Mowing", "Two-Step Mowing (Part 2)", "only one title has “Part 2”"),
        ("3 Robots", "3 Robots 3", "one title has “3” once more"),
        ("Lawns for 1, 2 or 5 Bees", "Lawns for Bees", "only one title has “1”, “2” and “5”"),
        ("深度学习第2章", "深度学习第3章", "“深度学习第2章” against “深度学习第3章”"),
        ("Mowing in $O(n^2)$ Time", "Mowing in $O(n^3)$ Time", "“n^2” against “n^3”"),
    ],
)
def test_numbers_are_shown_with_what_hangs_on_them(one: str, other: str, said: str) -> None:
    assert said in reason(one, other)
    assert said in reason(other, one)


def test_a_mistyped_word_of_title_and_abstract_is_quoted_against_the_one_it_may_mean() -> None:
    other = LAWN.replace("robots", "robuts").replace("robot ", "robut ")
    said = "“Robots” stands in one abstract, “Robuts” in the other"
    assert said in reason(TITLE, TITLE.replace("Robots", "Robuts"), LAWN, other)


@pytest.mark.parametrize(
    ("title", "abstract", "said"),
    [
        (TITLE, LAWN, "Title and abstract are the same, word for word."),
        (f" {TITLE} ", LAWN.replace(" ", "\n"), "Title and abstract are the same, word for word."),
        (TITLE.upper(), LAWN, "Same title and abstract but for capital letters."),
        (TITLE, LAWN.lower(), "Same title and abstract but for capital letters."),
        (f"{TITLE}.", LAWN, "Same title and abstract but for spelling and punctuation."),
        (TITLE, LAWN.replace(", ", " – "), "Same title and abstract but for spelling and punctuation."),
    ],
)
def test_word_for_word_is_said_only_where_it_is_true(title: str, abstract: str, said: str) -> None:
    found = compare(fingerprint(title, abstract), fingerprint(TITLE, LAWN))
    assert (found.outcome, found.score, found.reason) == (Outcome.SAME, 1.0, said)


PARTS = [
    *("Supervised", "Un", "Self-", "(Semi-)", "Small", "Large", "Modelling", "Colour", "isn't", "Aren’t", "Not"),
    *("C", "C++", "C#", "A*", "k-means", "2D", "3-D", "Two", "II", "I", "v2.5", "GPT-4", "10,000", "Part", "Type A"),
    *(
        "Über",
        "Caf\\'e",
        "$\\alpha$-Lawns",
        "$n^{-2}$",
        "&amp;",
        "R&D",
        "ﬁsh",
        "草坪",
        "שלום",
        "n\u0303o",
        "<b>Bees</b>",
    ),
    *(
        ":",
        "—",
        "?",
        "(",
        ")",
        "…",
        "to",
        "from",
        "for",
        "Revisited",
        "Beyond",
        "Images",
        "Text-to-Image",
        "LLMs",
        "ßer",
    ),
]
TITLES = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from([" ", " ", "-", ""])), max_size=7).map(
    lambda parts: "".join(part + gap for part, gap in parts)
)
ABSTRACTS = st.sampled_from(["", LAWN, LAWN.replace("tiny robots", "supervised images, modelled in colour,")])
QUOTED = re.compile("“([^“”]*)”")


@settings(max_examples=400, deadline=None)
@given(TITLES | st.text(max_size=30).map(lambda text: re.sub("[“”]", "", text)), TITLES, ABSTRACTS, ABSTRACTS)
def test_what_is_quoted_stands_in_one_of_the_titles(one: str, other: str, abstract: str, another: str) -> None:
    for quote in QUOTED.findall(reason(one, other, abstract, another)):
        assert quote
        assert quote in one or quote in other


@settings(max_examples=150, deadline=None)
@given(st.lists(TITLES, min_size=2, max_size=2), st.sampled_from(PARTS), st.sampled_from(PARTS))
def test_what_is_quoted_of_titles_that_differ_in_a_part_stands_in_one_of_them(
    around: list[str], part: str, instead: str
) -> None:
    titles = [f" {inner} ".join(around) for inner in (part, instead, "")]
    for one, other in pairwise([*titles, titles[0]]):
        assert all(quote in one or quote in other for quote in QUOTED.findall(reason(one, other)))
