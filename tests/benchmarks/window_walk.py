"""A walk through the whole window over a large library; prints where the event loop was away for longest.

    python tests/benchmarks/window_walk.py --papers 100000

The library is made if it is not in the cache; the walk is done in a copy. A figure is a sign only on a machine that has
nothing else to do; the first line of the table says how much it had.
"""

from __future__ import annotations

import argparse
import compileall
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # as a script it begins in a folder of its own

from readinglist.gui.app import application, open_window
from readinglist.gui.theme import Theme
from readinglist.workspace import Workspace
from tests.benchmarks.chapters import walk
from tests.benchmarks.corpus import Corpus, cache_folder, folder_of_digests
from tests.benchmarks.first_paint import ROOT
from tests.benchmarks.hands import Hands, Walk
from tests.benchmarks.heartbeat import Heartbeat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.benchmarks.heartbeat import Gap

WORST = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the library, walk, and say what was seen."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = str(here / name.lower())
        library = Corpus(folder_of_digests(ROOT), options.cache, _say).copy(options.papers, here / "walk")
        compile_all(here / "compiled")
        _report(_walked(library, options, here))


def _walked(library: Path, options: argparse.Namespace, to: Path) -> Mapping[str, Sequence[Gap]]:
    """The longest gap of every turn of every action."""
    app = application()
    heart = Heartbeat()
    window = open_window(Workspace.of(str(library)), Theme(app))
    hands = Hands(window, heart, library, options.times)
    digests = sorted(folder_of_digests(ROOT).glob("*.txt"))[: max(1, options.times // 4)]
    steps = Walk(walk(hands, digests, to), options.haste)
    steps.ended.connect(app.quit)
    failures: list[BaseException] = []

    def give_up(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        failures.append(error)
        app.quit()

    sys.excepthook = give_up
    heart.start()
    heart.begin("show the window")
    window.show()
    window.activateWindow()
    window.begin()
    steps.start()
    app.exec()
    sys.excepthook = sys.__excepthook__
    heart.stop()
    window.close()
    if failures:
        raise failures[0]
    return heart.worst


def _report(worst: Mapping[str, Sequence[Gap]]) -> None:
    gaps = sorted((gap for turns in worst.values() for gap in turns), key=lambda gap: -gap.length)
    _say(f"\nThe worst {WORST} gaps of the event loop:")
    for gap in gaps[:WORST]:
        garbage = f", {gap.garbage:.0f} ms of it for garbage" if gap.garbage >= 1 else ""
        _say(f"  {gap.length:6.1f} ms  {gap.action}, turn {gap.turn}{garbage}")
    _say(f"\n{'action':<48}{'turns':>6}{'median gap':>12}{'worst gap':>12}")
    for action, turns in worst.items():
        lengths = [gap.length for gap in turns]
        _say(f"{action:<48}{len(turns):>6}{median(lengths):>9.1f} ms{max(lengths):>9.1f} ms")


def compile_all(folder: Path) -> None:
    """Compile the program, as its installation does: what is imported late must not be compiled in a gap."""
    sys.pycache_prefix = str(folder)
    compileall.compile_dir(ROOT / "readinglist", quiet=1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=100_000, help="how many papers the library has (100000)")
    parser.add_argument("--cache", type=Path, default=cache_folder(), help="where libraries are kept")
    parser.add_argument("--times", type=int, default=20, help="how often the cheap things are done (20)")
    parser.add_argument("--haste", type=float, default=1, help="go so many times faster than a user, only to try (1)")
    return parser


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
