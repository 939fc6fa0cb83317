"""Papers are put off with two keys: the one that opens the sheet, and the one of a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from readinglist.core.reading import Status
from readinglist.gui.dialogs.day_choice import DayChoice
from readinglist.gui.dialogs.later_sheet import LaterSheet
from readinglist.gui.main_window import MainWindow
from readinglist.gui.models.paper_list import ROW, said
from readinglist.gui.places import STATES
from readinglist.gui.theme import Theme
from readinglist.gui.views.paper_words import where_it_stands
from readinglist.gui.widgets.sheet import Sheet
from readinglist.gui.words import returns, today
from tests.gui.hands import Fill, OpenWindow, done, focused, hit, name_of
from tests.gui.hands import press as press_in
from tests.gui.sheet_hands import SIZES, at_size, cut_in, press, settle, type_text, window_for

TUESDAY = date(2025, 3, 18)
Told = list[date]


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    return window_for(qtbot)


@pytest.fixture
def sheet(theme: Theme, window: QWidget) -> LaterSheet:
    made = LaterSheet(theme, window, 2, TUESDAY)
    made.start()
    settle()
    return made


@pytest.fixture
def told(sheet: LaterSheet) -> Told:
    found: Told = []
    sheet.chosen.connect(found.append)
    return found


def rows(sheet: LaterSheet) -> list[str]:
    return [name_of(one) for one in sheet.card.findChildren(DayChoice)]


def words(sheet: LaterSheet) -> list[str]:
    return [label.text() for label in sheet.card.findChildren(QLabel) if label.isVisible()]


def test_each_choice_says_its_key_and_the_day_that_it_means(sheet: LaterSheet) -> None:
    assert words(sheet)[0] == "Put off 2 papers"
    assert rows(sheet)[:3] == [
        "1, Wednesday 19 March, tomorrow", "2, Thursday 20 March, in 2 days", "3, Friday 21 March, in 3 days",
    ]  # fmt: skip
    assert rows(sheet)[9:] == ["w, Monday 24 March, next week"]


@pytest.mark.parametrize("number", range(1, 10))
def test_a_digit_puts_off_by_so_many_days_at_once(number: int, sheet: LaterSheet, told: Told) -> None:
    type_text(str(number))
    assert told == [TUESDAY + timedelta(number)]
    assert not sheet.isVisible()


def test_w_means_next_monday_and_return_the_day_that_has_the_focus(
    sheet: LaterSheet, told: Told, theme: Theme, window: QWidget
) -> None:
    type_text("w")
    assert told == [date(2025, 3, 24)]
    again = LaterSheet(theme, window, 1, TUESDAY)
    again.chosen.connect(told.append)
    again.start()
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert told[1:] == [date(2025, 3, 20)]


@pytest.mark.parametrize(("text", "day"), [("2025-04-01", date(2025, 4, 1)), ("6w", date(2025, 4, 29))])
def test_a_day_is_typed(text: str, day: date, sheet: LaterSheet, told: Told) -> None:
    type_text("d")
    assert focused() is sheet.field
    type_text(text)
    assert told == []
    press(Qt.Key.Key_Return)
    assert told == [day]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("soon", "“soon” is no day. Write 2025-03-28 or 3w."),
        ("", "Write 2025-03-28 or 3w."),
        ("2025-03-18", "18 March is today. Put papers off to tomorrow or a later day."),
        ("2024-02-29", "29 February 2024 has passed. Put papers off to tomorrow or a later day."),
    ],
)
def test_what_can_not_be_is_said_below_the_field_until_one_types_on(
    text: str, why: str, sheet: LaterSheet, told: Told
) -> None:
    type_text("d")
    type_text(text)
    press(Qt.Key.Key_Return)
    assert why in words(sheet)
    assert told == []
    type_text("2")
    assert why not in words(sheet)


def test_esc_leaves_and_nothing_is_put_off(sheet: LaterSheet, told: Told, window: QWidget) -> None:
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert told == []
    assert window.focusWidget() is not None
    assert name_of(window.focusWidget()) == "Below"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(size: tuple[int, int, float], app: QApplication, theme: Theme, qtbot: QtBot) -> None:
    width, height, points = size
    with at_size(app, theme, points) as sized:
        sheet = LaterSheet(sized, window_for(qtbot, width, height), 1602, TUESDAY)
        sheet.start()
        type_text("d")
        type_text("no day at all")
        press(Qt.Key.Key_Return)
        settle()
        assert cut_in(sheet) == []


def test_papers_are_put_off_by_two_keys_and_the_next_one_is_looked_at(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(4)
    main = open_the_window()
    main.pages.go(STATES["inbox"])
    press_in(main, "b")
    hit("3")
    done(qtbot, main)
    assert main.parts.table.current == papers[1]
    put_off = main.parts.library.record(papers[0])
    assert (put_off.reading.status, put_off.reading.until) == (Status.LATER, today() + timedelta(3))
    assert said(main.parts.model.index(0, 0).data(ROW)).startswith(f"Paper {papers[0]} on Pebbles, Later, back ")
    assert where_it_stands(put_off, today()).startswith("Back ")
    press_in(main, "z")
    done(qtbot, main)
    assert main.parts.library.record(papers[0]).reading.until is None


def test_many_are_put_off_as_one_step_and_stand_by_their_return(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(4)
    main = open_the_window()
    for key in ("9", "2"):
        main.pages.go(STATES["inbox"])
        press_in(main, "Shift+Down")
        press_in(main, "b")
        hit(key)
        done(qtbot, main)
    assert (main.parts.toast.text or "").startswith("Put off 2 papers until")
    main.pages.go(STATES["later"])
    assert _listed(main) == [*papers[2:], *papers[:2]]
    press_in(main, "z")
    done(qtbot, main)
    main.pages.go(STATES["later"])
    assert _listed(main) == papers[:2]


def test_a_paper_of_later_that_is_put_off_again_goes_to_its_new_place(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(3)
    main = open_the_window()
    for key in ("2", "3", "4"):
        main.pages.go(STATES["inbox"])
        press_in(main, "b")
        hit(key)
        done(qtbot, main)
    main.pages.go(STATES["later"])
    assert _listed(main) == papers
    press_in(main, "b")
    hit("9")
    done(qtbot, main)
    assert _listed(main) == [*papers[1:], papers[0]]


def test_without_papers_there_is_nothing_to_put_off(fill: Fill, open_the_window: OpenWindow) -> None:
    fill(1)
    main = open_the_window()
    main.pages.go(STATES["queued"])
    press_in(main, "b")
    assert not [one for one in main.findChildren(Sheet) if one.isVisible()]


def test_a_row_says_when_a_paper_is_back_and_since_when_it_is(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = fill(2)
    main = open_the_window()
    main.pages.go(STATES["inbox"])
    press_in(main, "b")
    hit("1")
    done(qtbot, main)
    tomorrow = today() + timedelta(1)
    reading = main.parts.library.record(papers[0]).reading
    assert returns(reading, TUESDAY).startswith(f"back {tomorrow:%a} {tomorrow.day} ")
    monkeypatch.setattr("readinglist.gui.words.today", lambda: tomorrow)
    main.parts.new_days.look()
    done(qtbot, main)
    assert returns(main.parts.library.record(papers[0]).reading, TUESDAY).startswith(f"back since {tomorrow.day} ")


def _listed(main: MainWindow) -> list[int]:
    model = main.parts.model
    return [row.id for number in range(model.rowCount()) if (row := model.row(number))]
