"""What can be pressed about the paper that is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from readinglist.core.reading import ReadingState
from readinglist.gui import words
from readinglist.gui.colors import LIGHT
from readinglist.gui.theme import Theme
from readinglist.gui.views.note_part import State
from readinglist.gui.views.paper_pane import PaperPane
from readinglist.gui.views.paper_words import where_seen
from readinglist.gui.widgets.chip import Chip
from readinglist.gui.widgets.rating import Rating
from tests.gui.hands import name_of
from tests.gui.looks import cut_short
from tests.gui.papers import NotingCommands, a_full_record, a_pane, a_record, focused, settle, sighting, size


@pytest.fixture
def commands(app: QApplication) -> NotingCommands:
    return NotingCommands()


@pytest.fixture
def pane(theme: Theme, commands: NotingCommands, bare_window: QWidget) -> Iterator[PaperPane]:
    yield a_pane(theme, commands, bare_window)
    theme.set_reading_size(1.0)


def button(pane: QWidget, name: str) -> QAbstractButton:
    found = [one for one in pane.findChildren(QAbstractButton) if one.isVisible() and name_of(one) == name]
    assert len(found) == 1, f"{len(found)} buttons are called {name}"
    return found[0]


def test_the_note_keeps_its_height_when_the_window_grows(pane: PaperPane, theme: Theme) -> None:
    pane.show_record(a_record())
    settle()
    assert pane.note.height() == theme.px(196)
    size(pane, 700, 1000)
    settle()
    assert pane.note.height() == theme.px(196)
    state = pane.splitter.saveState()
    pane.splitter.setSizes([200, 600])
    assert pane.note.height() > 300
    pane.splitter.restoreState(state)
    assert pane.note.height() == theme.px(196)


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("Queue", "paper.queue"),
        ("Read", "paper.read"),
        ("Dismiss", "paper.dismiss"),
        ("Star", "paper.toggle_star"),
        ("Edit details", "paper.details"),
        ("Open link", "paper.open"),
        ("Add tag", "paper.tag"),
    ],
)
def test_every_button_does_what_its_command_does(
    pane: PaperPane, commands: NotingCommands, name: str, command: str
) -> None:
    pane.show_record(a_record())
    settle()
    button(pane, name).click()
    assert commands.calls == [command]


def test_a_command_that_has_nothing_to_do_has_no_button_to_press(pane: PaperPane, commands: NotingCommands) -> None:
    pane.show_record(a_record())
    commands.action("paper.open").setEnabled(False)
    assert not button(pane, "Open link").isEnabled()
    assert button(pane, "Queue").isEnabled()


def test_verdict_and_star_say_what_the_paper_is(pane: PaperPane) -> None:
    pane.show_record(a_full_record())
    assert button(pane, "Queued").isVisible()
    assert button(pane, "Starred").isVisible()


def test_links_and_searches_tell_their_address(pane: PaperPane, qtbot: QtBot) -> None:
    pane.show_record(a_record())
    with qtbot.waitSignal(pane.link_asked) as asked:
        button(pane, "example/pebbles").click()
    assert asked.args == ["https://github.com/example/pebbles"]
    scholar = button(pane, "Scholar")
    scholar.setFocus()
    with qtbot.waitSignal(pane.link_asked) as asked:
        QTest.keyClick(scholar, Qt.Key.Key_Return)
    assert "scholar.google.com" in asked.args[0]
    assert "Sorting%20Pebbles" in asked.args[0]


def test_a_tag_leads_to_its_list_and_delete_takes_it_off(pane: PaperPane, qtbot: QtBot) -> None:
    pane.show_record(a_record(tags=("beach", "sieve")))
    settle()
    chip = button(pane, "Tag beach")
    with qtbot.waitSignal(pane.tag_asked) as asked:
        QTest.keyClick(chip, Qt.Key.Key_Return)
    assert asked.args == ["beach"]
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        with qtbot.waitSignal(pane.tag_removed) as asked:
            QTest.keyClick(chip, key)
        assert asked.args == ["beach"]


def test_the_cross_of_a_tag_takes_it_off_and_the_name_does_not(pane: PaperPane, qtbot: QtBot) -> None:
    pane.show_record(a_record(tags=("beach",)))
    settle()
    chip = button(pane, "Tag beach")
    told: list[tuple[str, str]] = []
    pane.tag_removed.connect(lambda name: told.append(("removed", name)))
    pane.tag_asked.connect(lambda name: told.append(("asked", name)))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, chip.height() // 2))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 8, chip.height() // 2))
    assert told == [("removed", "beach"), ("asked", "beach")]


def test_where_a_tag_goes_the_focus_stays_near(pane: PaperPane) -> None:
    pane.show_record(a_record(tags=("beach", "sieve")))
    settle()
    button(pane, "Tag sieve").setFocus()
    pane.show_record(a_record(tags=("beach",)))
    settle()
    assert name_of(focused()) == "Add tag"
    button(pane, "Tag beach").setFocus()
    pane.show_record(a_record(tags=("shore",)))
    settle()
    assert name_of(focused()) == "Tag shore"


def test_a_name_of_a_tag_that_is_too_long_is_cut_and_widens_nothing(pane: PaperPane) -> None:
    pane.show_record(a_record(tags=("w" * 500,)))
    settle()
    chip = pane.findChildren(Chip)[0]
    assert chip.mapTo(pane, QPoint(chip.width(), 0)).x() <= pane.width()


def test_the_digests_are_behind_the_line_that_counts_them(pane: PaperPane, qtbot: QtBot) -> None:
    pane.show_record(a_full_record())
    settle()
    line = button(pane, where_seen(a_full_record(), words.today()))
    names = [name_of(one) for one in pane.findChildren(QAbstractButton) if one.isVisible()]
    assert not [name for name in names if name.startswith("page-")]
    QTest.keyClick(line, Qt.Key.Key_Space)
    settle()
    digests = [one for one in pane.findChildren(QAbstractButton) if name_of(one).startswith("page-")]
    assert [name_of(one).split(",")[0] for one in digests] == ["page-3.txt", "page-2.txt", "page-1.txt"]
    assert "line 7" in name_of(digests[0])
    with qtbot.waitSignal(pane.digest_asked) as asked:
        digests[1].click()
    assert asked.args == [2]
    pane.show_record(a_record(2))
    settle()
    assert not digests[0].isVisible()


def test_where_a_paper_was_seen_is_said_in_one_line() -> None:
    now = date(2025, 11, 1)
    once, twice = sighting(1, date(2025, 3, 18)), sighting(2, date(2025, 3, 19))
    assert where_seen(a_record(sightings=(once,)), now) == "Seen on 18 March, in page-1.txt"
    assert where_seen(a_record(sightings=(twice, once)), now) == "Seen in 2 digests, last on 19 March"
    assert where_seen(a_record(sightings=(twice, once)), date(2026, 1, 1)).endswith("last on 19 March 2025")
    assert where_seen(a_record(sightings=()), now) == "In no digest"


def test_a_paper_is_rated_by_arrows_and_by_its_stars(pane: PaperPane, commands: NotingCommands) -> None:
    pane.show_record(a_record(reading=ReadingState(rating=3)))
    settle()
    rating = pane.findChildren(Rating)[0]
    assert name_of(rating) == "Rating, 3 of 5"
    QTest.keyClick(rating, Qt.Key.Key_Right)
    QTest.keyClick(rating, Qt.Key.Key_Right)
    QTest.keyClick(rating, Qt.Key.Key_Left)
    middle = rating.height() // 2
    QTest.mouseClick(rating, Qt.MouseButton.LeftButton, pos=QPoint(12, middle))
    QTest.mouseClick(rating, Qt.MouseButton.LeftButton, pos=QPoint(12, middle))
    assert commands.calls == [f"paper.rate {given}" for given in (4, 5, 4, 1, 0)]
    assert name_of(rating) == "Rating, none"


def test_a_paper_that_is_shown_is_not_rated_by_it(pane: PaperPane, commands: NotingCommands) -> None:
    pane.show_record(a_record(1, reading=ReadingState(rating=3)))
    pane.show_record(a_record(2, reading=ReadingState(rating=5)))
    assert commands.calls == []


def test_tab_goes_down_the_page_to_the_note(pane: PaperPane) -> None:
    pane.show_record(a_record(2))
    pane.show_record(a_full_record())
    pane.note.show_note(1, "")
    settle()
    pane.focus_page()
    passed = []
    for _ in range(20):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        passed.append(name_of(focused()))
        if passed[-1] == "Note":
            break
    assert [name.split(",")[0] for name in passed] == [
        "Seen in 3 digests", "Rating", "arXiv:2403.01234", "doi:10.1000/182", "example/pebbles",
        "arXiv", "HF papers", "Scholar", "Semantic Scholar", "Tag beach", "Tag sieve", "Add tag", "Write", "Note",
    ]  # fmt: skip


def test_the_note_takes_the_focus_when_it_is_asked_for(pane: PaperPane) -> None:
    pane.clear()
    pane.focus_note()
    pane.show_record(a_record())
    pane.note.show_note(1, "a note")
    pane.focus_note()
    assert name_of(focused()) == "Note"


@pytest.mark.parametrize("width", [400, 470, 599, 600, 900])
def test_nothing_is_cut_at_any_width(pane: PaperPane, width: int) -> None:
    pane.show_record(a_full_record())
    pane.note.show_note(1, "note")
    states: list[State] = ["failed", "saving", "saved"]
    for state in states:
        pane.note.set_state(state)
        size(pane, width, 470)
        settle()
        assert pane.width() == width
        assert cut_short(pane) == []


def test_nothing_is_cut_in_larger_type(theme: Theme, app: QApplication, bare_window: QWidget) -> None:
    before, larger = app.font(), app.font()
    larger.setPointSizeF(14)
    try:
        app.setFont(larger)
        pane = a_pane(Theme(app, LIGHT), NotingCommands(), bare_window)
        size(pane, pane.minimumWidth(), 500)
        pane.show_record(a_full_record())
        settle()
        assert cut_short(pane) == []
    finally:
        app.setFont(before)
        theme.show(LIGHT)


def test_every_control_has_a_name(pane: PaperPane) -> None:
    pane.show_record(a_full_record())
    settle()
    controls = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.isVisible()
        and (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractScrollArea))
        and not widget.objectName().startswith("qt_")
    ]
    assert [repr(widget) for widget in controls if not name_of(widget)] == []
    assert len(controls) > 20
