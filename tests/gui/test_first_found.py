"""A long search shows some papers at once, then the whole list without a jump; its count is never wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.core.errors import LibraryError
from readinglist.core.order import Order
from readinglist.gui.main_window import MainWindow
from readinglist.gui.navigation import FIRST
from readinglist.gui.orders import command_of
from readinglist.gui.places import STATES
from readinglist.store.library import Library
from tests.gui.hands import Fill, OpenWindow, hit, papers_of, press, settled, type_text


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """The whole list of a search for pebbles is known once this is set."""
    opened, found = Event(), Library.found

    def waiting(library: Library, query: Any, **more: Any) -> Any:
        if any(term.value == "pebbles" for term in query.sought):
            opened.wait(20)
        return found(library, query, **more)

    monkeypatch.setattr(Library, "found", waiting)
    yield opened
    opened.set()


@pytest.fixture
def papers(fill: Fill) -> list[int]:
    """Papers of several days, newest first."""
    days = [fill(60, date(2025, 3, 1) + timedelta(days=day)) for day in range(5)]
    return [paper for day in reversed(days) for paper in day]


def search(window: MainWindow, text: str) -> None:
    press(window, "/")
    type_text(text)


def shows_some(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.parts.model.rowCount() == FIRST)


def count(window: MainWindow) -> str:
    return window.parts.list._count.text


def test_the_first_papers_come_before_the_others_are_known_and_stay_where_they_are(
    papers: list[int], gate: Event, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_the_window()
    search(window, "pebbles")
    shows_some(qtbot, window)
    assert papers_of(window) == papers[:FIRST]
    assert count(window) == "Searching…"
    table = window.parts.table
    table.choose(30)
    QApplication.processEvents()
    top, scrolled = table.top, table.verticalScrollBar().value()
    gate.set()
    settled(qtbot, window)
    assert papers_of(window) == papers
    assert count(window) == "300 papers"
    assert table.current == papers[30]
    assert (table.top, table.verticalScrollBar().value()) == (top, scrolled)


def test_the_paper_stays_where_the_whole_list_has_others_above_it(
    papers: list[int], gate: Event, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_the_window()
    search(window, "pebbles")
    shows_some(qtbot, window)
    window.parts.actions.action(command_of(Order.OLDEST)).trigger()
    table = window.parts.table
    table.choose(10)
    QApplication.processEvents()
    top = table.top
    gate.set()
    settled(qtbot, window)
    assert papers_of(window) == papers[::-1]
    assert (table.current, table.top) == (papers[10], top)


def test_a_search_with_few_papers_comes_whole(
    fill: Fill, open_the_window: OpenWindow, gate: Event, qtbot: QtBot
) -> None:
    papers = fill(FIRST - 1)
    window = open_the_window()
    gone_to: list[object] = []
    window.parts.navigator.moved.connect(gone_to.append)
    search(window, "pebbles")
    gate.set()
    settled(qtbot, window)
    assert papers_of(window) == papers
    assert len(gone_to) == 1


def test_a_verdict_on_what_came_first_is_kept_when_the_whole_list_is_there(
    papers: list[int], gate: Event, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_the_window()
    search(window, "pebbles")
    shows_some(qtbot, window)
    hit("Return")
    press(window, "Q")
    qtbot.waitUntil(lambda: window.parts.tasks.writes == 0)
    assert count(window) == "Searching…"
    gate.set()
    settled(qtbot, window)
    assert window.parts.library.totals()["queued"] == 1
    assert window.parts.table.current == papers[1]
    assert count(window) == "300 papers"


def test_the_next_key_ends_both_and_what_is_found_is_of_the_last_one(
    papers: list[int], gate: Event, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_the_window()
    search(window, "pebbles")
    shows_some(qtbot, window)
    type_text(" paper")
    gate.set()
    settled(qtbot, window)
    assert window.parts.navigator.place.text == "pebbles paper"
    assert papers_of(window) == papers
    hit("Esc")
    hit("Esc")
    settled(qtbot, window)
    assert window.parts.navigator.place == STATES["inbox"]


def test_where_the_rest_can_not_be_had_what_is_shown_is_not_called_everything(
    papers: list[int], open_the_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object, **_more: object) -> None:
        raise LibraryError("The disk is gone.", "Look for it.")

    window = open_the_window()
    monkeypatch.setattr(Library, "found", fail)
    search(window, "pebbles")
    qtbot.waitUntil(window.parts.notice.isVisible)
    assert papers_of(window) == papers[:FIRST]
    assert count(window) == f"The newest {FIRST}"
