"""A window with a view that was brought about in it, and the hands that do so."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from readinglist.gui.places import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable

    from picture_library import Digests

    from readinglist.core.reading import Row
    from readinglist.gui.main_window import MainWindow
    from readinglist.gui.parts import Parts
    from readinglist.gui.widgets.sheet import Sheet

PATIENCE = 20.0  # seconds, after which something will not come any more


@dataclass(frozen=True)
class Scene:
    """A window, and files that it can import."""

    window: MainWindow
    digests: Digests

    @property
    def parts(self) -> Parts:
        """What the window is made of."""
        return self.window.parts

    @property
    def sheet(self) -> Sheet:
        """The sheet that is open."""
        sheet = self.window.sheets.current
        if sheet is None:
            raise LookupError("no sheet is open")
        return sheet

    @property
    def menu(self) -> QMenu | None:
        """The menu that is open; it is a window of its own."""
        menu = QApplication.activePopupWidget()
        return menu if isinstance(menu, QMenu) else None

    def close(self) -> None:
        """Close the window for good, with all that was waiting in it."""
        if self.menu:
            self.menu.close()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle() -> None:
    """Let the window lay itself out."""
    for _ in range(6):
        QApplication.processEvents()


def wait_for(condition: Callable[[], bool]) -> None:
    """Let the window go on until something has come.

    Raises:
        TimeoutError: it does not come.
    """
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError("the window did not come to what was to be shown")
        QApplication.processEvents()
        time.sleep(0.005)


def main(scene: Scene) -> None:
    """All papers; of these the one that has most to show, the list with the focus."""
    scene.window.pages.go(EVERYTHING)
    settle()
    with_note = next((number for number, row in rows(scene) if row.noted), 0)
    scene.parts.table.choose(with_note)


def rows(scene: Scene) -> list[tuple[int, Row]]:
    """The first rows of the list with their places."""
    model = scene.parts.model
    return [(number, row) for number in range(min(model.rowCount(), 100)) if (row := model.row(number))]


def button(scene: Scene, text: str) -> QAbstractButton:
    """The visible button with a text."""
    return next(
        one
        for one in scene.window.findChildren(QAbstractButton)
        if text in (one.text(), one.accessibleName()) and one.isVisible()
    )


def select_next(scene: Scene, papers: int) -> None:
    """Select the papers after the one that is looked at as well."""
    table = scene.parts.table
    here = table.currentIndex()
    for number in range(here.row() + 1, here.row() + 1 + papers):
        table.selectionModel().select(here.siblingAtRow(number), QItemSelectionModel.SelectionFlag.Select)


def selected(scene: Scene) -> list[int]:
    """The papers that are selected."""
    return list(scene.parts.library.selected(scene.parts.table.selection()))


def wait_for_searches(scene: Scene) -> None:
    """They are done in their order, so all are done when one more is."""
    done: list[object] = []
    scene.parts.tasks.search(lambda _library: None, done.append)
    wait_for(lambda: bool(done))
