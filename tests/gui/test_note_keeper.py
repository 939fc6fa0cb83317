"""Notes save themselves: whatever happens while they are typed, nothing of them is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from readinglist.commands import history, notes, reading
from readinglist.core.errors import LibraryError
from readinglist.core.reading import Status
from readinglist.gui.main_window import MainWindow
from readinglist.gui.views.note_editor import NoteEditor
from readinglist.store.journal import Stretch
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, button, focused, hit, name_of, press, settled, type_text


@pytest.fixture
def papers(fill: Fill) -> list[int]:
    return fill(4)


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow) -> MainWindow:
    return open_the_window()


class Disk:
    """A disk that can be full, or slow."""

    def __init__(self) -> None:
        self.full = False
        self.free = Event()
        self.free.set()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    made, transaction = Disk(), Library.transaction

    def write(library: Library, label: str, *, joins: Stretch | None = None) -> object:
        made.free.wait(10)
        if made.full:
            raise LibraryError("The disk is full.", "Make room.")
        return transaction(library, label, joins=joins)

    monkeypatch.setattr(Library, "transaction", write)
    yield made
    made.free.set()


def write_note(window: MainWindow, text: str) -> None:
    """The key of the note, then the text."""
    press(window, "N")
    assert name_of(focused()) == "Note"
    type_text(text)


def editor(window: MainWindow) -> NoteEditor:
    return window.parts.paper.note._editor


def state(window: MainWindow) -> str:
    return window.parts.paper.note._word.text()


def note_of(library: Library, paper: int) -> str:
    return library.record(paper).note


def leave(window: MainWindow) -> None:
    """Esc, back to the list."""
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert window.parts.table.hasFocus()


def test_a_note_is_saved_a_moment_after_the_last_key(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    write_note(window, "Read again.")
    assert state(window) == "Saving…"
    qtbot.waitUntil(lambda: state(window) == "Saved")
    assert note_of(read, papers[0]) == "Read again."
    assert focused() is editor(window)


def test_going_to_the_next_paper_at_once_loses_nothing(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    write_note(window, "Read again.")
    leave(window)
    press(window, "J")
    assert editor(window).text == ""
    settled(qtbot, window)
    assert note_of(read, papers[0]) == "Read again."
    press(window, "K")
    assert editor(window).text == "Read again."


def test_coming_back_before_it_was_written_shows_what_was_typed_and_goes_on_with_it(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot, disk: Disk
) -> None:
    disk.free.clear()
    write_note(window, "Read")
    leave(window)
    press(window, "J")
    press(window, "K")
    assert editor(window).text == "Read"
    press(window, "N")
    type_text(" again.")
    leave(window)
    disk.free.set()
    settled(qtbot, window)
    assert note_of(read, papers[0]) == "Read again." == editor(window).text


@pytest.mark.parametrize("way_out", ["close", "Ctrl+Q"])
def test_closing_the_window_while_a_note_is_typed_saves_it(
    way_out: str, window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    write_note(window, "Read again.")
    if way_out == "close":
        window.close()
    else:
        QTest.keyClick(focused(), Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert note_of(read, papers[0]) == "Read again."


def test_quitting_while_a_note_is_being_written_saves_what_was_typed_since(
    window: MainWindow, papers: list[int], read: Library, disk: Disk
) -> None:
    disk.free.clear()
    write_note(window, "Read")
    window.parts.notes.flush()
    type_text(" again.")
    disk.free.set()
    assert window.close()
    assert note_of(read, papers[0]) == "Read again."


def test_a_write_that_fails_keeps_the_text_and_the_next_key_tries_again(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot, disk: Disk
) -> None:
    disk.full = True
    write_note(window, "Read")
    qtbot.waitUntil(lambda: state(window) == "Not saved")
    assert "The disk is full." in window.parts.notice.text
    assert focused() is editor(window)
    disk.full = False
    type_text(" again.")
    qtbot.waitUntil(lambda: state(window) == "Saved")
    assert note_of(read, papers[0]) == "Read again." == editor(window).text


def test_a_note_that_could_not_be_written_is_there_when_its_paper_is_shown_again(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot, disk: Disk
) -> None:
    disk.full = True
    write_note(window, "Read again.")
    leave(window)
    press(window, "J")
    settled(qtbot, window)
    assert editor(window).text == ""
    press(window, "K")
    assert editor(window).text == "Read again."
    assert state(window) == "Not saved"
    disk.full = False
    press(window, "J")  # leaving it tries again
    settled(qtbot, window)
    assert note_of(read, papers[0]) == "Read again."


def test_a_note_that_could_not_be_written_is_tried_again_with_the_next_one_and_at_the_end(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot, disk: Disk
) -> None:
    disk.full = True
    write_note(window, "First.")
    leave(window)
    press(window, "J")
    settled(qtbot, window)
    assert not window.close()
    assert window.isVisible()
    disk.full = False
    write_note(window, "Second.")
    leave(window)
    settled(qtbot, window)
    assert (note_of(read, papers[0]), note_of(read, papers[1])) == ("First.", "Second.")
    assert window.close()


def test_a_window_whose_note_can_never_be_written_can_still_be_left(
    window: MainWindow, papers: list[int], read: Library, disk: Disk
) -> None:
    disk.full = True
    write_note(window, "Read again.")
    assert not window.close()
    assert editor(window).text == "Read again."
    assert not window.close()
    QTest.mouseClick(button(window, "Close anyway"), Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    assert note_of(read, papers[0]) == ""


def test_a_note_that_the_command_line_changes_is_shown_while_it_is_open(
    window: MainWindow, papers: list[int], workspace: Workspace, qtbot: QtBot
) -> None:
    press(window, "N")
    with workspace.open_library() as other:
        notes.write_note(other, paper=papers[0], text="From elsewhere.")
    qtbot.waitUntil(lambda: editor(window).text == "From elsewhere.", timeout=5000)
    assert focused() is editor(window)


def test_a_note_that_is_changed_elsewhere_while_it_is_typed_keeps_both(
    window: MainWindow, papers: list[int], workspace: Workspace, read: Library, qtbot: QtBot
) -> None:
    write_note(window, "Mine.")
    with workspace.open_library() as other:
        notes.write_note(other, paper=papers[0], text="Theirs.")
    leave(window)
    settled(qtbot, window)
    assert note_of(read, papers[0]) == "Theirs.\n\nMine."
    assert editor(window).text == "Theirs.\n\nMine."


def test_typing_on_while_both_are_being_kept_doubles_nothing(
    window: MainWindow, papers: list[int], workspace: Workspace, read: Library, qtbot: QtBot
) -> None:
    write_note(window, "Mine")
    with workspace.open_library() as other:
        notes.write_note(other, paper=papers[0], text="Theirs.")
    window.parts.notes.flush()
    type_text(" too.")  # before the answer has come
    settled(qtbot, window)
    assert editor(window).text == "Mine too."
    leave(window)
    settled(qtbot, window)
    assert note_of(read, papers[0]) == "Theirs.\n\nMine too." == editor(window).text


def test_one_stretch_of_typing_is_one_step_that_undo_takes_back_and_the_editor_follows(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    write_note(window, "One")
    window.parts.notes.flush()
    settled(qtbot, window)
    type_text(" two")
    window.parts.notes.flush()
    settled(qtbot, window)
    type_text(" three.")
    leave(window)
    settled(qtbot, window)
    assert note_of(read, papers[0]) == "One two three."
    assert [step.label for step in read.history(2)] == ["Write a note", "Import a digest"]
    press(window, "Z")
    settled(qtbot, window)
    assert note_of(read, papers[0]) == "" == editor(window).text
    press(window, "Shift+Z")
    settled(qtbot, window)
    assert note_of(read, papers[0]) == "One two three." == editor(window).text


def test_a_verdict_between_begins_another_stretch(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    write_note(window, "One.")
    leave(window)
    press(window, "S")
    write_note(window, " Two.")
    leave(window)
    settled(qtbot, window)
    assert [step.label for step in read.history(3)] == ["Write a note", "Star 1 paper", "Write a note"]
    press(window, "Z")
    settled(qtbot, window)
    assert editor(window).text == "One."


def test_undo_right_after_typing_takes_the_stretch_back(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    write_note(window, "One.")
    leave(window)
    press(window, "Z")  # while the note is still being written
    settled(qtbot, window)
    assert note_of(read, papers[0]) == "" == editor(window).text


def test_an_empty_line_at_the_end_is_not_eaten_while_one_types(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    write_note(window, "One")
    for _ in range(2):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state(window) == "Saved")
    assert note_of(read, papers[0]) == "One"
    assert editor(window).text == "One\n\n"
    assert editor(window).textCursor().position() == len("One\n\n")
    type_text("Two")
    leave(window)
    settled(qtbot, window)
    assert note_of(read, papers[0]) == "One\n\nTwo"


def test_taking_a_note_away_and_a_verdict_leave_each_other_alone(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    write_note(window, "One.")
    leave(window)
    press(window, "Q")
    settled(qtbot, window)
    press(window, "K")
    press(window, "N")
    editor(window).selectAll()
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    leave(window)
    settled(qtbot, window)
    assert note_of(read, papers[0]) == ""
    assert read.record(papers[0]).reading.status is Status.QUEUED
    assert read.history(1)[0].label == "Remove a note"


def test_the_paper_of_a_note_may_go_while_it_is_typed(
    window: MainWindow, papers: list[int], workspace: Workspace, read: Library, qtbot: QtBot
) -> None:
    write_note(window, "Mine.")
    hear_of(window, qtbot, workspace, history.undo)  # the import
    assert window.parts.sides.isVisible()
    type_text(" And more.")
    assert editor(window).text == "Mine. And more."
    hit("Esc")
    settled(qtbot, window)
    assert window.parts.first_run.isVisible()
    assert window.parts.notice.isVisible()
    assert "There is no paper" in window.parts.notice.text
    hit("Ctrl+Shift+Z")  # the import comes back, and the note with it
    settled(qtbot, window)
    assert editor(window).text == "Mine. And more."


def hear_of(window: MainWindow, qtbot: QtBot, workspace: Workspace, write: Callable[[Library], object]) -> None:
    """Another program writes, and the window has noticed it."""
    with qtbot.waitSignal(window.parts.tasks.elsewhere, timeout=5000), workspace.open_library() as other:
        write(other)


def test_what_other_programs_do_waits_until_the_note_is_left(
    window: MainWindow, papers: list[int], workspace: Workspace, qtbot: QtBot
) -> None:
    window.parts.paper.note._timer.setInterval(60_000)
    write_note(window, "Mine")

    def write(other: Library) -> None:
        reading.dismiss(other, ids=papers[:1])
        notes.write_note(other, paper=papers[0], text="Theirs.")

    hear_of(window, qtbot, workspace, write)
    assert editor(window).text == "Mine"
    assert window.parts.table.current == papers[0]
    type_text(" too")
    leave(window)
    assert window.parts.table.current == papers[1]  # the inbox without the paper that was dismissed
    settled(qtbot, window)
    assert note_of(window.parts.library, papers[0]) == "Theirs.\n\nMine too"


def test_a_note_without_a_word_is_none(window: MainWindow, papers: list[int], qtbot: QtBot) -> None:
    write_note(window, "   ")
    leave(window)
    settled(qtbot, window)
    assert note_of(window.parts.library, papers[0]) == ""
    assert window.parts.status._undo.text == "undoes “Import a digest”"
