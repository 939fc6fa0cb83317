"""Search as one types: each key until its results are painted, and the library's answer alone beside grep."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from readinglist.core.errors import QueryError
from readinglist.core.query_parser import parse
from tests.benchmarks.desk import REST, open_desk, painted, pause
from tests.benchmarks.figures import MILLION, Figure, Reach, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from readinglist.core.errors import QueryError
    from readinglist.gui.tasks import Job
    from readinglist.store.library import Library
    from tests.benchmarks.bench import Bench
from tests.benchmarks.desk import Desk

PHRASES = (
    "diffusion model alignment", "low-rank adaptation of language", "mixture of experts", "transformer attention",
    "quantization 4-bit", "graph neural networks", "is:inbox reasoning", "title:video generation", "retrieval -video",
    '"large language models"', "the", "zzzqqq",
)  # fmt: skip
SPARED = 5  # rounds of keys; more tell nothing new


def rows(bench: Bench) -> Iterator[Row]:
    """Phrases typed key by key into the real search box."""
    seeker, name = _seeker()
    text = bench.corpus.text(bench.papers)
    shown: list[float] = []
    sought: list[float] = []
    with open_desk(bench.library) as desk:
        answers = Answers(desk)
        for _ in range(min(bench.rounds, SPARED)):
            for phrase in PHRASES:
                shown += _typed(desk, answers, phrase)
                sought.append(_sought(seeker, phrase, text))
    everything = Figure.of(sought)
    yield Row(
        "search: key to painted results", "ms", Figure.of(shown, "p99"), everything, name, Reach(most=33, of="ours")
    )
    yield Row(
        "search: the library's answer", "ms", Figure.of(answers.taken, "p99"), everything, name,
        Reach(most=1 / 15, at=MILLION),
    )  # fmt: skip


class Answers:
    """How long the searching thread takes for what is asked by a key, in milliseconds, without the way there and back.

    Until the first papers are there that are painted: of a long search they come before the others. What the window
    asks by itself, as how many papers saved searches find, is left out.
    """

    def __init__(self, desk: Desk) -> None:
        self.taken: list[float] = []
        self._desk, self._search = desk, desk.parts.tasks.search_in_steps
        desk.parts.tasks.search_in_steps = self._ask  # type: ignore[method-assign]  # the window asks through it
        self._by_key = False

    def type(self, letter: str) -> None:
        """Press a key in the search box."""
        self._by_key = True
        self._desk.type(letter)
        self._by_key = False

    def _ask(
        self,
        call: Callable[[Library, Callable[..., None]], Any],
        done: Callable[[Any], None],
        failed: Callable[[], None],
        told: Callable[..., None],
    ) -> Job:
        return self._search(partial(self._timed, call) if self._by_key else call, done, failed, told)

    def _timed(
        self,
        call: Callable[[Library, Callable[..., None]], Any],
        library: Library,
        tell: Callable[..., None],
    ) -> Any:
        began, answered = perf_counter(), []

        def tell_first(*news: object) -> None:
            answered.append(perf_counter())
            tell(*news)

        answer = call(library, tell_first)
        answered.append(perf_counter())
        self.taken.append(1000 * (answered[0] - began))
        return answer


def _typed(desk: Desk, answers: Answers, phrase: str) -> list[float]:
    """Milliseconds of every key after which there is something to be found."""
    desk.parts.list.search.field.setFocus()
    found = []
    for end, letter in enumerate(phrase, 1):
        means = _understood(phrase[:end])
        took = painted(partial(answers.type, letter), desk.parts.navigator.moved if means else None)
        if means:
            found.append(took)
        pause(REST)
    desk.leave_search()
    return found


def _understood(text: str) -> bool:
    try:
        parse(text)
    except QueryError:
        return False
    return True


def _seeker() -> tuple[list[str], str]:
    """The program that looks through a file for a word, and what its row says of it."""
    if rg := shutil.which("rg"):
        return [rg, "-c", "-F"], "`rg -c -F` over a file with the same text"
    return ["grep", "-c", "-F"], "`grep -c -F`, LC_ALL=C, over a file with the same text; there is no rg here"


def _sought(seeker: list[str], phrase: str, text: Path) -> float:
    began = perf_counter()
    subprocess.run(
        [*seeker, "--", phrase, str(text)], env={**os.environ, "LC_ALL": "C"}, stdout=subprocess.PIPE, check=False
    )
    return 1000 * (perf_counter() - began)
