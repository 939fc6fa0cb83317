"""The sheet where a paper is given details."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from readinglist.core.paper import Identifiers
from readinglist.core.reading import Record
from readinglist.gui.dialogs.details_sheet import KEPT, DetailsSheet
from readinglist.gui.theme import Theme
from tests.gui.hands import name_of
from tests.gui.looks import cut_short
from tests.gui.papers import a_record, focused

CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[Record], DetailsSheet]


@pytest.fixture
def open_sheet(theme: Theme, bare_window: QWidget, qtbot: QtBot) -> Iterator[Open]:
    opened: list[DetailsSheet] = []

    def open_it(record: Record) -> DetailsSheet:
        opened.append(DetailsSheet(theme, bare_window, record))
        bare_window.activateWindow()
        opened[-1].start()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return opened[-1]

    yield open_it
    QApplication.processEvents()


def mine() -> Record:
    return a_record(
        authors=("Ada Example", "Bo Example"), year=2024, identifiers=Identifiers("2403.01234"),
        own=frozenset({"authors", "year"}),
    )  # fmt: skip


def field(sheet: DetailsSheet, name: str) -> QLineEdit | QPlainTextEdit:
    edits = [one for one in sheet.findChildren(QWidget) if isinstance(one, QLineEdit | QPlainTextEdit)]
    return next(one for one in edits if name_of(one) == name)


def enter(sheet: DetailsSheet, name: str, text: str) -> None:
    edit = field(sheet, name)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)


def button(sheet: DetailsSheet, name: str) -> QAbstractButton:
    return next(one for one in sheet.findChildren(QAbstractButton) if one.isVisible() and name_of(one) == name)


def words(sheet: DetailsSheet) -> list[str]:
    return [one.text() for one in sheet.findChildren(QLabel) if one.isVisible() and one.text()]


def told(sheet: DetailsSheet) -> list[Any]:
    found: list[Any] = []
    sheet.saved.connect(found.append)
    return found


def test_every_field_shows_what_is_known(open_sheet: Open) -> None:
    sheet = open_sheet(mine())
    values = {
        name_of(one): one.text() if isinstance(one, QLineEdit) else one.toPlainText()
        for one in sheet.findChildren(QWidget)
        if isinstance(one, QLineEdit | QPlainTextEdit)
    }
    assert values == {
        "Title": "Sorting Pebbles, Part 1", "Authors": "Ada Example\nBo Example", "Year": "2024",
        "arXiv id": "2403.01234", "DOI": "", "Link": "",
    }  # fmt: skip
    assert sheet.paper == 1
    assert KEPT in words(sheet)


def test_a_paper_without_authors_begins_there(open_sheet: Open) -> None:
    open_sheet(a_record())
    assert name_of(focused()) == "Authors"


def test_only_what_changed_is_told_and_the_sheet_waits(open_sheet: Open) -> None:
    sheet = open_sheet(mine())
    saved = told(sheet)
    enter(sheet, "DOI", "10.1000/182")
    enter(sheet, "arXiv id", "arXiv:2403.01234")  # the same paper said otherwise
    QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    assert saved == [{"doi": "10.1000/182"}]
    assert sheet.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    assert len(saved) == 1  # it is being written
    sheet.close_sheet()


@pytest.mark.parametrize("name", ["Title", "Authors", "Link"])
def test_ctrl_enter_saves_from_every_kind_of_field(open_sheet: Open, name: str) -> None:
    sheet = open_sheet(a_record())
    saved = told(sheet)
    enter(sheet, name, "example.org")
    QTest.keyClick(field(sheet, name), Qt.Key.Key_Return, CTRL)
    assert [list(one.values()) for one in saved] == [["example.org"]]
    sheet.close_sheet()


def test_where_nothing_changed_saving_is_leaving(open_sheet: Open) -> None:
    sheet = open_sheet(mine())
    saved = told(sheet)
    enter(sheet, "DOI", "  ")
    button(sheet, "Save details").click()
    assert saved == []
    assert not sheet.isVisible()


def test_mine_is_taken_away_and_can_be_kept_after_all(open_sheet: Open) -> None:
    sheet = open_sheet(mine())
    saved = told(sheet)
    taken = button(sheet, "Take mine away: Year")
    taken.click()
    assert field(sheet, "Year").placeholderText() == "What digests say comes back"
    button(sheet, "Keep mine: Year").click()
    assert sheet.changes == {}
    button(sheet, "Take mine away: Year").click()
    button(sheet, "Take mine away: Authors").click()
    sheet.save()
    assert saved == [{"authors": "", "year": ""}]
    sheet.close_sheet()


def test_what_digests_say_can_not_be_taken_away(open_sheet: Open) -> None:
    sheet = open_sheet(mine())
    enter(sheet, "arXiv id", "")
    enter(sheet, "Title", "")
    assert sheet.changes == {}
    assert not [
        one
        for one in sheet.findChildren(QAbstractButton)
        if name_of(one) == "Take mine away: Title" and one.isVisible()
    ]
    sheet.close_sheet()


def test_what_is_wrong_is_said_under_its_field_when_one_goes_on(open_sheet: Open) -> None:
    sheet = open_sheet(mine())
    saved = told(sheet)
    enter(sheet, "Year", "24")
    assert "“24” is no year. Write four digits, for example 2024." not in words(sheet)
    field(sheet, "DOI").setFocus()
    assert "“24” is no year. Write four digits, for example 2024." in words(sheet)
    assert field(sheet, "Year").accessibleDescription().startswith("“24” is no year.")
    sheet.save()
    assert saved == []
    assert name_of(focused()) == "Year"
    enter(sheet, "Year", "2023")
    assert field(sheet, "Year").accessibleDescription() == ""
    sheet.save()
    assert saved == [{"year": "2023"}]
    sheet.close_sheet()


def test_what_could_not_be_written_is_said_and_can_be_tried_again(open_sheet: Open) -> None:
    sheet = open_sheet(mine())
    saved = told(sheet)
    enter(sheet, "Link", "example.org")
    sheet.save()
    sheet.show_error("link", "No.")
    assert "No." in words(sheet)
    assert name_of(focused()) == "Link"
    sheet.save()
    sheet.show_error("", "The library could not be written.")
    assert "The library could not be written." in words(sheet)
    enter(sheet, "Link", "example.org/a")
    assert KEPT in words(sheet)
    sheet.save()
    assert saved[-1] == {"link": "example.org/a"}
    sheet.close_sheet()


def test_a_click_beside_the_sheet_does_not_lose_what_was_typed(open_sheet: Open) -> None:
    sheet = open_sheet(mine())
    enter(sheet, "DOI", "10.1000/182")
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert sheet.isVisible()
    enter(sheet, "DOI", "")
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not sheet.isVisible()


def test_esc_leaves_without_a_word(open_sheet: Open, qtbot: QtBot) -> None:
    sheet = open_sheet(mine())
    saved = told(sheet)
    enter(sheet, "Authors", "Cy Example")
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert saved == []


def test_tab_goes_through_the_fields(open_sheet: Open) -> None:
    sheet = open_sheet(mine())
    field(sheet, "Title").setFocus()
    passed = [name_of(focused())]
    for _ in range(11):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        passed.append(name_of(focused()))
    assert passed[:10] == [
        "Title", "Authors", "Take mine away: Authors", "Year", "Take mine away: Year", "arXiv id", "DOI", "Link",
        "Cancel", "Save details",
    ]  # fmt: skip
    assert passed[10] == "Title"
    sheet.close_sheet()


@pytest.mark.parametrize("points", [0, 14])
def test_nothing_is_cut_in_the_smallest_window(
    theme: Theme, app: QApplication, bare_window: QWidget, points: int
) -> None:
    before, larger = app.font(), app.font()
    try:
        if points:
            larger.setPointSizeF(points)
            app.setFont(larger)
        sheet = DetailsSheet(Theme(app, theme.tokens), bare_window, mine())
        sheet.start()
        enter(sheet, "arXiv id", "nonsense that is no id")
        enter(sheet, "Link", "no link")
        sheet.save()
        QApplication.processEvents()
        assert cut_short(sheet.card) == []
        card = sheet.card.geometry()
        assert bare_window.rect().contains(card)
        sheet.close_sheet()
    finally:
        app.setFont(before)
        theme.show(theme.tokens)
