"""Starts the program as a user does, and gives back what it sets for its whole process."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.gui import app
from readinglist.gui.main_window import MainWindow
from readinglist.workspace import Workspace
from tests.e2e.starting import Use


def the_window() -> MainWindow:
    (window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
    return window


@pytest.fixture(autouse=True)
def given_back(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the program sets for its whole process is given back to the tests."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def use(workspace: Workspace, qtbot: QtBot) -> Use:
    """Start the program, do something in its window, close it; what goes wrong on the way is thrown at the end."""

    def start(work: Callable[[MainWindow], None], *files: str) -> None:
        failures: list[BaseException] = []

        def in_the_window() -> None:
            window = the_window()
            try:
                with qtbot.waitActive(window):
                    window.activateWindow()
                work(window)
            except BaseException as error:  # noqa: BLE001  inside of Qt's loop it would go to the program's own hook
                failures.append(error)
            finally:
                window.close()

        QTimer.singleShot(0, in_the_window)
        assert app.run(workspace, files) == 0
        for failure in failures:
            raise failure

    return start


@pytest.fixture
def workspace(library_path: Path) -> Workspace:
    """The workspace around the test's library."""
    return Workspace.of(str(library_path))
