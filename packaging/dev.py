#!/usr/bin/env python3
"""Set up, run, test, check, draw and build Reading List from a checkout, with nothing installed but Python.

Beside it, `environment.py` makes `.venv` and `system_packages.py` finds what the system lacks for Qt. The three
must load on an old Python too, to be able to say that it is too old.
"""

from __future__ import annotations

import glob
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from environment import PYTHON, ROOT, set_up
from system_packages import SetUpError, has_display, qt_platforms, say

if TYPE_CHECKING:
    from collections.abc import Mapping

USAGE = """\
python3 packaging/dev.py run [FILE...]       set up, then open the window with the files offered for import
python3 packaging/dev.py test [ARGUMENT...]  set up, then run the tests; the arguments go to pytest
python3 packaging/dev.py check               set up, then run ruff, mypy and the import rules
python3 packaging/dev.py pictures            set up, then draw every view into build/pictures
python3 packaging/dev.py build [--try]       set up, then make the program that needs no Python; --try runs it
python3 packaging/dev.py bench [NAME...]     set up, then measure beside a yardstick, with --papers N; --help says what
python3 packaging/dev.py faults [NAME] [...] set up, then kill, damage and fill up libraries: nothing may be lost
"""

BENCHMARKS = "start", "list", "search", "verdict", "memory", "fill", "digest", "listing", "matching", "soak"
ALONE = {"matching": "matching", "window": "window_walk"}  # programs with arguments of their own
OLDEST_PYTHON = (3, 11)
LISTED_PAPERS = 100  # the samples, or the newest of a big library
MOST_WORKERS = 4  # beyond these the longest tests decide


def main(arguments: list[str]) -> int:
    """Do what the command line asks for and return its exit code."""
    if too_old(sys.version_info[:2]):
        say(f"Reading List needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).")
        return 1
    verbs = {
        "run": run,
        "test": test,
        "check": check,
        "pictures": pictures,
        "build": build,
        "bench": bench,
        "faults": faults,
    }
    verb = arguments[0] if arguments else ""
    if verb in verbs:
        try:
            return verbs[verb](arguments[1:])
        except SetUpError as error:
            say(str(error))
            return 1
        except KeyboardInterrupt:
            return 130
    asked = verb in {"-h", "--help", "help"}
    print(USAGE, end="", file=sys.stdout if asked else sys.stderr)
    return 0 if asked else 2


def run(arguments: list[str]) -> int:
    """Open the window with the files; where there is no display, do the same on the command line."""
    files = expand(arguments)
    missing = [name for name in files if not Path(name).exists()]
    if missing:
        say("No such file: " + ", ".join(missing))
        return 2
    set_up("run", qt_platforms(sys.platform, os.environ))
    if has_display(sys.platform, os.environ):
        return call("-m", "readinglist", "gui", *files)
    say("There is no display here, so the same happens on the command line.")
    imported = call("-m", "readinglist", "import", *files) if files else 0
    listed = call("-m", "readinglist", "list", "--limit", str(LISTED_PAPERS))
    say(f"These are the newest {LISTED_PAPERS} at most; readinglist list, in .venv, prints every paper.")
    say("And this is a picture of the window:")
    library = library_in_use()
    view = "main-light" if Path(library).exists() else "first-light"
    drawn = draw("--to", str(cache_folder(os.environ)), "--views", view, "--library", library)
    return imported or listed or drawn


def test(arguments: list[str]) -> int:
    """Run the tests; the arguments go to pytest, and win over what is set here."""
    set_up("test")
    workers = str(min(os.cpu_count() or 1, MOST_WORKERS))
    return call("-m", "pytest", "-n", workers, *arguments, folder=ROOT, offscreen=True)


def check(arguments: list[str]) -> int:
    """Run every check, say of each one how it went, and fail if one failed."""
    if arguments:
        print(USAGE, end="", file=sys.stderr)
        return 2
    set_up("test")
    results = [
        passes("ruff check", "ruff", "check", "."),
        passes("ruff format", "ruff", "format", "--check", "."),
        passes("mypy", "mypy"),
        passes("mypy of packaging", "mypy", "packaging"),
        passes("import rules", "lint-imports", "--no-logo"),
    ]
    return 0 if all(results) else 1


def pictures(arguments: list[str]) -> int:
    """Draw every view; the arguments go to packaging/pictures.py, and win over what is set here."""
    set_up("run")
    return draw("--to", str(ROOT / "build" / "pictures"), *arguments)


def build(arguments: list[str]) -> int:
    """Make build/dist/reading-list; with --try, test what was made."""
    if set(arguments) - {"--try"}:
        print(USAGE, end="", file=sys.stderr)
        return 2
    set_up("test")
    built = call(str(ROOT / "packaging" / "build.py"))
    if built or not arguments:
        return built
    os.environ["READINGLIST_FROZEN"] = "1"
    return call("-m", "pytest", "-n", "0", "tests/project/test_frozen.py", folder=ROOT)


def bench(arguments: list[str]) -> int:
    """Run the benchmarks that are named, or all; some stand alone, and what follows their name goes to them."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("--", [])
    if not name.startswith("-") and name not in (*BENCHMARKS, *ALONE):
        print(USAGE, end="", file=sys.stderr)
        return 2
    set_up("bench")
    if name == "window" or (name == "matching" and rest and set(rest).isdisjoint(BENCHMARKS)):
        return call("-m", f"tests.benchmarks.{ALONE[name]}", *rest, folder=ROOT, offscreen=True)
    return call("-m", "tests.benchmarks.harness", *arguments, folder=ROOT, offscreen=True)


def faults(arguments: list[str]) -> int:
    """Do to libraries what must not lose anything; the arguments go to tests/faults."""
    set_up("test")
    return call("-m", "tests.faults", *arguments, folder=ROOT)


def too_old(version: tuple[int, ...]) -> bool:
    """Whether this version of Python is too old to run the program."""
    return version < OLDEST_PYTHON


def expand(arguments: list[str]) -> list[str]:
    """The files that the arguments name, patterns expanded: not every shell does that by itself."""
    files: list[str] = []
    for argument in arguments:
        matches = [] if Path(argument).exists() else glob.glob(argument)  # noqa: PTH207 - takes any start
        files += sorted(matches) or [argument]
    return files


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Where the picture of a machine without display goes: out of the way, and not into the checkout."""
    base = environment.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "readinglist" / "pictures"


def library_in_use() -> str:
    """The path of the library that the program opens by itself."""
    question = "from readinglist import settings; print(settings.load().library)"
    answer = subprocess.run([str(PYTHON), "-c", question], stdout=subprocess.PIPE, text=True, check=True)
    return answer.stdout.strip()


def draw(*arguments: str) -> int:
    """Draw pictures of the window without a display."""
    return call(str(ROOT / "packaging" / "pictures.py"), *arguments, offscreen=True)


def passes(name: str, tool: str, *arguments: str) -> bool:
    """Run a checking tool over the checkout and say how it went."""
    began = time.monotonic()
    status = subprocess.call([str(PYTHON.parent / tool), *arguments], cwd=ROOT)
    say(f"{name}: {'failed' if status else 'passed'} in {time.monotonic() - began:.1f} s")
    return status == 0


def call(*arguments: str, folder: Path | None = None, offscreen: bool = False) -> int:
    """Run the Python of .venv and return its exit code as a shell would give it."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"} if offscreen else None
    status = subprocess.call([str(PYTHON), *arguments], cwd=folder, env=environment)
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
