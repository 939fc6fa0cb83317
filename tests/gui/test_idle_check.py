"""Damage is looked for while nobody does anything, and said with the way out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from readinglist.gui import idle_check
from readinglist.gui.main_window import MainWindow
from readinglist.store.library import Library
from tests.digests import bring_in, page
from tests.gui.hands import OpenWindow, button, press, settled


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
