"""The history in the window: every step with its time and papers, the way back from each, and why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from readinglist.commands import notes, queue, reading, tags
from readinglist.core.paper import DigestReport, Entry
from readinglist.core.reading import Status
from readinglist.core.sentences import clock
from readinglist.gui.main_window import MainWindow
from readinglist.gui.step_words import exactly, when
from readinglist.gui.views.history_page import HistoryPage
from readinglist.store.library import Library
from readinglist.store.transaction import NewDigest
from tests.gui.hands import Fill, OpenWindow, button, focused, hit, papers_of, settled, type_text


@pytest.fixture
def other(library_path: Path, fill: Fill) -> Iterator[Library]:
    """What another program does with the library, a digest of five papers in it."""
    fill(5)
    with Library.open(library_path) as opened:
        yield opened


@pytest.fixture
def look(open_the_window: OpenWindow, other: Library, qtbot: QtBot) -> HistoryPage:
    """The history of a library in which three steps were made after the import, looked at."""
    queue.queue(other, ids=[1, 2])
    tags.tag(other, ids=[1], add=["sand"])
    reading.star(other, ids=[3])
    window = open_the_window()
    hit("G, H")
    page = window.parts.history_page
    still(qtbot, window)
    assert labels(page)[:3] == ["Star 1 paper", "Tag 1 paper +sand", "Queue 2 papers"]
    return page


def window_of(page: HistoryPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def still(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until everything is written, and everything that was asked is answered."""
    answered: list[object] = []

    def ask() -> None:
        window.parts.tasks.search(lambda _library: None, answered.append)

    for _ in range(3):  # what comes asks something in its turn
        qtbot.waitUntil(lambda: window.parts.tasks.writes == 0)
        answered.clear()
        ask()
        qtbot.waitUntil(lambda: bool(answered))


def labels(page: HistoryPage) -> list[str]:
    return [row.step.label for row in page.model.rows]


def tooltip(page: HistoryPage, number: int) -> str:
    return str(page.model.index(number, 0).data(Qt.ItemDataRole.ToolTipRole))


def choose(page: HistoryPage, label: str, qtbot: QtBot) -> None:
    """Go to a step by the arrow keys."""
    hit("Home")
    for _ in range(labels(page).index(label)):
        hit("Down")
    still(qtbot, window_of(page))
    assert page.current
    assert page.current.step.label == label


def test_every_step_is_listed_newest_first_with_its_papers(look: HistoryPage, read: Library) -> None:
    assert labels(look) == [step.label for step in read.history(100)]
    assert [row.about.papers for row in look.model.rows] == [1, 1, 2, 5]
    assert look.model.rows[2].about.title == read.record(1).paper.title
    assert focused() is look.table
    step = look.model.rows[0].step
    assert exactly(step.time, datetime.now(UTC)) in tooltip(look, 0)


def test_today_is_said_as_how_long_ago_and_another_day_as_a_date() -> None:
    now = datetime(2025, 3, 18, 14, 30, tzinfo=UTC)
    said = [
        when(now - timedelta(**ago), now) for ago in ({"seconds": 3}, {"minutes": 1}, {"minutes": 59}, {"hours": 2})
    ]
    assert said == ["just now", "1 minute ago", "59 minutes ago", "2 hours ago"]
    assert when(now - timedelta(days=3), now) == "15 March"
    assert when(now - timedelta(days=300), now) == "22 May 2024"


def test_z_takes_back_the_step_that_is_looked_at_and_no_other(look: HistoryPage, qtbot: QtBot, read: Library) -> None:
    window = window_of(look)
    choose(look, "Queue 2 papers", qtbot)
    assert look.bar.text == "Nothing is in the way: undo takes back this step alone."
    hit("Z")
    still(qtbot, window)
    assert read.record(1).reading.status is Status.INBOX
    assert read.record(1).tags == ("sand",)
    assert read.record(3).reading.starred
    row = look.current
    assert row
    assert (row.step.label, row.step.standing) == ("Queue 2 papers", False)
    assert "Undone." in tooltip(look, 2)
    assert window.parts.toast.text == "Undone: Queue 2 papers"
    assert button(window, "Do it again").isEnabled()
    hit("Shift+Z")
    still(qtbot, window)
    assert read.record(1).reading.status is Status.QUEUED
    assert window.parts.toast.text == "Done again: Queue 2 papers"


def test_what_cant_be_undone_says_in_place_which_step_and_paper_are_in_the_way(
    look: HistoryPage, qtbot: QtBot, other: Library, read: Library
) -> None:
    reading.mark_read(other, ids=[2])
    way = other.history(1)[0]
    window = window_of(look)
    qtbot.waitUntil(lambda: labels(look)[0] == way.label, timeout=10_000)
    choose(look, "Queue 2 papers", qtbot)
    title = read.record(2).paper.title
    why = f"“{way.label}” of {clock(way.time, datetime.now(UTC))} changed “{title}” since."
    assert look.bar.text == f"“Queue 2 papers” can't be undone: {why} Undo that step first."
    assert not button(window, "Undo this step").isEnabled()
    hit("Z")
    still(qtbot, window)
    assert why in look.bar.text
    assert not window.parts.notice.isVisible()
    assert read.record(1).reading.status is Status.QUEUED


def test_enter_lists_the_papers_of_the_step(look: HistoryPage, qtbot: QtBot) -> None:
    window = window_of(look)
    choose(look, "Queue 2 papers", qtbot)
    hit("Return")
    settled(qtbot, window)
    assert window.pages.listing
    assert sorted(papers_of(window)) == [1, 2]
    assert window.parts.navigator.place.name == "“Queue 2 papers”"


def test_typing_leaves_the_steps_with_these_words(look: HistoryPage, qtbot: QtBot) -> None:
    window = window_of(look)
    hit("/")
    type_text("queue paper")
    still(qtbot, window)
    assert labels(look) == ["Queue 2 papers"]
    hit("Return")
    assert focused() is look.table
    hit("Esc")
    still(qtbot, window)
    assert len(labels(look)) == 4
    hit("/")
    type_text("zzz")
    still(qtbot, window)
    assert labels(look) == []
    assert look.current is None
    hit("Esc")
    still(qtbot, window)
    assert len(labels(look)) == 4
    hit("Esc")
    assert window.pages.listing
    assert focused() is window.parts.table


def test_a_step_of_the_command_line_appears_by_itself_and_nothing_looked_at_moves(
    look: HistoryPage, qtbot: QtBot, other: Library
) -> None:
    window = window_of(look)
    choose(look, "Tag 1 paper +sand", qtbot)
    notes.write_note(other, paper=4, text="Wet.")
    qtbot.waitUntil(lambda: labels(look)[0] == "Write a note", timeout=10_000)
    row = look.current
    assert row
    assert row.step.label == "Tag 1 paper +sand"
    assert look.table.currentIndex().row() == 2
    still(qtbot, window)


def test_only_the_steps_that_are_scrolled_to_are_read(
    open_the_window: OpenWindow, other: Library, qtbot: QtBot
) -> None:
    for number in range(130):
        (reading.star if number % 2 == 0 else reading.unstar)(other, ids=[1])
    window = open_the_window()
    window.pages.show_history()
    page = window.parts.history_page
    still(qtbot, window)
    assert len(page.model.rows) == 100
    hit("End")
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: len(page.model.rows) == 131)
    assert not page.model.canFetchMore(QModelIndex())
    assert labels(page)[-1] == "Import a digest"


def test_an_import_says_before_it_is_undone_what_will_stay_and_afterwards_what_did(
    look: HistoryPage, qtbot: QtBot, read: Library
) -> None:
    window = window_of(look)
    titles = {number: read.record(number).paper.title for number in (1, 2, 3)}
    choose(look, "Import a digest", qtbot)
    assert look.bar.text == "Undo takes this import back. 3 papers that you worked on stay."
    hit("Z")
    still(qtbot, window)
    notice = window.parts.notice
    assert notice.isVisible()
    assert notice.text.splitlines() == [
        "Undone: Import a digest.",
        f"3 papers that you worked on stay: “{titles[1]}”, “{titles[2]}” and “{titles[3]}”.",
    ]
    button(window, "Show them").click()
    settled(qtbot, window)
    assert not notice.isVisible()
    assert sorted(papers_of(window)) == [1, 2, 3]


def test_undo_from_the_digest_names_what_stays(open_the_window: OpenWindow, other: Library, qtbot: QtBot) -> None:
    notes.write_note(other, paper=2, text="Wet.")
    title = other.record(2).paper.title
    window = open_the_window()
    window.pages.go_to_digest(1)
    settled(qtbot, window)
    button(window, "Undo this import").click()
    still(qtbot, window)
    assert window.parts.notice.text == f"Undone: Import a digest.\n1 paper that you worked on stays: “{title}”."
    button(window, "Show it").click()
    settled(qtbot, window)
    assert papers_of(window) == [2]


def test_the_key_that_undoes_names_what_stays(
    open_the_window: OpenWindow, other: Library, qtbot: QtBot, later_day: date
) -> None:
    """The newest import shows a paper that has a note, and whose first import was undone already."""
    paper = other.record(2).paper
    notes.write_note(other, paper=2, text="Wet.")
    with other.transaction("Import another digest") as tx:
        report = DigestReport(0, 1, 0)
        digest = tx.add_digest(NewDigest("another", "other.txt", "text", later_day, later_day, 1, report))
        tx.add_sightings(digest, later_day, [(2, Entry(1, paper.title, paper.abstract))])
    other.undo(1)
    window = open_the_window()
    hit("Z")
    still(qtbot, window)
    assert f"1 paper that you worked on stays: “{paper.title}”." in window.parts.notice.text
    hit("Shift+Z")
    still(qtbot, window)
    assert not window.parts.notice.isVisible()


def test_what_stayed_is_told_no_more_when_the_import_is_done_again(look: HistoryPage, qtbot: QtBot) -> None:
    window = window_of(look)
    choose(look, "Import a digest", qtbot)
    hit("Z")
    still(qtbot, window)
    assert window.parts.notice.isVisible()
    hit("Shift+Z")
    still(qtbot, window)
    assert not window.parts.notice.isVisible()


def test_the_steps_survive_a_restart_and_the_keys_go_through_them(
    open_the_window: OpenWindow, other: Library, qtbot: QtBot, read: Library
) -> None:
    queue.queue(other, ids=[1])
    reading.star(other, ids=[2])
    first = open_the_window()
    hit("Z")
    still(qtbot, first)
    assert not read.record(2).reading.starred
    first.close()
    second = open_the_window()
    assert menu_texts(second) == ("Undo “Queue 1 paper”", "Redo “Star 1 paper”")
    hit("Z")
    still(qtbot, second)
    assert read.record(1).reading.status is Status.INBOX
    second.close()
    third = open_the_window()
    assert menu_texts(third) == ("Undo “Import a digest”", "Redo “Queue 1 paper”")
    for _ in range(2):
        hit("Shift+Z")
        still(qtbot, third)
    assert read.record(1).reading.status is Status.QUEUED
    assert read.record(2).reading.starred
    assert menu_texts(third) == ("Undo “Star 1 paper”", "Redo")


def menu_texts(window: MainWindow) -> tuple[str, str]:
    undo, redo = (window.parts.actions.action(f"history.{name}").text() for name in ("undo", "redo"))
    return undo, redo


def test_the_history_can_be_left_for_any_list(look: HistoryPage) -> None:
    window = window_of(look)
    hit("G, Q")
    assert window.pages.listing
    assert re.fullmatch("Queue", window.parts.navigator.going.name)
