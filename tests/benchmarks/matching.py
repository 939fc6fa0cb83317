"""Recognising repeats, measured: how well, against its peers; how fast, against the floor and against brute force.

    python -m tests.benchmarks.matching [quality|speed] [--papers 10000,100000,1000000] [--seeds 20]

The pairs are made from the real digests, with chance that a seed decides. Figures of speed are ratios of CPU time,
taken in turns in one run; the first line says how busy the machine was. Large libraries are kept in --cache.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import quality_table, speed
from tests.benchmarks.corpus import cache_folder
from tests.benchmarks.judges import peers
from tests.benchmarks.originals import folder_of_digests, half, originals
from tests.benchmarks.quality import measure

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = _parser().parse_args(arguments)
    say(f"Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    if options.part != "speed":
        _quality(options)
    if options.part != "quality":
        _speed(options)


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _quality(options: argparse.Namespace) -> None:
    papers = half(originals(options.digests), options.half)
    found_peers, missing = peers()
    for line in missing:
        say(line)
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    found = measure(papers, [] if options.alone else found_peers, seeds=seeds, repeats_in=options.repeats, tell=_hint)
    for line in quality_table.lines(found, [] if options.alone else [peer.name for peer in found_peers]):
        say(line)
    for line in quality_table.examples(found, options.examples):
        say(line)


def _speed(options: argparse.Namespace) -> None:
    sizes, several, times = options.papers, options.entries, options.times
    for line in speed.lines(options.digests, options.cache, sizes, _hint, several=several, times=times):
        say(line)


def _hint(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=("quality", "speed"), help="one of the two; both without")
    parser.add_argument("--digests", type=Path, default=folder_of_digests(), help="the folder of the real digests")
    parser.add_argument("--half", choices=("all", "tuned", "fresh"), default="all", help="papers that are judged")
    parser.add_argument("--seeds", type=int, default=20, help="how often impostors are made")
    parser.add_argument("--repeats", type=int, default=4, help="how often repeats are made")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--alone", action="store_true", help="without peers")
    parser.add_argument("--examples", type=int, default=0, help="wrong merges and missed repeats to print")
    parser.add_argument("--papers", type=_sizes, default=(10_000, 100_000, 1_000_000), help="sizes of libraries")
    parser.add_argument("--entries", type=int, default=10_000, help="entries that are brought in")
    parser.add_argument("--times", type=int, default=3, help="rounds whose median counts")
    parser.add_argument("--cache", type=Path, default=cache_folder(), help="where large libraries are kept")
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size.replace("_", "")) for size in text.split(","))


if __name__ == "__main__":
    main()
