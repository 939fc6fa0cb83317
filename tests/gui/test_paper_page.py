"""The page of a paper: what stands on it, and where one is in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget

from readinglist.core.query_parser import parse
from readinglist.core.reading import ReadingState, Status
from readinglist.gui.colors import DARK, LIGHT
from readinglist.gui.theme import Theme
from readinglist.gui.views.paper_pane import PaperPane
from readinglist.gui.views.paper_words import NO_ABSTRACT, byline
from readinglist.gui.widgets.reading_text import ReadingText
from tests.gui.hands import name_of
from tests.gui.papers import NotingCommands, a_full_record, a_pane, a_record, settle

LONG = "A long abstract about pebbles and the sieves that sort them. " * 200


@pytest.fixture
def commands(app: QApplication) -> NotingCommands:
    return NotingCommands()


@pytest.fixture
def pane(theme: Theme, commands: NotingCommands, bare_window: QWidget) -> Iterator[PaperPane]:
    yield a_pane(theme, commands, bare_window)
    theme.set_reading_size(1.0)


def texts(pane: PaperPane) -> dict[str, str]:
    return {name_of(one): one.toPlainText() for one in pane.findChildren(ReadingText) if one.isVisible()}


def grounds(text: QTextEdit) -> dict[str, str]:
    """The words that stand on a ground of their own, and its colour."""
    found: dict[str, str] = {}
    cursor = QTextCursor(text.document())
    while not cursor.atEnd():
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        if cursor.charFormat().background().style() is not Qt.BrushStyle.NoBrush:
            color = cursor.charFormat().background().color().name()
            found[color] = found.get(color, "") + cursor.selectedText()
        cursor.clearSelection()
    return found


def test_title_and_abstract_are_plain_text(pane: PaperPane) -> None:
    pane.show_record(a_record(title="On <b>Bold</b> Pebbles", abstract="<img src='http://example.invalid/x.png'>"))
    assert texts(pane) == {"Title": "On <b>Bold</b> Pebbles", "Abstract": "<img src='http://example.invalid/x.png'>"}


def test_authors_and_year_stand_below_the_title_and_say_which_are_the_users(pane: PaperPane) -> None:
    pane.show_record(a_full_record())
    assert texts(pane)["Authors and year"] == "Ada Example and Bo Example · 2024 · authors and year by you"
    only_title, quiet = byline(a_record(own=frozenset({"title"})))
    assert only_title == "Title by you"
    assert quiet == ((0, len(only_title)),)


def test_hundreds_of_authors_take_a_line_or_two(pane: PaperPane) -> None:
    line, _ = byline(a_record(authors=tuple(f"A. Example{number}" for number in range(900))))
    assert line.endswith("A. Example10 and 889 more")


def test_a_digest_without_abstracts_says_so(pane: PaperPane) -> None:
    pane.show_record(a_record(abstract=""))
    shown = [one.text() for one in pane.findChildren(QLabel) if one.isVisible()]
    assert NO_ABSTRACT in shown
    assert set(texts(pane)) == {"Title"}


def test_no_paper_is_an_empty_canvas_with_a_quiet_line(pane: PaperPane) -> None:
    pane.show_record(a_full_record())
    pane.clear("Choose a paper.")
    assert [one.text() for one in pane.findChildren(QLabel) if one.isVisible()] == ["Choose a paper."]
    assert texts(pane) == {}
    assert not pane.scroll_page()


def test_words_that_were_found_are_marked_where_they_stand(pane: PaperPane, theme: Theme) -> None:
    pane.show_record(a_record(title="😀 Pebbles", abstract="Two pebbles on wet beaches."), parse("pebb title:pebbles"))
    assert grounds(pane._title) == {LIGHT.found.lower(): "Pebbles"}
    assert grounds(pane._abstract) == {LIGHT.found.lower(): "pebbles"}
    theme.show(DARK)
    try:
        assert grounds(pane._abstract) == {DARK.found.lower(): "pebbles"}
    finally:
        theme.show(LIGHT)
    pane.show_record(a_record(title="😀 Pebbles", abstract="Two pebbles on wet beaches."))
    assert grounds(pane._abstract) == {}


def test_formulas_are_shown_readable_with_marks_in_place_or_as_they_came(pane: PaperPane, theme: Theme) -> None:
    record = a_record(title="SP^2OT for Pebbles", abstract="We bound sigma_{max}^2 of wet pebbles in mathcal{O}(n).")
    pane.show_record(record, parse("pebbles"))
    assert texts(pane) == {"Title": "SP2OT for Pebbles", "Abstract": "We bound σmax2 of wet pebbles in 𝒪(n)."}
    assert grounds(pane._abstract) == {LIGHT.found.lower(): "pebbles"}
    raised = QTextCursor(pane._title.document())
    raised.setPosition(3)
    assert raised.charFormat().verticalAlignment() is QTextCharFormat.VerticalAlignment.AlignSuperScript
    theme.set_formulas(readable=False)
    try:
        assert texts(pane) == {"Title": record.paper.title, "Abstract": record.paper.abstract}
        assert grounds(pane._abstract) == {LIGHT.found.lower(): "pebbles"}
    finally:
        theme.set_formulas(readable=True)


def test_words_sought_in_the_title_are_not_marked_elsewhere(pane: PaperPane) -> None:
    pane.show_record(a_record(title="Pebbles", abstract="pebbles"), parse("title:pebbles"))
    assert grounds(pane._title) != {}
    assert grounds(pane._abstract) == {}


def test_authors_that_were_found_are_marked_and_nothing_else_of_their_line(pane: PaperPane) -> None:
    record = a_full_record()
    name = record.paper.authors[0].split()[0]
    year = record.paper.year
    pane.show_record(record, parse(f"{name} {year} you"))
    assert grounds(pane._byline) == {LIGHT.found.lower(): name}
    pane.show_record(record, parse(f"title:{name}"))
    assert grounds(pane._byline) == {}


def test_the_same_paper_keeps_its_place_and_what_is_selected(pane: PaperPane) -> None:
    pane.show_record(a_record(abstract=LONG))
    settle()
    pane.scroll_place = 200
    pane._abstract.selectAll()
    pane.show_record(a_record(abstract=LONG, reading=ReadingState(Status.READ, rating=5), tags=("new",)), parse("long"))
    settle()
    assert pane.scroll_place == 200
    assert pane._abstract.textCursor().hasSelection()


def test_another_paper_begins_at_its_top(pane: PaperPane) -> None:
    pane.show_record(a_record(1, abstract=LONG))
    settle()
    pane.scroll_place = 200
    pane.show_record(a_record(2, abstract=LONG))
    settle()
    assert pane.scroll_place == 0


def test_a_place_can_be_given_before_the_page_is_laid_out(
    theme: Theme, commands: NotingCommands, bare_window: QWidget
) -> None:
    bare_window.hide()
    pane = a_pane(theme, commands, bare_window)
    pane.show_record(a_record(abstract=LONG))
    pane.scroll_place = 321
    pane.window().show()
    settle()
    assert pane._area.verticalScrollBar().value() == 321
    assert pane.scroll_place == 321


def test_space_goes_down_the_page_until_its_end(pane: PaperPane) -> None:
    pane.show_record(a_record(abstract=LONG))
    settle()
    bar, pages = pane._area.verticalScrollBar(), 0
    while pane.scroll_page():
        pages += 1
        assert pages < 50
    assert bar.value() == bar.maximum() > 0
    assert pages > 3


def test_a_page_down_keeps_two_lines_in_sight(pane: PaperPane) -> None:
    pane.show_record(a_record(abstract=LONG))
    settle()
    before, line = pane.scroll_place, pane._abstract.cursorRect().height()
    pane.scroll_page()
    kept = pane._area.viewport().height() - (pane.scroll_place - before)
    assert line <= kept <= 4 * line


def test_larger_type_leaves_the_line_at_the_top_where_it_is(pane: PaperPane, theme: Theme) -> None:
    pane.show_record(a_record(abstract=LONG))
    settle()
    pane.scroll_place = 1500
    before = pane._abstract.place_at(1500 - pane._abstract.y() + 2)
    high = pane._title.height()
    theme.step_reading_size(2)
    settle()
    assert pane._title.height() > high
    after = pane._abstract.place_at(pane.scroll_place - pane._abstract.y() + 2)
    assert abs(after - before) < 90  # the line that has it, wherever it begins now
    theme.step_reading_size(-2)
    settle()
    assert abs(pane.scroll_place - 1500) < 60
