"""The first run: what to do, how, and something to try it with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.gui.colors import LIGHT
from readinglist.gui.theme import Theme
from readinglist.gui.views.first_run import FirstRun
from readinglist.gui.widgets.key_caps import KeyCaps
from tests.gui.looks import cut_short, nameless, press, seen_button, seen_words, settle


def made(theme: Theme, *, samples: int = 4, papers: int = 53, paste_key: str = "Ctrl+V") -> FirstRun:
    page = FirstRun(
        theme, import_key="Ctrl+O", paste_key=paste_key, keys_key="?", palette_key="Ctrl+K", samples=samples,
        papers=papers,
    )  # fmt: skip
    page.resize(900, 540)  # the smallest window without its menus and its foot
    page.show()
    page.activateWindow()
    settle()
    return page


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Iterator[FirstRun]:
    page = made(theme)
    yield page
    page.close()
    page.deleteLater()


def test_the_focus_begins_on_what_is_done_first_and_enter_does_it(page: FirstRun, qtbot: QtBot) -> None:
    page.take_focus()
    with qtbot.waitSignal(page.open_asked):
        press(Qt.Key.Key_Return)


def test_the_samples_are_one_tab_away(page: FirstRun, qtbot: QtBot) -> None:
    page.take_focus()
    press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.samples_asked):
        press(Qt.Key.Key_Space)


def test_it_says_what_the_samples_are_and_that_they_can_go_again(page: FirstRun) -> None:
    assert seen_button(page, "Try the 4 sample digests").isEnabled()
    assert "The samples hold 53 papers and can be removed in one step." in seen_words(page)


def test_without_samples_nothing_is_said_of_them(theme: Theme, qtbot: QtBot) -> None:
    page = made(theme, samples=0)
    qtbot.addWidget(page)
    assert not [words for words in seen_words(page) if "sample" in words]


def test_where_nobody_counted_the_papers_no_number_is_made_up(theme: Theme, qtbot: QtBot) -> None:
    page = made(theme, papers=0)
    qtbot.addWidget(page)
    assert "The samples can be removed in one step." in seen_words(page)


def test_keys_are_shown_where_a_command_has_one(page: FirstRun, theme: Theme, qtbot: QtBot) -> None:
    shown = [caps.accessibleName() for caps in page.findChildren(KeyCaps)]
    assert shown == ["Ctrl+O", "Ctrl+V", "?", "Ctrl+K"]
    other = made(theme, paste_key="")
    qtbot.addWidget(other)
    assert [caps.accessibleName() for caps in other.findChildren(KeyCaps)] == ["Ctrl+O", "?", "Ctrl+K"]


def test_while_files_are_held_over_the_window_the_place_lights_up(page: FirstRun) -> None:
    before = page.grab().toImage()
    page.set_dragging(True)
    assert page.grab().toImage() != before
    page.set_dragging(False)
    assert page.grab().toImage() == before


def test_nothing_is_cut_and_everything_has_a_name(page: FirstRun) -> None:
    assert cut_short(page) == []
    assert nameless(page) == []


def test_with_large_type_nothing_is_cut_either(app: QApplication, qtbot: QtBot) -> None:
    before, larger = app.font(), app.font()
    larger.setPointSizeF(14)
    try:
        app.setFont(larger)
        page = made(Theme(app, LIGHT))
        qtbot.addWidget(page)
        inside = page.widget()
        assert inside is not None
        assert cut_short(inside) == []
        assert page.horizontalScrollBar().maximum() == 0
    finally:
        app.setFont(before)
