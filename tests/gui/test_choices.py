"""What is offered below the search box: when it opens, which keys it takes, and that it takes no others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from readinglist.core.completion import Choice
from readinglist.core.errors import QueryError
from readinglist.core.query import Field
from readinglist.core.query_parser import parse
from readinglist.gui.bus import ELSEWHERE
from readinglist.gui.main_window import MainWindow
from readinglist.gui.theme import Theme
from readinglist.gui.views.search_box import PAUSE, SearchBox
from readinglist.gui.widgets.bubble import Bubble
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow
from tests.gui.shown import shown
from tests.gui.test_side_lists import give_tags

NAMES = {
    Field.TAG: (Choice("sand", "12 papers"), Choice("moe", "9 papers")),
    Field.DIGEST: (Choice("😀 page.txt", "18 March"),),
}


@pytest.fixture
def box(theme: Theme, qtbot: QtBot) -> Iterator[SearchBox]:
    """A box that knows what stands in it, as one in the window does."""
    made = SearchBox(theme, "/")

    def read(text: str) -> None:
        try:
            parse(text)
            made.show_error(None)
        except QueryError as error:
            made.show_error(error)

    made.typed.connect(read)
    made.names_wanted.connect(lambda: made.show_names(NAMES))
    with shown(qtbot, made, 400, 300):
        made.setFocus(Qt.FocusReason.ShortcutFocusReason)
        yield made


@pytest.fixture
def told(box: SearchBox) -> list[str]:
    """What the box tells, in its order."""
    all_of_it: list[str] = []
    box.typed.connect(all_of_it.append)
    box.entered.connect(lambda: all_of_it.append("entered"))
    box.left.connect(lambda: all_of_it.append("left"))
    return all_of_it


def offered(box: SearchBox) -> list[str]:
    return [choice.text for choice in box.choices.choices] if box.choices else []


def press(box: SearchBox, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(box.field, key)


def bubbles(box: SearchBox) -> list[str]:
    around = box.parentWidget()
    assert around is not None
    return [one.sentence for one in around.findChildren(Bubble) if one.isVisible()]


def test_a_word_that_begins_a_field_is_offered_it_from_its_second_letter_on(box: SearchBox) -> None:
    for letters, choices in (("t", []), ("i", ["title:"]), ("d", []), (" ha", ["has:"]), ("ppy", [])):
        QTest.keyClicks(box.field, letters)
        assert offered(box) == choices, box.text


def test_typing_goes_on_whatever_is_offered(box: SearchBox, told: list[str]) -> None:
    QTest.keyClicks(box.field, "no tag is:read (se OR re) ")
    assert box.text == told[-1] == "no tag is:read (se OR re) "
    assert len(told) == len(box.text)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_return_without_a_chosen_row_goes_into_the_list(box: SearchBox, told: list[str], key: Qt.Key) -> None:
    QTest.keyClicks(box.field, "note")
    assert offered(box) == ["note:"]
    press(box, key)
    assert told[-1] == "entered"
    assert box.text == "note"


def test_down_goes_into_the_list_where_nothing_is_offered(box: SearchBox, told: list[str]) -> None:
    QTest.keyClicks(box.field, "sand")
    press(box, Qt.Key.Key_Down)
    assert told[-1] == "entered"


def test_arrows_choose_and_return_takes_the_choice(box: SearchBox, told: list[str]) -> None:
    QTest.keyClicks(box.field, "is:")
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert box.text == told[-1] == "is:dismissed "
    assert "entered" not in told
    assert offered(box) == []
    assert box.field.cursorPosition() == len(box.text)


def test_up_from_the_first_row_leads_back_to_what_is_typed(box: SearchBox, told: list[str]) -> None:
    QTest.keyClicks(box.field, "is:")
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert (box.text, told[-1]) == ("is:", "entered")


def test_arrows_stay_within_what_is_offered(box: SearchBox) -> None:
    QTest.keyClicks(box.field, "tag:")
    press(box, *[Qt.Key.Key_Down] * 9, Qt.Key.Key_Return)
    assert box.text == "tag:moe "


def test_tab_takes_the_first_row_and_what_can_follow_is_offered(box: SearchBox, told: list[str]) -> None:
    QTest.keyClicks(box.field, "sand -ta")
    press(box, Qt.Key.Key_Tab)
    assert box.text == told[-1] == "sand -tag:"
    assert offered(box) == ["sand", "moe"]
    press(box, Qt.Key.Key_Tab)
    assert box.text == told[-1] == "sand -tag:sand "
    assert box.field.hasFocus()


def test_tab_goes_on_where_nothing_is_offered(box: SearchBox) -> None:
    QTest.keyClicks(box.field, "sand")
    press(box, Qt.Key.Key_Tab)
    assert not box.field.hasFocus()


def test_escape_closes_what_is_offered_before_it_leaves_the_search(box: SearchBox, told: list[str]) -> None:
    QTest.keyClicks(box.field, "is:")
    press(box, Qt.Key.Key_Escape)
    assert (box.text, offered(box)) == ("is:", [])
    assert "left" not in told
    press(box, Qt.Key.Key_Escape)
    assert (box.text, told[-2:]) == ("", ["", "left"])


def test_control_and_space_ask_what_there_is(box: SearchBox) -> None:
    QTest.keyClick(box.field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert offered(box) == [f"{field}:" for field in Field if field]
    QTest.keyClicks(box.field, "sand ")
    assert (box.text, offered(box)) == ("sand ", [])


def test_a_choice_is_one_edit_that_can_be_undone(box: SearchBox) -> None:
    QTest.keyClicks(box.field, "sand is:")
    press(box, Qt.Key.Key_Tab)
    box.field.undo()
    assert box.text == "sand is:"


def test_in_the_midst_of_a_query_only_what_is_begun_is_replaced(box: SearchBox) -> None:
    box.set_text("😀  OR sand")
    box.field.setCursorPosition(3)  # Qt counts the sign as two
    QTest.keyClicks(box.field, "digest:")
    press(box, Qt.Key.Key_Tab)
    assert box.text == '😀 digest:"😀 page.txt" OR sand'
    assert box.field.cursorPosition() == 3 + len('digest:"😀') + 1 + len(' page.txt" ')


def test_a_click_takes_a_row_and_the_focus_stays(box: SearchBox, told: list[str]) -> None:
    QTest.keyClicks(box.field, "tag:")
    assert box.choices is not None
    rows = box.choices.rows
    place = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert box.text == told[-1] == "tag:moe "
    assert box.field.hasFocus()


def test_it_closes_where_the_cursor_or_the_focus_goes_away(box: SearchBox) -> None:
    QTest.keyClicks(box.field, "sand is:")
    press(box, Qt.Key.Key_Home)
    assert offered(box) == []
    press(box, Qt.Key.Key_End)
    assert offered(box) == []
    press(box, Qt.Key.Key_Backspace)
    QTest.keyClicks(box.field, ":")
    assert offered(box)
    box.field.clear_button.setFocus()
    assert offered(box) == []


def test_a_text_that_is_put_there_opens_nothing(box: SearchBox) -> None:
    box.set_text("is:")
    assert offered(box) == []


def test_it_hangs_below_the_box_within_the_pane_and_moves_nothing(box: SearchBox) -> None:
    before = box.geometry()
    QTest.keyClicks(box.field, "added:")
    card = box.choices
    assert card is not None
    assert box.geometry() == before
    assert card.mapTo(box.window(), QPoint()).y() >= box.field.mapTo(box.window(), box.field.rect().bottomLeft()).y()
    assert card.rows.width() <= box.field.width()
    assert card.rows.viewport().height() >= card.rows.sizeHintForRow(0) * min(len(card.choices), 8)


def test_what_is_chosen_is_said_to_who_hears_it(box: SearchBox) -> None:
    QTest.keyClicks(box.field, "tag:")
    assert box.choices is not None
    assert box.choices.rows.accessibleName() == "Suggestions for the search"
    assert box.field.accessibleDescription() == "2 suggestions, Down chooses one"
    press(box, Qt.Key.Key_Down)
    assert box.field.accessibleDescription() == "sand, 12 papers"
    press(box, Qt.Key.Key_Escape)
    assert box.field.accessibleDescription() == "tag: wants a value. For example tag:moe."


def test_half_a_query_is_no_error_and_who_pauses_is_told_how_one_may_go_on(box: SearchBox, qtbot: QtBot) -> None:
    QTest.keyClicks(box.field, "(sand")
    assert bubbles(box) == []
    qtbot.waitUntil(lambda: bubbles(box) == ["Write (like this)."])
    assert not box.field.property("wrong")
    QTest.keyClicks(box.field, ")")
    assert bubbles(box) == []


def test_nothing_is_said_of_what_was_half_written_once_it_is_whole(box: SearchBox, qtbot: QtBot) -> None:
    QTest.keyClicks(box.field, "(sand)")
    qtbot.wait(PAUSE + 200)
    assert bubbles(box) == []


def test_what_is_offered_stands_in_place_of_what_is_wrong(box: SearchBox) -> None:
    QTest.keyClicks(box.field, "is:q")
    assert (offered(box), bubbles(box)) == (["queued"], [])
    QTest.keyClicks(box.field, "x")
    (said,) = bubbles(box)
    assert offered(box) == []
    assert said.startswith("There is no state “qx”. States are")
    assert box.field.property("wrong") == "true"


def test_keys_of_the_window_do_not_take_what_the_list_needs(box: SearchBox) -> None:
    taken: list[str] = []
    around = box.parentWidget()
    assert around is not None
    for keys in ("Up", "Down", "Tab", "Return", "Esc", "Ctrl+Space"):
        action = QAction(keys, around)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked, keys=keys: taken.append(keys))
        around.addAction(action)
    QTest.keyClick(box.field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert (taken, box.text) == ([], "")


def test_a_box_that_finds_steps_offers_no_fields(theme: Theme, qtbot: QtBot) -> None:
    box = SearchBox(theme, "/", "Find a step by its name", completes=False)
    with shown(qtbot, box, 400, 300):
        box.setFocus()
        QTest.keyClicks(box.field, "note is:")
        QTest.keyClick(box.field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
        assert offered(box) == []


@pytest.fixture
def window(fill: Fill, workspace: Workspace, open_the_window: OpenWindow) -> MainWindow:
    papers = fill(5)
    give_tags(workspace, papers[:2], "sand")
    give_tags(workspace, papers[:1], "moe")
    return open_the_window()


def type_search(window: MainWindow, text: str) -> SearchBox:
    box = window.parts.list.search
    box.setFocus()
    box.field.clear()
    QTest.keyClicks(box.field, text)
    return box


def test_tags_and_digests_of_the_library_are_offered(window: MainWindow, qtbot: QtBot) -> None:
    box = type_search(window, "-tag:")
    qtbot.waitUntil(lambda: offered(box) == ["sand", "moe"])
    assert [choice.meaning for choice in box.choices.choices] == ["2 papers", "1 paper"]  # type: ignore[union-attr]
    type_search(window, "digest:")
    assert offered(box) == ['"1.txt"']
    assert box.choices is not None
    assert box.choices.choices[0].meaning.endswith(", 5 papers")


def test_a_tag_that_is_new_is_offered_the_next_time(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    box = type_search(window, "tag:")
    qtbot.waitUntil(lambda: offered(box) == ["sand", "moe"])
    give_tags(workspace, [3, 4, 5], "dune")
    window.parts.bus.changed.emit(ELSEWHERE)
    qtbot.waitUntil(lambda: "dune" in offered(type_search(window, "tag:")))


def test_a_choice_is_searched_for(window: MainWindow, qtbot: QtBot) -> None:
    box = type_search(window, "tag:")
    qtbot.waitUntil(lambda: bool(offered(box)))
    QTest.keyClick(box.field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: window.parts.navigator.place.text == "tag:sand " and window.parts.model.papers == 2)
    assert isinstance(QApplication.focusWidget(), QWidget)
    assert box.field.hasFocus()
