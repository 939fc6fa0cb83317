"""Shows a part of the window by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@contextmanager
def shown(qtbot: QtBot, part: QWidget, width: int, height: int) -> Iterator[None]:
    """While it lasts, the part is seen in a window that has the focus and leaves the part its size."""
    window = QWidget()
    window.resize(width, height)
    part.setParent(window)
    part.resize(width, height)
    part.show()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield
    window.close()
    window.deleteLater()
