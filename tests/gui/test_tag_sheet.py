"""Tags are given and taken with a few keys, several in a row, and the sheet shows each at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from readinglist.core.errors import ReadingListError
from readinglist.core.reading import TagCount, tag_key
from readinglist.gui.dialogs.tag_sheet import TagSheet
from readinglist.gui.models.tag_choices import TagChoice, fitting
from readinglist.gui.theme import Theme
from tests.gui.hands import name_of
from tests.gui.sheet_hands import SIZES, at_size, cut_in, heard, press, settle, type_text, window_for

TAGS = [
    TagCount("alignment", 31),
    TagCount("Café", 2),
    TagCount("distillation", 44),
    TagCount("moe", 23),
    TagCount("routing", 9),
]
Told = list[tuple[str, bool]]


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    return window_for(qtbot)


@pytest.fixture
def sheet(theme: Theme, window: QWidget) -> TagSheet:
    made = TagSheet(theme, window, TAGS, {"moe": "all", "routing": "some"}, 3)
    made.start()
    settle()
    return made


@pytest.fixture
def told(sheet: TagSheet) -> Told:
    found: Told = []
    sheet.toggled.connect(lambda name, on: found.append((name, on)))
    return found


def rows(sheet: TagSheet) -> list[str]:
    model = sheet.list.model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def labels(sheet: TagSheet) -> list[str]:
    return [label.text() for label in sheet.card.findChildren(QLabel) if label.isVisible()]


def test_tags_of_the_papers_come_first_then_the_most_used(sheet: TagSheet) -> None:
    assert rows(sheet) == [
        "moe, on, 23 papers", "routing, on some, 9 papers", "distillation, 44 papers", "alignment, 31 papers",
        "Café, 2 papers",
    ]  # fmt: skip
    assert labels(sheet)[0] == "Tags of 3 papers"


def test_typing_and_enter_give_a_tag_and_the_field_is_empty_for_the_next(sheet: TagSheet, told: Told) -> None:
    type_text("DIST")
    assert heard(sheet.field) == "distillation, 44 papers"
    press(Qt.Key.Key_Return)
    assert told == [("distillation", True)]
    assert sheet.field.text() == ""
    assert heard(sheet.field) == "distillation, on, 47 papers"
    type_text("ali")
    press(Qt.Key.Key_Return)
    assert told == [("distillation", True), ("alignment", True)]
    assert sheet.isVisible()


def test_enter_takes_a_tag_away_that_all_papers_have(sheet: TagSheet, told: Told) -> None:
    press(Qt.Key.Key_Return)
    assert told == [("moe", False)]
    assert heard(sheet.field) == "moe, 20 papers"


def test_enter_gives_all_papers_a_tag_that_some_have(sheet: TagSheet, told: Told) -> None:
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert told == [("routing", True)]
    assert heard(sheet.field) == "routing, on, 9 papers"


def test_accents_are_not_needed_to_find_a_tag(sheet: TagSheet, told: Told) -> None:
    type_text("cafe")
    assert rows(sheet) == ["Café, 2 papers", "Create “cafe”"]
    press(Qt.Key.Key_Return)
    assert told == [("Café", True)]


def test_a_name_that_no_tag_has_makes_a_new_one(sheet: TagSheet, told: Told) -> None:
    type_text("#state space")
    assert rows(sheet) == ["Create “state-space”"]
    press(Qt.Key.Key_Return)
    assert told == [("state-space", True)]
    assert heard(sheet.field) == "state-space, on, 3 papers"
    press(Qt.Key.Key_Return)
    assert told[1:] == [("state-space", False)]
    assert heard(sheet.field) == "state-space, No papers"


def test_a_tag_can_be_made_whose_name_is_part_of_anothers(sheet: TagSheet, told: Told) -> None:
    type_text("align")
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert told == [("align", True)]


def test_no_second_tag_is_offered_for_another_spelling(sheet: TagSheet) -> None:
    type_text("MOE")
    assert rows(sheet) == ["moe, on, 23 papers"]


def test_a_name_that_can_not_be_one_is_told_in_a_sentence(sheet: TagSheet, told: Told) -> None:
    sheet.field.setText("x" * 65)
    press(Qt.Key.Key_Return)
    assert told == []
    assert "“xxxxxxxxxxxxxxxxxxxx…” is too long for a tag. A tag has at most 64 characters." in labels(sheet)
    assert heard(sheet.field).startswith("“xxx")
    sheet.field.clear()
    assert len(rows(sheet)) == 5
    assert heard(sheet.field) == "moe, on, 23 papers"


def test_a_click_gives_a_tag(sheet: TagSheet, told: Told) -> None:
    place = sheet.list.visualRect(sheet.list.model().index(3, 0)).center()
    QTest.mouseClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [("alignment", True)]
    assert sheet.field.hasFocus()


def test_counts_of_the_library_are_shown_and_no_row_moves(sheet: TagSheet) -> None:
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    counts = [TagCount("routing", 11), TagCount("moe", 23), TagCount("alignment", 31), TagCount("fresh", 1)]
    sheet.show_tags(counts, {"moe": "all", "routing": "all"})
    assert rows(sheet) == [
        "moe, on, 23 papers", "routing, on, 11 papers", "distillation, No papers", "alignment, 31 papers",
        "Café, No papers",
    ]  # fmt: skip
    assert heard(sheet.field) == "routing, on, 11 papers"
    type_text("fresh")
    assert rows(sheet) == ["fresh, 1 paper"]


def test_esc_closes_and_gives_the_focus_back(sheet: TagSheet, window: QWidget) -> None:
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert window.focusWidget() is not None
    assert name_of(window.focusWidget()) == "Below"


def test_for_one_paper_without_any_tags_the_sheet_says_what_to_do(theme: Theme, window: QWidget) -> None:
    sheet = TagSheet(theme, window, [], {}, 1)
    sheet.start()
    settle()
    assert labels(sheet)[0] == "Tags"
    assert "There are no tags yet. Type a name to make one." in labels(sheet)
    press(Qt.Key.Key_Return)
    type_text("moe")
    press(Qt.Key.Key_Return)
    assert rows(sheet) == ["moe, on, 1 paper"]


names = st.text(alphabet="abéE-", min_size=1, max_size=4)


@settings(max_examples=150)
@given(st.lists(names, unique_by=tag_key), st.text(alphabet="abéE -#", max_size=5))
def test_a_new_tag_is_offered_exactly_where_there_is_none_of_that_name(tags: list[str], text: str) -> None:
    try:
        found = fitting([TagChoice(name, 1) for name in tags], text)
    except ReadingListError:
        return
    new = [one.name for one in found if one.new]
    assert len(new) <= 1
    assert not {tag_key(name) for name in new} & {tag_key(name) for name in tags}
    known = {tag_key(one.name) for one in found if not one.new}
    assert new or not text.strip(" #") or tag_key("-".join(text.strip().lstrip("#").split())) in known


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(size: tuple[int, int, float], app: QApplication, theme: Theme, qtbot: QtBot) -> None:
    width, height, points = size
    with at_size(app, theme, points) as sized:
        sheet = TagSheet(sized, window_for(qtbot, width, height), TAGS, {"moe": "all"}, 1602)
        sheet.start()
        assert cut_in(sheet) == []
        before = sheet.card.geometry()
        sheet.field.setText("x" * 65)
        assert cut_in(sheet) == []
        assert sheet.card.geometry() == before


def test_controls_have_names(sheet: TagSheet) -> None:
    assert name_of(sheet.field) == "Add or find a tag"
    assert name_of(sheet.list) == "Tags"
    assert name_of(sheet) == "Tags of 3 papers"
