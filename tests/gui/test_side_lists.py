"""The sidebar is true: its lists and counts follow what is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from readinglist.commands import searches, tags
from readinglist.core.errors import LibraryError
from readinglist.core.order import Sorting
from readinglist.core.query import Query
from readinglist.core.query_parser import parse
from readinglist.gui.main_window import MainWindow
from readinglist.gui.models.sidebar import ENTRY, Entry
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.digests import PAPERS, page
from tests.gui.hands import Fill, OpenWindow, button, focused, hit, press, settled, type_text


@pytest.fixture
def papers(fill: Fill) -> list[int]:
    return fill(30)


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow) -> MainWindow:
    return open_the_window()


def entries(window: MainWindow) -> dict[str, Entry]:
    model = window.parts.sidebar.model
    found = (model.index(row).data(ENTRY) for row in range(model.rowCount()))
    return {entry.name: entry for entry in found}


def counts(window: MainWindow) -> dict[str, int | None]:
    """What the sidebar says of each list that has papers, or has not been counted."""
    return {name: entry.papers for name, entry in entries(window).items() if entry.place and entry.papers != 0}


def save(workspace: Workspace, **queries: str) -> None:
    with workspace.open_library() as library:
        for name, query in queries.items():
            searches.save(library, name=name, query=query)


def save_unread(workspace: Workspace, name: str, query: str) -> None:
    """A query that this version of the program can't read."""
    with workspace.open_library() as library, library.transaction("Save search") as tx:
        tx.save_search(name, query)


def give_tags(workspace: Workspace, papers: list[int], *names: str) -> None:
    with workspace.open_library() as library:
        tags.tag(library, ids=papers, add=names)


def fail(_library: Library) -> None:
    raise LibraryError("The disk is full.", "Make room.")


class Counting:
    """The first word of each query that is asked away from the window; there it waits for the gate."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gate = Event()
        self.gate.set()

    def take(self, query: Query) -> None:
        if current_thread() is not main_thread():
            self.asked.append(query.sought[0].value)
            assert self.gate.wait(10)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counting]:
    made, count, found = Counting(), Library.count, Library.found

    def slow_count(library: Library, query: Query) -> int:
        made.take(query)
        return count(library, query)

    def slow_found(library: Library, query: Query, *, sorting: Sorting) -> object:
        made.take(query)
        return found(library, query, sorting=sorting)

    monkeypatch.setattr(Library, "count", slow_count)
    monkeypatch.setattr(Library, "found", slow_found)
    yield made
    made.gate.set()


def test_every_list_has_its_count_at_once(window: MainWindow) -> None:
    assert counts(window) == {"Inbox": 30, "18 March 2025": 30}
    assert entries(window)["Queue"].papers == 0


def test_verdicts_and_their_undo_are_counted(window: MainWindow, qtbot: QtBot) -> None:
    for key in "QQXES":
        press(window, key)
    settled(qtbot, window)
    now = {"Inbox": 26, "Queue": 2, "Read": 1, "Dismissed": 1, "Starred": 1, "18 March 2025": 30}
    assert counts(window) == now
    press(window, "Z")
    press(window, "Z")
    settled(qtbot, window)
    assert counts(window) == {"Inbox": 27, "Queue": 2, "Dismissed": 1, "18 March 2025": 30}
    press(window, "Shift+Z")
    settled(qtbot, window)
    assert counts(window) == {"Inbox": 26, "Queue": 2, "Read": 1, "Dismissed": 1, "18 March 2025": 30}


def test_tags_come_with_their_first_paper_and_go_with_their_last(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.parts.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(window, "T")
    type_text("sieves")
    hit("Return")
    type_text("Ants")
    hit("Return")
    hit("Esc")
    settled(qtbot, window)
    assert list(entries(window))[-3:] == ["Tags", "Ants", "sieves"]
    assert counts(window)["sieves"] == 2
    press(window, "Z")
    settled(qtbot, window)
    assert list(entries(window))[-2:] == ["Tags", "sieves"]
    press(window, "Z")
    settled(qtbot, window)
    assert "Tags" not in entries(window)


def test_an_import_and_its_undo_are_counted(window: MainWindow, qtbot: QtBot) -> None:
    window.parts.imports.paste(page(PAPERS[:3]).decode())
    qtbot.waitUntil(lambda: window.parts.import_page.sentence == "3 new papers.")
    hit("Ctrl+Return")
    qtbot.waitUntil(lambda: not window.pages.importing)
    settled(qtbot, window)
    assert counts(window)["Inbox"] == 33
    assert list(counts(window).values()) == [33, 3, 30]  # the newest digest is the first
    press(window, "Z")
    settled(qtbot, window)
    assert counts(window) == {"Inbox": 30, "18 March 2025": 30}


def test_what_another_program_does_is_counted(window: MainWindow, fill: Fill, later_day: date, qtbot: QtBot) -> None:
    fill(5, later_day)
    qtbot.waitUntil(lambda: counts(window)["Inbox"] == 35, timeout=5000)
    assert counts(window)["19 March 2025"] == 5


def test_digests_and_tags_that_are_not_listed_are_a_step_away(
    workspace: Workspace, fill: Fill, open_the_window: OpenWindow
) -> None:
    for _ in range(31):
        papers = fill(1)
    give_tags(workspace, papers, *(f"t{number:02}" for number in range(31)))
    window = open_the_window()
    assert "All tags…" in entries(window)
    assert "All digests…" in entries(window)
    lists = window.parts.sidebar.lists
    lists.setFocus()
    QTest.keyClick(lists, Qt.Key.Key_End)
    QTest.keyClick(lists, Qt.Key.Key_Return)
    assert window.sheets.current
    assert focused().accessibleName() == "Command, list or paper"


def test_saved_searches_are_counted_after_the_window_has_opened(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    give_tags(workspace, papers[:4], "sieves")
    save(workspace, Sieves="tag:sieves", Stones="pebbles", Nothing="nowhere")
    window = open_the_window()
    assert counts(window)["Sieves"] is None  # not counted yet, and not said to be none
    qtbot.waitUntil(lambda: entries(window)["Stones"].papers is not None)
    assert [entries(window)[name].papers for name in ("Sieves", "Stones", "Nothing")] == [4, 30, 0]


def test_the_count_of_a_saved_search_follows_what_is_done_and_the_old_one_stays_until_then(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    save(workspace, Unread="is:inbox pebbles")
    window = open_the_window()
    qtbot.waitUntil(lambda: counts(window)["Unread"] == 30)
    press(window, "X")
    press(window, "X")
    settled(qtbot, window)
    assert counts(window)["Unread"] == 30
    qtbot.waitUntil(lambda: counts(window)["Unread"] == 28)
    press(window, "Z")
    qtbot.waitUntil(lambda: counts(window)["Unread"] == 29)


def test_a_search_that_is_saved_is_counted_and_under_another_query_counted_anew(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    press(window, "/")
    type_text("pebbles")
    settled(qtbot, window)
    hit("Ctrl+S")
    type_text("Stones")
    hit("Return")
    settled(qtbot, window)
    assert counts(window)["Stones"] is None
    qtbot.waitUntil(lambda: counts(window)["Stones"] == 30)
    save(workspace, Stones="nowhere")
    qtbot.waitUntil(lambda: entries(window)["Stones"].papers == 0, timeout=5000)


def test_a_saved_search_that_cannot_be_read_has_no_count_and_stops_no_other(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    save(workspace, A="pebbles", C="pebbles")
    save_unread(workspace, "B", 'author:"Ada Example')
    window = open_the_window()
    qtbot.waitUntil(lambda: counts(window)["C"] == 30)
    assert counts(window)["A"] == 30
    assert counts(window)["B"] is None
    assert window.parts.notice.isHidden()


def test_what_is_typed_waits_for_one_count_and_not_for_all(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot, counting: Counting
) -> None:
    save(workspace, A="first", B="second", C="third")
    counting.gate.clear()
    window = open_the_window()
    qtbot.waitUntil(lambda: counting.asked == ["first"])
    press(window, "/")
    type_text("pebbles")
    counting.gate.set()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: len(counting.asked) == 4)
    assert counting.asked == ["first", "pebbles", "second", "third"]


def test_a_change_begins_the_counting_again_and_the_old_one_ends(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot, counting: Counting
) -> None:
    save(workspace, A="pebbles", B="paper", C="words")
    counting.gate.clear()
    window = open_the_window()
    qtbot.waitUntil(lambda: counting.asked == ["pebbles"])
    press(window, "X")
    settled(qtbot, window)
    counting.gate.set()
    qtbot.waitUntil(lambda: entries(window)["C"].papers is not None)
    qtbot.wait(50)
    assert counting.asked == ["pebbles", "pebbles", "paper", "words"]


def test_an_error_while_counting_is_said_and_the_next_change_counts_again(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = Library.count

    def fail_elsewhere(library: Library, query: Query) -> int:
        if current_thread() is main_thread():
            return count(library, query)
        raise LibraryError("The library could not be read.", "Try again.")

    save(workspace, Stones="pebbles")
    with monkeypatch.context() as broken:
        broken.setattr(Library, "count", fail_elsewhere)
        window = open_the_window()
        qtbot.waitUntil(window.parts.notice.isVisible)
    press(window, "S")
    qtbot.waitUntil(lambda: counts(window)["Stones"] == 30)


def test_the_window_closes_while_it_counts_and_counts_no_more(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot, counting: Counting
) -> None:
    save(workspace, A="first", B="second")
    counting.gate.clear()
    window = open_the_window()
    qtbot.waitUntil(lambda: counting.asked == ["first"])
    counting.gate.set()
    assert window.close()
    qtbot.wait(500)
    assert counting.asked[1:] == []


def test_the_window_closes_before_it_began_to_count(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot, counting: Counting
) -> None:
    save(workspace, A="first")
    window = open_the_window()
    press(window, "X")
    assert window.close()
    qtbot.wait(500)
    assert counting.asked == []


def test_a_window_that_could_not_close_counts_again(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot, counting: Counting
) -> None:
    save(workspace, Stones="pebbles")
    counting.gate.clear()
    window = open_the_window()
    qtbot.waitUntil(lambda: counting.asked == ["pebbles"])
    window.parts.tasks.write(fail)
    counting.gate.set()
    assert not window.close()
    assert button(window, "Close anyway").isVisible()
    qtbot.waitUntil(lambda: counts(window)["Stones"] == 30)


def test_in_the_rail_the_counts_are_kept_for_the_whole_sidebar(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    save(workspace, Stones="pebbles")
    window = open_the_window()
    window.parts.sidebar.set_rail(True)  # as in a narrow window
    press(window, "X")
    settled(qtbot, window)
    assert counts(window)["Inbox"] == 29
    qtbot.wait(500)
    window.parts.sidebar.set_rail(False)
    assert counts(window)["Stones"] == 30


def test_from_the_sidebar_keys_go_on_with_the_papers_that_are_shown(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    lists = window.parts.sidebar.lists
    lists.setFocus()
    for key in ("J", "Q", "Z", "X"):
        hit(key)
    settled(qtbot, window)
    assert lists.hasFocus()
    assert [row.id for row in read.page(parse("is:dismissed")).rows] == [papers[2]]
    assert read.totals()["queued"] == 0
    hit("G, D")
    settled(qtbot, window)
    assert window.parts.table.hasFocus()
    lists.setFocus()
    hit("Esc")
    assert window.parts.table.hasFocus()


def test_from_the_sidebar_no_paper_is_judged_while_an_import_is_looked_at(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    window.parts.imports.paste(page(PAPERS[:3]).decode())
    qtbot.waitUntil(lambda: window.parts.import_page.sentence == "3 new papers.")
    window.parts.sidebar.lists.setFocus()
    for key in ("J", "Q", "X", "4", "N"):
        hit(key)
    settled(qtbot, window)
    assert window.pages.importing
    assert read.totals() == {**dict.fromkeys(read.totals(), 0), "inbox": 30}
    assert read.record(papers[1]).reading.rating == 0
    hit("Esc")
    assert window.pages.importing
