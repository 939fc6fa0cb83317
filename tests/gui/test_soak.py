"""The binding to Qt is sound: 6.12.0 lost a reference to None at every call of a void method, and died of it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

CALLS = 20_000


def test_many_calls_cost_no_reference(qtbot: QtBot) -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        thing.setObjectName(str(number))
    assert thing.objectName() == str(CALLS - 1)
    assert abs(sys.getrefcount(None) - before) < CALLS // 10
