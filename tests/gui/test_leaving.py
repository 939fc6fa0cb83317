"""Closing the window while a long import is being written: nothing is lost, and nobody has to wait unasked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from readinglist.gui.imports import ImportFlow
from readinglist.gui.main_window import MainWindow
from tests.gui.hands import Fill, OpenWindow, button


class LongImport:
    """An import of which so many entries are not written yet."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = 5_000
        self.cancelled = 0
        monkeypatch.setattr(ImportFlow, "left_to_write", property(lambda _flow: self.left))
        monkeypatch.setattr(ImportFlow, "cancel", lambda _flow: self._cancel())

    def _cancel(self) -> None:
        self.cancelled += 1

    def end(self, window: MainWindow) -> None:
        """Be written, or taken out."""
        self.left = 0
        window.parts.imports.ended.emit()


@pytest.fixture
def long_import(monkeypatch: pytest.MonkeyPatch) -> LongImport:
    return LongImport(monkeypatch)


@pytest.fixture
def window(fill: Fill, open_the_window: OpenWindow) -> MainWindow:
    fill(3)
    window = open_the_window()
    assert not window.parts.imports.open  # and it is there, as it is once files were offered
    return window


def test_the_window_closes_when_the_import_is_written(
    window: MainWindow, long_import: LongImport, qtbot: QtBot
) -> None:
    assert not window.close()
    assert window.isVisible()
    assert "An import is still being written." in window.parts.notice.text
    long_import.end(window)
    qtbot.waitUntil(window.isHidden)
    assert long_import.cancelled == 0


def test_the_import_can_be_taken_out_instead(window: MainWindow, long_import: LongImport, qtbot: QtBot) -> None:
    window.close()
    QTest.mouseClick(button(window, "Cancel the import"), Qt.MouseButton.LeftButton)
    assert long_import.cancelled == 1
    long_import.end(window)
    qtbot.waitUntil(window.isHidden)


def test_who_stays_after_all_stays(window: MainWindow, long_import: LongImport, qtbot: QtBot) -> None:
    window.close()
    QTest.mouseClick(button(window, "Stay"), Qt.MouseButton.LeftButton)
    long_import.end(window)
    qtbot.wait(50)
    assert window.isVisible()
    assert not window.parts.notice.isVisible()


def test_a_short_rest_is_written_while_nobody_looks(window: MainWindow, long_import: LongImport) -> None:
    long_import.left = 800
    assert window.close()
    assert window.isHidden()
