"""A window for the tests, and libraries to look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from readinglist.core.paper import DigestReport, Entry
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
                report = DigestReport(papers, 0, 0)
                digest = tx.add_digest(NewDigest(f"hash {first}", f"{first}.txt", "text", day, day, papers, report))
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
def no_blinking(app: QApplication) -> Iterator[None]:
    """Cursors stand still, so that pictures can be compared."""
    before = app.cursorFlashTime()
    app.setCursorFlashTime(0)
    yield
    app.setCursorFlashTime(before)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The libraries that the views of the pictures show; made once, copied for every window."""
    from tests.gui.scenes import make_shelf

    return make_shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def theme(app: QApplication) -> Theme:
    """The light theme."""
    return Theme(app, LIGHT)


@pytest.fixture
def bare_window(app: QApplication, qtbot: QtBot) -> QWidget:
    """A window with nothing in it, for a view by itself."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


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
        qtbot.waitUntil(lambda: window.parts.tasks.writes == 0)
        return window

    yield open_it
    for window in opened:
        window.close()
        window.parts.tasks.close()  # it stays open where something could not be written
        window.deleteLater()


@pytest.fixture
def read(library_path: Path) -> Iterator[Library]:
    """The library on disk, over a connection that only looks."""
    Library.open(library_path).close()
    with Library.open(library_path, write=False) as library:
        yield library
