"""What every benchmark gets: how many papers, how often, and the libraries to measure with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.benchmarks.corpus import Corpus

SMALL = 10_000  # papers of the library that a larger one is held against


@dataclass(frozen=True)
class Bench:
    """One run of the benchmarks: `folder` goes with it, `cache` stays; `tell` hears what is being done."""

    papers: int
    rounds: int
    corpus: Corpus
    folder: Path
    cache: Path
    with_papis: bool
    tell: Callable[[str], object]

    @property
    def small(self) -> int:
        """How many papers the library has that this one is held against."""
        return min(SMALL, self.papers)

    @cached_property
    def library(self) -> Path:
        """The library that is measured with; made once a run, to be written to."""
        return self.corpus.copy(self.papers, self.folder / "library")

    @cached_property
    def small_library(self) -> Path:
        """The library that it is held against."""
        return self.corpus.copy(self.small, self.folder / "small")

    @cached_property
    def compiled(self) -> Path:
        """The folder of the compiled modules of processes that are started."""
        return self.folder / "compiled"
