"""The sample digests: what a newcomer's first import says about them, and that they are our own words."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readinglist.core.candidates import Text
from readinglist.core.links import links
from readinglist.core.plan import EntryRef, PlannedEntry, plan_entries
from readinglist.formats.digests import Context, ParsedDigest, read_digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from readinglist.core.paper import Entry, Identifiers

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
CAPTURED = date(2025, 3, 20)
GLUED = "Subscribe"
RUN = 8
"""So many words in a row that two texts share are no accident."""

REPEATS = [
    ("Attention Is All You Need", "Attention Is All You Need"),
    (
        "Linear-Time Sequence Modeling with Selective State Spaces",
        "Mamba: Linear-Time Sequence Modeling with Selective State Spaces",
    ),
    ("Deep residual learning for image recognition", "Deep Residual Learning for Image Recognition"),
    (
        "Chain of Thought Prompting Elicits Reasoning in Large Language Models",
        "Chain-of-Thought Prompting Elicits Reasoning in Large Language Models",
    ),
    (
        "BERT: Pre-training of Deep Bidirectional Transfomers for Language Understanding",
        "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
    ),
    (
        r"Poincar\'e Embeddings for Learning Hierarchical Representations",
        "Poincaré Embeddings for Learning Hierarchical Representations",
    ),
    ("Adam: A Method for Stochastic Optimisation", "Adam: A Method for Stochastic Optimization"),
]
QUESTIONS = [
    ("Denoising Diffusion Implicit Models", "Denoising Diffusion Probabilistic Models"),
    (
        "Neural Machine Translation by Jointly Learning to Align and Translate",
        "Neural Machine Translation by Jointly Learning to Align and Translate",
    ),
]


class NothingKnown:
    """The index of an empty library."""

    def holders(self, keys: Iterable[int]) -> Iterable[tuple[int, Sequence[int]]]:  # noqa: ARG002  nothing to look up
        return ()

    def texts(self, members: Collection[int]) -> Mapping[int, tuple[str, str, Identifiers]]:  # noqa: ARG002  as above
        return {}

    def kept_apart(self, members: Collection[int]) -> Mapping[int, Collection[int]]:  # noqa: ARG002  as above
        return {}

    def former(self, texts: Collection[Text]) -> Mapping[Text, Collection[int]]:  # noqa: ARG002  as above
        return {}


@pytest.fixture(scope="module")
def digests() -> dict[str, ParsedDigest]:
    """The sample digests as the program reads them, in the order that the shell gives them."""
    found = {}
    for path in sorted(SEEDS.glob("*.txt")):
        with path.open("rb") as source:
            found[path.name] = read_digest(source, path.name, Context(captured=CAPTURED))
    return found


@pytest.fixture(scope="module")
def entries(digests: dict[str, ParsedDigest]) -> list[Entry]:
    return [entry for digest in digests.values() for entry in digest.entries]


@pytest.fixture(scope="module")
def planned(digests: dict[str, ParsedDigest]) -> tuple[tuple[PlannedEntry, ...], ...]:
    return plan_entries([digest.entries for digest in digests.values()], NothingKnown())


def test_four_files_hold_sixty_two_entries_and_are_read_without_a_remark(digests: dict[str, ParsedDigest]) -> None:
    assert {name: len(digest.entries) for name, digest in digests.items()} == {
        "01-trending-language.txt": 16,
        "02-daily-vision.txt": 16,
        "03-trending-learning.txt": 16,
        "04-daily-agents-and-science.txt": 14,
    }
    assert [digest.diagnostics for digest in digests.values()] == [()] * 4


def test_both_layouts_are_there_with_and_without_a_day(digests: dict[str, ParsedDigest]) -> None:
    assert [digest.day for digest in digests.values()] == [date(2025, 3, 11), None, date(2025, 3, 17), None]
    texts = [(SEEDS / name).read_text(encoding="utf-8") for name in digests]
    assert ["\n\n" in text for text in texts] == [True, False, True, False]
    assert [f"\n{GLUED}\n" in text for text in texts] == [True, False, True, False]
    assert [re.search(rf"^{GLUED}\w", text, re.MULTILINE) is not None for text in texts] == [False, True, False, True]


def test_every_entry_has_a_title_and_a_summary_of_three_to_seven_sentences(entries: list[Entry]) -> None:
    for entry in entries:
        text = re.sub(r"https?://\S+", "", entry.abstract)
        assert entry.title
        assert 60 <= len(text.split()) <= 160, entry.title
        assert 3 <= len(re.findall(r"[.?](?= |$)", text)) <= 7, entry.title


def test_a_first_import_finds_53_new_7_known_and_2_to_check(planned: tuple[tuple[PlannedEntry, ...], ...]) -> None:
    assert Counter(entry.verdict for file in planned for entry in file) == {"new": 53, "same": 7, "ask": 2}


@pytest.mark.parametrize(("verdict", "pairs"), [("same", REPEATS), ("ask", QUESTIONS)])
def test_repeats_and_questions_are_those_that_were_planted(
    planned: tuple[tuple[PlannedEntry, ...], ...], verdict: str, pairs: list[tuple[str, str]]
) -> None:
    found = []
    for at, file in enumerate(planned):
        for entry in file:
            if entry.verdict == verdict:
                assert entry.match
                assert isinstance(entry.match.target, EntryRef)
                target = entry.match.target
                assert target.file < at
                found.append((entry.entry.title, planned[target.file][target.entry].entry.title))
    assert found == pairs


def test_one_entry_is_full_of_tex_that_lost_its_dollar_signs(entries: list[Entry]) -> None:
    marks = ("O(n log n)", "mathcal{L}", r"\times", "v_{t+1}", "^{-1}")
    full = [entry.title for entry in entries if all(mark in entry.abstract for mark in marks)]
    assert full == ["Fourier Neural Operator for Parametric Partial Differential Equations"]
    assert "$" not in "".join(entry.abstract for entry in entries)


def test_links_lead_to_code_and_preprints(entries: list[Entry]) -> None:
    found = {link for entry in entries for link in links(entry.abstract)}
    assert "https://github.com/tensorflow/tensor2tensor" in found
    assert "https://github.com/google-research/bert" in found
    assert "https://arxiv.org/abs/2010.08895" in found
    assert all(link.startswith(("https://github.com/", "https://arxiv.org/abs/")) for link in found)


def test_letters_beyond_ascii_are_there(entries: list[Entry]) -> None:
    assert any("日本語" in entry.abstract for entry in entries)
    assert any("Poincaré" in entry.title for entry in entries)


def test_nothing_is_taken_from_the_real_digests(entries: list[Entry], real_digests: Path) -> None:
    real = [path.read_text(encoding="utf-8") for path in sorted(real_digests.glob("*.txt"))]
    lines = {line.strip().removeprefix(GLUED).casefold() for text in real for line in text.splitlines()}
    runs = {run for text in real for run in _runs(text)}
    for entry in entries:
        assert entry.title.casefold() not in lines
        assert entry.abstract.casefold() not in lines
        assert not runs.intersection(_runs(entry.abstract)), entry.title


def test_the_readme_describes_every_file(digests: dict[str, ParsedDigest]) -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    described = dict(re.findall(r"^- `([^`]+)` — (\d+) entries", readme, re.MULTILINE))
    assert described == {name: str(len(digest.entries)) for name, digest in digests.items()}
    assert re.search(r"62 entries[^.]*53 new, 7 [^.]*2 that", readme, re.DOTALL)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(islice(words, start, None) for start in range(RUN)), strict=False))
