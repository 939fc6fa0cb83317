"""Recognising repeats in short: how many, and at what cost; `bench matching` alone is the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks import speed
from tests.benchmarks.figures import Figure, Reach, Row
from tests.benchmarks.judges import peers
from tests.benchmarks.quality import EASIER, HARDEST, measure
from tests.benchmarks.stored import stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

ENTRIES = 2_000
SEED = 7


def rows(bench: Bench) -> Iterator[Row]:
    """Quality with one seed, then the cost of an entry."""
    papers = bench.corpus.papers
    titles = peers()[0][:1]
    found = measure(papers, titles, seeds=[SEED], repeats_in=1)
    repeats = list(found.repeats.values())
    theirs = sum(tally.peers[titles[0].name] for tally in repeats) / sum(tally.texts for tally in repeats)
    for name, asked, least in (("repeats recognised", False, 0.985), ("repeats recognised or asked", True, 0.998)):
        ours = Figure.of([100 * found.recall(asked=asked)])
        yield Row(
            f"matching: {name}", "%", ours, Figure.of([100 * theirs]), f"the peer “{titles[0].name}”",
            Reach(least=100 * least, of="ours"),
        )  # fmt: skip
    for name, most in ((EASIER, 0.0), (HARDEST, 0.001)):
        group = found.groups[name]
        yield Row(
            "matching: impostors merged", "", Figure.of([group.same]), Figure.of([group.texts]), name, Reach(most=most)
        )
    yield _cost(bench)


def _cost(bench: Bench) -> Row:
    """CPU time to bring entries into a library of keys, beside the simplest honest importer."""
    library = stored(bench.cache, bench.corpus.papers, bench.small, bench.tell)
    entries = min(ENTRIES, bench.small)
    figures = speed.Figures(bench.small)
    file = speed._file(bench.folder, library, bench.corpus.papers, entries, bench.small)
    for _ in range(bench.rounds):
        speed._bring_in(library, file, figures)
    ours = (plan + write for plan, write in zip(figures.plan, figures.write, strict=True))
    return Row(
        f"matching: CPU an entry, into {bench.small:,}", "µs", Figure.of(1e6 * one / entries for one in ours),
        Figure.of(1e6 * one / entries for one in figures.floor), "the floor: read, normalise, hash, insert",
        Reach(most=10),
    )  # fmt: skip
