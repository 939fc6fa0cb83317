"""The benchmarks in small: every row is measured with a tiny library, and the table has the shape that it promises."""

from __future__ import annotations

import importlib
import random
import re
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from types import ModuleType
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.query import Query
from readinglist.store.library import Library
from tests.benchmarks.corpus import Corpus, folder_of_digests
from tests.benchmarks.figures import Figure, Reach, Row, in_turns, lines
from tests.benchmarks.harness import BENCHMARKS
from tests.benchmarks.long_tail import LongTail
from tests.benchmarks.originals import originals

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = folder_of_digests(ROOT)
PAPERS = 300
#: How many rows each benchmark has.
ROWS = {
    "start": 2, "list": 4, "search": 2, "verdict": 2, "memory": 2, "fill": 4, "digest": 1, "listing": 2, "matching": 5,
    "soak": 3,
}  # fmt: skip
NUMBER = r"[\d,.]+"
SPREAD = rf"{NUMBER}( \({NUMBER}–{NUMBER}\))?"
LINE = re.compile(rf"^\S.*? {SPREAD} +{SPREAD} +{NUMBER}× +(–|[≤≥] .+)$")

samples = st.lists(st.floats(min_value=0, max_value=1e6), min_size=1, max_size=50)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tiny library is kept from one benchmark to the next."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The command that runs them."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("dev")


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_row_says_ours_its_yardstick_the_ratio_and_what_is_to_be_reached(name: str, cache: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.harness", name, "--papers", str(PAPERS), "--rounds", "1",
         "--cache", str(cache)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    machine, papers, _, heads, *table = said.stdout.splitlines()
    assert re.match(r"\d+ cores, .*; Python 3\.\d+\.\d+, SQLite 3\.\d+\.\d+ \(\w+\), Qt 6\.\d+\.\d+; load \d", machine)
    assert papers.startswith(f"{PAPERS} papers")
    assert heads.split("  ")[-1].strip() == "to reach"
    rows, beside = table[: 2 * ROWS[name] : 2], table[1 : 2 * ROWS[name] : 2]
    assert [row for row in rows if not LINE.match(row)] == []
    assert [line for line in beside if not line.startswith("    beside ")] == []
    assert table[2 * ROWS[name]] == ""


def test_the_command_knows_every_benchmark(dev: ModuleType) -> None:
    assert tuple(BENCHMARKS) == dev.BENCHMARKS


@pytest.mark.parametrize(
    ("arguments", "module"),
    [
        ([], "harness"),
        (["--papers", "20000"], "harness"),
        (["start", "search"], "harness"),
        (["matching"], "harness"),
        (["matching", "soak"], "harness"),
        (["matching", "quality", "--seeds", "27"], "matching"),
        (["window"], "window_walk"),
        (["window", "--papers", "20000"], "window_walk"),
    ],
)
def test_rows_are_measured_together_and_what_has_arguments_of_its_own_by_itself(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, arguments: list[str], module: str
) -> None:
    call = Mock(return_value=0)
    monkeypatch.setattr(dev, "set_up", Mock())
    monkeypatch.setattr(dev, "call", call)
    assert dev.main(["bench", *arguments]) == 0
    handed_on = arguments if module == "harness" else arguments[1:]
    assert call.call_args.args == ("-m", f"tests.benchmarks.{module}", *handed_on)


def test_a_benchmark_that_is_not_there_is_refused_with_the_names_of_those_that_are() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.harness", "flights"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 2
    assert "“flights”: start, list, search" in said.stderr


@given(samples, st.sampled_from(["median", "p95", "p99", "worst"]))
def test_what_counts_of_a_figure_lies_between_the_least_and_the_most(found: list[float], told: str) -> None:
    value = Figure.of(found, told).value  # type: ignore[arg-type]  # one of the four
    assert min(found) <= value <= max(found)


@given(samples)
def test_of_a_figure_the_worst_is_no_less_than_p99_and_that_no_less_than_p95(found: list[float]) -> None:
    assert Figure.of(found, "worst").value >= Figure.of(found, "p99").value >= Figure.of(found, "p95").value


def test_what_is_meant_for_a_million_papers_is_not_judged_in_fewer() -> None:
    row = Row("memory", "MB", Figure.of([90]), Figure.of([100]), "all rows", Reach(most=0.2, at=1_000_000))
    assert row.verdict(10_000) == "≤ 0.20× at 1,000,000"
    assert row.verdict(1_000_000).split() == ["≤", "0.20×", "short"]


def test_at_most_and_at_least_are_judged_by_the_ratio_or_by_our_own_figure() -> None:
    assert [Reach(most=2).holds(ratio, 9) for ratio in (1, 2, 3)] == [True, True, False]
    assert [Reach(least=2).holds(ratio, 9) for ratio in (1, 2, 3)] == [False, True, True]
    assert [Reach(most=2, of="ours").holds(9, ours) for ours in (1, 2, 3)] == [True, True, False]


def test_a_row_names_what_it_is_beside_and_which_number_counts() -> None:
    row = Row("verdict", "ms", Figure.of([1, 2, 9], "p99"), Figure.of([3]), "a bare UPDATE")
    first, second = lines([row], 10_000)
    assert first.split() == ["verdict,", "p99", "ms", "9.00", "(1.00–9.00)", "3.00", "3.00×", "–"]
    assert second.strip() == "beside a bare UPDATE"


@given(st.integers(min_value=1, max_value=9))
def test_every_measure_has_its_turn_in_every_round_and_each_is_first_alike(rounds: int) -> None:
    order: list[str] = []

    def measure(name: str) -> float:
        order.append(name)
        return float(len(order))

    found = in_turns(rounds, *(partial(measure, name) for name in "abc"))
    assert [len(turns) for turns in found] == [rounds] * 3
    turns = [order[3 * number : 3 * number + 3] for number in range(rounds)]
    assert all(sorted(turn) == ["a", "b", "c"] for turn in turns)
    firsts = [turn[0] for turn in turns]
    assert max(map(firsts.count, "abc")) - min(map(firsts.count, "abc")) <= 1


def test_a_library_is_made_once_and_has_as_many_papers_as_were_asked_for(tmp_path: Path) -> None:
    told: list[str] = []
    corpus = Corpus(SAMPLES, tmp_path, told.append)
    path = corpus.library(60)
    assert told
    told.clear()
    assert Corpus(SAMPLES, tmp_path, told.append).library(60) == path
    assert told == []
    with Library.open(path, write=False) as library:
        assert library.count(Query()) == 60
        assert library.totals()["queued"] == 3
        assert not library.keys_are_stale()


def test_a_copy_is_a_library_to_write_to_and_leaves_the_one_that_is_kept(tmp_path: Path) -> None:
    corpus = Corpus(SAMPLES, tmp_path, lambda _: None)
    kept = corpus.library(60)
    before = kept.read_bytes()
    with Library.open(corpus.copy(60, tmp_path / "copy")) as library, library.transaction("Star papers") as tx:
        tx.set_starred(library.found(Query()), starred=True)
    assert kept.read_bytes() == before


def test_a_larger_library_has_ever_more_words_and_many_that_hardly_any_paper_has() -> None:
    made = LongTail(originals(SAMPLES), random.Random(1))
    words = [Counter(word for _ in range(1_000) for word in made.paper().abstract.split()) for _ in range(2)]
    assert len(words[0] | words[1]) > 1.15 * len(words[0])
    both = words[0] + words[1]
    assert sum(times <= 2 for times in both.values()) > len(both) / 4


@given(st.integers(min_value=1, max_value=2_000_000))
def test_a_rare_word_is_the_same_in_every_library_and_one_word(number: int) -> None:
    papers = originals(ROOT / "seeds")
    one, other = (LongTail(papers, random.Random(seed)) for seed in (1, 2))
    assert one.rare(number) == other.rare(number)
    assert re.fullmatch(r"[\w-]+", one.rare(number))
