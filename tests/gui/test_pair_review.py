"""Possible repeats, a pair at a time: verdicts by key, the next pair at once, and nothing that is said gets lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from readinglist.commands import duplicates, history, notes, reading, tags
from readinglist.core.changes import Changes
from readinglist.core.errors import LibraryError
from readinglist.core.query_parser import parse
from readinglist.gui.main_window import MainWindow
from readinglist.gui.places import CHECK, STATES
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, button, focused, hit, name_of, papers_of, press, settled
from tests.gui.questions import ask, comes, review, titles, titles_of, words

Pairs = list[tuple[int, int]]


@pytest.fixture
def papers(fill: Fill) -> list[int]:
    return fill(10)


@pytest.fixture
def pairs(papers: list[int], workspace: Workspace) -> Pairs:
    """Four open questions, oldest first."""
    found = [(papers[number], papers[number + 5]) for number in range(4)]
    with workspace.open_library() as library:
        ask(library, found)
    return found


@pytest.fixture
def window(pairs: Pairs, open_the_window: OpenWindow) -> MainWindow:
    return open_the_window()


def place(window: MainWindow) -> str:
    return window.parts.pair_page._place.text()


def buttons(window: MainWindow) -> list[str]:
    return [name_of(one) for one in window.parts.pair_page.findChildren(QAbstractButton) if one.isVisible()]


def questions(read: Library) -> int:
    return read.totals()["questions"]


def fail(*_words: object, **_more: object) -> None:
    raise LibraryError("The disk is full.", "Make room.")


def test_what_is_to_check_is_shown_a_pair_at_a_time_with_what_is_known_of_both(
    papers: list[int], pairs: Pairs, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    one, other = pairs[0]
    with workspace.open_library() as library:
        reading.mark_read(library, ids=[one])
        tags.tag(library, ids=[one], add=["moe"])
        notes.write_note(library, paper=other, text="Read it twice.")
    window = open_the_window()
    review(qtbot, window, pairs[0])
    assert place(window) == "1 of 4"
    said = words(window)
    assert "Same title; the abstracts share 30% of their phrases. Score 0.62 of 1." in said
    assert "seen on 18 March 2025, line 0" in said
    assert "1 note, seen on" in said
    assert "No tags" in said
    assert "Merged: one paper, read, with 1 note and the tag moe, seen in 1 digest." in said
    names = [name_of(one) for one in window.parts.pair_page.texts.findChildren(QAbstractButton) if one.isVisible()]
    assert names == []  # it is to be read: nothing in it can be pressed by mistake
    assert window.parts.sidebar.lists.currentIndex().data() == "To check"
    assert papers  # as many as before


def test_a_verdict_shows_the_next_pair_at_once_and_is_written_meanwhile(
    window: MainWindow, pairs: Pairs, read: Library, qtbot: QtBot
) -> None:
    review(qtbot, window, pairs[0])
    qtbot.waitUntil(lambda: window.parts.review._ahead is not None)
    hit("m")
    assert titles(window) != titles_of(pairs[0])  # before anything is written
    assert window.parts.tasks.writes == 1
    comes(qtbot, window, pairs[1])
    assert place(window) == "2 of 4"
    assert read.record(pairs[0][0]).paper.id == read.record(pairs[0][1]).paper.id
    hit("d")
    comes(qtbot, window, pairs[2])
    assert place(window) == "3 of 4"
    assert questions(read) == 2
    assert read.record(pairs[1][0]).paper.id != read.record(pairs[1][1]).paper.id
    step = read.to_undo()
    assert step
    assert step.label == "Call 2 papers different"


def test_an_answer_counts_once_also_while_the_window_has_not_heard_that_it_is_written(
    window: MainWindow, pairs: Pairs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    news: list[Callable[[], None]] = []
    write = window.parts.tasks.write

    def write_and_tell_later(
        job: Callable[[Library], Changes], tell: Callable[[Changes], None], failed: Callable[[], None]
    ) -> None:
        write(job, lambda changes: news.append(partial(tell, changes)), failed)

    review(qtbot, window, pairs[0])
    monkeypatch.setattr(window.parts.tasks, "write", write_and_tell_later)
    hit("m")
    qtbot.waitUntil(lambda: bool(news))
    comes(qtbot, window, pairs[1])
    hit("Space")
    comes(qtbot, window, pairs[2])
    assert place(window) == "3 of 4"
    news.pop()()
    comes(qtbot, window, pairs[2])
    assert place(window) == "3 of 4"


def test_what_is_put_off_comes_again_at_the_end_and_with_the_next_visit(
    window: MainWindow, pairs: Pairs, qtbot: QtBot
) -> None:
    review(qtbot, window, pairs[0])
    for number, following in enumerate([*pairs[1:], None]):
        hit("Space")
        comes(qtbot, window, following)
        assert place(window) == f"{min(number + 2, 4)} of 4"
    assert "That was all. 4 questions are left." in words(window)
    hit("Space")
    comes(qtbot, window, pairs[0])
    assert place(window) == "1 of 4"
    hit("Space")
    comes(qtbot, window, pairs[1])
    hit("Esc")
    assert window.parts.table.hasFocus()
    review(qtbot, window, pairs[0])


def test_undo_brings_the_pair_back_to_view_and_redo_takes_it_away_again(
    window: MainWindow, pairs: Pairs, read: Library, qtbot: QtBot
) -> None:
    review(qtbot, window, pairs[0])
    hit("m")
    comes(qtbot, window, pairs[1])
    hit("Space")
    comes(qtbot, window, pairs[2])
    hit("d")
    comes(qtbot, window, pairs[3])
    hit("z")
    comes(qtbot, window, pairs[2])
    hit("z")
    comes(qtbot, window, pairs[0])
    assert questions(read) == 4
    hit("Shift+Z")
    qtbot.waitUntil(lambda: questions(read) == 3)
    comes(qtbot, window, pairs[2])  # the second was put off
    hit("z")
    comes(qtbot, window, pairs[0])


def test_when_all_is_answered_one_line_says_so_and_undo_still_brings_the_last_back(
    window: MainWindow, pairs: Pairs, read: Library, qtbot: QtBot
) -> None:
    review(qtbot, window, pairs[0])
    for following in [*pairs[1:], None]:
        hit("d")
        comes(qtbot, window, following)
    assert "Nothing to check." in words(window)
    assert questions(read) == 0
    assert name_of(focused()) == "Nothing to check."
    hit("z")
    comes(qtbot, window, pairs[3])
    assert window.parts.pair_page.texts.hasFocus()
    hit("d")
    comes(qtbot, window, None)
    hit("g, i")
    assert window.parts.table.hasFocus()
    assert window.parts.navigator.place == STATES["inbox"]


def test_an_answer_that_cannot_be_written_brings_its_pair_back_and_is_said(
    window: MainWindow, pairs: Pairs, read: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    review(qtbot, window, pairs[0])
    hit("Space")
    comes(qtbot, window, pairs[1])
    with monkeypatch.context() as broken:
        broken.setattr(Library, "transaction", fail)
        hit("m")
        qtbot.waitUntil(lambda: "The disk is full." in window.parts.notice.text)
        comes(qtbot, window, pairs[1])
    assert window.parts.notice.isVisible()
    assert questions(read) == 4
    hit("Esc")  # the notice goes first
    assert window.parts.notice.isHidden()
    hit("m")
    comes(qtbot, window, pairs[2])
    assert questions(read) == 3


def test_a_pair_that_is_answered_elsewhere_goes_away_and_one_that_changes_there_is_followed(
    window: MainWindow, pairs: Pairs, workspace: Workspace, qtbot: QtBot
) -> None:
    review(qtbot, window, pairs[0])
    with workspace.open_library() as other:
        notes.write_note(other, paper=pairs[0][0], text="From elsewhere.")
        qtbot.waitUntil(lambda: "1 note, seen on" in words(window), timeout=5000)
        comes(qtbot, window, pairs[0])
        duplicates.separate(other, ids=pairs[0])
        qtbot.waitUntil(lambda: titles(window) == titles_of(pairs[1]), timeout=5000)
        assert place(window) == "2 of 4"
        history.undo(other)  # calls nobody away from the pair that is looked at
        qtbot.waitUntil(lambda: place(window) == "1 of 4", timeout=5000)
    comes(qtbot, window, pairs[1])
    for following in (*pairs[2:], pairs[0], None):
        hit("Space")
        comes(qtbot, window, following)


def test_the_texts_stay_where_they_are_while_something_else_is_written(
    fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    one, other = fill(2, abstract="A long abstract about pebbles and sieves. " * 300)
    with workspace.open_library() as library:
        ask(library, [(one, other)])
    window = open_the_window()
    review(qtbot, window, (one, other))
    texts = window.parts.pair_page.texts
    qtbot.waitUntil(lambda: texts.verticalScrollBar().maximum() > 0)
    hit("j")
    assert texts.place > 0
    before = texts.place
    hit("j")
    hit("k")
    assert texts.place == before
    QTest.keyClick(texts, Qt.Key.Key_PageDown)
    before = texts.place
    window.parts.tasks.write(lambda library: reading.star(library, ids=[one]), window.parts.bus.changed.emit)
    qtbot.waitUntil(lambda: "starred" in words(window))
    assert texts.place == before


def test_a_merge_that_closes_other_questions_is_followed(
    papers: list[int], workspace: Workspace, open_the_window: OpenWindow, read: Library, qtbot: QtBot
) -> None:
    one, two, three = papers[:3]
    with workspace.open_library() as library:
        ask(library, [(one, two), (two, three), (one, three)])
    window = open_the_window()
    review(qtbot, window, (one, two))
    hit("m")
    comes(qtbot, window, (one, three))  # the second paper is the first one now; the two questions are one
    assert questions(read) == 1
    hit("m")
    comes(qtbot, window, None)
    assert len({read.record(paper).paper.id for paper in (one, two, three)}) == 1
    hit("z")
    comes(qtbot, window, (one, three))


def test_all_that_are_alike_are_merged_in_one_step(
    window: MainWindow, papers: list[int], pairs: Pairs, read: Library, qtbot: QtBot
) -> None:
    review(qtbot, window, pairs[0])
    alike = [(papers[4], papers[9]), (papers[3], papers[9])]
    with window.parts.workspace.open_library() as other:
        ask(other, alike, alike=True)
    qtbot.waitUntil(lambda: "Merge all 2 that are alike" in buttons(window), timeout=5000)
    assert place(window) == "1 of 6"
    QTest.mouseClick(button(window, "Merge all 2 that are alike"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.parts.toast.text.startswith("Merged 3 papers"))
    comes(qtbot, window, pairs[0])
    assert len({read.record(papers[number]).paper.id for number in (3, 4, 9)}) == 1
    qtbot.waitUntil(lambda: not [name for name in buttons(window) if "alike" in name])
    window.parts.actions.action("repeats.merge_alike").trigger()
    qtbot.waitUntil(lambda: window.parts.toast.text == "No question is about papers that are surely alike.")
    hit("z")
    qtbot.waitUntil(lambda: questions(read) == 6)


def test_the_buttons_do_what_their_keys_do_and_space_presses_the_one_with_the_focus(
    window: MainWindow, pairs: Pairs, read: Library, qtbot: QtBot
) -> None:
    review(qtbot, window, pairs[0])
    for name, following in (("Merge", pairs[1]), ("Different papers", pairs[2]), ("Not now", pairs[3])):
        QTest.mouseClick(button(window, name), Qt.MouseButton.LeftButton)
        comes(qtbot, window, following)
    assert questions(read) == 2
    QTest.mouseClick(button(window, "Undo"), Qt.MouseButton.LeftButton)
    comes(qtbot, window, pairs[1])
    button(window, "Merge").setFocus()
    hit("Space")
    comes(qtbot, window, pairs[3])  # the third was put off
    assert read.record(pairs[1][0]).paper.id == read.record(pairs[1][1]).paper.id
    QTest.mouseClick(button(window, "Leave"), Qt.MouseButton.LeftButton)
    assert window.parts.table.isVisible()
    assert window.parts.table.hasFocus()


def test_the_sidebar_counts_questions_and_leads_to_the_review_and_on(
    window: MainWindow, pairs: Pairs, qtbot: QtBot
) -> None:
    lists, model = window.parts.sidebar.lists, window.parts.sidebar.model
    entry = next(
        one for row in range(model.rowCount()) if (one := model.entry(model.index(row))) and one.place == CHECK
    )
    assert entry.said == "To check, 4 questions"
    lists.setFocus()
    for _ in range(5):
        QTest.keyClick(lists, Qt.Key.Key_Down)
    comes(qtbot, window, pairs[0])
    assert lists.hasFocus()
    QTest.keyClick(lists, Qt.Key.Key_Return)
    assert window.parts.pair_page.texts.hasFocus()
    hit("m")
    comes(qtbot, window, pairs[1])
    assert lists.currentIndex().data() == "To check"
    lists.setFocus()
    QTest.keyClick(lists, Qt.Key.Key_Up)
    settled(qtbot, window)
    assert window.parts.body.isVisible()
    assert window.parts.navigator.place == STATES["dismissed"]


def test_keys_of_the_list_do_nothing_to_papers_that_are_not_seen(
    window: MainWindow, papers: list[int], pairs: Pairs, read: Library, qtbot: QtBot
) -> None:
    review(qtbot, window, pairs[0])
    window.parts.sidebar.lists.setFocus()
    for key in ("x", "q", "m"):
        hit(key)
    settled(qtbot, window)
    assert read.totals()["inbox"] == len(papers)
    assert window.sheets.current is None


def test_is_check_is_still_a_search_for_the_papers(window: MainWindow, pairs: Pairs, qtbot: QtBot) -> None:
    press(window, "/")
    QTest.keyClicks(focused(), "is:check")
    settled(qtbot, window)
    assert set(papers_of(window)) == {paper for pair in pairs for paper in pair}
    assert window.parts.library.count(parse("is:check")) == 8


def test_the_window_comes_back_with_the_review(
    window: MainWindow, pairs: Pairs, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    review(qtbot, window, pairs[0])
    hit("m")
    comes(qtbot, window, pairs[1])
    window.close()
    again = open_the_window()
    comes(qtbot, again, pairs[1])
    assert again.parts.pair_page.texts.hasFocus()
    assert place(again) == "1 of 3"
    hit("z")
    qtbot.waitUntil(lambda: place(again).endswith("of 4"))
    hit("Esc")
    QApplication.processEvents()
    assert again.parts.navigator.place == STATES["inbox"]
    assert again.parts.table.hasFocus()
