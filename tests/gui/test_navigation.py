"""Going from list to list, and searching as one types: what was asked for last is what comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from readinglist.commands import history, reading, searches, tags
from readinglist.core.errors import LibraryError
from readinglist.gui.bus import ELSEWHERE
from readinglist.gui.main_window import MainWindow
from readinglist.gui.places import STATES, Place
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, focused, hit, papers_of, press, settled, type_text


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Event]]:
    """Searches that have a word in them wait for an event, as they would in a large library."""
    gates: dict[str, Event] = {}
    found = Library.found

    def waiting(library: Library, query: Any, **more: Any) -> Any:
        for word, gate in gates.items():
            if any(word == term.value for term in query.sought):
                gate.wait(10)
        return found(library, query, **more)

    def make(word: str) -> Event:
        gates[word] = Event()
        return gates[word]

    monkeypatch.setattr(Library, "found", waiting)
    yield make
    for gate in gates.values():
        gate.set()


def search(window: MainWindow, text: str) -> None:
    """Press the key of the search, and type."""
    press(window, "/")
    assert focused() is window.parts.list.search.field
    type_text(text)


def header(window: MainWindow) -> str:
    return window.parts.list._name.text


def test_the_keys_of_the_lists_go_to_them_and_the_sidebar_follows(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(4)
    window = open_the_window()
    press(window, "Q")
    settled(qtbot, window)
    press(window, "G, Q")
    assert papers_of(window) == papers[:1]
    assert header(window) == "Queue"
    assert window.parts.sidebar.lists.currentIndex().data() == "Queue"
    press(window, "G, A")
    assert papers_of(window) == papers
    assert not window.parts.sidebar.lists.currentIndex().isValid()
    press(window, "G, I")
    assert papers_of(window) == papers[1:]


def test_what_is_typed_is_found_and_the_paper_is_shown(
    fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(20)
    with workspace.open_library() as library:
        tags.tag(library, ids=papers[7:9], add=["sieves"])
    window = open_the_window()
    search(window, "tag:sieves")
    settled(qtbot, window)
    assert papers_of(window) == papers[7:9]
    assert window.parts.table.current == papers[7]
    assert focused() is window.parts.list.search.field  # typing goes on


def test_the_answer_to_an_older_search_never_comes_after_a_newer_one(
    fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot, slow: Callable[[str], Event]
) -> None:
    papers = fill(20)
    with workspace.open_library() as library:
        reading.star(library, ids=papers[3:4])
    window = open_the_window()
    gate = slow("pebbles")
    search(window, "pebbles")
    type_text(" is:starred")
    places: list[Place] = []
    window.parts.navigator.moved.connect(places.append)
    gate.set()
    settled(qtbot, window)
    qtbot.wait(50)
    assert [place.text for place in places] == ["pebbles is:starred"]
    assert papers_of(window) == papers[3:4]


def test_while_a_search_takes_its_time_the_list_stays_and_says_so(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, slow: Callable[[str], Event]
) -> None:
    papers = fill(3)
    window = open_the_window()
    gate = slow("pebbles")
    search(window, "pebbles")
    qtbot.waitUntil(lambda: window.parts.list._count.text == "Searching…")
    assert papers_of(window) == papers
    assert header(window) == "Inbox"
    gate.set()
    settled(qtbot, window)
    assert window.parts.list._count.text == "3 papers"


def test_a_search_that_cannot_be_understood_says_so_and_keeps_the_list(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(3)
    window = open_the_window()
    search(window, "pebbles")
    settled(qtbot, window)
    type_text(' "sand')
    assert "quote" in window.parts.list.search.field.accessibleDescription()
    settled(qtbot, window)
    assert papers_of(window) == papers
    assert header(window) == "Search"
    for _ in ' "sand':
        QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    settled(qtbot, window)
    assert window.parts.list.search.field.accessibleDescription() == ""


def test_clearing_a_search_goes_back_to_where_it_was_begun_with_the_paper_that_was_looked_at(
    fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(300)
    with workspace.open_library() as library:
        tags.tag(library, ids=papers[200:202], add=["sieves"])
    window = open_the_window()
    search(window, "tag:sieves")
    settled(qtbot, window)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert window.parts.table.hasFocus()
    press(window, "J")
    press(window, "Esc")
    settled(qtbot, window)
    assert header(window) == "Inbox"
    assert window.parts.list.search.text == ""
    assert window.parts.table.current == papers[201]


def test_where_the_list_does_not_have_the_paper_that_was_found_one_is_where_one_was(
    fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(300)
    with workspace.open_library() as library:
        reading.dismiss(library, ids=papers[:1])
    window = open_the_window()
    window.parts.table.choose(150)
    here, top = window.parts.table.current, window.parts.table.top
    search(window, "is:dismissed pebbles")
    settled(qtbot, window)
    assert window.parts.table.current == papers[0]
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    settled(qtbot, window)
    assert header(window) == "Inbox"
    assert (window.parts.table.current, window.parts.table.top) == (here, top)
    assert window.parts.table.hasFocus()


def test_a_search_that_is_cleared_before_it_was_answered_never_shows(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, slow: Callable[[str], Event]
) -> None:
    papers = fill(3)
    window = open_the_window()
    press(window, "J")
    gate = slow("nothing")
    search(window, "nothing")
    hit("Esc")
    gate.set()
    settled(qtbot, window)
    qtbot.wait(50)
    assert header(window) == "Inbox"
    assert window.parts.table.current == papers[1]


def test_an_import_while_a_search_is_shown_makes_it_again(
    fill: Fill, later_day: date, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(3)
    window = open_the_window()
    search(window, "pebbles")
    settled(qtbot, window)
    new = fill(2, later_day)
    qtbot.waitUntil(lambda: papers_of(window) == [*new, *papers], timeout=5000)
    assert window.parts.table.current == papers[0]  # what is looked at stays


def test_papers_that_come_while_it_is_searched_are_found_as_well(
    fill: Fill, later_day: date, open_the_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = fill(3)
    window = open_the_window()
    found, new = Library.found, list[int]()

    def late(library: Library, query: Any, **more: Any) -> Any:
        ids = found(library, query, **more)
        if not new:
            new.extend(fill(2, later_day))
        return ids

    monkeypatch.setattr(Library, "found", late)
    window.parts.tasks.elsewhere.disconnect()  # the news came before the answer did
    search(window, "pebbles")
    qtbot.waitUntil(lambda: papers_of(window) == [*new, *papers])


def test_news_that_comes_while_another_search_is_under_way_does_not_bring_the_old_one_back(
    fill: Fill, later_day: date, open_the_window: OpenWindow, qtbot: QtBot, slow: Callable[[str], Event]
) -> None:
    fill(3)
    window = open_the_window()
    search(window, "pebbles")
    settled(qtbot, window)
    gate = slow("words")
    type_text(" words")
    fill(1, later_day)
    window.parts.bus.changed.emit(ELSEWHERE)
    gate.set()
    settled(qtbot, window)
    assert window.parts.navigator.place.text == "pebbles words"


def test_a_verdict_in_a_search_leaves_the_row_where_it_is(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(3)
    window = open_the_window()
    search(window, "is:inbox pebbles")
    settled(qtbot, window)
    hit("Return")
    press(window, "X")
    settled(qtbot, window)
    assert papers_of(window) == papers
    assert window.parts.table.current == papers[1]


def test_a_search_that_fails_leaves_the_list_and_says_why(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object, **_more: object) -> None:
        raise LibraryError("The library could not be read.", "Try again.")

    papers = fill(3)
    window = open_the_window()
    with monkeypatch.context() as broken:
        broken.setattr(Library, "found", fail)
        search(window, "p")
        qtbot.waitUntil(window.parts.notice.isVisible)
    assert papers_of(window) == papers
    assert window.parts.navigator.going == STATES["inbox"]
    type_text("ebbles")
    settled(qtbot, window)
    assert header(window) == "Search"


def test_the_window_closes_while_a_search_runs(
    fill: Fill, open_the_window: OpenWindow, slow: Callable[[str], Event], qtbot: QtBot
) -> None:
    fill(3)
    window = open_the_window()
    gate = slow("pebbles")
    search(window, "pebbles")
    gate.set()
    assert window.close()
    assert not window.isVisible()


def test_a_saved_search_that_is_renamed_or_removed_while_it_is_shown(
    fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    fill(3)
    with workspace.open_library() as library:
        searches.save(library, name="Pebbles", query="pebbles")
    window = open_the_window()
    (saved,) = window.parts.library.saved_searches()
    window.pages.go(Place("saved", str(saved.id), saved.name, saved.query))
    settled(qtbot, window)
    assert header(window) == "Pebbles"
    window.parts.tasks.write(
        lambda library: searches.rename(library, search=saved.id, name="Stones"), window.parts.bus.changed.emit
    )
    settled(qtbot, window)
    assert header(window) == "Stones"
    window.parts.tasks.write(
        lambda library: searches.save(library, name="Stones", query="nothing"), window.parts.bus.changed.emit
    )
    settled(qtbot, window)
    qtbot.waitUntil(lambda: papers_of(window) == [])
    window.parts.tasks.write(lambda library: searches.remove(library, search=saved.id), window.parts.bus.changed.emit)
    settled(qtbot, window)
    assert header(window) == "Inbox"


def test_a_list_of_a_digest_whose_import_is_undone_elsewhere_gives_way_to_the_inbox(
    fill: Fill, later_day: date, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(3)
    fill(2, later_day)
    window = open_the_window()
    window.pages.go_to_digest(2)
    settled(qtbot, window)
    search(window, "pebbles")  # begun in the digest's list
    settled(qtbot, window)
    with workspace.open_library() as other:
        history.undo(other)
    qtbot.waitUntil(lambda: papers_of(window) == papers, timeout=5000)
    hit("Esc")
    settled(qtbot, window)
    assert header(window) == "Inbox"


def test_in_an_empty_list_keys_work_as_everywhere(fill: Fill, open_the_window: OpenWindow, qtbot: QtBot) -> None:
    papers = fill(3)
    window = open_the_window()
    press(window, "G, L")
    assert papers_of(window) == []
    assert "put off" in focused().accessibleName()
    hit("/")
    type_text("nothing")
    settled(qtbot, window)
    hit("Return")
    assert focused() is not window.parts.list.search.field
    hit("Esc")
    settled(qtbot, window)
    assert header(window) == "Later"
    hit("/")
    hit("Esc")
    hit("G, I")
    assert papers_of(window) == papers
    assert window.parts.table.hasFocus()
