"""What every sheet owes to the window below it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.gui.hands import Fill, OpenWindow, press


@pytest.mark.parametrize("keys", ["?", "F2", "Ctrl+K", "Ctrl+E"])
def test_a_sheet_that_closes_leaves_every_part_of_the_window_in_place(
    keys: str, fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    fill(30)
    window = open_the_window()
    parts = window.parts
    kept = [parts.table.verticalScrollBar(), parts.table.viewport(), parts.sidebar.lists.verticalScrollBar()]
    press(window, keys)
    sheet = window.sheets.current
    assert sheet
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape):
        QTest.keyClick(QApplication.focusWidget() or sheet, key)
    sheet.close_sheet()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: not isValid(sheet))
    assert all(map(isValid, kept))
    assert parts.table.hasFocus()
