"""A name is asked for, and what is wrong with it is said where it is typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from readinglist.gui.dialogs.name_sheet import NameSheet
from readinglist.gui.theme import Theme
from tests.gui.hands import name_of
from tests.gui.sheet_hands import SIZES, at_size, collect, cut_in, focused, press, settle, type_text, window_for

QUERY = 'is:queued tag:moe seen:>2 added:<7d -tag:rl "state space" note:proof'


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    return window_for(qtbot)


@pytest.fixture
def sheet(theme: Theme, window: QWidget) -> NameSheet:
    made = NameSheet(theme, window, "Save this search", about=QUERY, done="Save search")
    made.start()
    settle()
    return made


def button(sheet: NameSheet, text: str) -> QPushButton:
    return next(one for one in sheet.card.findChildren(QPushButton) if one.text() == text)


def labels(sheet: NameSheet) -> list[str]:
    return [label.text() for label in sheet.card.findChildren(QLabel) if label.isVisible()]


def test_enter_tells_the_name_and_the_sheet_waits_for_an_answer(sheet: NameSheet) -> None:
    told = collect(sheet.named)
    type_text("  Experts, queued ")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert told == ["Experts, queued"]
    assert sheet.isVisible()


def test_the_button_does_what_enter_does(sheet: NameSheet) -> None:
    told = collect(sheet.named)
    type_text("Experts")
    button(sheet, "Save search").click()
    assert told == ["Experts"]


def test_without_a_name_nothing_is_told(sheet: NameSheet) -> None:
    told = collect(sheet.named)
    assert not button(sheet, "Save search").isEnabled()
    type_text("  ")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert told == []
    assert not button(sheet, "Save search").isEnabled()


def test_what_gets_the_name_is_shown(sheet: NameSheet) -> None:
    assert QUERY in labels(sheet)


def test_the_name_that_is_there_is_typed_over(theme: Theme, window: QWidget) -> None:
    sheet = NameSheet(theme, window, "Rename this search", name="Experts", done="Rename search")
    told = collect(sheet.named)
    sheet.start()
    type_text("Sieves")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert told == ["Sieves"]


def test_no_window_of_its_own_is_opened_for_the_sheet(sheet: NameSheet, window: QWidget) -> None:
    assert window.isActiveWindow()
    assert sheet.field.hasFocus()


def test_an_error_stands_below_the_field_until_another_name_is_typed(sheet: NameSheet) -> None:
    why = "A search of this name is there already. Choose another name."
    type_text("Experts")
    sheet.show_error(why)
    assert why in labels(sheet)
    assert sheet.field.accessibleDescription() == why
    assert cut_in(sheet) == []
    type_text("s")
    assert why not in labels(sheet)
    assert sheet.field.accessibleDescription() == ""


def test_cancel_and_esc_close_without_a_word(sheet: NameSheet, theme: Theme, window: QWidget) -> None:
    told = collect(sheet.named)
    button(sheet, "Cancel").click()
    assert not sheet.isVisible()
    other = NameSheet(theme, window, "Rename this search", name="Experts", done="Rename search")
    other.start()
    QTest.keyClick(other.field, Qt.Key.Key_Escape)
    assert not other.isVisible()
    assert told == []


def test_tab_goes_through_field_and_buttons(sheet: NameSheet) -> None:
    type_text("Experts")
    names = []
    for _ in range(3):
        names.append(name_of(focused()))
        press(Qt.Key.Key_Tab)
    assert names == ["Name", "Cancel", "Save search"]
    assert sheet.field.hasFocus()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(size: tuple[int, int, float], app: QApplication, theme: Theme, qtbot: QtBot) -> None:
    width, height, points = size
    with at_size(app, theme, points) as sized:
        sheet = NameSheet(sized, window_for(qtbot, width, height), "Save this search", about=QUERY, done="Save search")
        sheet.start()
        assert cut_in(sheet) == []
        sheet.show_error("A search of this name is there already. Choose another name, or remove that one first.")
        assert cut_in(sheet) == []
