"""The command palette: what is typed is asked for, what is found is chosen with keys, and nothing jumps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from readinglist.gui.colors import DARK, LIGHT
from readinglist.gui.dialogs.palette import Palette
from readinglist.gui.models.hits import Hit
from readinglist.gui.theme import Theme
from tests.gui.hands import name_of
from tests.gui.sheet_hands import SIZES, at_size, collect, cut_in, heard, press, settle, type_text, window_for

COMMANDS = [
    Hit("command", "Queue", "Paper", "queue_on", "Q", "paper.queue"),
    Hit("command", "Sort by time", "View", "sort", "", "view.sort", enabled=False),
    Hit("command", "Go to the queue", "Go", "queue", "G, Q", "go.queued"),
]
PAPERS = [
    Hit("paper", f"Sequential Pebbles {number} 😀 and sieves, " * 4, "Inbox", "dot", "", number) for number in range(20)
]
GROUPS = [("Commands", COMMANDS), ("Papers", PAPERS)]


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    return window_for(qtbot)


@pytest.fixture
def palette(theme: Theme, window: QWidget) -> Palette:
    made = Palette(theme, window)
    made.show_hits(GROUPS)
    made.start()
    return made


def foot(palette: Palette) -> list[str]:
    return [label.text() for label in palette.card.findChildren(QLabel) if label.isVisible()]


def test_what_is_typed_is_asked_for(palette: Palette) -> None:
    asked = collect(palette.typed)
    type_text("qu")
    assert asked == ["q", "qu"]
    assert palette.text == "qu"


def test_enter_chooses_the_first_hit_when_the_sheet_is_gone(palette: Palette, window: QWidget) -> None:
    told: list[tuple[object, bool]] = []
    palette.chosen.connect(lambda value: told.append((value, palette.isVisible())))
    press(Qt.Key.Key_Return)
    assert told == [("paper.queue", False)]
    assert window.focusWidget() is not None
    assert name_of(window.focusWidget()) == "Below"


def test_arrows_go_over_heads_and_over_what_can_not_be_done_now(palette: Palette) -> None:
    told = collect(palette.chosen)
    assert heard(palette.field) == "Queue, Paper, q"
    press(Qt.Key.Key_Down)
    assert heard(palette.field) == "Go to the queue, Go, g q"
    press(Qt.Key.Key_Down)
    assert heard(palette.field).endswith("Inbox")
    press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down)
    assert palette.field.hasFocus()
    press(Qt.Key.Key_Enter)
    assert told == ["go.queued"]


def test_pages_go_further_and_end_at_the_last_hit(palette: Palette) -> None:
    told = collect(palette.chosen)
    press(Qt.Key.Key_PageDown)
    assert palette.list.row > 4
    press(*[Qt.Key.Key_PageDown] * 6)
    assert palette.list.visualRect(palette.list.currentIndex()).bottom() <= palette.list.viewport().height()
    press(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
    assert told == [19]


def test_the_head_of_a_group_is_seen_again_when_its_first_hit_is_reached(palette: Palette) -> None:
    press(*[Qt.Key.Key_PageDown] * 6, *[Qt.Key.Key_PageUp] * 6)
    assert palette.list.verticalScrollBar().value() == 0


def test_a_click_chooses(palette: Palette) -> None:
    told = collect(palette.chosen)
    settle()
    index = palette.list.model().index(3, 0)
    middle = palette.list.visualRect(index).center()
    disabled = palette.list.visualRect(palette.list.model().index(2, 0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=disabled)
    assert told == []
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert told == ["go.queued"]


def test_papers_that_come_later_leave_the_selection(palette: Palette) -> None:
    type_text("q")
    palette.show_hits(GROUPS[:1])
    press(Qt.Key.Key_Down)
    palette.show_hits(GROUPS)
    assert heard(palette.field) == "Go to the queue, Go, g q"
    type_text("u")
    palette.show_hits(GROUPS)
    assert heard(palette.field) == "Queue, Paper, q"


def test_a_better_first_hit_is_selected_where_nothing_else_was(palette: Palette) -> None:
    palette.show_hits([("Commands", COMMANDS[2:])])
    assert heard(palette.field) == "Go to the queue, Go, g q"


def test_tab_looks_for_commands_only_and_for_everything_again(palette: Palette) -> None:
    told = collect(palette.only_commands)
    press(Qt.Key.Key_Tab)
    assert name_of(palette.field) == "Command"
    assert "everything" in foot(palette)
    press(Qt.Key.Key_Tab)
    assert told == [True, False]
    assert "only commands" in foot(palette)
    assert palette.field.hasFocus()


def test_where_nothing_is_found_a_sentence_says_so_and_enter_does_nothing(palette: Palette) -> None:
    told = collect(palette.chosen)
    palette.show_hits([])
    press(Qt.Key.Key_Return, Qt.Key.Key_Down)
    assert "No command, list or paper has these words." in foot(palette)
    assert "No results" in foot(palette)
    assert heard(palette.field) == "No command, list or paper has these words."
    assert told == []
    assert palette.isVisible()


def test_where_nothing_can_be_done_now_enter_does_nothing(palette: Palette) -> None:
    told = collect(palette.chosen)
    palette.show_hits([("Commands", COMMANDS[1:2])])
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert told == []
    assert heard(palette.field) == ""


def test_the_number_of_results_is_said_and_the_card_stays_as_it_is(palette: Palette) -> None:
    before = palette.card.geometry()
    palette.show_hits([("Commands", COMMANDS[:1])])
    settle()
    assert "1 result" in foot(palette)
    assert palette.card.geometry() == before


def test_esc_closes_and_gives_the_focus_back(palette: Palette, window: QWidget) -> None:
    press(Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.focusWidget() is not None
    assert name_of(window.focusWidget()) == "Below"


def test_letters_without_a_key_of_their_own_are_typed(palette: Palette) -> None:
    QTest.sendKeyEvent(QTest.KeyAction.Click, palette.field, Qt.Key.Key_unknown, "Й", Qt.KeyboardModifier.NoModifier)
    assert palette.text == "Й"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(size: tuple[int, int, float], app: QApplication, theme: Theme, qtbot: QtBot) -> None:
    width, height, points = size
    with at_size(app, theme, points) as sized:
        palette = Palette(sized, window_for(qtbot, width, height))
        palette.show_hits(GROUPS)
        palette.start()
        assert cut_in(palette) == []
        palette.show_hits([])
        assert cut_in(palette) == []


def test_controls_have_names(palette: Palette) -> None:
    assert name_of(palette.field) == "Command, list or paper"
    assert name_of(palette.list) == "Results"
    assert name_of(palette) == "Commands"


def test_it_is_painted_in_the_colours_of_the_theme(palette: Palette, theme: Theme) -> None:
    type_text("que")
    palette.show_hits(GROUPS)
    settle()
    ground = palette.list.visualRect(palette.list.currentIndex()).center()
    try:
        for tokens in (LIGHT, DARK):
            theme.show(tokens)
            picture = palette.list.viewport().grab().toImage()
            assert picture.pixelColor(ground).name() == tokens.selected.lower()
            assert picture.pixelColor(2, 2).name() == tokens.raised.lower()
    finally:
        theme.show(LIGHT)
