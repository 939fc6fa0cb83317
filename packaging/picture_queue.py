"""The queue while it is put in order by hand, brought about as a user does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from picture_scene import Scene, main, settle, wait_for
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from readinglist.gui.places import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def drag(scene: Scene) -> None:
    """A paper that is dragged to another place."""
    main(scene)
    scene.window.pages.go(STATES["queued"])
    wait_for(lambda: scene.parts.model.is_queue)
    table = scene.parts.table
    table.choose(2)
    settle()
    begin, end = (table.visualRect(table.model().index(row, 0)).center() for row in (2, 1))
    _send(scene, QEvent.Type.MouseButtonPress, _LEFT, begin)
    _send(scene, QEvent.Type.MouseMove, _NONE, end)
    _send(scene, QEvent.Type.MouseMove, _NONE, end - QPoint(0, 20))


def _send(scene: Scene, kind: QEvent.Type, button: Qt.MouseButton, at: QPoint) -> None:
    over = scene.parts.table.viewport()
    where = over.mapToGlobal(QPointF(at))
    QApplication.sendEvent(over, QMouseEvent(kind, QPointF(at), where, button, _LEFT, Qt.KeyboardModifier.NoModifier))


QUEUE: Mapping[str, Callable[[Scene], None]] = {"queue-drag": drag}
