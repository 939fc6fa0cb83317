"""Every row of the table of speeds: ours, its yardstick, their ratio, and whether what is to be reached is.

    python packaging/dev.py bench [NAME…] [--papers N]

Without a name all of them run. Ours and its yardstick are measured in turns in one run, because machines are shared and
noisy: a ratio says something where a time does not. Libraries are made of the real digests, which READINGLIST_DIGESTS
names, and kept in the user's cache folder. `bench matching quality|speed` and `bench window` are programs with
arguments of their own: how well repeats are recognised and how fast, and a walk through the whole window.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from tests.benchmarks import figures
from tests.benchmarks.bench import SMALL, Bench
from tests.benchmarks.corpus import Corpus, cache_folder, folder_of_digests
from tests.benchmarks.first_paint import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The benchmarks in their order, each with the module whose `rows` measures it.
BENCHMARKS: Final = {
    "start": "first_paint",
    "list": "lists",
    "search": "searching",
    "verdict": "verdicts",
    "memory": "memory",
    "fill": "filling",
    "digest": "one_digest",
    "listing": "command_line",
    "matching": "recognising",
    "soak": "soak",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is named, and print each row when it is known."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    if unknown := [name for name in options.names if name not in BENCHMARKS]:
        parser.error(f"there is no benchmark “{unknown[0]}”: " + ", ".join(BENCHMARKS))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = perf_counter()
    with tempfile.TemporaryDirectory(dir=_made(options.cache), prefix="run-") as folder:
        for name in ("DATA", "CONFIG", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(folder) / name.lower())
        corpus = Corpus(options.digests, options.cache, hint)
        bench = Bench(options.papers, options.rounds, corpus, Path(folder), options.cache, options.with_papis, hint)
        say(machine())
        say(f"{options.papers:,} papers recombined of {len(corpus.papers)}, {options.rounds} rounds\n")
        say(figures.head())
        for name in options.names or BENCHMARKS:
            hint(f"{name}, after {perf_counter() - began:.0f} s")
            rows = importlib.import_module(f"tests.benchmarks.{BENCHMARKS[name]}").rows(bench)
            for line in figures.lines(rows, options.papers):
                say(line)
    say(f"\nAll of it took {perf_counter() - began:.0f} s; the load at its end was {os.getloadavg()[0]:.1f}.")


def machine() -> str:
    """What was measured on."""
    import PySide6

    from readinglist.store.sqlite import engine

    engine_ = engine()
    version = ".".join(map(str, engine_.version))
    return (
        f"{os.cpu_count()} cores, {_processor()}; Python {platform.python_version()}, SQLite {version}"
        f" ({engine_.name}), Qt {PySide6.__version__}; load {os.getloadavg()[0]:.1f}"
    )


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def hint(line: str) -> None:
    """What is being done, beside the report."""
    sys.stderr.write(f"  {line}\n")


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    known = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if "model name" not in known:
        return platform.machine()
    return f"{known['model name']}, {float(known.get('cpu MHz', 0)) / 1000:.1f} GHz"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--papers", type=_number, default=SMALL, help="how many papers the library has (10,000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often all is done (3)")
    parser.add_argument("--digests", type=Path, default=folder_of_digests(ROOT), help="the folder of the real digests")
    parser.add_argument("--cache", type=Path, default=cache_folder(), help="where libraries are kept")
    parser.add_argument("--with-papis", action="store_true", help="install papis in the cache folder, and measure it")
    return parser


def _number(text: str) -> int:
    return int(text.replace("_", "").replace(",", ""))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main()
