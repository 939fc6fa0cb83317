"""The palette over the whole window: commands, lists and papers by a few letters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from readinglist.commands import searches, tags
from readinglist.core.reading import Status
from readinglist.gui.dialogs.keys_sheet import KeysSheet
from readinglist.gui.dialogs.palette import Palette
from readinglist.gui.main_window import MainWindow
from readinglist.gui.menus import in_menus
from readinglist.gui.models.hits import Hit
from readinglist.gui.places import EVERYTHING, Place
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, focused, hit, name_of, papers_of, press, settled, type_text


@pytest.fixture
def papers(fill: Fill, workspace: Workspace) -> list[int]:
    made = fill(30)
    with workspace.open_library() as library:
        tags.tag(library, ids=made[:2], add=["beaches"])
        searches.save(library, name="Wet sand", query="tag:beaches")
    return made


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow) -> MainWindow:
    return open_the_window()


def palette(window: MainWindow) -> Palette:
    sheet = window.sheets.current
    assert isinstance(sheet, Palette)
    return sheet


def hits(window: MainWindow) -> list[Hit]:
    model = palette(window)._model
    found = [model.hit(row) for row in range(model.rowCount())]
    return [one for one in found if one]


def find(window: MainWindow, text: str) -> None:
    press(window, "Ctrl+K")
    type_text(text)


def pick(window: MainWindow, qtbot: QtBot, text: str) -> None:
    """Type, go down to the hit of exactly this title, and press Enter."""
    qtbot.waitUntil(lambda: text in [one.title for one in hits(window)])
    sheet = palette(window)
    for _ in range(40):
        hit_here = sheet._model.hit(sheet.list.row)
        if hit_here and hit_here.title == text:
            hit("Return")
            return
        QTest.keyClick(focused(), Qt.Key.Key_Down)
    raise AssertionError(f"no way down to {text}")


def test_a_command_is_done_for_the_paper_that_is_looked_at(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    find(window, "queue")
    pick(window, qtbot, "Queue")
    settled(qtbot, window)
    assert read.record(papers[0]).reading.status is Status.QUEUED
    assert window.parts.table.hasFocus()
    assert window.parts.table.current == papers[1]


def test_a_rating_is_given_by_its_number(window: MainWindow, papers: list[int], read: Library, qtbot: QtBot) -> None:
    find(window, "rate 4")
    pick(window, qtbot, next(one.title for one in hits(window) if one.title.endswith("4")))
    settled(qtbot, window)
    assert read.record(papers[0]).reading.rating == 4


def test_a_list_is_gone_to_by_its_name(window: MainWindow, papers: list[int], qtbot: QtBot) -> None:
    find(window, "wet")
    pick(window, qtbot, "Wet sand")
    settled(qtbot, window)
    assert window.parts.navigator.place == Place("saved", "1", "Wet sand", "tag:beaches")
    assert papers_of(window) == papers[:2]
    find(window, "beaches")
    pick(window, qtbot, "beaches")
    settled(qtbot, window)
    assert window.parts.navigator.place == Place("tag", "beaches", "beaches", "beaches")
    assert papers_of(window) == papers[:2]


def test_a_paper_is_gone_to_by_words_of_its_title(window: MainWindow, papers: list[int], qtbot: QtBot) -> None:
    find(window, "pebb 17")
    pick(window, qtbot, "Paper 17 on Pebbles")
    settled(qtbot, window)
    assert window.parts.navigator.place == EVERYTHING
    assert window.parts.table.current == papers[16]


def test_a_command_that_opens_a_sheet_opens_it_and_the_focus_comes_back_in_the_end(
    window: MainWindow, qtbot: QtBot
) -> None:
    find(window, "keys")
    pick(window, qtbot, "Keys…")
    assert isinstance(window.sheets.current, KeysSheet)
    hit("Esc")
    assert window.parts.table.hasFocus()


def test_what_cannot_be_done_now_is_shown_and_not_chosen(window: MainWindow, qtbot: QtBot) -> None:
    find(window, "save search")
    (save,) = [one for one in hits(window) if one.title == "Save search…"]
    assert not save.enabled


def test_with_tab_only_commands_are_looked_for(window: MainWindow, qtbot: QtBot) -> None:
    find(window, "pebbles")
    qtbot.waitUntil(lambda: any(one.kind == "paper" for one in hits(window)))
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert name_of(focused()) == "Command"
    qtbot.wait(50)
    assert not any(one.kind == "paper" for one in hits(window))


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """The first search for papers waits for it."""
    made, page = Event(), Library.page

    def waiting(library: Library, query: Any, **more: Any) -> Any:
        if any(term.value == "paper" for term in query.sought):
            made.wait(10)
        return page(library, query, **more)

    monkeypatch.setattr(Library, "page", waiting)
    yield made
    made.set()


def test_papers_of_an_older_search_never_come_after_those_of_a_newer_one(
    window: MainWindow, qtbot: QtBot, gate: Event
) -> None:
    find(window, "paper")
    type_text(" 17")
    gate.set()
    qtbot.waitUntil(lambda: "Paper 17 on Pebbles" in [one.title for one in hits(window)])
    qtbot.wait(50)
    assert [one.title for one in hits(window) if one.kind == "paper"] == ["Paper 17 on Pebbles"]


def test_the_palette_may_be_closed_while_it_looks_for_papers(window: MainWindow, qtbot: QtBot, gate: Event) -> None:
    find(window, "paper")
    hit("Esc")
    gate.set()
    qtbot.wait(50)
    assert window.sheets.current is None


def test_a_paper_that_went_while_the_palette_was_open_leads_to_the_list(
    window: MainWindow, workspace: Workspace, later_day: date, fill: Fill, qtbot: QtBot
) -> None:
    new = fill(1, later_day)
    qtbot.waitUntil(lambda: papers_of(window)[0] == new[0], timeout=5000)
    find(window, f"paper {new[0]}")
    qtbot.waitUntil(lambda: f"Paper {new[0]} on Pebbles" in [one.title for one in hits(window)])
    with workspace.open_library() as other:
        other.undo()
    pick(window, qtbot, f"Paper {new[0]} on Pebbles")
    settled(qtbot, window)
    assert window.parts.navigator.place == EVERYTHING
    qtbot.waitUntil(lambda: len(papers_of(window)) == 30, timeout=5000)


def test_every_command_of_a_menu_can_be_found(window: MainWindow, workspace: Workspace) -> None:
    press(window, "Ctrl+K")
    commands = {command for _, names in in_menus() for command in names} - {"paper.rate", "window.palette"}
    for command in commands:
        title = workspace.registry[command].title
        palette(window).field.setText(title)
        assert title in [one.title for one in hits(window)]


def test_in_an_empty_library_the_palette_can_import_and_nothing_else_breaks(
    open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_the_window()
    for text, title in (("starred", "Starred"), ("search", "Search")):
        hit("Ctrl+K")
        type_text(text)
        pick(window, qtbot, title)
        assert window.parts.first_run.isVisible()
        assert window.parts.first_run.isAncestorOf(focused())
