"""Merging by hand, taking apart, looking for repeats again: each one step that undo takes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from readinglist.commands import duplicates, notes, reading, tags
from readinglist.core.errors import LibraryError
from readinglist.core.reading import Status
from readinglist.gui import words
from readinglist.gui.dialogs.merge_sheet import MergeSheet
from readinglist.gui.main_window import MainWindow
from readinglist.gui.widgets.reading_text import ReadingText
from readinglist.store.library import Library
from readinglist.store.questions import Found
from readinglist.workspace import Workspace
from tests.digests import PAPERS, bring_in, page
from tests.gui.hands import Fill, OpenWindow, button, focused, hit, name_of, papers_of, press, settled, type_text
from tests.gui.questions import REASON, comes

Tick = Callable[[int, int], None] | None


@pytest.fixture
def papers(fill: Fill) -> list[int]:
    return fill(6)


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow) -> MainWindow:
    return open_the_window()


def select_two(window: MainWindow) -> None:
    window.parts.table.choose(0)
    QTest.keyClick(window.parts.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def said(window: MainWindow) -> str:
    sheet = window.sheets.current
    assert isinstance(sheet, MergeSheet)
    return "\n".join(one.text() for one in sheet.findChildren(QLabel) if one.isVisible())


def fail(*_words: object, **_more: object) -> None:
    raise LibraryError("The disk is full.", "Make room.")


def test_m_shows_what_it_will_unite_and_return_merges(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, read: Library, qtbot: QtBot
) -> None:
    with workspace.open_library() as library:
        reading.mark_read(library, ids=papers[1:2])
        tags.tag(library, ids=papers[:1], add=["moe"])
        notes.write_note(library, paper=papers[1], text="Read it twice.")
    window = open_the_window()
    window.parts.actions.action("go.all").trigger()
    settled(qtbot, window)
    select_two(window)
    press(window, "M")
    assert "Merge 2 papers" in said(window)
    for title in ("Paper 1 on Pebbles", "Paper 2 on Pebbles"):
        assert title in said(window)
    assert "1 note, seen on" in said(window)
    assert "One paper, read, with 1 note and the tag moe, seen in 1 digest." in said(window)
    assert "different" not in said(window)
    hit("Return")
    settled(qtbot, window)
    assert window.sheets.current is None
    assert window.parts.toast.text == "Merged 2 papers"
    assert read.record(papers[1]).paper.id == papers[0]
    assert read.record(papers[0]).reading.status is Status.READ
    assert len(papers_of(window)) == 5
    press(window, "Z")
    settled(qtbot, window)
    assert len(papers_of(window)) == 6


def test_a_word_is_said_where_the_user_called_the_papers_different(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, read: Library, qtbot: QtBot
) -> None:
    with workspace.open_library() as library:
        duplicates.separate(library, ids=papers[:2])
    window = open_the_window()
    select_two(window)
    press(window, "M")
    assert "You called these different papers before. Merging takes that back." in said(window)
    hit("Esc")
    assert window.parts.table.hasFocus()
    QTest.keyClick(window.parts.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(window, "M")
    assert "You called “Paper 1 on Pebbles” and “Paper 2 on Pebbles” different papers before." in said(window)
    hit("Return")
    settled(qtbot, window)
    assert len(papers_of(window)) == 4
    assert read.held_apart(papers) == set()


def test_with_one_paper_selected_it_is_said_how_to_merge(window: MainWindow) -> None:
    press(window, "M")
    assert window.sheets.current is None
    assert window.parts.toast.text.startswith("Select another paper as well")


def test_a_merge_that_cannot_be_written_is_said_in_the_sheet_and_can_be_tried_again(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    select_two(window)
    press(window, "M")
    with monkeypatch.context() as broken:
        broken.setattr(Library, "transaction", fail)
        hit("Return")
        settled(qtbot, window)
    assert "The disk is full. Make room." in said(window)
    hit("Return")
    settled(qtbot, window)
    assert read.record(papers[1]).paper.id == papers[0]


def test_selected_papers_are_called_different_from_the_menu(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    select_two(window)
    window.parts.actions.action("papers.separate").trigger()
    settled(qtbot, window)
    assert window.parts.toast.text == "Called 2 papers different"
    assert (papers[0], papers[1]) in read.held_apart(papers)


def test_a_merge_is_taken_apart_where_the_paper_says_that_it_was_merged(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    select_two(window)
    press(window, "M")
    hit("Return")
    settled(qtbot, window)
    assert window.parts.table.current == papers[0]
    lines = [one.text() for one in window.parts.paper.findChildren(QLabel)]
    assert any(line.startswith("Merged from 2 papers on ") for line in lines)
    QTest.mouseClick(button(window, "Take apart"), Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert window.parts.toast.text == "Took a merge apart"
    assert read.record(papers[1]).paper.id == papers[1]
    assert set(papers_of(window)) == set(papers)
    press(window, "Z")
    settled(qtbot, window)
    assert read.record(papers[1]).paper.id == papers[0]
    window.parts.actions.action("paper.split").trigger()  # as from the menu
    settled(qtbot, window)
    assert read.record(papers[1]).paper.id == papers[1]


def test_a_paper_that_no_merge_made_says_what_can_be_taken_apart_instead(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    window.parts.actions.action("paper.split").trigger()
    assert window.parts.toast.text == "No merge made this paper."
    with workspace.open_library() as library:
        for day in ("Mar 18", "Mar 19"):
            bring_in(library, page(PAPERS[:1], day))
        (row,) = library.rows([library.living_count()])
    qtbot.waitUntil(lambda: row.id in papers_of(window), timeout=5000)
    window.pages.go(window.parts.navigator.place, paper=row.id)
    window.parts.actions.action("paper.split").trigger()
    assert "“Seen in 2 digests, last on 19 March 2025” shows what can be taken out" in window.parts.toast.text


def test_one_sighting_is_taken_out_behind_the_digests_that_showed_the_paper(
    workspace: Workspace, open_the_window: OpenWindow, read: Library, qtbot: QtBot
) -> None:
    with workspace.open_library() as library:
        for day in ("Mar 17", "Mar 18", "Mar 19"):
            bring_in(library, page(PAPERS[:1], day))
    window = open_the_window()
    (paper,) = papers_of(window)
    QTest.mouseClick(button(window, "Seen in 3 digests, last on 19 March 2025"), Qt.MouseButton.LeftButton)
    newest = read.record(paper).sightings[0]
    QTest.mouseClick(button(window, f"Take out {newest.digest.name}, line {newest.line}"), Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert window.parts.toast.text == "Took a sighting out"
    assert len(papers_of(window)) == 2
    assert len(read.record(paper).sightings) == 2
    QTest.mouseClick(window.parts.toast, Qt.MouseButton.LeftButton)  # as the key that it shows
    settled(qtbot, window)
    assert len(read.record(paper).sightings) == 3
    assert len(papers_of(window)) == 1


def test_notes_of_both_papers_are_shown_after_a_merge_and_each_stays_where_it_was_written(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, read: Library, qtbot: QtBot
) -> None:
    with workspace.open_library() as library:
        notes.write_note(library, paper=papers[0], text="Of the first.")
        notes.write_note(library, paper=papers[1], text="Of the second.")
        duplicates.merge(library, ids=papers[:2])
    window = open_the_window()
    assert window.parts.paper.note.text == "Of the first."
    shown = {one.accessibleName(): one.text for one in window.parts.paper._others.findChildren(ReadingText)}
    (head,) = shown
    assert head.startswith("On “Paper 2 on Pebbles”, ")
    assert shown[head] == "Of the second."
    QTest.mouseClick(button(window, "1 more note"), Qt.MouseButton.LeftButton)
    press(window, "N")
    type_text(" And more.")
    hit("Esc")
    settled(qtbot, window)
    assert [note.text for note in read.record(papers[0]).notes] == ["Of the first. And more.", "Of the second."]
    window.parts.actions.action("paper.split").trigger()
    settled(qtbot, window)
    assert read.record(papers[0]).note == "Of the first. And more."
    assert read.record(papers[1]).note == "Of the second."
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.parts.paper._others.isHidden()


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch, papers: list[int]) -> list[Found]:
    """What looking for repeats finds, in three strides."""
    all_found = [Found(papers[0], papers[number], 0.5, REASON, alike=False) for number in (1, 2)]

    def find(_library: Library, tick: Tick = None) -> list[Found]:
        for done in (2, 4, 6):
            if tick:
                tick(done, 6)
        return list(all_found)

    monkeypatch.setattr(duplicates, "find", find)
    return all_found


def test_repeats_are_looked_for_again_and_the_toast_leads_to_the_questions(
    window: MainWindow, papers: list[int], found: list[Found], read: Library, qtbot: QtBot
) -> None:
    steps: list[str] = []
    window.parts.repeats.progress.connect(steps.append)
    window.parts.actions.action("repeats.find").trigger()
    qtbot.waitUntil(lambda: window.parts.toast.text == "2 questions more.")
    assert steps[0] == "Looking for repeats…"
    assert "Looking for repeats, 4 of 6 papers" in steps
    assert steps[-1] == ""
    assert read.totals()["questions"] == 2
    QTest.mouseClick(window.parts.toast, Qt.MouseButton.LeftButton)
    comes(qtbot, window, (papers[0], papers[1]))
    found.clear()
    window.parts.actions.action("repeats.find").trigger()
    qtbot.waitUntil(lambda: window.parts.toast.text == "Nothing more to check.")


def test_looking_for_repeats_is_cancelled_in_the_status_bar_and_asks_nothing(
    window: MainWindow, read: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(_library: Library, tick: Tick = None) -> list[Found]:
        assert tick
        while True:
            tick(1, 6)

    monkeypatch.setattr(duplicates, "find", find)
    window.parts.actions.action("repeats.find").trigger()
    qtbot.waitUntil(lambda: "1 of 6" in window.parts.status.cancel_button.accessibleDescription())
    QTest.mouseClick(window.parts.status.cancel_button, Qt.MouseButton.LeftButton)
    assert not window.parts.status.cancel_button.isVisible()
    settled(qtbot, window)
    assert read.totals()["questions"] == 0


def test_what_was_dismissed_or_read_stays_so_when_it_is_seen_again(
    workspace: Workspace, open_the_window: OpenWindow, read: Library, qtbot: QtBot
) -> None:
    with workspace.open_library() as library:
        bring_in(library, page(PAPERS, "Mar 18"))
        ids = sorted(row.id for row in library.rows(range(1, 6)))
        reading.dismiss(library, ids=ids[:1])
        reading.mark_read(library, ids=ids[1:2])
    window = open_the_window()
    assert len(papers_of(window)) == 3
    QApplication.clipboard().setText(page(PAPERS, "Mar 19").decode())
    press(window, "Ctrl+V")
    qtbot.waitUntil(lambda: "Nothing is written yet." in window.parts.import_page.detail)
    assert "1 you dismissed and 1 you read stay so." in window.parts.import_page.detail
    hit("Ctrl+Return")
    qtbot.waitUntil(lambda: window.parts.navigator.place.kind == "digest")
    settled(qtbot, window)
    assert len(papers_of(window)) == 5  # the page of the digest names them
    hit("g, i")
    settled(qtbot, window)
    assert set(papers_of(window)) == set(ids[2:])
    hit("g, d")
    settled(qtbot, window)
    assert papers_of(window) == ids[:1]
    last = read.record(ids[0]).sightings[0].day  # the pasted page is of this year
    assert name_of(button(window, f"Seen in 2 digests, last on {words.day(last, words.today())}"))
    row = window.parts.model.row(0)
    assert row
    assert (row.seen, row.day, last.day) == (2, last, 19)
    assert focused() is window.parts.table
