"""The paper that is looked at."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication, QLabel, QTextEdit
from pytestqt.qtbot import QtBot

from readinglist.commands import notes, reading, tags
from readinglist.gui.main_window import MainWindow
from readinglist.gui.views.chip import Chip
from readinglist.gui.views.paper_pane import where_seen
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.digests import CAPTURED, PAPERS, bring_in, page
from tests.gui.hands import Fill, OpenWindow, done, name_of, press

NOW = date(2025, 11, 1)


def texts(window: MainWindow) -> dict[str, str]:
    return {name_of(one): one.toPlainText() for one in window.findChildren(QTextEdit) if one.isVisible()}


def test_title_abstract_note_and_tags_are_shown_as_plain_text(
    workspace: Workspace, open_the_window: OpenWindow
) -> None:
    with workspace.open_library() as library:
        bring_in(library, page([("On <b>Bold</b> Pebbles and Their Weights", PAPERS[0][1])]))
        notes.write_note(library, paper=1, text="# see\n<img src='http://example.invalid/x.png'>")
        tags.tag(library, ids=[1], add=["beach", "sieve"])
    window = open_the_window()
    assert texts(window) == {
        "Title": "On <b>Bold</b> Pebbles and Their Weights",
        "Abstract": PAPERS[0][1],
        "Note": "# see\n<img src='http://example.invalid/x.png'>",
    }
    assert [name_of(chip) for chip in window.findChildren(Chip)] == ["Tag beach", "Tag sieve"]


def test_what_a_paper_does_not_have_takes_no_room(
    fill: Fill, open_the_window: OpenWindow, workspace: Workspace
) -> None:
    fill(1, abstract="")
    window = open_the_window()
    assert set(texts(window)) == {"Title"}


def test_a_verdict_leaves_the_text_and_its_place_and_selection(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    fill(1, abstract="A long abstract about pebbles. " * 200)
    window = open_the_window()
    bar = window._paper._area.verticalScrollBar()
    bar.setValue(200)
    window._paper._abstract.selectAll()
    press(window, "S")
    done(qtbot, window)
    assert bar.value() == 200
    assert window._paper._abstract.textCursor().hasSelection()


def test_another_paper_begins_at_its_top(fill: Fill, open_the_window: OpenWindow) -> None:
    fill(2, abstract="A long abstract about pebbles. " * 200)
    window = open_the_window()
    window._paper._area.verticalScrollBar().setValue(200)
    window.table.choose(1)
    QApplication.processEvents()
    assert window._paper._area.verticalScrollBar().value() == 0


def test_where_a_paper_was_seen_is_said_in_one_line(library: Library) -> None:
    bring_in(library, page(PAPERS[:2]), page(PAPERS[1:3], "Mar 19"))
    assert where_seen(library.record(1), NOW) == "Seen on 18 March, in page-1.txt"
    assert where_seen(library.record(2), NOW) == "Seen in 2 digests, first on 18 March"
    reading.rate(library, ids=[2], rating=4)
    later = date(CAPTURED.year + 1, 1, 1)
    assert where_seen(library.record(2), later) == "Seen in 2 digests, first on 18 March 2025 · rated 4 of 5"


def test_moving_fast_shows_the_paper_that_one_stops_at(fill: Fill, open_the_window: OpenWindow) -> None:
    fill(50)
    window = open_the_window()
    for number in range(40):
        window.table.choose(number)
    assert texts(window)["Title"].startswith("Paper 40 ")
    assert not [one for one in window.findChildren(QLabel) if one.isWindow()]
