"""Damage is looked for while nobody does anything, and said with the way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from readinglist.gui import idle_check
from readinglist.gui.main_window import MainWindow
from readinglist.store.library import Library
from tests.digests import bring_in, page
from tests.gui.hands import OpenWindow, button, press, settled
from tests.store.test_second_copy import steps_file


@pytest.fixture
def window(library: Library, open_the_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(idle_check, "IDLE", 100)
    bring_in(library, page())
    return open_the_window()


def damage(library: Library) -> None:
    """A text that is not what was written, as a flipped bit makes it."""
    library._connection.execute("DROP TRIGGER wording_stays")
    library._connection.execute("UPDATE wording SET abstract = abstract || '!' WHERE id = 1")


def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often the library is looked through."""
    found: list[int] = []
    looked: Callable[..., object] = Library.health

    def counted(library: Library, **how: bool) -> object:
        found.append(1)
        return looked(library, **how)

    monkeypatch.setattr(Library, "health", counted)
    return found


def test_damage_is_found_while_nobody_does_anything(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    damage(library)
    press(window, "J")
    qtbot.waitUntil(lambda: "The library is damaged: the text of" in window.parts.notice.text)
    assert button(window, "Make it again").isVisible()


def test_where_only_the_second_copy_is_damaged_it_is_written_anew(
    window: MainWindow, library: Library, library_path: Path, qtbot: QtBot
) -> None:
    steps = steps_file(library_path)
    steps.write_bytes(steps.read_bytes().replace(b"Import", b"Imp0rt", 1))
    press(window, "J")
    qtbot.waitUntil(lambda: "the second copy is damaged" in window.parts.notice.text)
    QTest.mouseClick(button(window, "Write it anew"), Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert library.health().problems == ()


def test_a_sound_library_is_looked_through_once_in_half_a_day_and_nothing_is_said(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = looks(monkeypatch)
    press(window, "J")
    qtbot.waitUntil(lambda: window.parts.idle_check._looked is not None)
    press(window, "J")
    qtbot.wait(300)
    assert len(counted) == 1
    assert not window.parts.notice.isVisible()


def test_who_goes_on_is_not_disturbed(window: MainWindow, qtbot: QtBot) -> None:
    check = window.parts.idle_check
    check._look()
    job = check._job
    assert job
    press(window, "J")
    assert job.cancelled
    settled(qtbot, window)
    assert check._looked is None
