"""`list --json` of a library, as a process and within one, beside `papis list --all`."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import venv
from contextlib import redirect_stdout
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tests.benchmarks.bench import SMALL
from tests.benchmarks.figures import Figure, Reach, Row, in_turns
from tests.benchmarks.first_paint import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

SEEN = 387.0  # milliseconds of `papis list --all` over 10,000 papers, on an idle machine
RUNS = 2  # a round
PAPIS = "papis==0.16.1"


def rows(bench: Bench) -> Iterator[Row]:
    """Always over the small library: papis was seen with as many."""
    library = bench.small_library
    settings = {**os.environ, "PYTHONPYCACHEPREFIX": str(bench.compiled)}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "readinglist", "--library", str(library), "list", "--json"]
    papis, name = _papis(bench) if bench.with_papis else ([], f"{SEEN:.0f} ms seen for `papis list --all`")
    for warm in filter(None, (command, papis)):
        _run(warm, settings)
    _within(library)
    whole, within, theirs = in_turns(
        RUNS * bench.rounds,
        lambda: _run(command, settings),
        lambda: _within(library),
        lambda: _run(papis, settings) if papis else SEEN,
    )
    yardstick = Figure.of(theirs)
    yield Row(f"list --json of {bench.small:,}", "ms", Figure.of(whole), yardstick, name, Reach(most=1 / 3, at=SMALL))
    yield Row("list --json, in-process", "ms", Figure.of(within), yardstick, name, Reach(most=1 / 50, at=SMALL))


def _run(command: list[str], settings: dict[str, str]) -> float:
    """Milliseconds of a whole process."""
    began = perf_counter()
    subprocess.run(command, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return 1000 * (perf_counter() - began)


def _within(library: Path) -> float:
    """Milliseconds of the same in this process."""
    from readinglist.cli.app import main

    began = perf_counter()
    with redirect_stdout(io.StringIO()):
        main(["--library", str(library), "list", "--json"])
    return 1000 * (perf_counter() - began)


def _papis(bench: Bench) -> tuple[list[str], str]:
    """The command of papis over as many papers, in an environment of its own that stays in the cache."""
    home = bench.cache / "papis"
    python = home / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        bench.tell(f"{PAPIS} is installed beside the libraries")
        venv.create(home / "venv", with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", PAPIS], check=True)
    papers = home / f"papers-{bench.small}"
    if not papers.exists():
        _write_papers(bench, papers)
    return [str(python), "-m", "papis", "-l", str(papers), "list", "--all"], "`papis list --all`"


def _write_papers(bench: Bench, folder: Path) -> None:
    """A folder a paper, as papis keeps them."""
    with bench.corpus.text(bench.small).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            title, _, abstract = line.rstrip("\n").partition("\t")
            paper = folder / f"paper-{number}"
            paper.mkdir(parents=True)
            quoted = {"title": title, "abstract": abstract, "ref": f"paper{number}", "author": "A. Example"}
            said = "".join(f"{name}: '{text.replace(chr(39), chr(39) * 2)}'\n" for name, text in quoted.items())
            (paper / "info.yaml").write_text(f"{said}papis_id: {number:032x}\nyear: 2025\n", "utf-8")
