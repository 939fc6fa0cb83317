"""Threads: writes happen in order, their results come back, and nothing is lost on the way out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.commands import reading
from readinglist.core.errors import LibraryError, ReadingListError
from readinglist.core.reading import Status
from readinglist.gui.tasks import Job, Tasks
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill


@pytest.fixture
def tasks(app: QApplication, workspace: Workspace) -> Iterator[Tasks]:
    """Both threads, ended in the end."""
    made = Tasks(workspace)
    yield made
    made.close()


def dismiss(paper: int) -> Callable[[Library], object]:
    return lambda library: reading.dismiss(library, ids=[paper])


def test_writes_happen_in_the_order_they_were_asked_for_and_return_to_the_windows_thread(
    tasks: Tasks, qtbot: QtBot
) -> None:
    order: list[tuple[int, bool, bool]] = []
    for number in range(20):

        def call(_library: Library, number: int = number) -> tuple[int, bool]:
            return number, current_thread() is main_thread()

        tasks.write(call, lambda result: order.append((*result, current_thread() is main_thread())))
    qtbot.waitUntil(lambda: tasks.writes == 0)
    assert order == [(number, False, True) for number in range(20)]


def test_an_error_that_a_user_can_mend_is_told_and_its_caller_can_put_things_right(tasks: Tasks, qtbot: QtBot) -> None:
    def fail(_library: Library) -> None:
        raise LibraryError("The disk is full.", "Make room.")

    righted: list[bool] = []
    told: list[ReadingListError] = []
    tasks.failed.connect(told.append)
    tasks.write(fail, failed=lambda: righted.append(True))
    qtbot.waitUntil(lambda: tasks.writes == 0)
    assert [str(error) for error in told] == ["The disk is full. Make room."]
    assert righted == [True]


def test_a_bug_on_a_thread_goes_to_the_excepthook_and_later_writes_still_happen(
    tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: seen.append(error))

    def fail(_library: Library) -> None:
        raise KeyError("a bug")

    done: list[object] = []
    tasks.write(fail)
    tasks.write(lambda _library: "done", done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert [repr(error) for error in seen] == ["KeyError('a bug')"]


def test_what_is_waiting_when_the_window_closes_is_written_first(tasks: Tasks, fill: Fill, read: Library) -> None:
    papers = fill(30)
    done: list[object] = []
    for paper in papers:
        tasks.write(dismiss(paper), done.append)
    tasks.close()
    assert len(done) == 30
    assert read.totals()[Status.DISMISSED] == 30


def test_a_read_that_was_cancelled_calls_nobody_back(tasks: Tasks, qtbot: QtBot) -> None:
    begun, go_on = Event(), Event()
    called: list[object] = []

    def slow(_library: Library, job: Job) -> str:
        begun.set()
        go_on.wait()
        job.tell("half")
        return "result"

    job = tasks.read(slow, called.append, told=called.append)
    begun.wait()
    job.cancel()
    go_on.set()
    after: list[object] = []
    tasks.read(lambda _library, _job: "next", after.append)
    qtbot.waitUntil(lambda: after == ["next"])
    assert called == []


def test_reads_tell_how_far_they_are(tasks: Tasks, qtbot: QtBot) -> None:
    news: list[tuple[object, ...]] = []
    done: list[object] = []

    def call(_library: Library, job: Job) -> str:
        job.tell(1, 2, "a.txt")
        return "result"

    tasks.read(call, done.append, told=lambda *words: news.append(words))
    qtbot.waitUntil(lambda: done == ["result"])
    assert news == [(1, 2, "a.txt")]


def test_what_another_program_writes_is_noticed_and_our_own_writes_are_not(
    tasks: Tasks, fill: Fill, library_path: object, workspace: Workspace, qtbot: QtBot
) -> None:
    papers = fill(2)
    tasks.start()
    noticed: list[bool] = []
    tasks.elsewhere.connect(lambda: noticed.append(True))
    tasks.write(dismiss(papers[0]))
    qtbot.wait(1300)
    assert noticed == []
    with workspace.open_library() as other:
        reading.dismiss(other, ids=[papers[1]])
    qtbot.waitUntil(lambda: noticed == [True], timeout=5000)
