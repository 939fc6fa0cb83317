"""The program that runs without Python does what it does from a checkout: only where READINGLIST_FROZEN asks for it.

`python3 packaging/dev.py build --try` builds it and runs these. The window needs Xvfb, xdotool and openbox.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readinglist import __version__

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "build" / "dist" / "reading-list" / ("reading-list.exe" if os.name == "nt" else "reading-list")
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
WINDOW_TOOLS = ("Xvfb", "xdotool", "openbox")
PATIENCE = 30.0  # seconds

pytestmark = pytest.mark.skipif(not os.environ.get("READINGLIST_FROZEN"), reason="READINGLIST_FROZEN does not ask")


@pytest.fixture
def environment(own_folders: Path) -> dict[str, str]:
    """What the program finds around it: folders of its own, and nothing of this Python."""
    kept = {"HOME", "LANG", "PATH", "SYSTEMROOT", "TMPDIR"}
    return {name: value for name, value in os.environ.items() if (name in kept or name.startswith("XDG_")) and value}


def run(environment: dict[str, str], *arguments: str) -> str:
    """What the program prints."""
    done = subprocess.run(
        [str(PROGRAM), *arguments],
        env=environment,
        cwd=environment["HOME"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return done.stdout


def papers(environment: dict[str, str]) -> int:
    """How many the library holds."""
    return len(json.loads(run(environment, "list", "--json")))


def wait(until: Callable[[], object]) -> None:
    """Ask until it is so."""
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.2)


def test_it_says_its_version(environment: dict[str, str]) -> None:
    assert run(environment, "--version").strip() == f"readinglist {__version__}"


def test_every_verb_is_in_it(environment: dict[str, str]) -> None:
    from readinglist.cli import VERBS

    for verb in VERBS:
        assert "Example: " in run(environment, verb, "--help")


def test_the_command_line_imports_lists_and_exports(environment: dict[str, str]) -> None:
    run(environment, "import", str(SEEDS[0]))
    assert papers(environment) > 10
    assert run(environment, "export", "bibtex", "is:inbox").count("@misc{") == papers(environment)
    assert "Sound." in run(environment, "doctor")


def test_what_is_shipped_lies_where_the_program_looks() -> None:
    shipped = next(PROGRAM.parent.rglob("shipped"))
    assert shipped.parent.name == "readinglist"
    assert (shipped / "keymap.toml").read_bytes() == (ROOT / "resources" / "keymap.toml").read_bytes()
    assert (shipped / "icons" / "reading-list.svg").is_file()
    assert [file.name for file in sorted((shipped / "seeds").iterdir())] == [file.name for file in SEEDS]


def test_nothing_of_qt_is_in_it_that_a_window_does_not_need() -> None:
    names = {file.name for file in PROGRAM.parent.rglob("*")}
    assert not [name for name in names if any(part in name for part in ("Qml", "Quick", "Network", "WebEngine"))]
    assert not names & {"numpy", "tkinter"}


@pytest.fixture
def display(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment with a screen that nobody sees, and a window manager on it."""
    if missing := [tool for tool in WINDOW_TOOLS if not shutil.which(tool)]:
        pytest.skip("without " + " and ".join(missing) + " no window is tried")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as screen:
        os.close(write)
        with os.fdopen(read) as told:
            around = {**environment, "DISPLAY": f":{told.readline().strip()}"}
        with subprocess.Popen(["openbox"], env=around, stderr=subprocess.DEVNULL) as manager:
            yield around
            manager.terminate()
        screen.terminate()


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is tried")
def test_the_window_opens_and_imports_a_digest(display: dict[str, str]) -> None:
    def keys(*names: str) -> None:
        subprocess.run(["xdotool", "key", "--clearmodifiers", *names], env=display, check=True)

    def windows() -> str:
        find = ["xdotool", "search", "--onlyvisible", "--name", "^Reading List$"]
        return subprocess.run(find, env=display, capture_output=True, text=True, check=False).stdout

    def activated() -> bool:
        activate = ["xdotool", "windowactivate", windows().split()[0]]
        return subprocess.run(activate, env=display, capture_output=True, check=False).returncode == 0

    def imported() -> bool:
        keys("ctrl+Return")
        return papers(display) > 10

    with subprocess.Popen(
        [str(PROGRAM), "gui", str(SEEDS[1])], env=display, stderr=subprocess.PIPE, text=True
    ) as window:
        try:
            wait(windows)
            wait(activated)
            wait(imported)
            keys("ctrl+q")
            said = window.communicate(timeout=PATIENCE)[1]
        finally:
            window.kill()
    assert (window.returncode, said) == (0, "")
