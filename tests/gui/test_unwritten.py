"""A disk that runs full: nothing that was typed or decided is lost unsaid, and all can be tried again in place."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from readinglist.core.errors import LibraryError
from readinglist.core.reading import Status
from readinglist.gui import note_keeper, unwritten
from readinglist.gui.main_window import MainWindow
from readinglist.store.journal import Stretch
from readinglist.store.library import Library
from tests.gui.hands import Fill, OpenWindow, button, focused, name_of, press, settled, type_text


class Disk:
    full = False


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A disk that can be full."""
    made, transaction = Disk(), Library.transaction

    def write(library: Library, label: str, *, joins: Stretch | None = None) -> object:
        if made.full:
            raise LibraryError("The disk is full.", "Make room.")
        return transaction(library, label, joins=joins)

    monkeypatch.setattr(Library, "transaction", write)
    return made


@pytest.fixture
def papers(fill: Fill) -> list[int]:
    return fill(4)


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow) -> MainWindow:
    return open_the_window()


def type_note(window: MainWindow, text: str) -> None:
    press(window, "N")
    assert name_of(focused()) == "Note"
    type_text(text)


def state(window: MainWindow) -> str:
    return window.parts.paper.note._word.text()


def click(window: MainWindow, name: str) -> None:
    QTest.mouseClick(button(window, name), Qt.MouseButton.LeftButton)


def has_button(window: MainWindow, name: str) -> bool:
    return any(one.isVisible() and one.text() == name for one in window.findChildren(QAbstractButton))


@pytest.mark.parametrize("way", ["button", "key"])
def test_a_note_that_found_no_room_stays_and_is_tried_again_where_it_is(
    *, way: str, window: MainWindow, papers: list[int], read: Library, disk: Disk, qtbot: QtBot
) -> None:
    disk.full = True
    type_note(window, "Read again.")
    qtbot.waitUntil(lambda: state(window) == "Not saved")
    assert window.parts.notice.text == (
        "The disk is full.\nMake room. What you typed stays in the editor and is tried again every few seconds,"
        " at once with Ctrl+Shift+S."
    )
    assert window.parts.status._state.text() == "A note is not saved yet"
    assert window.parts.paper.note.text == "Read again."
    disk.full = False
    if way == "button":
        click(window, "Try again")
    else:
        QTest.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: state(window) == "Saved")
    assert read.record(papers[0]).note == "Read again."
    assert window.parts.notice.isHidden()
    assert window.parts.status._state.text() == "All changes saved"


def test_it_is_tried_again_by_itself_without_a_word_more(
    *, papers: list[int], open_the_window: OpenWindow, read: Library, disk: Disk, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(note_keeper, "AGAIN", 20)
    window = open_the_window()
    disk.full = True
    type_note(window, "Read again.")
    qtbot.waitUntil(lambda: state(window) == "Not saved")
    tries: list[object] = []
    window.parts.tasks.waiting.connect(tries.append)
    qtbot.waitUntil(lambda: len(tries) > 6)
    assert not any("times" in one.text() for one in window.parts.notice.findChildren(type(window.parts.status._state)))
    disk.full = False
    qtbot.waitUntil(lambda: state(window) == "Saved")
    assert read.record(papers[0]).note == "Read again."
    assert window.parts.notice.isHidden()


def test_a_window_that_is_closed_with_an_unsaved_note_keeps_it_in_a_file_and_says_where(
    window: MainWindow, papers: list[int], library_path: Path, disk: Disk, qtbot: QtBot
) -> None:
    disk.full = True
    type_note(window, "Read again.")
    assert not window.close()
    (file,) = library_path.parent.glob("unsaved notes *.md")
    assert f"What you typed is also kept in {file}." in window.parts.notice.text
    assert file.read_text("utf-8") == f"# Paper {papers[0]} on Pebbles\n\nRead again.\n"
    assert not window.close()  # asked twice: still one file
    assert len(list(library_path.parent.glob("unsaved notes *.md"))) == 1
    window.parts.paper.focus_note()
    type_text(" And again.")
    click(window, "Close anyway")
    assert not window.isVisible()
    assert file.read_text("utf-8") == f"# Paper {papers[0]} on Pebbles\n\nRead again. And again.\n"


def test_a_note_that_is_saved_after_all_needs_no_file(
    *, window: MainWindow, papers: list[int], library_path: Path, read: Library, disk: Disk, qtbot: QtBot
) -> None:
    disk.full = True
    type_note(window, "Read again.")
    assert not window.close()
    disk.full = False
    click(window, "Try again")
    qtbot.waitUntil(lambda: state(window) == "Saved")
    assert read.record(papers[0]).note == "Read again."
    assert not list(library_path.parent.glob("unsaved notes *.md"))
    assert window.close()


def test_a_note_that_can_be_kept_nowhere_can_be_copied(
    window: MainWindow, disk: Disk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(unwritten, "replaced", no_room)
    disk.full = True
    type_note(window, "Read again.")
    assert not window.close()
    assert "nowhere but here: copy before you close." in window.parts.notice.text
    click(window, "Copy what I typed")
    assert "Read again." in QApplication.clipboard().text()
    click(window, "Close anyway")
    assert not window.isVisible()


def test_a_verdict_that_was_not_written_is_said_the_paper_is_as_before_and_it_can_be_given_again(
    window: MainWindow, papers: list[int], read: Library, disk: Disk, qtbot: QtBot
) -> None:
    disk.full = True
    press(window, "Q")
    press(window, "X")
    qtbot.waitUntil(lambda: "2 papers are as before." in window.parts.notice.text)
    assert window.parts.notice.text.startswith("The disk is full.\nMake room.")
    shown = [window.parts.model.row(place) for place in range(2)]
    assert [row.reading.status for row in shown if row] == [Status.INBOX, Status.INBOX]
    disk.full = False
    click(window, "Try again")
    settled(qtbot, window)
    statuses = [row.reading.status for row in read.rows(papers[:2])]
    assert statuses == [Status.QUEUED, Status.DISMISSED]
    assert window.parts.notice.isHidden()


def test_what_was_decided_since_is_not_undone_by_trying_again(
    window: MainWindow, papers: list[int], read: Library, disk: Disk, qtbot: QtBot
) -> None:
    disk.full = True
    press(window, "Q")
    press(window, "X")
    qtbot.waitUntil(lambda: "2 papers are as before." in window.parts.notice.text)
    disk.full = False
    window.parts.table.choose(0)
    press(window, "E")
    settled(qtbot, window)
    click(window, "Try again")
    settled(qtbot, window)
    assert [row.reading.status for row in read.rows(papers[:2])] == [Status.READ, Status.DISMISSED]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk in memory that is soon full."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can mount")
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def library_path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """On the small disk where a test wants one."""
    if "small_disk" in request.fixturenames:
        folder: Path = request.getfixturevalue("small_disk")
        return folder / "library.db"
    return tmp_path / "library.db"


def test_on_a_real_full_disk_the_note_waits_and_is_written_when_there_is_room(
    *,
    small_disk: Path,
    window: MainWindow,
    papers: list[int],
    read: Library,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as out, suppress(OSError):
        while out.write(bytes(4096)):
            pass
    text = "sand " * 20_000
    press(window, "N")
    window.parts.paper.note._editor.setPlainText(text)
    qtbot.waitUntil(lambda: state(window) == "Not saved", timeout=20_000)
    assert "full" in window.parts.notice.text
    assert window.parts.model.rowCount() == len(papers)  # reading goes on
    ballast.unlink()
    window.parts.notes.flush()
    qtbot.waitUntil(lambda: state(window) == "Saved", timeout=20_000)
    assert read.record(papers[0]).note == text
    caplog.clear()  # the second copy may have said that it found no room
