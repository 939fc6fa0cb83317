"""The search box: what is typed, what is wrong with it, and how it is left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from readinglist.core.errors import QueryError
from readinglist.core.query_parser import parse
from readinglist.gui.theme import Theme
from readinglist.gui.views.search_box import SearchBox
from readinglist.gui.widgets.bubble import Bubble
from readinglist.gui.widgets.key_caps import KeyCaps
from tests.gui.shown import shown


@pytest.fixture
def pane(box: SearchBox) -> QWidget:
    """What the box stands in."""
    around = box.parentWidget()
    assert around is not None
    return around


@pytest.fixture
def box(theme: Theme, qtbot: QtBot) -> Iterator[SearchBox]:
    made = SearchBox(theme, "/")
    with shown(qtbot, made, 400, 300):
        made.setFocus(Qt.FocusReason.ShortcutFocusReason)
        yield made


@pytest.fixture
def typed(box: SearchBox) -> list[str]:
    texts: list[str] = []
    box.typed.connect(texts.append)
    return texts


def wrong(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(text)
    return caught.value


def caps_shown(box: SearchBox) -> bool:
    return any(caps.isVisible() for caps in box.findChildren(KeyCaps))


def bubble(pane: QWidget) -> Bubble | None:
    return next((one for one in pane.findChildren(Bubble) if one.isVisible()), None)


def test_every_edit_is_told(box: SearchBox, typed: list[str]) -> None:
    QTest.keyClicks(box.field, "moe")
    QTest.keyClick(box.field, Qt.Key.Key_Backspace)
    assert typed == ["m", "mo", "moe", "mo"]


def test_a_text_that_is_put_there_is_not_told(box: SearchBox, typed: list[str]) -> None:
    box.set_text("tag:moe")
    assert (box.text, typed) == ("tag:moe", [])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down])
def test_return_and_down_go_on_into_the_list(key: Qt.Key, box: SearchBox, qtbot: QtBot) -> None:
    with qtbot.waitSignal(box.entered):
        QTest.keyClick(box.field, key)


def test_escape_empties_the_box_and_leaves_it(box: SearchBox, typed: list[str], qtbot: QtBot) -> None:
    QTest.keyClicks(box.field, "m")
    with qtbot.waitSignal(box.left):
        QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert (box.text, typed) == ("", ["m", ""])


def test_keys_of_the_window_do_not_take_what_the_box_needs(box: SearchBox, pane: QWidget, qtbot: QtBot) -> None:
    taken: list[str] = []
    for keys in ("Esc", "Down", "m"):
        action = QAction(keys, pane)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked, keys=keys: taken.append(keys))
        pane.addAction(action)
    QTest.keyClicks(box.field, "m")
    with qtbot.waitSignals([box.entered, box.left]):
        QTest.keyClick(box.field, Qt.Key.Key_Down)
        QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert taken == []


def test_the_key_is_shown_while_the_box_is_empty_and_not_typed_in(box: SearchBox, pane: QWidget) -> None:
    assert not caps_shown(box)
    box.field.clearFocus()
    assert caps_shown(box)
    box.set_text("moe")
    assert not caps_shown(box)


def test_coming_by_key_what_stands_there_is_selected(box: SearchBox) -> None:
    box.set_text("moe")
    box.field.clearFocus()
    box.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert box.field.selectedText() == "moe"


def test_a_button_clears_the_search(box: SearchBox, typed: list[str]) -> None:
    assert not box.field.clear_button.isVisible()
    QTest.keyClicks(box.field, "m")
    assert box.field.clear_button.accessibleName() == box.field.clear_button.toolTip() == "Clear the search"
    QTest.keyClick(box.field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is box.field.clear_button
    QTest.keyClick(box.field.clear_button, Qt.Key.Key_Space)
    assert (box.text, typed) == ("", ["m", ""])
    assert QApplication.focusWidget() is box.field


def test_what_is_wrong_hangs_below_the_box_and_moves_nothing(box: SearchBox, pane: QWidget) -> None:
    before = box.geometry()
    box.set_text("moe is:qeued")
    box.show_error(wrong("moe is:qeued"))
    shown = bubble(pane)
    assert shown is not None
    assert shown.sentence.startswith("There is no state “qeued”.")
    assert shown.y() >= box.field.geometry().bottom()
    assert shown.x() + shown.width() <= pane.width() + 20  # its shadow may be cut
    assert box.geometry() == before
    assert box.field.accessibleDescription().startswith("There is no state “qeued”.")


@pytest.mark.parametrize("text", ["is:qeued", "moe tag:x is:qeued", "😀 𝒪 is:qeued", "expert " * 30 + "is:qeued"])
def test_it_points_at_the_character_at_fault(text: str, box: SearchBox, pane: QWidget) -> None:
    box.set_text(text)
    error = wrong(text)
    box.show_error(error)
    shown = bubble(pane)
    assert shown is not None
    pointed = shown.x() + shown.tip - box.field.x()
    metrics = box.field.fontMetrics()
    QApplication.processEvents()
    to_end = metrics.horizontalAdvance(text[error.position :])
    assert abs(box.field.cursorRect().center().x() - to_end - pointed) <= metrics.horizontalAdvance("qq") + 12


def test_the_bubble_follows_when_the_pane_becomes_narrower(box: SearchBox, pane: QWidget) -> None:
    box.set_text("is:qeued")
    box.show_error(wrong("is:qeued"))
    box.resize(300, box.height())
    QApplication.processEvents()
    shown = bubble(pane)
    assert shown is not None
    assert shown.x() + shown.width() <= 320
    assert shown.sizeHint().height() <= shown.height()


def test_it_goes_when_nothing_is_wrong_any_more(box: SearchBox, pane: QWidget) -> None:
    box.set_text("is:qeued")
    box.show_error(wrong("is:qeued"))
    box.show_error(None)
    assert bubble(pane) is None
    assert box.field.accessibleDescription() == ""


def test_an_empty_box_is_never_wrong(box: SearchBox, pane: QWidget) -> None:
    box.set_text("is:qeued")
    box.show_error(wrong("is:qeued"))
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert bubble(pane) is None


def test_a_long_query_and_its_buttons_are_not_cut(box: SearchBox) -> None:
    box.set_text("expert " * 40)
    QApplication.processEvents()
    button = box.field.clear_button
    assert button.width() >= button.sizeHint().width()
    assert button.geometry().right() < box.field.width()
    assert box.field.textMargins().right() >= button.width()
