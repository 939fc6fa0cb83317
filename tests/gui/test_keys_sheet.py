"""All keys are seen at once, and one is found by typing it or what it does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from readinglist.gui.dialogs.key_columns import KeyGroup, KeyRow, fits, shares
from readinglist.gui.dialogs.keys_sheet import KeysSheet
from readinglist.gui.theme import Theme
from readinglist.gui.widgets.key_button import KeyButton
from readinglist.gui.widgets.key_set import KeySet, alternatives
from tests.gui.hands import name_of
from tests.gui.sheet_hands import SIZES, at_size, cut_in, focused, press, settle, type_text, window_for


def group(name: str, *rows: tuple[str, str]) -> KeyGroup:
    return KeyGroup(name, tuple(KeyRow(tuple(keys.split()), does) for keys, does in rows))


GROUPS = [
    group("Move", ("J Down", "Next paper"), ("K Up", "Previous paper"), ("Space", "Scroll"), ("Return", "Triage"),
          ("/", "Search")),
    KeyGroup("Go to", tuple(KeyRow((f"G, {letter}",), name) for letter, name in
                            zip("IQLRDC", ("Inbox", "Queue", "Later", "Read", "Dismissed", "To check"), strict=True))),
    group("Decide", ("Q", "Queue"), ("X", "Dismiss"), ("E", "Mark as read"), ("I", "Back to the inbox"),
          ("Z Ctrl+Z", "Undo"), ("Shift+Z Ctrl+Shift+Z", "Redo")),
    group("Annotate", ("S", "Star"), ("1 2 3 4 5 0", "Rate"), ("T", "Tags"), ("N", "Note"),
          ("H", "Highlight the selected words")),
    group("Import", ("Ctrl+O", "Import files"), ("Ctrl+V", "Import a copied page")),
    group("Anywhere", ("Ctrl+K", "Every command"), ("?", "All keys"), ("Ctrl++", "Larger text"), ("Ctrl+E", "Export"),
          ("Ctrl+Shift+C", "Copy BibTeX")),
]  # fmt: skip


@pytest.fixture
def sheet(theme: Theme, qtbot: QtBot) -> KeysSheet:
    made = KeysSheet(theme, window_for(qtbot), "Keys in the list", GROUPS)
    made.start()
    settle()
    return made


def seen(sheet: KeysSheet) -> list[str]:
    """What stands in the columns."""
    area = sheet.card.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    return [label.text() for label in area.findChildren(QLabel) if label.isVisible()]


def test_every_group_and_row_is_shown(sheet: KeysSheet) -> None:
    wanted = [text for one in GROUPS for text in (one.name, *(row.does for row in one.rows))]
    assert sorted(seen(sheet)) == sorted(wanted)


def test_typing_leaves_what_fits_and_hides_empty_groups(sheet: KeysSheet) -> None:
    before = sheet.card.geometry()
    type_text("QUE")
    settle()
    assert seen(sheet) == ["Go to", "Queue", "Decide", "Queue"]
    assert sheet.card.geometry() == before


def test_what_is_typed_may_be_a_key(sheet: KeysSheet) -> None:
    type_text("ctrl+shift")
    settle()
    assert seen(sheet) == ["Decide", "Redo", "Anywhere", "Copy BibTeX"]


def test_where_nothing_fits_a_sentence_says_so(sheet: KeysSheet) -> None:
    type_text("xyzzy")
    settle()
    assert seen(sheet) == ["No key and no command has these words."]
    sheet.field.clear()
    settle()
    assert "No key and no command has these words." not in seen(sheet)
    assert "Queue" in seen(sheet)


@pytest.mark.parametrize(
    ("text", "keys", "does", "expected"),
    [
        ("g", "G, Q", "Queue", True),
        ("g q", "G, Q", "Queue", True),
        ("g r", "G, Q", "Queue", False),
        ("q", "G, Q", "Queue", True),
        ("s", "Space", "Scroll", True),
        ("p", "Space", "Scroll", False),
        ("spa", "Space", "Next", True),
        ("port", "Ctrl+E", "Export", True),
        ("po", "Ctrl+E", "Export", False),
        ("ctrl e", "Ctrl+E", "Export", True),
        ("+", "+", "Larger", True),
        ("?", "?", "All keys", True),
        ("take", "Ctrl+E", "Export", True),
        ("", "Ctrl+E", "Export", True),
    ],
)
def test_keys_and_words_are_found(text: str, keys: str, does: str, *, expected: bool) -> None:
    assert fits(KeyRow((keys,), does), "Take out", text) is expected


def test_keys_that_do_the_same_are_shown_as_far_as_there_is_room(theme: Theme, app: QApplication) -> None:
    shown = KeySet(theme, ("Z", "Ctrl+Shift+Z"), 40)
    assert shown.shown == [["z"]]
    assert name_of(shown) == shown.toolTip() == "z or Ctrl+Shift+Z"
    assert KeySet(theme, ("Ctrl+Shift+Z",), 10).shown == [["Ctrl", "Shift", "Z"]]


def test_figures_in_a_row_are_one_cap() -> None:
    assert alternatives(("1", "2", "3", "4", "5", "0")) == [["1–5"], ["0"]]
    assert alternatives(("1", "2")) == [["1"], ["2"]]
    assert alternatives(("J", "G, Q", "Ctrl+Up")) == [["j"], ["g", "q"], ["Ctrl", "↑"]]


def test_figures_are_heard_one_by_one(sheet: KeysSheet) -> None:
    assert "1 or 2 or 3 or 4 or 5 or 0" in [name_of(one) for one in sheet.card.findChildren(KeySet)]


@settings(max_examples=100)
@given(st.lists(st.integers(1, 20), max_size=9), st.integers(2, 3))
def test_columns_keep_the_order_and_are_about_even(heights: Sequence[int], columns: int) -> None:
    edges = shares(heights, columns)
    assert edges[0] == 0
    assert edges[-1] == len(heights)
    assert list(edges) == sorted(edges)
    tallest = max(sum(heights[begin:end]) for begin, end in pairwise(edges))
    assert tallest <= sum(heights) / columns + max(heights, default=0) * 2


def test_one_group_stands_in_the_first_column() -> None:
    assert shares([7], 3) == (0, 1, 1, 1)


def test_change_keys_is_asked_for_by_keys(sheet: KeysSheet) -> None:
    asked: list[bool] = []
    sheet.change_asked.connect(lambda: asked.append(True))
    press(Qt.Key.Key_Tab)
    assert isinstance(focused(), KeyButton)
    assert name_of(focused()) == "Change keys"
    press(Qt.Key.Key_Space)
    assert asked == [True]


def test_in_a_small_window_keys_of_the_field_scroll(app: QApplication, theme: Theme, qtbot: QtBot) -> None:
    with at_size(app, theme, 14) as large:
        sheet = KeysSheet(large, window_for(qtbot, 900, 600), "Keys", GROUPS)
        sheet.start()
        settle()
        area = sheet.card.findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        QTest.keyClick(sheet.field, Qt.Key.Key_PageDown)
        assert area.verticalScrollBar().value() > 0
        QTest.keyClick(sheet.field, Qt.Key.Key_PageUp)
        assert area.verticalScrollBar().value() == 0
        QTest.keyClick(sheet.field, Qt.Key.Key_Escape)
        assert not sheet.isVisible()


def test_at_900_by_600_everything_is_seen_without_scrolling(theme: Theme, qtbot: QtBot) -> None:
    sheet = KeysSheet(theme, window_for(qtbot, 900, 600), "Keys in the list", GROUPS)
    sheet.start()
    settle()
    area = sheet.card.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_and_nothing_overlaps(
    size: tuple[int, int, float], app: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    width, height, points = size
    with at_size(app, theme, points) as sized:
        sheet = KeysSheet(sized, window_for(qtbot, width, height), "Keys in the list", GROUPS)
        sheet.start()
        assert cut_in(sheet) == []
        area = sheet.card.findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        places = [
            _place(one, area)
            for one in area.findChildren(QWidget)
            if isinstance(one, QLabel | KeySet) and one.isVisible()
        ]
        assert [one for number, one in enumerate(places) for other in places[:number] if one.intersects(other)] == []


def _place(widget: QWidget, area: QScrollArea) -> QRect:
    return widget.rect().translated(widget.mapTo(area, QPoint(0, 0)))


def test_controls_have_names(sheet: KeysSheet) -> None:
    assert name_of(sheet.field) == "Find a key or a command"
    assert name_of(sheet) == "Keys in the list"
    assert all(name_of(one) for one in sheet.card.findChildren(KeySet))
