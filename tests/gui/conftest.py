"""A window for the tests, and libraries to look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.core.paper import Entry
from readinglist.gui.app import application, open_window
from readinglist.gui.colors import LIGHT
from readinglist.gui.main_window import MainWindow
from readinglist.gui.theme import Theme
from readinglist.store.library import Library
from readinglist.store.transaction import NewDigest, NewMember
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow


@pytest.fixture
def fill(library_path: Path) -> Fill:
    """Put a digest of so many papers into the library; returns their ids in the order of the list."""

    def put(papers: int, day: date = date(2025, 3, 18), abstract: str = "What was done, and how well.") -> list[int]:
        with Library.open(library_path) as library:
            with library.transaction("Import a digest") as tx:
                first = tx.next_member()
                entries = [Entry(line, f"Paper {first + line} on Pebbles", abstract) for line in range(papers)]
                digest = tx.add_digest(NewDigest(f"hash {first}", f"{first}.txt", "text", day, day, papers))
                tx.add_members(NewMember(first + place, entry, ()) for place, entry in enumerate(entries))
                tx.add_sightings(digest, day, [(first + place, entry) for place, entry in enumerate(entries)])
            return list(range(first, first + papers))

    return put


@pytest.fixture
def later_day() -> date:
    """A day after that of the first digest."""
    return date(2025, 3, 18) + timedelta(days=1)


@pytest.fixture
def workspace(library_path: Path) -> Workspace:
    """The workspace around the test's library."""
    return Workspace.of(str(library_path))


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    """The application as the program makes it."""
    assert application() is qapp
    return qapp


@pytest.fixture
def theme(app: QApplication) -> Theme:
    """The light theme."""
    return Theme(app, LIGHT)


@pytest.fixture
def open_the_window(qtbot: QtBot, workspace: Workspace, theme: Theme) -> Iterator[OpenWindow]:
    """Open a window over the test's library, as large as it opens for a user."""
    opened: list[MainWindow] = []

    def open_it() -> MainWindow:
        window = open_window(workspace, theme)
        opened.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.begin()
        qtbot.waitUntil(lambda: window.tasks.writes == 0)
        return window

    yield open_it
    for window in opened:
        window.close()
        window.deleteLater()


@pytest.fixture
def read(library_path: Path) -> Iterator[Library]:
    """The library on disk, over a connection that only looks."""
    Library.open(library_path).close()
    with Library.open(library_path, write=False) as library:
        yield library
