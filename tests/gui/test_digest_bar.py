"""What stands above the papers of a digest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextEdit
from pytestqt.qtbot import QtBot

from readinglist.core.paper import Diagnostic, Digest, DigestRecord, DigestReport
from readinglist.gui.colors import DARK, LIGHT
from readinglist.gui.theme import Theme
from readinglist.gui.views.digest_bar import DigestBar
from readinglist.gui.widgets.elided import Elided
from readinglist.gui.words import today
from tests.gui.shown import shown

NOON = datetime(today().year, 11, 21, 12, tzinfo=UTC)
UNREAD = tuple(
    Diagnostic("warning", line, "bare", "A title without an abstract.", f"  * Paper {line} " + "stone " * line)
    for line in (3, 40, 2000)
)


def record(
    *, digests: int = 1, unread: tuple[Diagnostic, ...] = UNREAD, more: int = 0, number: int = 7
) -> DigestRecord:
    digest = Digest(number, "u", "trending.txt", "text", date(2025, 3, 18), date(2025, 3, 18), NOON)
    report = DigestReport(53, 7, 2, unread, len(unread) + more)
    return DigestRecord(digest, 62, report, 4, digests)


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> Iterator[DigestBar]:
    made = DigestBar(theme)
    with shown(qtbot, made, theme.px(300), 200):
        made.show_record(record())
        yield made


def said(bar: DigestBar) -> list[str]:
    lines = [one.text for one in bar.findChildren(Elided) if one.isVisible()]
    return lines + [one.text() for one in bar.findChildren(QLabel) if one.isVisible()]


def unread(bar: DigestBar) -> QTextEdit:
    return bar.findChildren(QTextEdit)[0]


def test_it_says_when_and_from_where_the_digest_came_and_what_it_brought(bar: DigestBar) -> None:
    assert said(bar) == [
        "Imported on 21 November from trending.txt",
        "53 new, 7 known, 2 to check. 3 places were not read.",
    ]


def test_what_there_was_none_of_is_not_counted(bar: DigestBar) -> None:
    digest = record().digest
    bar.show_record(DigestRecord(digest, 1, DigestReport(1, 0, 0, UNREAD[:1], 1), 4, 1))
    assert said(bar)[1] == "1 new. 1 place was not read."
    assert bar.unread_button.text() == "Show it"
    bar.show_record(DigestRecord(digest, 0, DigestReport(0, 0, 0), 4, 1))
    assert said(bar)[1] == "No papers."
    assert not bar.unread_button.isVisible()


def test_the_places_that_were_not_read_are_shown_when_they_are_asked_for(bar: DigestBar) -> None:
    assert not unread(bar).isVisible()
    width = bar.unread_button.width()
    QTest.keyClick(bar.unread_button, Qt.Key.Key_Space)
    QApplication.processEvents()
    lines = unread(bar).toPlainText().splitlines()
    assert lines[:3] == [
        "Line 3: A title without an abstract.",
        "  * Paper 3 stone stone stone ",
        "Line 40: " + lines[0][8:],
    ]
    assert unread(bar).isVisible()
    assert (bar.unread_button.text(), bar.unread_button.width()) == ("Hide them", width)
    QTest.keyClick(bar.unread_button, Qt.Key.Key_Space)
    assert not unread(bar).isVisible()


def test_what_is_left_out_of_many_is_counted(bar: DigestBar) -> None:
    bar.show_record(record(more=1400))
    assert unread(bar).toPlainText().splitlines()[-1] == "And 1,400 places more."


def test_the_places_take_little_room_and_begin_with_the_first(bar: DigestBar, theme: Theme) -> None:
    bar.unread_button.click()
    QApplication.processEvents()
    assert unread(bar).height() == theme.px(160)
    assert unread(bar).verticalScrollBar().value() == 0
    bar.show_record(record(unread=UNREAD[:1]))
    QApplication.processEvents()
    assert unread(bar).height() < theme.px(80)


def test_the_same_digest_shown_again_stays_as_it_was_opened_and_another_is_closed(bar: DigestBar) -> None:
    bar.unread_button.click()
    bar.show_record(record())
    assert unread(bar).isVisible()
    bar.show_record(record(number=8))
    assert not unread(bar).isVisible()


def test_the_import_can_be_taken_back(bar: DigestBar, qtbot: QtBot) -> None:
    assert bar.undo_button.text() == "Undo this import"
    with qtbot.waitSignal(bar.undo_asked) as asked:
        QTest.keyClick(bar.undo_button, Qt.Key.Key_Return)
    assert asked.args == [7]


def test_it_says_when_the_same_import_brought_more_digests(bar: DigestBar) -> None:
    bar.show_record(record(digests=5))
    assert bar.undo_button.text() == "Undo import of 5 digests"


def test_without_a_digest_it_is_not_there(bar: DigestBar) -> None:
    bar.show_record(None)
    assert not bar.isVisible()


def test_nothing_is_cut_where_the_list_is_narrow(bar: DigestBar) -> None:
    bar.show_record(record(digests=1200))
    QApplication.processEvents()
    bar.resize(bar.width(), bar.heightForWidth(bar.width()))
    QApplication.processEvents()
    for button in bar.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width()
            assert button.geometry().right() < bar.width()
    for label in bar.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())


def test_the_places_change_their_colours_with_the_theme(bar: DigestBar, theme: Theme) -> None:
    try:
        theme.show(DARK)
        assert DARK.text_2.lower() in unread(bar).toHtml().lower()
    finally:
        theme.show(LIGHT)
    assert unread(bar).accessibleName() == "Places that were not read"
