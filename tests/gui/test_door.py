"""The window hears a second start, believes only what it understands, and waits for nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from readinglist.gui import door as door_module
from readinglist.gui.door import VISITORS, Door
from readinglist.gui.knock import MOST, TAKEN, Holder, Knock
from readinglist.store.place import window_lock
from readinglist.store.place.window_lock import WindowLock

BELOW = Path.cwd().anchor


@pytest.fixture
def lock(library_path: Path) -> Iterator[WindowLock]:
    taken = window_lock.take(library_path)
    assert taken
    yield taken
    taken.release()


@pytest.fixture
def heard() -> list[Knock]:
    return []


@pytest.fixture
def door(qapp: QObject, lock: WindowLock, heard: list[Knock]) -> Iterator[Door]:
    made = Door(lock, qapp)
    made.knocked.connect(heard.append)
    made.open()
    yield made
    made.close()
    made.deleteLater()


def knock_with(library_path: Path, words: bytes) -> QLocalSocket:
    holder = Holder.read(window_lock.said_by_holder(library_path))
    assert holder
    line = QLocalSocket()
    line.connectToServer(holder.server)
    assert line.waitForConnected(1000)
    line.write(words)
    line.flush()
    return line


def is_over(line: QLocalSocket) -> bool:
    return line.state() is QLocalSocket.LocalSocketState.UnconnectedState


def test_what_is_understood_is_told_and_answered(
    door: Door, library_path: Path, heard: list[Knock], qtbot: QtBot
) -> None:
    knock = Knock((f"{BELOW}papers/page.txt", f"{BELOW}odd \udcff ü.txt"), "token 1")
    line = knock_with(library_path, knock.line)
    qtbot.waitUntil(lambda: is_over(line))
    assert heard == [knock]
    assert bytes(line.readAll().data()) == TAKEN


@pytest.mark.parametrize(
    "words",
    [
        b"\n", b"hello\n", b"[]\n", b"{}\n", b'{"files": ["relative.txt"], "token": ""}\n',
        b'{"files": "' + BELOW.encode().replace(b"\\", b"\\\\") + b'x", "token": ""}\n',
        b'{"files": [1], "token": ""}\n', b'{"files": [], "token": 5}\n',
        json.dumps({"files": [], "token": "x" * 5000}).encode() + b"\n",
        json.dumps({"files": [f"{BELOW}a\0b"], "token": ""}).encode() + b"\n",
        b"[" * 100_000 + b"\n", b"\xff\xfe\n",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_sent_away(
    words: bytes, door: Door, library_path: Path, heard: list[Knock], qtbot: QtBot
) -> None:
    line = knock_with(library_path, words)
    qtbot.waitUntil(lambda: is_over(line))
    assert heard == []
    assert bytes(line.readAll().data()) == b""


def test_words_without_an_end_are_cut_off(door: Door, library_path: Path, heard: list[Knock], qtbot: QtBot) -> None:
    line = knock_with(library_path, b"x" * (MOST + 10))
    qtbot.waitUntil(lambda: is_over(line), timeout=20_000)
    assert heard == []


def test_one_who_says_nothing_keeps_nobody_out(
    *,
    library_path: Path,
    lock: WindowLock,
    qapp: QObject,
    heard: list[Knock],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(door_module, "PATIENCE", 200)
    door = Door(lock, qapp)
    door.knocked.connect(heard.append)
    door.open()
    stuck = [knock_with(library_path, b'{"files"') for _ in range(VISITORS)]
    qtbot.waitUntil(lambda: all(map(is_over, stuck)))
    line = knock_with(library_path, Knock((f"{BELOW}page.txt",)).line)
    qtbot.waitUntil(lambda: is_over(line))
    assert len(heard) == 1
    door.close()


def test_one_who_knocks_while_the_door_is_closed_gets_no_answer(
    door: Door, library_path: Path, heard: list[Knock], qtbot: QtBot
) -> None:
    line = knock_with(library_path, Knock((f"{BELOW}page.txt",)).line)
    qtbot.waitUntil(lambda: len(heard) == 1)
    door.close()  # before it was answered: whoever knocked is the window's successor
    qtbot.waitUntil(lambda: is_over(line))
    assert bytes(line.readAll().data()) == b""
    assert Holder.read(window_lock.said_by_holder(library_path)) is None
    door.open()  # it could not be closed after all
    assert Holder.read(window_lock.said_by_holder(library_path))


def test_only_the_user_may_knock_and_nobody_can_guess_where(door: Door, library_path: Path) -> None:
    holder = Holder.read(window_lock.said_by_holder(library_path))
    assert holder
    place = Path(holder.server)
    if place.exists():  # not on Windows, where it is a pipe
        assert place.stat().st_mode & 0o077 == 0
    door.close()
    door.open()
    again = Holder.read(window_lock.said_by_holder(library_path))
    assert again
    assert again.server != holder.server


def test_the_socket_of_a_window_that_was_killed_is_removed(qapp: QObject, library_path: Path, tmp_path: Path) -> None:
    left = tmp_path / f"readinglist-{'0' * 32}"
    left.touch()
    other = tmp_path / "letter"
    other.touch()
    for text in (Holder(str(other), 1, "here").text, Holder(str(left), 1, "here").text):
        lock = window_lock.take(library_path)
        assert lock
        lock.write(text)
        lock.release()
        after = window_lock.take(library_path)
        assert after
        Door(after, qapp).deleteLater()
        after.release()
    assert not left.exists()
    assert other.exists()  # no name of ours


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_any_bytes_are_a_knock_or_none(line: bytes) -> None:
    knock = Knock.read(line)
    assert knock is None or Knock.read(knock.line) == knock


@given(st.lists(st.text(st.characters(blacklist_characters="\0"))), st.text(max_size=100))
def test_a_knock_is_read_as_it_was_sent(names: list[str], token: str) -> None:
    knock = Knock(tuple(f"{BELOW}{name}" for name in names), "".join(sign for sign in token if sign.isprintable()))
    assert Knock.read(knock.line) == knock


@given(st.text())
def test_any_text_beside_the_lock_is_a_holder_or_none(text: str) -> None:
    holder = Holder.read(text)
    assert holder is None or Holder.read(holder.text) == holder


def test_a_server_that_can_not_be_made_is_logged_and_the_window_goes_on(
    qapp: QObject,
    lock: WindowLock,
    library_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(QLocalServer, "listen", lambda *_: False)
    door = Door(lock, qapp)
    door.open()
    assert Holder.read(window_lock.said_by_holder(library_path)) is None
    assert [record.message.split(":")[0] for record in caplog.records if record.levelname == "WARNING"] == [
        "a second start can't be heard"
    ]
    caplog.clear()
    door.close()


def test_a_full_disk_keeps_no_window_from_opening(
    qapp: QObject, lock: WindowLock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_lock: WindowLock, text: str) -> None:
        if text:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(WindowLock, "write", full)
    door = Door(lock, qapp)
    door.open()
    assert "a second start can't be told where to knock: No space left on device" in caplog.text
    caplog.clear()
    door.close()
