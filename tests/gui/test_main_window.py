"""The window at work: keys, verdicts, undo, what other programs write, and the way out."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from readinglist import resources
from readinglist.commands import reading
from readinglist.commands.keymap import HISTORY, IMPORT, PAIR, Binding, read_keymap
from readinglist.commands.registry import make_registry
from readinglist.core.changes import Changes
from readinglist.core.errors import LibraryError
from readinglist.core.reading import Status
from readinglist.gui.app import report
from readinglist.gui.colors import LIGHT
from readinglist.gui.places import CHECK
from readinglist.gui.views.paper_row import TOP
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, button, done, focused, press, selected

BINDINGS = read_keymap(resources.text("keymap.toml"), "", make_registry()).bindings


def status_of(library: Library, paper: int) -> Status:
    return library.record(paper).reading.status


def test_q_passes_five_rooms_and_one_signal_comes_back(
    fill: Fill, open_the_window: OpenWindow, read: Library, qtbot: QtBot
) -> None:
    papers = fill(5)
    window = open_the_window()
    signals: list[Changes] = []
    window.parts.bus.changed.connect(signals.append)
    icon = QPoint(window.parts.table.viewport().x() + 21, TOP + 9)
    before = window.parts.table.viewport().grab().toImage().pixelColor(icon)
    press(window, "Q")
    assert window.parts.table.current == papers[1]  # at once: the commit is still under way
    done(qtbot, window)
    assert [(one.label, list(one.updated)) for one in signals] == [("Queue 1 paper", [papers[0]])]
    assert status_of(read, papers[0]) is Status.QUEUED
    row = window.parts.model.row(0)
    assert row
    assert row.reading.status is Status.QUEUED
    after = window.parts.table.viewport().grab().toImage().pixelColor(icon)
    assert before != after == QColor(LIGHT.queue)


@pytest.mark.parametrize("binding", BINDINGS, ids=lambda one: f"{one.context} {one.keys}")
def test_every_key_calls_its_command_exactly_once(
    binding: Binding, fill: Fill, open_the_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(3)
    window = open_the_window()
    if binding.context == IMPORT:
        window.parts.imports.paste("Pebbles")
    if binding.context == PAIR:
        window.pages.go(CHECK)
    elif binding.context == HISTORY:
        window.pages.show_history()
    else:
        (window.parts.import_page if binding.context == IMPORT else window.parts.table).setFocus()
    window.parts.actions.enable(papers=True, undo=True, redo=True, search=True, orders=())
    calls: list[str] = []
    monkeypatch.setattr(window.parts.actions, "run", lambda call: calls.append(call.command.id))
    QTest.keySequence(focused(), QKeySequence(binding.keys))
    assert calls == [binding.command]


def test_keys_that_give_arguments_give_them(
    fill: Fill, open_the_window: OpenWindow, read: Library, qtbot: QtBot
) -> None:
    papers = fill(2)
    window = open_the_window()
    press(window, "4")
    done(qtbot, window)
    assert read.record(papers[0]).reading.rating == 4
    assert window.parts.table.current == papers[0]  # a rating is no verdict
    press(window, "0")
    done(qtbot, window)
    assert read.record(papers[0]).reading.rating == 0


def test_single_letters_do_nothing_while_a_text_field_has_the_focus(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, read: Library
) -> None:
    papers = fill(2)
    window = open_the_window()
    field = QLineEdit(window.parts.body)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "qxezs15")
    done(qtbot, window)
    assert field.text() == "qxezs15"
    assert status_of(read, papers[0]) is Status.INBOX


def test_z_takes_back_and_shift_z_does_again(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, read: Library
) -> None:
    papers = fill(3)
    window = open_the_window()
    press(window, "X")
    press(window, "Z")  # at once, while the verdict is still being written
    done(qtbot, window)
    assert status_of(read, papers[0]) is Status.INBOX
    press(window, "Shift+Z")
    done(qtbot, window)
    assert status_of(read, papers[0]) is Status.DISMISSED
    press(window, "Ctrl+Z")
    done(qtbot, window)
    row = window.parts.model.row(0)
    assert row
    assert row.reading.status is Status.INBOX


def test_the_foot_says_what_undo_would_take_back(fill: Fill, open_the_window: OpenWindow, qtbot: QtBot) -> None:
    fill(3)
    window = open_the_window()
    assert window.parts.status._undo.text == "undoes “Import a digest”"
    window.parts.table.selectAll()
    press(window, "Q")
    done(qtbot, window)
    assert window.parts.status._undo.text == "undoes “Queue 3 papers”"


def test_a_verdict_on_several_papers_is_one_step_and_goes_on_after_the_last(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, read: Library
) -> None:
    papers = fill(6)
    window = open_the_window()
    QTest.keyClick(window.parts.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(window.parts.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert selected(window) == papers[:3]
    press(window, "E")
    assert selected(window) == [papers[3]]
    done(qtbot, window)
    assert [status_of(read, paper) for paper in papers[:4]] == [*[Status.READ] * 3, Status.INBOX]


def test_at_the_end_of_the_list_a_verdict_stays(fill: Fill, open_the_window: OpenWindow, qtbot: QtBot) -> None:
    papers = fill(2)
    window = open_the_window()
    QTest.keyClick(window.parts.table, Qt.Key.Key_End)
    press(window, "Q")
    done(qtbot, window)
    assert window.parts.table.current == papers[1]


def test_the_mouse_does_what_the_keys_do(fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, read: Library) -> None:
    papers = fill(2)
    window = open_the_window()
    QTest.mouseClick(button(window, "Star"), Qt.MouseButton.LeftButton)
    done(qtbot, window)
    assert read.record(papers[0]).reading.starred
    assert button(window, "Starred").isEnabled()
    QTest.mouseClick(button(window, "Queue"), Qt.MouseButton.LeftButton)
    done(qtbot, window)
    assert status_of(read, papers[0]) is Status.QUEUED
    assert window.parts.table.current == papers[1]
    assert window.parts.table.hasFocus()


def test_what_the_command_line_writes_shows_up_and_the_selection_stays(
    fill: Fill, later_day: date, open_the_window: OpenWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    papers = fill(200)
    window = open_the_window()
    window.parts.table.choose(150)
    QTest.keyClick(window.parts.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    height = window.parts.table.rowViewportPosition(window.parts.table.currentIndex().row())
    new = fill(10, later_day)
    with workspace.open_library() as other:
        reading.dismiss(other, ids=papers[:1])
    qtbot.waitUntil(lambda: window.parts.model.rowCount() == 209, timeout=5000)  # one of the 210 left the inbox
    assert selected(window) == papers[150:152]
    assert window.parts.table.rowViewportPosition(window.parts.table.currentIndex().row()) == height
    first, moved = window.parts.model.row(0), window.parts.model.row(10)
    assert first
    assert moved
    assert first.id == new[0]
    assert moved.id == papers[1]


def test_where_the_selected_paper_goes_the_one_that_takes_its_row_is_selected(
    fill: Fill, later_day: date, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(20)
    fill(3, later_day)
    window = open_the_window()
    window.parts.table.choose(1)
    press(window, "Z")  # takes the newer digest back
    qtbot.waitUntil(lambda: window.parts.model.rowCount() == 20)
    assert window.parts.table.current == papers[1]


def test_a_write_that_fails_is_said_and_nothing_on_the_screen_pretends(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object, **_more: object) -> None:
        raise LibraryError("The library could not be written: the disk is full.", "Make room and try again.")

    fill(2)
    window = open_the_window()
    monkeypatch.setattr(Library, "transaction", fail)
    press(window, "Q")
    done(qtbot, window)
    assert window.parts.notice.isVisible()
    assert window.parts.notice.accessibleName().startswith("The library could not be written")
    row = window.parts.model.row(0)
    assert row
    assert row.reading.status is Status.INBOX
    QTest.mouseClick(button(window, "Close"), Qt.MouseButton.LeftButton)
    assert window.parts.notice.isHidden()


def test_closing_while_a_write_is_under_way_loses_nothing(
    fill: Fill, open_the_window: OpenWindow, read: Library
) -> None:
    papers = fill(40)
    window = open_the_window()
    for _ in papers:
        press(window, "Q")
    window.close()
    assert read.totals()[Status.QUEUED] == 40


def test_a_write_that_fails_on_the_way_out_keeps_the_window_open(
    fill: Fill, open_the_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object, **_more: object) -> None:
        raise LibraryError("The disk is full.")

    fill(2)
    window = open_the_window()
    with monkeypatch.context() as broken:
        broken.setattr(Library, "transaction", fail)
        press(window, "Q")
        assert not window.close()
    assert window.isVisible()
    assert window.parts.notice.isVisible()
    assert window.close()


def test_an_exception_in_a_slot_is_reported_and_the_program_goes_on(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(2)
    window = open_the_window()
    with qtbot.captureExceptions() as caught:
        window.parts.bus.changed.connect(lambda _changes: 1 / 0)
        press(window, "Q")
        done(qtbot, window)
    kind, error, trace = caught[0]
    report(kind, error, trace)
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert window.isVisible()


def test_a_window_that_is_closed_before_it_could_begin_starts_no_thread(
    fill: Fill, open_the_window: OpenWindow
) -> None:
    fill(1)
    window = open_the_window()
    window.close()
    window.begin(["a.txt"])
    assert window.parts.tasks.writes == 0


def test_without_papers_the_window_says_what_to_do_and_no_verdict_can_be_pressed(open_the_window: OpenWindow) -> None:
    window = open_the_window()
    assert window.parts.first_run.isVisible()
    assert not window.parts.actions.action("paper.queue").isEnabled()
    assert not window.parts.actions.action("history.undo").isEnabled()
    assert window.parts.actions.action("digest.import").isEnabled()


def test_a_letter_without_a_command_visits_no_row(
    fill: Fill, open_the_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = fill(3)
    window = open_the_window()
    monkeypatch.setattr(window.parts.model, "row", lambda _number: pytest.fail("a row was visited"))
    QTest.keyClick(window.parts.table, Qt.Key.Key_P)
    monkeypatch.undo()
    assert window.parts.table.current == papers[0]
