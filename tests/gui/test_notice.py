"""The notice: what went wrong stays until it is dealt with, and takes the focus from nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from readinglist.core.errors import LibraryError
from readinglist.gui.colors import DARK, LIGHT
from readinglist.gui.theme import Theme
from readinglist.gui.views.notice import Notice
from readinglist.gui.widgets.blocks import column
from tests.gui.looks import cut_short, nameless, press, seen_button, seen_words, settle

FULL = LibraryError("The library could not be written: the disk is full.", "Make room and try again.")


@pytest.fixture
def notice(theme: Theme) -> Notice:
    return Notice(theme)


@pytest.fixture
def pane(notice: Notice, qtbot: QtBot) -> Iterator[QWidget]:
    """A pane with something to type in, and the notice at its foot."""
    holder = QWidget()
    typed = QLineEdit()
    holder.setLayout(column(typed, None, notice))
    holder.setMinimumSize(300, 600)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    typed.setFocus()
    yield holder
    holder.close()
    holder.deleteLater()


def text_of(notice: Notice) -> QTextEdit:
    return notice.findChildren(QTextEdit)[0]


def test_it_says_what_happened_and_what_to_do_and_leaves_the_focus_alone(notice: Notice, pane: QWidget) -> None:
    before = QApplication.focusWidget()
    notice.show_error(FULL)
    settle()
    assert notice.isVisible()
    assert text_of(notice).toPlainText() == f"{FULL.what}\n{FULL.remedy}"
    assert notice.accessibleName() == f"{FULL.what}\n{FULL.remedy}"
    assert QApplication.focusWidget() is before


def test_a_newer_one_takes_its_place_and_the_same_one_is_counted(notice: Notice, pane: QWidget) -> None:
    for _ in range(3):
        notice.show_error(FULL)
    assert seen_words(notice) == ["3 times"]
    notice.say("trending.txt was not imported.")
    assert seen_words(notice) == []
    assert notice.text == "trending.txt was not imported."
    notice.dismiss()
    notice.say("trending.txt was not imported.")
    assert seen_words(notice) == []


def test_it_is_reached_by_tab_and_esc_gives_the_focus_back(notice: Notice, pane: QWidget, qtbot: QtBot) -> None:
    notice.say("Something happened.", actions=[("Try again", lambda: None)])
    field = QApplication.focusWidget()
    assert field is not None
    names = []
    for _ in range(4):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName() or focused.property("text"))
    assert sorted(names) == ["Close", "Copy", "Try again", "What happened"]
    with qtbot.waitSignal(notice.closed):
        press(Qt.Key.Key_Escape)
    assert not notice.isVisible()
    assert QApplication.focusWidget() is field


def test_a_click_on_close_leaves_the_focus_with_who_types(notice: Notice, pane: QWidget) -> None:
    notice.show_error(FULL)
    field = QApplication.focusWidget()
    QTest.mouseClick(seen_button(notice, "Close"), Qt.MouseButton.LeftButton)
    assert not notice.isVisible()
    assert QApplication.focusWidget() is field


def test_a_button_does_what_it_says_and_the_notice_stays(notice: Notice, pane: QWidget) -> None:
    done: list[str] = []
    notice.say("Something happened.", actions=[("Try again", lambda: done.append("tried"))])
    seen_button(notice, "Try again").click()
    assert done == ["tried"]
    assert notice.isVisible()


def test_trying_again_by_key_keeps_the_focus_when_the_same_goes_wrong_again(notice: Notice, pane: QWidget) -> None:
    def fail() -> None:
        notice.say("Something happened.", actions=[("Try again", fail)])

    fail()
    seen_button(notice, "Try again").setFocus()
    press(Qt.Key.Key_Space)
    settle()
    assert notice.isAncestorOf(QApplication.focusWidget() or pane)
    assert seen_words(notice) == ["2 times"]


def test_the_whole_message_can_be_copied(notice: Notice, pane: QWidget) -> None:
    notice.show_error(FULL)
    seen_button(notice, "Copy").click()
    assert QGuiApplication.clipboard().text() == f"{FULL.what}\n{FULL.remedy}"
    assert seen_words(notice) == ["Copied"]


@pytest.mark.parametrize("what", ["A long sentence of many words. " * 40, "/folder/" + "x" * 500, "\0\ud800 odd"])
def test_a_long_message_scrolls_inside_and_shows_its_beginning(notice: Notice, pane: QWidget, what: str) -> None:
    notice.say(what, "Do something about it.", actions=[("Show the file", lambda: None), ("Try again", lambda: None)])
    settle()
    text = text_of(notice)
    assert text.height() <= 120
    assert text.verticalScrollBar().value() == 0
    assert text.document().idealWidth() <= text.width()
    assert cut_short(pane) == []
    assert text.geometry().bottom() < seen_button(notice, "Show the file").mapTo(notice, QPoint(0, 0)).y()


def test_with_large_type_in_the_narrowest_pane_nothing_is_cut(app: QApplication, qtbot: QtBot) -> None:
    before, larger = app.font(), app.font()
    larger.setPointSizeF(14)
    try:
        app.setFont(larger)
        notice = Notice(Theme(app, LIGHT))
        holder = QWidget()
        qtbot.addWidget(holder)
        holder.setLayout(column(None, notice))
        holder.setMinimumSize(300, 600)
        holder.show()
        actions = [("Copy report", lambda: None), ("Try again", lambda: None)]
        notice.say("Something unexpected happened.", "Nothing was lost.", kind="warning", actions=actions)
        settle()
        assert cut_short(holder) == []
    finally:
        app.setFont(before)


def test_everything_in_it_has_a_name(notice: Notice, pane: QWidget) -> None:
    notice.say("Something happened.", kind="warning", actions=[("Try again", lambda: None)])
    assert nameless(notice) == []


def test_its_words_follow_the_theme(notice: Notice, pane: QWidget, theme: Theme) -> None:
    notice.show_error(FULL)
    theme.show(DARK)
    try:
        cursor = text_of(notice).textCursor()
        cursor.setPosition(1)
        assert cursor.charFormat().foreground().color().name() == DARK.text.lower()
        assert notice.grab().toImage().pixelColor(5, 40).name() == DARK.error_soft.lower()
    finally:
        theme.show(LIGHT)
