"""The list: its name, how many papers it has, and what stands there when it has none."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from readinglist.core.errors import QueryError
from readinglist.core.query import Query
from readinglist.gui.models.paper_list import PaperListModel
from readinglist.gui.places import EVERYTHING, STATES, Place, search_for
from readinglist.gui.theme import Theme
from readinglist.gui.views.list_pane import ListPane
from readinglist.gui.widgets.elided import Elided
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.store.library import Library
from tests.gui.hands import Fill
from tests.gui.shown import shown

Open = Callable[[], ListPane]
DIGEST = Place("digest", "1", "18 March", "trending.txt")


@pytest.fixture
def open_pane(theme: Theme, fill: Fill, read: Library, qtbot: QtBot) -> Iterator[Open]:
    """The list of all papers; those that are there when it is opened."""
    with ExitStack() as windows:

        def open_it() -> ListPane:
            made = ListPane(theme, PaperListModel(read), "/")
            windows.enter_context(shown(qtbot, made, made.minimumWidth(), 500))
            return made

        yield open_it


def model(pane: ListPane) -> PaperListModel:
    found = pane.table.model()
    assert isinstance(found, PaperListModel)
    return found


def head(pane: ListPane) -> list[str]:
    return [one.text for one in pane.findChildren(Elided) if one.isVisible()]


def said(pane: ListPane) -> list[str]:
    return [one.text() for one in pane.findChildren(QLabel) if one.isVisible() and one.text()]


def caps(pane: ListPane) -> list[str]:
    shown = [one for one in pane.findChildren(KeyCaps) if one.isVisible() and not pane.search.isAncestorOf(one)]
    return [one.accessibleName() for one in shown]


def test_it_says_which_list_it_is_and_how_many_papers_it_has(fill: Fill, open_pane: Open) -> None:
    fill(3)
    pane = open_pane()
    pane.show_place(DIGEST, "Newest first", "G, I")
    assert head(pane) == ["18 March", "3 papers"]
    assert pane.table.isVisible()


def test_the_count_follows_the_list(fill: Fill, open_pane: Open) -> None:
    papers = fill(3)
    pane = open_pane()
    model(pane).open(Query(), array("q", papers[:1]))
    assert head(pane)[1] == "1 paper"
    model(pane).open(Query(), array("q"))
    assert head(pane)[1] == "No papers"


def test_searching_is_said_once_it_takes_long_and_the_papers_stay(fill: Fill, open_pane: Open, qtbot: QtBot) -> None:
    fill(3)
    pane = open_pane()
    pane.set_busy(True)
    assert head(pane)[1] == "3 papers"
    qtbot.waitUntil(lambda: head(pane)[1] == "Searching…")
    assert pane.table.isVisible()
    pane.set_busy(False)
    assert head(pane)[1] == "3 papers"


def test_a_quick_search_says_nothing(fill: Fill, open_pane: Open, qtbot: QtBot) -> None:
    fill(3)
    pane = open_pane()
    pane.set_busy(True)
    pane.set_busy(False)
    qtbot.wait(350)
    assert head(pane)[1] == "3 papers"


@pytest.mark.parametrize(
    ("place", "line", "keys", "way"),
    [
        (STATES["check"], "Nothing to check.", ["g i"], "goes to the inbox."),
        (STATES["queued"], "Nothing is queued.", ["g i"], "goes to the inbox."),
        (DIGEST, "No papers in this digest.", ["g i"], "goes to the inbox."),
        (Place("tag", "inbox", "inbox", "inbox"), "No paper has this tag.", ["g i"], "goes to the inbox."),
        (search_for("pebbles"), "No paper is found by this search.", ["Esc"], "takes the search away."),
        (Place("saved", "4", "Mine", "moe"), "No paper fits this search.", ["g i"], "goes to the inbox."),
        (STATES["inbox"], "The inbox is empty.", [], None),
        (EVERYTHING, "No papers here.", [], None),
    ],
)
def test_an_empty_list_says_why_and_which_key_leads_on(
    place: Place, line: str, keys: list[str], way: str | None, open_pane: Open
) -> None:
    pane = open_pane()
    pane.show_place(EVERYTHING, "Newest first", "")
    pane.show_place(place, "Newest first", "G, I")
    QApplication.processEvents()
    assert said(pane) == [line, *([way] if way else [])]
    assert caps(pane) == keys
    assert not pane.table.isVisible()


def test_every_state_has_its_line(open_pane: Open) -> None:
    pane = open_pane()
    lines = set()
    for place in STATES.values():
        pane.show_place(place, "Newest first", "")
        lines.add(said(pane)[0])
    assert len(lines) == len(STATES)


def test_a_search_can_be_saved_and_no_other_list(open_pane: Open, qtbot: QtBot) -> None:
    pane = open_pane()
    pane.show_place(STATES["inbox"], "Newest first", "")
    assert not pane.save_button.isVisible()
    pane.show_place(search_for("pebbles"), "Newest first", "")
    with qtbot.waitSignal(pane.save_asked):
        QTest.keyClick(pane.save_button, Qt.Key.Key_Return)


def test_it_is_never_narrower_than_its_words_need(theme: Theme, open_pane: Open) -> None:
    pane = open_pane()
    assert pane.minimumWidth() == theme.px(300)
    pane.set_narrow(True)
    assert pane.minimumWidth() == theme.px(324)


def test_at_its_smallest_nothing_is_cut(open_pane: Open) -> None:
    pane = open_pane()
    pane.search.show_error(QueryError("There is no state “x”.", 0, "States are inbox, dismissed, later and others."))
    for place in (search_for("pebbles"), STATES["check"], Place("saved", "1", "A long name of a search " * 5, "moe")):
        pane.show_place(place, "Newest first", "G, I")
        QApplication.processEvents()
        assert pane.width() == pane.minimumWidth()
        for widget in pane.findChildren(QLabel):
            if widget.isVisible():
                assert widget.height() >= widget.heightForWidth(widget.width())
        for button in pane.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width()
        name, count = (one for one in pane.findChildren(Elided) if one.isVisible())
        assert count.width() >= count.sizeHint().width()
        assert name.geometry().right() < count.geometry().left()


def test_what_is_said_at_the_foot_stands_below_the_papers(fill: Fill, open_pane: Open) -> None:
    fill(3)
    pane = open_pane()
    notice = QLabel("The library could not be written.")
    pane.set_foot(notice)
    top = pane.table.y()
    QApplication.processEvents()
    assert notice.y() >= pane.table.mapTo(pane, pane.table.rect().bottomLeft()).y()
    assert pane.table.y() == top
