"""What a desktop hands to the program is files, whatever they are called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import readinglist.gui.app
from readinglist.__main__ import main
from readinglist.workspace import Workspace


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """What the window was asked to open, each time; its own arguments are left out."""
    asked: list[list[str]] = []
    monkeypatch.chdir(tmp_path)  # where a library that is named comes to lie

    def run(_workspace: Workspace, files: list[str], _lock: object = None) -> int:
        asked.append(list(files))
        return 0

    monkeypatch.setattr(readinglist.gui.app, "run", run)
    return asked


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (["--", "-platform", "x"], ["-platform", "x"]),
        (["--", "--library=elsewhere", "--version"], ["--library=elsewhere", "--version"]),
        (["--library", "here.db", "--", "-style"], ["-style"]),
        (["gui", "-style", "page.txt"], ["-style", "page.txt"]),
        (["gui", "--", "--", "list"], ["--", "list"]),
        (["--"], []),
    ],
)
def test_behind_two_dashes_all_is_files(
    words: list[str], files: list[str], opened: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["readinglist", *words])
    assert main() == 0
    assert opened == [files]


def test_an_option_that_the_window_does_not_have_opens_nothing(
    opened: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["readinglist", "gui", "--platform=x"])
    assert main() == 2
    assert opened == []
    assert "“--platform=x” is no option" in capsys.readouterr().err


def test_qt_is_told_nothing_but_the_name_of_the_program() -> None:
    """Else `-platform`, `-style` and `-stylesheet` would be options, the last of them with a file that is read."""
    start = "import sys; sys.argv = ['readinglist', '-platform', 'nowhere', '-stylesheet', '/dev/stdin']"
    ask = "from readinglist.gui.app import application; print(application().arguments())"
    done = subprocess.run([sys.executable, "-c", f"{start}; {ask}"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "['readinglist']\n"), done.stderr
