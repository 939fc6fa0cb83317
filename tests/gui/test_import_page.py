"""The page of an import: a sentence first, then the entries; everything by keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from readinglist.commands import reading
from readinglist.commands.import_plan import Far
from readinglist.core.query import Query
from readinglist.gui.colors import DARK, LIGHT
from readinglist.gui.import_words import reading as reading_words
from readinglist.gui.theme import Theme
from readinglist.gui.views.import_page import ImportPage
from readinglist.store.library import Library
from tests.digests import CAPTURED, PAPERS, bring_in, page
from tests.gui.hands import name_of
from tests.gui.looks import cut_short, nameless, seen_button, seen_words, settle
from tests.gui.test_import_entries import CHANGED, ORPHAN, preview

SMALLEST = QSize(848, 540)  # the smallest window without its rail, menus and foot
TABLE_OF_NUMBERS = b"a,b,c\n1,2,3\n4,5,6\n"
DAY = "Date of the digest"


def made(theme: Theme, size: QSize = SMALLEST) -> ImportPage:
    view = ImportPage(theme, "Ctrl+Return", "Esc")
    view.setFixedSize(size)  # else the window would grow with what is in it
    view.show()
    view.activateWindow()
    settle()
    return view


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> Iterator[ImportPage]:
    shown = made(theme)
    yield shown
    shown.close()
    shown.deleteLater()


def table(view: ImportPage) -> QTableView:
    (found,) = view.findChildren(QTableView)
    return found


def titles(view: ImportPage) -> list[str]:
    model = table(view).model()
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def day(view: ImportPage) -> QLineEdit:
    (found,) = (one for one in view.findChildren(QLineEdit) if one.accessibleName() == DAY)
    return found


def choice(view: ImportPage, name: str) -> QComboBox:
    (found,) = (one for one in view.findChildren(QComboBox) if one.accessibleName() == name and one.isVisible())
    return found


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_day(view: ImportPage, text: str) -> None:
    day(view).setFocus()
    day(view).selectAll()
    day(view).insert(text)


def test_a_sentence_says_what_was_found_and_the_button_what_happens(view: ImportPage, library: Library) -> None:
    bring_in(library, page(PAPERS[:2]))
    view.show_preview(preview(library, page([CHANGED, *PAPERS[1:]], "Mar 19")))
    assert view.sentence == "3 new papers, 1 you already know, 1 to check."
    assert view.detail == "Nothing is written yet."
    assert seen_button(view, "Import 4 papers").isEnabled()
    assert seen_button(view, "Cancel").isEnabled()


def test_it_says_which_of_the_known_papers_stay_as_the_user_said(view: ImportPage, library: Library) -> None:
    bring_in(library, page())
    ids = [row.id for row in library.page(Query(), limit=10).rows]
    reading.dismiss(library, ids=ids[:2])
    reading.mark_read(library, ids=ids[2:3])
    view.show_preview(preview(library, page(PAPERS, "Mar 19"), page(PAPERS[:3], "Mar 20")))
    assert view.sentence == "No new papers in 2 files, 8 you already know."
    assert view.detail == "2 you dismissed and 1 you read stay so. Nothing is written yet."


def test_with_several_files_the_sentence_is_about_all_of_them(view: ImportPage, library: Library) -> None:
    view.show_preview(preview(library, page(PAPERS[:2]), TABLE_OF_NUMBERS, page(PAPERS, "Mar 19")))
    assert view.sentence == "5 new papers in 3 files, 2 you already know."
    assert view.detail == "page-2.txt was not read. Nothing is written yet."
    assert "1 of 3 files" in seen_words(view)


def test_the_entries_have_the_keys_and_one_key_goes_to_the_last(view: ImportPage, library: Library) -> None:
    view.show_preview(preview(library, page()))
    view.take_focus()
    assert focus() is table(view)
    QTest.keyClick(focus(), Qt.Key.Key_End)
    assert table(view).currentIndex().row() == len(PAPERS) - 1
    QTest.keyClick(focus(), Qt.Key.Key_Home)
    assert table(view).currentIndex().row() == 0


def test_tab_goes_from_the_files_to_the_buttons_in_the_order_that_is_seen(view: ImportPage, library: Library) -> None:
    view.show_preview(preview(library, page(PAPERS[:2]), page(PAPERS[2:])))
    view.take_focus()
    names = []
    for _ in range(7):
        names.append(focus().accessibleName())
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert names == ["Entries", "Cancel", "Import 5 papers", "page-1.txt", "Format", DAY, "All, 2"]


def test_arrow_keys_choose_which_entries_are_shown(view: ImportPage, library: Library) -> None:
    bring_in(library, page(PAPERS[:1]))
    view.show_preview(preview(library, page(PAPERS[:3], "Mar 19")))
    seen_button(view, "All, 3").setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    assert titles(view) == [title for title, _ in PAPERS[1:3]]
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    assert titles(view) == [PAPERS[0][0]]
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    assert "Nothing in this file has to be checked." in seen_words(view)


def test_the_next_file_is_a_tab_away_or_a_call(view: ImportPage, library: Library) -> None:
    view.show_preview(preview(library, page(PAPERS[:2]), page(PAPERS[2:])))
    seen_button(view, "page-1.txt").setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    assert (view.current, titles(view)) == (1, [title for title, _ in PAPERS[2:]])
    view.step_file(1)
    assert view.current == 1
    view.step_file(-1)
    assert (view.current, titles(view)) == (0, [title for title, _ in PAPERS[:2]])


def test_more_than_five_files_are_a_list_to_choose_from(view: ImportPage, library: Library) -> None:
    view.show_preview(preview(library, *(page([paper], f"Mar {number}") for number, paper in enumerate(PAPERS * 2, 1))))
    files = choice(view, "File")
    files.setFocus()
    QTest.keyClick(files, Qt.Key.Key_Down)
    assert (view.current, titles(view)) == (1, [PAPERS[1][0]])
    assert "2 of 10 files" in seen_words(view)


def test_a_file_that_can_not_be_read_says_why_and_may_be_read_as_something_else(
    view: ImportPage, library: Library, qtbot: QtBot
) -> None:
    view.show_preview(preview(library, TABLE_OF_NUMBERS))
    assert view.sentence == "Nothing to import."
    assert [words for words in seen_words(view) if words.startswith("This looks like a table")]
    assert [name_of(one) for one in view.findChildren(QAbstractButton) if one.isVisible()] == ["Close"]
    assert not day(view).isEnabled()
    form = choice(view, "Format")
    form.setFocus()
    with qtbot.waitSignal(view.form_chosen) as told:
        QTest.keyClick(form, Qt.Key.Key_Down)
    assert told.args == [0, "huggingface"]


def test_a_file_that_is_here_already_says_since_when_and_can_not_be_changed(view: ImportPage, library: Library) -> None:
    bring_in(library, page())
    view.show_preview(preview(library, page()))
    assert view.sentence == "No new papers, 5 you already know."
    assert view.detail == "page-1.txt is here already."
    form = choice(view, "Format")
    assert not form.isEnabled()
    assert form.toolTip().startswith("Here already since ")
    assert seen_button(view, "Close").isEnabled()
    view.take_focus()
    assert focus() is table(view)


def test_the_first_file_that_is_shown_is_one_that_can_be_imported(view: ImportPage, library: Library) -> None:
    bring_in(library, page(PAPERS[:2]))
    view.show_preview(preview(library, page(PAPERS[:2]), page(PAPERS[2:])))
    assert view.current == 1


def test_a_day_is_taken_on_enter(view: ImportPage, library: Library, qtbot: QtBot) -> None:
    view.show_preview(preview(library, page()))
    assert day(view).text() == f"{CAPTURED.year}-03-18"
    type_day(view, "2025-03-11")
    with qtbot.waitSignal(view.day_chosen) as told:
        QTest.keyClick(day(view), Qt.Key.Key_Return)
    assert told.args == [0, date(2025, 3, 11)]


def test_a_day_is_taken_when_the_focus_leaves_it_and_the_same_day_is_none(
    view: ImportPage, library: Library, qtbot: QtBot
) -> None:
    view.show_preview(preview(library, page()))
    type_day(view, "2025-03-18")
    with qtbot.assertNotEmitted(view.day_chosen):
        QTest.keyClick(day(view), Qt.Key.Key_Tab)
    type_day(view, "2025-03-12")
    with qtbot.waitSignal(view.day_chosen):
        QTest.keyClick(day(view), Qt.Key.Key_Tab)


@pytest.mark.parametrize("text", ["2025-02-30", "yesterday", "20250318", "2025-3-18", "٢٠٢٥-٠٣-١٨", "2025-W12-2"])
def test_what_is_no_day_is_said_to_be_none_and_nothing_is_imported(
    view: ImportPage, library: Library, qtbot: QtBot, text: str
) -> None:
    view.show_preview(preview(library, page()))
    type_day(view, text)
    view.take_focus()
    assert day(view).property("wrong") == "true"
    with qtbot.assertNotEmitted(view.accepted), qtbot.assertNotEmitted(view.day_chosen):
        view.accept()
    assert focus() is day(view)


def test_escape_takes_back_what_was_typed_before_it_leaves(view: ImportPage, library: Library) -> None:
    view.show_preview(preview(library, page()))
    type_day(view, "2025")
    QTest.keyClick(day(view), Qt.Key.Key_Escape)
    assert day(view).text() == "2025-03-18"
    assert not day(view).isModified()


def test_a_day_that_is_still_being_typed_is_taken_before_the_import(
    view: ImportPage, library: Library, qtbot: QtBot
) -> None:
    view.show_preview(preview(library, page()))
    type_day(view, "2025-03-12")
    with qtbot.waitSignals([view.day_chosen, view.accepted], order="strict"):
        view.accept()


def test_the_buttons_do_what_the_keys_do(view: ImportPage, library: Library, qtbot: QtBot) -> None:
    view.show_preview(preview(library, page()))
    with qtbot.waitSignal(view.accepted):
        QTest.mouseClick(seen_button(view, "Import 5 papers"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.declined):
        QTest.keyClick(seen_button(view, "Cancel"), Qt.Key.Key_Return)


def test_while_it_is_written_it_can_be_cancelled_and_nothing_can_be_changed(view: ImportPage, library: Library) -> None:
    view.show_preview(preview(library, page()))
    day(view).setFocus()
    view.show_importing("Importing 5 papers…")
    assert not seen_button(view, "Import 5 papers").isEnabled()
    assert seen_button(view, "Cancel").isEnabled()
    view.show_importing("Taking out what came in…", cancel=False)
    assert not seen_button(view, "Cancel").isEnabled()
    assert not day(view).isEnabled()
    assert focus() is table(view)
    view.show_preview(preview(library, page()))
    assert seen_button(view, "Import 5 papers").isEnabled()
    assert day(view).isEnabled()


def test_while_files_are_read_it_can_be_cancelled_and_not_accepted(view: ImportPage, qtbot: QtBot) -> None:
    view.show_reading(reading_words(Far("reading", 1, 5, "second.txt")))
    assert seen_words(view) == ["Import", "Reading 2 of 5 files…", "second.txt"]
    view.take_focus()
    with qtbot.waitSignal(view.declined):
        QTest.keyClick(focus(), Qt.Key.Key_Space)
    with qtbot.assertNotEmitted(view.accepted):
        view.accept()


def test_a_newer_plan_leaves_the_chosen_entry_where_it_was(view: ImportPage, library: Library) -> None:
    view.show_preview(preview(library, page()))
    view.take_focus()
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    bring_in(library, page(PAPERS[:1]))
    view.show_preview(preview(library, page(day="Mar 19")))
    assert table(view).currentIndex().row() == 1
    assert focus() is table(view)


@pytest.mark.parametrize("size", [SMALLEST, QSize(1068, 740)], ids=["small", "usual"])
@pytest.mark.parametrize("points", [10, 14])
def test_nothing_is_cut(size: QSize, points: int, app: QApplication, library: Library, qtbot: QtBot) -> None:
    before, larger = app.font(), app.font()
    larger.setPointSizeF(points)
    names = page(PAPERS[:2]), TABLE_OF_NUMBERS, ORPHAN + page([CHANGED, *PAPERS], "Mar 19")
    try:
        app.setFont(larger)
        shown = made(Theme(app, LIGHT), size)
        shown.show_preview(preview(library, *names))
        for _ in names:
            settle()
            assert cut_short(shown) == []
            assert nameless(shown) == []
            shown.step_file(1)
        shown.close()
        shown.deleteLater()
    finally:
        app.setFont(before)


def test_another_theme_is_seen_at_once(view: ImportPage, library: Library, theme: Theme) -> None:
    view.show_preview(preview(library, ORPHAN + page()))
    view.take_focus()
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    try:
        theme.show(DARK)
        settle()
        entries = table(view)
        picture = entries.viewport().grab().toImage()
        unread = entries.visualRect(entries.model().index(0, 0))
        assert picture.pixelColor(unread.left() + 8, unread.center().y()).name() == DARK.error_soft.lower()
    finally:
        theme.show(LIGHT)
