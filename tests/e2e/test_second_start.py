"""The program started again while its window is open: files come to that window, and nothing is lost in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readinglist.gui.knock import Holder
from readinglist.store.place import window_lock
from tests.digests import PAPERS, page
from tests.e2e.second_starts import ROOT, Start, close_while_another_starts, start_at_once, wait_for

Begin = Callable[..., Start]


@pytest.fixture(autouse=True)
def source(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of its own finds the program where the tests found it."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def begin(library_path: Path) -> Iterator[Begin]:
    """Start the program on the test's library; whatever is left of it in the end is ended."""
    started: list[Start] = []

    def start(closes_after: int, *files: str | Path, cwd: Path = ROOT) -> Start:
        started.append(Start(library_path, closes_after, files, cwd))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.end()


def again(library: Path, *files: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A second start as a user gives it."""
    command = [sys.executable, "-m", "readinglist", "--library", str(library), *files]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=60)


def listening(library: Path) -> Holder | None:
    """The window that says that it listens."""
    try:
        return Holder.read(window_lock.said_by_holder(library))
    except FileNotFoundError:
        return None


def test_files_of_a_second_start_are_offered_by_the_window_that_is_open(
    begin: Begin, library_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "digests").mkdir()
    (tmp_path / "digests" / "page.txt").write_bytes(page(PAPERS))
    (tmp_path / "digests" / "-odd name.txt").write_bytes(page(PAPERS))
    window = begin(60_000)
    assert wait_for(lambda: "open" in window.said)
    done = again(library_path, "page.txt", "./-odd name.txt", cwd=tmp_path / "digests")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert wait_for(lambda: len(window.offered) == 2)
    assert window.offered == [str(tmp_path / "digests" / name) for name in ("page.txt", "-odd name.txt")]
    assert again(library_path).returncode == 0  # without files it only comes to the front
    assert window.said.count("open") == 1
    assert window.process.poll() is None


def test_a_window_that_was_killed_leaves_nothing_in_the_way(begin: Begin, library_path: Path) -> None:
    window = begin(60_000)
    assert wait_for(lambda: listening(library_path) is not None)
    holder = listening(library_path)
    assert holder
    window.process.kill()
    window.end()
    after = begin(0)
    assert after.end() == 0
    assert "open" in after.said
    assert not Path(holder.server).exists()


@pytest.mark.skipif(os.name == "nt", reason="a process can't be stopped there")
def test_a_window_that_hangs_is_said_to(begin: Begin, library_path: Path) -> None:
    window = begin(60_000)
    assert wait_for(lambda: listening(library_path) is not None)
    os.kill(window.process.pid, signal.SIGSTOP)
    done = again(library_path)
    os.kill(window.process.pid, signal.SIGCONT)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert f"is open in another window (process {window.process.pid}), which does not answer." in done.stderr
    assert "Close that window, or end its process, and start again." in done.stderr


def test_a_window_on_another_computer_is_named(library_path: Path) -> None:
    lock = window_lock.take(library_path)
    assert lock
    lock.write(Holder(f"/tmp/readinglist-{'0' * 32}", 1, "lighthouse").text)
    done = again(library_path)
    lock.release()
    assert done.returncode == 1
    assert "is open in a window on the computer lighthouse. Close it there first." in done.stderr


def test_a_window_that_closes_while_another_starts_loses_no_file(tmp_path: Path) -> None:
    told = close_while_another_starts(5, tmp_path, seed=int(time.time()))
    assert told.wrong == []
    assert told.handed_over + told.opened_itself == 5


def test_two_starts_at_once_make_one_window_and_lose_no_file(tmp_path: Path) -> None:
    told = start_at_once(2, tmp_path)
    assert told.wrong == []
    assert told.rounds == 2


def test_windows_of_two_libraries_are_two(begin: Begin, tmp_path: Path) -> None:
    window = begin(60_000)
    assert wait_for(lambda: "open" in window.said)
    other = Start(tmp_path / "other.db", 0)
    assert other.end() == 0
    assert "open" in other.said


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_library_that_is_named_by_a_link_is_the_same_one(begin: Begin, library_path: Path, tmp_path: Path) -> None:
    window = begin(60_000)
    assert wait_for(lambda: listening(library_path) is not None)
    (tmp_path / "link.db").symlink_to(library_path)
    assert again(tmp_path / "link.db").returncode == 0
    assert window.process.poll() is None
    assert not (tmp_path / "link.db.files").exists()
