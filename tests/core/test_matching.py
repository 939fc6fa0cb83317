"""Verdicts on two papers: the table of relations, the guards, and what may never change one."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.core.fingerprint import fingerprint
from readinglist.core.match_keys import CROWD, always_kept, keys
from readinglist.core.matching import Outcome, Verdict, compare
from readinglist.core.paper import Identifiers
from readinglist.core.title_relation import relate
from readinglist.core.titles import Title

SAME, ASK, DIFFERENT = Outcome.SAME, Outcome.ASK, Outcome.DIFFERENT

LAWN = (
    "Mowing a large lawn takes a long summer afternoon. We let a herd of tiny robots share the work and show that"
    " they finish sooner when each robot listens to its neighbours only. Our herd needs no map of the garden, keeps"
    " clear of hedgehogs, and recharges in the shade. On twelve gardens of different shape it halves the time of a"
    " single machine while using a third of the battery."
)
PONDS = (
    "Fish ponds freeze over in winter. This work measures the thickness of ice with a floating sensor and predicts the"
    " first warm morning from three weeks of readings. A simple forecast beats the almanac in nine villages out of ten,"
    " and the owners of the ponds liked the plain reports that it sends to their kitchens every evening."
)
HALF = LAWN[:170] + PONDS[170:]
TITLE = "Herds of Tiny Robots for Mowing Unknown Gardens"


def verdict(one: str, other: str, abstract: str = LAWN, other_abstract: str | None = None) -> Verdict:
    """The verdict on two titles; it is checked that the other way round gives the same outcome."""
    new = fingerprint(one, abstract)
    old = fingerprint(other, abstract if other_abstract is None else other_abstract)
    there, back = compare(new, old), compare(old, new)
    assert (there.outcome, there.score) == (back.outcome, back.score)
    assert 0 <= there.score <= 1
    assert there.reason.endswith(".")
    return there


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ("herds of tiny robots for mowing unknown gardens.", "Same title"),
        ("Herds of Tiny Robot for the Mowing of Unknown Garden", "Same title but for spelling"),
        ("Herds of Tiny Rbots for Mowing Unknown Gradens", "a typo"),
        ("Mowing Unknown Gardens with Herds of Tiny Robots", "another order"),
        ("Herds of Tiny Robots for Mowing Unknown Gardens: Lessons from the Field", "a subtitle"),
        ("GrassNet: Herds of Tiny Robots for Mowing Unknown Gardens", "a subtitle"),
        ("GrassNet2: Herds of Tiny Robots for Mowing Unknown Gardens", "a subtitle"),
        ("Herds of Tiny Robots for Mowing…", "cut short"),
        ("Efficient Herds of Tiny Robots for Mowing Unknown Gardens", "a word or two more"),
    ],
)
def test_the_same_paper_under_a_title_written_otherwise(other: str, kind: str) -> None:
    found = verdict(TITLE, other, LAWN, LAWN.replace("large ", "big "))
    assert found.outcome is SAME, found.reason
    assert kind in found.reason
    assert "% of their phrases" in found.reason
    assert verdict(TITLE, other, LAWN, PONDS).outcome is not SAME


def test_initials_stand_for_what_they_spell() -> None:
    assert verdict("Pruning LLMs in Spring", "Pruning Large Language Models in Spring").outcome is SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Weeding Gardenpahts at Home", "Weeding Garden Paths at Home"),
        ("Weeding Garden Pahts at Home", "Weeding Gardenpaths at Home"),
    ],
)
def test_a_mistyped_compound_is_told_each_way_round_by_the_title_that_has_it(one: str, other: str) -> None:
    there, back = relate(Title(one), Title(other)), relate(Title(other), Title(one))
    assert (there.ours, there.theirs) == (back.theirs, back.ours) == (("gardenpaht",), ("gardenpath",))
    assert verdict(one, other).outcome is SAME


@pytest.mark.parametrize(
    "other",
    [
        "Herds of Tiny Robots for Mowing Unknown Gardens: Part 2",
        "Herds of Tiny Robots for Mowing Unknown Gardens II",
        "Herds of Tiny Robots for Mowing Unknown Gardens? 2.0",
        "Herds of Two Tiny Robots for Mowing Unknown Gardens",
        "Herds of Tiny Robots for Mowing Unknown Gardens in 3D",
        "Herds of Tiny Robots for Mowing Unknown Gardens Revisited",
        "Herds of Tiny Robots for Mowing Unknown Gardens: A Replication",
        "Beyond Herds of Tiny Robots for Mowing Unknown Gardens",
        "Comment on Herds of Tiny Robots for Mowing Unknown Gardens",
        "Erratum: Herds of Tiny Robots for Mowing Unknown Gardens",
        "Herds of Tiny Robots for Not Mowing Unknown Gardens",
        "Herds of Tiny Robots for Mowing Unknown Gardens on Mars",
        "Herds of Tiny Cows for Mowing Unknown Gardens",
        "Herds of Tiny Robots for Mowing Between Gardens",
        "Understanding the Limits of Herds of Tiny Robots for Mowing Unknown Gardens",
        "Something Else Altogether about Afternoons",
    ],
)
def test_another_title_over_the_same_abstract_is_asked(other: str) -> None:
    found = verdict(TITLE, other)
    assert found.outcome is ASK, found.reason
    assert verdict(TITLE, other, LAWN, PONDS).outcome is DIFFERENT
    assert verdict(TITLE, other, "", "").outcome is not SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Meadow 2 Technical Report", "Meadow 3 Technical Report"),
        ("Supervised Weeding of Large Lawns", "Unsupervised Weeding of Large Lawns"),
        ("Self-Supervised Weeding of Lawns", "Self-(Un)Supervised Weeding of Lawns"),
        ("Off-Policy Weeding of Large Lawns", "On-Policy Weeding of Large Lawns"),
        ("Ultra-High Grass on Large Lawns", "Ultra-Low Grass on Large Lawns"),
        ("Sparse Grass on Public Lawns", "Dense Grass on Public Lawns"),
        ("Growing Lawns with Water in Spring", "Growing Lawns without Water in Spring"),
        ("Grass-to-Flower Translation at Home", "Flower-to-Grass Translation at Home"),
        ("Type A Lawns in Spring Gardens", "Type B Lawns in Spring Gardens"),
        ("Lawns in 2D and Their Gardens", "Lawns in 3D and Their Gardens"),
        ("MowNet: Learning to Weed Large Lawns", "WeedNet: Learning to Weed Large Lawns"),
    ],
)
def test_one_telling_difference_is_never_merged_silently(one: str, other: str) -> None:
    found = verdict(one, other)
    assert found.outcome is ASK, found.reason
    assert verdict(one, other, "", "").outcome is DIFFERENT


def test_a_subtitle_may_hold_a_number() -> None:
    longer = f"{TITLE}: Lessons from 12 Summers Outdoors"
    assert verdict(TITLE, longer).outcome is SAME


def test_a_word_that_only_its_own_abstract_has_is_asked() -> None:
    nightly = LAWN.replace("a herd of tiny robots", "a nocturnal herd of tiny robots")
    found = verdict("Nocturnal " + TITLE, TITLE, nightly, LAWN)
    assert found.outcome is ASK
    inside = verdict(TITLE.replace("Robots", "Nocturnal Robots"), TITLE, nightly, LAWN)
    assert inside.outcome is ASK
    assert "“Nocturnal” stands in one title and its abstract only" in inside.reason


def test_equal_titles_are_told_apart_by_their_abstracts() -> None:
    assert verdict(TITLE, TITLE, LAWN, LAWN[:200]).outcome is SAME
    assert verdict(TITLE, TITLE, LAWN, PONDS).outcome is ASK


def test_without_an_abstract_a_telling_title_is_enough_and_a_short_one_is_not() -> None:
    assert verdict(TITLE, TITLE.upper(), "", LAWN).outcome is SAME
    found = verdict("Slow Lawns", "Slow Lawns", "", LAWN)
    assert found.outcome is ASK
    assert "a title this short is not enough" in found.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Migration of Tired Bees from Northern Harbour Gardens",
            "Migration of Tired Bees to Northern Harbour Gardens",
        ),
        ("Why Large Herds of Robots Mow Gardens", "How Large Herds of Robots Mow Gardens"),
        ("The Cost of Slowly Turned Gardens", "Slowly Turned Gardens"),
        ("Ground States of Lawns for $\\lambda>0$ in Spring", "Ground States of Lawns for $\\lambda<0$ in Spring"),
        ("Gaps between Lawns of Kinds $A+B$ in Spring", "Gaps between Lawns of Kinds $A-B$ in Spring"),
    ],
)
def test_small_words_and_signs_tell_titles_apart_where_no_abstract_can(one: str, other: str) -> None:
    assert verdict(one, other, "", "").outcome is not SAME


def test_initials_after_what_they_stand_for_say_nothing() -> None:
    assert (
        verdict("Pruning Large Language Models (LLMs) in Spring", "Pruning Large Language Models in Spring").outcome
        is SAME
    )


@pytest.mark.parametrize("lead", ["Rejoinder", "Discussion", "Expression of Concern", "Re", "Matters Arising"])
def test_a_kind_of_paper_before_the_colon_is_asked_about(lead: str) -> None:
    assert verdict(TITLE, f"{lead}: {TITLE}").outcome is ASK


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Normal Growth of Lawns at Home", "Abnormal Growth of Lawns at Home"),
        ("Symmetric Growth of Lawns at Home", "Asymmetric Growth of Lawns at Home"),
        ("Weeding Lawns with Bats at Home", "Weeding Lawns with Rats at Home"),
        ("Weeding Lawns with BARTS at Home", "Weeding Lawns with BARS at Home"),
        ("Overview of the Garden Track at Home", "Overview of the Garden for Hens Track at Home"),
    ],
)
def test_words_that_look_alike_are_asked_about(one: str, other: str) -> None:
    assert verdict(one, other).outcome is ASK


def test_a_plural_alone_is_asked_where_no_abstract_can_tell() -> None:
    assert verdict(TITLE, TITLE.replace("Robots", "Robot"), "", "").outcome is ASK


def test_front_matter_repeats_its_title_and_is_asked() -> None:
    assert verdict("Editorial", "Editorial", LAWN, PONDS).outcome is ASK
    assert verdict("Editorial", "Editorial", LAWN, HALF).outcome is ASK
    assert verdict("Editorial", "Editorial", LAWN, LAWN).outcome is ASK
    assert verdict("Editorial: Spring", "Editorial: Autumn", LAWN, PONDS).outcome is DIFFERENT


def test_the_same_words_are_the_same_paper_whatever_the_title() -> None:
    found = verdict("Lawns", "LAWNS", LAWN, f"  {LAWN.upper()}")
    assert (found.outcome, found.score) == (SAME, 1.0)


class TestIdentifiers:
    def outcome(self, one: Identifiers, other: Identifiers, title: str = TITLE) -> Outcome:
        new, old = fingerprint(TITLE, LAWN, one), fingerprint(title, LAWN, other)
        assert compare(new, old).outcome is compare(old, new).outcome
        return compare(new, old).outcome

    def test_a_shared_one_decides(self) -> None:
        arxiv, doi = Identifiers(arxiv="2401.00001"), Identifiers(doi="10.1000/lawn")
        for name in (arxiv, doi):
            assert self.outcome(name, name, "Quite Another Title") is SAME
        assert set(keys(fingerprint("A", "", arxiv))) & set(keys(fingerprint("B", "", arxiv)))

    def test_other_arxiv_ids_are_other_papers(self) -> None:
        assert self.outcome(Identifiers(arxiv="2401.00001"), Identifiers(arxiv="2401.00002")) is DIFFERENT

    def test_other_dois_are_asked_for_a_preprint_has_two(self) -> None:
        assert self.outcome(Identifiers(doi="10.1000/a"), Identifiers(doi="10.1000/b")) is ASK

    def test_the_doi_that_arxiv_gives_is_the_arxiv_id(self) -> None:
        assert self.outcome(Identifiers(doi="10.48550/arXiv.2401.00001"), Identifiers(arxiv="2401.00001"), "X") is SAME

    def test_one_kind_against_another_says_nothing(self) -> None:
        assert self.outcome(Identifiers(doi="10.1000/a"), Identifiers(arxiv="2401.00001")) is SAME


class TestKeys:
    def test_are_few_distinct_and_below_two_to_the_48(self) -> None:
        found = keys(fingerprint(f"GrassNet: {TITLE}", LAWN))
        assert 12 <= len(found) <= 18
        assert len(set(found)) == len(found)
        assert all(0 <= key < 2**48 for key in found)

    def test_are_the_same_in_every_process(self) -> None:
        code = (
            "from readinglist.core.fingerprint import fingerprint;from readinglist.core.match_keys import keys;"
            f"print(*keys(fingerprint({TITLE!r}, {LAWN!r})))"
        )
        runs = {
            subprocess.run(
                [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
            ).stdout
            for seed in ("1", "2")
        }
        assert runs == {" ".join(map(str, keys(fingerprint(TITLE, LAWN)))) + "\n"}

    def test_are_those_that_libraries_hold(self) -> None:
        # a change here is a change of NORMALISER: libraries must then make their keys again
        assert sum(keys(fingerprint(f"GrassNet: {TITLE}", LAWN))) == FROZEN

    def test_a_changed_abstract_and_title_still_share_some(self) -> None:
        edited = LAWN.replace("We let", "Here we let").replace("hedgehogs", "hens")
        assert set(keys(fingerprint("New Title", edited))) & set(keys(fingerprint(TITLE, LAWN)))

    def test_of_whole_titles_are_always_kept(self) -> None:
        kept = [key for key in keys(fingerprint(TITLE, LAWN)) if always_kept(key)]
        assert kept == [key for key in keys(fingerprint(TITLE.upper(), PONDS)) if always_kept(key)]
        assert len(kept) == 1
        assert CROWD > 1

    @pytest.mark.parametrize(
        "title", ["深度学习用于草坪机器人的研究", "تعلم الآلات لقص العشب في الحديقة", "∞", "", "?!"]
    )
    def test_no_title_is_without(self, title: str) -> None:
        new, old = fingerprint(title, LAWN), fingerprint(f" {title} ", LAWN)
        assert keys(new) == keys(old)
        assert keys(new)
        assert compare(new, old).outcome is SAME


FROZEN = 1339139820837285

WORDS = [
    "tiny",
    "robots",
    "mow",
    "unknown",
    "gardens",
    "while",
    "lazy",
    "cats",
    "sleep",
    "under",
    "old",
    "apple",
    "trees",
    "near",
    "warm",
    "stone",
    "walls",
]
TITLES = st.lists(st.sampled_from([*WORDS, "2", "3", "II", "not", "revisited", ":", "?", "un", "the"]), max_size=9).map(
    " ".join
)
ABSTRACTS = st.sampled_from(["", "No abstract.", LAWN, PONDS, HALF])


@settings(max_examples=300, deadline=None)
@given(TITLES, ABSTRACTS, TITLES, ABSTRACTS)
def test_the_outcome_is_the_same_both_ways_round(one: str, abstract: str, other: str, another: str) -> None:
    verdict(one, other, abstract, another)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=6, max_size=9, unique=True), st.randoms(use_true_random=False))
def test_dress_makes_no_difference_to_a_title(title: list[str], dice: random.Random) -> None:
    plain = " ".join(title)
    dressed = "  ".join(dice.choice((str.upper, str.title, str))(word) for word in title) + dice.choice(("", ".", "!"))
    assert compare(fingerprint(plain, ""), fingerprint(dressed, "")).outcome is SAME
    assert (
        compare(fingerprint(plain, LAWN), fingerprint(dressed, HALF)).outcome
        is compare(fingerprint(plain, LAWN), fingerprint(plain, HALF)).outcome
    )


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=8, unique=True),
    st.integers(0, 9999),
    st.integers(0, 9999),
    st.integers(0, 8),
    ABSTRACTS,
)
def test_another_number_is_never_merged_silently(
    title: list[str], number: int, changed: int, at: int, abstract: str
) -> None:
    one = " ".join([*title[:at], str(number), *title[at:]])
    other = " ".join([*title[:at], str(changed), *title[at:]])
    outcome = verdict(one, other, abstract).outcome
    assert (outcome is not SAME) == (number != changed) or abstract in {"", "No abstract."}
    if number != changed:
        assert outcome is not SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Growing Lawns on the Slope $H^3$ in Spring", "Growing Lawns on the Slope $H_3$ in Spring"),
        ("Lawns with Slope \\leq 3 in Village Gardens", "Lawns with Slope \\geq 3 in Village Gardens"),
        ("Soil with Charge $s=+1$ under Village Lawns", "Soil with Charge $s=-1$ under Village Lawns"),
        ("Watering with CO₂ in Village Gardens", "Watering with CO² in Village Gardens"),
    ],
)
def test_signs_that_words_leave_out_tell_titles_apart(one: str, other: str) -> None:
    assert verdict(one, other).outcome is ASK
    assert verdict(one, other, "", "").outcome is DIFFERENT


@pytest.mark.parametrize(
    "other",
    ["Growing Lawns on H3", "Growing Lawns on $H^3$", "Growing Lawns on H³", "Growing Lawns on H<sup>3</sup>"],
)
def test_a_sign_that_is_written_otherwise_or_lost_says_nothing(other: str) -> None:
    assert verdict("Growing Lawns on H^{3}", other).outcome is SAME


def test_another_small_word_over_a_shared_opening_is_asked() -> None:
    opening = LAWN[: int(len(LAWN) * 0.45)] + PONDS[len(PONDS) // 2 :]
    for_one, for_other = "Finding Robots in Large Unknown Gardens", "Finding Robots from Large Unknown Gardens"
    assert verdict(for_one, for_other, LAWN, opening).outcome is not SAME
    assert verdict(for_one, for_other, LAWN, LAWN.replace("large ", "big ")).outcome is SAME
