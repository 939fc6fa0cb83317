"""The command line writing beside an open window: the window shows it by itself, and both keep what they write."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from readinglist.core.reading import Status
from readinglist.gui.main_window import MainWindow
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.e2e.second_starts import ROOT
from tests.e2e.starting import Use
from tests.gui.hands import press

PATIENCE = 20_000  # milliseconds


def readinglist(library: Path, *words: str) -> None:
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "readinglist", "--library", str(library), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_window_follows_what_the_command_line_does(
    library_path: Path, tmp_path: Path, use: Use, qtbot: QtBot
) -> None:
    digest = tmp_path / "page.txt"
    digest.write_bytes(page(PAPERS))

    def work(window: MainWindow) -> None:
        parts = window.parts
        assert parts.pages.currentWidget() is parts.first_run
        qtbot.waitUntil(lambda: parts.tasks.writes == 0)
        readinglist(library_path, "import", str(digest))
        qtbot.waitUntil(lambda: parts.model.rowCount() == 5, timeout=PATIENCE)
        shown = parts.table.current
        assert shown is not None
        readinglist(library_path, "note", str(shown), "--text", "From the command line.")
        qtbot.waitUntil(lambda: parts.paper.note.text == "From the command line.", timeout=PATIENCE)
        press(window, "Q")
        readinglist(library_path, "tag", str(shown), "+beach")
        qtbot.waitUntil(lambda: parts.tasks.writes == 0)
        readinglist(library_path, "undo")
        qtbot.waitUntil(
            lambda: (step := parts.library.to_undo()) is not None and "ueue" in step.label, timeout=PATIENCE
        )

    use(work)
    with Library.open(library_path, write=False) as library:
        (queued,) = [row for row in library.rows(range(1, 6)) if row.reading.status is Status.QUEUED]
        assert library.record(queued.id).note == "From the command line."
        assert library.record(queued.id).tags == ()


def test_the_command_line_reads_beside_the_window(library_path: Path, use: Use) -> None:
    with Library.open(library_path) as library:
        bring_in(library, page(PAPERS))
    use(lambda _window: readinglist(library_path, "list"))
