"""Two papers side by side: what differs is marked by shape and colour, and what stands beside each other is level."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from readinglist.core.differences import differences
from readinglist.core.paper import Question
from readinglist.core.reading import Note, ReadingState, Record, Status
from readinglist.gui.colors import DARK, LIGHT
from readinglist.gui.pairs import Pair
from readinglist.gui.theme import Theme
from readinglist.gui.views.pair_page import PairPage
from readinglist.gui.views.paper_words import NO_ABSTRACT
from readinglist.gui.widgets.reading_text import ReadingText
from tests.gui.looks import cut_short, seen_button, settle
from tests.gui.papers import NOW, a_record
from tests.gui.shown import shown

KEYS = {
    "pair.merge": "M", "pair.separate": "D", "pair.pass_over": "Space", "pair.leave": "Esc", "history.undo": "Z",
    "go.inbox": "G, I",
}  # fmt: skip
LINES = QTextCharFormat.UnderlineStyle


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Iterator[PairPage]:
    made = PairPage(theme, KEYS)
    with shown(qtbot, made, 1000, 700):
        yield made


def pair(left: Record, right: Record, number: int = 1) -> Pair:
    one, other = left.paper, right.paper
    question = Question(number, one.id, other.id, 0.812, "Same title; the abstracts share 60% of their phrases.", False)
    return Pair(
        question, left, right, differences(one.title, other.title), differences(one.abstract, other.abstract)
    )  # fmt: skip


def test_tab_goes_from_what_leads_away_over_the_texts_to_the_verdicts(page: PairPage, qtbot: QtBot) -> None:
    page.show_place(1, 2, 1)
    page.show_pair(pair(a_record(1), a_record(2)))
    page.take_focus()
    assert QApplication.focusWidget() is page.texts
    QTest.keyClick(page.texts, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is seen_button(page, "Leave")
    page.let_undo(undo=True)
    page.take_focus()
    QTest.keyClick(page.texts, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is seen_button(page, "Undo")


def text(page: PairPage, name: str) -> ReadingText:
    return next(one for one in page.findChildren(ReadingText) if one.accessibleName() == name)


def marks(shown_text: ReadingText, ground: str) -> dict[str, QTextCharFormat.UnderlineStyle]:
    """The marked words with the lines under them."""
    found: dict[str, QTextCharFormat.UnderlineStyle] = {}
    block = shown_text.document().begin()
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        if fragment.charFormat().background().color().name().lower() == ground.lower():
            found[fragment.text()] = fragment.charFormat().underlineStyle()
        iterator += 1
    return found


def test_words_that_one_side_has_alone_are_marked_with_ground_and_line(page: PairPage, theme: Theme) -> None:
    left = a_record(1, title="Sorting Big Pebbles", abstract="We sort big pebbles by hand.")
    right = a_record(2, title="Sorting Small Pebbles", abstract="We sort small pebbles, by hand.")
    page.show_pair(pair(left, right))
    assert marks(text(page, "Title, left"), LIGHT.only_left) == {"Big": LINES.DashUnderline}
    assert marks(text(page, "Title, right"), LIGHT.only_right) == {"Small": LINES.SingleUnderline}
    assert marks(text(page, "Abstract, left"), LIGHT.only_left) == {"big pebbles": LINES.DashUnderline}
    assert marks(text(page, "Abstract, right"), LIGHT.only_right) == {"small pebbles,": LINES.SingleUnderline}
    assert text(page, "Abstract, right").accessibleDescription() == "Only here: small pebbles,."
    theme.show(DARK)
    assert marks(text(page, "Title, left"), DARK.only_left) == {"Big": LINES.DashUnderline}
    theme.show(LIGHT)
    page.show_pair(pair(left, left, 2))
    assert marks(text(page, "Title, right"), LIGHT.only_right) == {}
    assert text(page, "Title, left").accessibleDescription() == "No words that the other one does not have."


def test_both_abstracts_begin_on_one_line_whatever_stands_above(page: PairPage, qtbot: QtBot) -> None:
    tags = tuple(f"tag number {number}" for number in range(12))
    note = Note("uid", 1, "A note.", NOW)
    state = ReadingState(Status.QUEUED, 1.0, starred=True, rating=4)
    left = a_record(
        1, title="A title that is long enough for several lines, " * 4, tags=tags, notes=(note,), reading=state
    )
    page.show_pair(pair(left, a_record(2, title="Short", abstract="")))
    settle()
    none = next(one for one in page.findChildren(QLabel) if one.text() == NO_ABSTRACT and one.isVisible())
    assert text(page, "Abstract, left").mapTo(page, QPoint(0, 0)).y() == none.mapTo(page, QPoint(0, 0)).y()
    assert cut_short(page) == []
    said = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "1 note, starred, rated 4 of 5, seen on 18 March 2025, line 7" in said
    assert any(
        words.startswith("Merged: one paper, queued, starred, rated 4, with 1 note and the tags") for words in said
    )


def test_the_bar_stays_where_it_is_from_pair_to_pair(page: PairPage) -> None:
    places = set()
    for number, abstract in enumerate(("Short.", "A long abstract about pebbles. " * 200, "")):
        page.show_pair(pair(a_record(1, abstract=abstract), a_record(2), number + 1))
        settle()
        places.add(seen_button(page, "Merge").mapTo(page, QPoint(0, 0)).toTuple())
    page.show_end(2)
    settle()
    places.add(seen_button(page, "Merge").mapTo(page, QPoint(0, 0)).toTuple())
    assert len(places) == 1


def test_another_pair_begins_at_its_top_and_the_same_one_keeps_its_place_and_what_is_selected(page: PairPage) -> None:
    left, right = (a_record(number, abstract="A long abstract about pebbles. " * 300) for number in (1, 2))
    page.show_pair(pair(left, right))
    settle()
    page.texts.scroll_lines(4)
    place = page.texts.place
    assert place > 0
    abstract = text(page, "Abstract, left")
    abstract.moveCursor(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    page.show_pair(pair(a_record(1, abstract=left.paper.abstract, tags=("moe",)), right))
    settle()
    assert abstract.textCursor().selectedText() == "A"
    assert page.texts.place == place
    page.show_pair(pair(left, right, 2))
    settle()
    assert page.texts.place == 0


def test_without_keys_of_its_own_nothing_is_promised(theme: Theme, qtbot: QtBot) -> None:
    made = PairPage(theme, {})
    with shown(qtbot, made, 1000, 700):
        made.show_end(0)
        assert "goes to the inbox." not in [one.text() for one in made.findChildren(QLabel) if one.isVisible()]
        made.show_pair(pair(a_record(1), a_record(2)))
        QTest.qWait(1)
        assert cut_short(made) == []
