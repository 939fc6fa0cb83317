"""Nothing is cut, and everything has a name, at every size the window can have."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from readinglist.commands import notes, reading, tags
from readinglist.core.errors import LibraryError
from readinglist.gui.app import open_window
from readinglist.gui.colors import DARK, LIGHT
from readinglist.gui.import_words import Said
from readinglist.gui.main_window import MainWindow
from readinglist.gui.theme import Theme
from readinglist.gui.views.chip import Chip
from readinglist.gui.views.key_caps import KeyCaps
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, name_of

SIZES = [QSize(1280, 800), QSize(900, 600)]
STATES = ["papers", "empty", "import", "notice"]


@pytest.fixture(params=SIZES, ids=["1280x800", "900x600"])
def size(request: pytest.FixtureRequest) -> QSize:
    """How large the window is."""
    assert isinstance(request.param, QSize)
    return request.param


def show(window: MainWindow, state: str, size: QSize) -> None:
    window.resize(size)
    if state == "import":
        detail = (
            "missing.txt was not read. There is no such file.\nFrom a.txt, b.txt and 2 more. Nothing is written yet."
        )
        window.import_bar.say(Said("53 new, 7 known, 2 to check", detail, "Import 55 papers"), "Not now")
    if state == "notice":
        window.notice.show_error(LibraryError("The library could not be written.", "Make room and try again. " * 6))
    for _ in range(4):
        QApplication.processEvents()


def prepare(fill: Fill, workspace: Workspace) -> None:
    papers = fill(30, abstract="A long abstract about pebbles. " * 60)
    with workspace.open_library() as library:
        tags.tag(library, ids=papers[:1], add=["beaches", "sieves", "weights", "a-rather-long-name-of-a-tag"])
        notes.write_note(library, paper=papers[0], text="Read the part about sieves again.")
        reading.mark_read(library, ids=papers[:1])
        reading.rate(library, ids=papers[:1], rating=5)


def cut(window: MainWindow) -> list[str]:
    """Which labels, buttons, caps and chips have less room than they need."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton | KeyCaps | Chip) or not widget.isVisible():
            continue
        wide, high = widget.sizeHint().width(), widget.sizeHint().height()
        if isinstance(widget, QLabel) and widget.wordWrap():
            wide, high = 0, widget.heightForWidth(widget.width())
        left = widget.mapTo(window, QPoint(0, 0)).x()
        if widget.width() < wide or widget.height() < high or left < 0 or left + widget.width() > window.width():
            found.append(f"{name_of(widget)}: {widget.size()} of {wide}x{high} at {left}")
    return found


@pytest.mark.parametrize("state", STATES)
def test_no_label_and_no_button_is_smaller_than_it_needs_to_be(
    state: str, size: QSize, fill: Fill, workspace: Workspace, open_the_window: OpenWindow
) -> None:
    if state != "empty":
        prepare(fill, workspace)
    window = open_the_window()
    show(window, state, size)
    assert cut(window) == []


def test_with_a_large_font_nothing_is_cut_either(
    fill: Fill, workspace: Workspace, app: QApplication, qtbot: QtBot
) -> None:
    prepare(fill, workspace)
    before, larger = app.font(), app.font()
    larger.setPointSizeF(14)
    try:
        app.setFont(larger)
        window = open_window(workspace, Theme(app, LIGHT))
        with qtbot.waitExposed(window):
            window.show()
        show(window, "import", QSize(1280, 800))
        assert cut(window) == []
        window.close()
        window.deleteLater()
    finally:
        app.setFont(before)


@pytest.mark.parametrize("state", STATES)
def test_every_control_has_a_name(state: str, fill: Fill, workspace: Workspace, open_the_window: OpenWindow) -> None:
    if state != "empty":
        prepare(fill, workspace)
    window = open_the_window()
    show(window, state, SIZES[0])
    controls = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractScrollArea))
        and not widget.objectName().startswith("qt_")
    ]
    assert [repr(widget) for widget in controls if not name_of(widget)] == []
    assert len(controls) >= (5 if state != "empty" else 0)


def test_a_change_of_theme_repaints_the_window(fill: Fill, open_the_window: OpenWindow, theme: Theme) -> None:
    fill(3)
    window = open_the_window()
    theme.show(DARK)
    QApplication.processEvents()
    picture = window.grab().toImage()
    try:
        assert picture.pixelColor(window.width() - 20, window.height() // 2).name() == DARK.canvas.lower()
        assert picture.pixelColor(300, window.height() - 10).name() == DARK.chrome.lower()
    finally:
        theme.show(LIGHT)
