"""Threads: writes happen in order, their results come back, and nothing is lost on the way out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.commands import reading
from readinglist.core.changes import Changes
from readinglist.core.errors import InterruptedSearchError, LibraryError, ReadingListError
from readinglist.core.query import Query
from readinglist.core.reading import Status
from readinglist.gui.tasks import Job, LongWrite, Tasks, Worker
from readinglist.store.library import Library
from readinglist.store.transaction import Transaction
from readinglist.workspace import Workspace
from tests.gui.hands import Fill


@pytest.fixture
def tasks(app: QApplication, workspace: Workspace) -> Iterator[Tasks]:
    """All threads, ended in the end."""
    made = Tasks(workspace)
    yield made
    made.close()


def dismiss(paper: int) -> Callable[[Library], object]:
    return lambda library: reading.dismiss(library, ids=[paper])


def endless(begun: Event, library: Library) -> int:
    begun.set()
    count = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    return int(library._connection.execute(count).fetchone()[0])


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


def test_files_that_are_read_tell_how_far_they_are(tasks: Tasks, qtbot: QtBot) -> None:
    news: list[tuple[object, ...]] = []
    done: list[object] = []

    def call(_library: Library, job: Job) -> str:
        job.tell(1, 2, "a.txt")
        return "result"

    tasks.read_files(call, done.append, told=lambda *words: news.append(words))
    qtbot.waitUntil(lambda: done == ["result"])
    assert news == [(1, 2, "a.txt")]


def test_a_reading_that_was_cancelled_ends_at_its_next_word_and_calls_nobody_back(tasks: Tasks, qtbot: QtBot) -> None:
    begun, go_on = Event(), Event()
    called: list[object] = []

    def slow(_library: Library, job: Job) -> str:
        begun.set()
        go_on.wait(10)
        job.tell("half")
        called.append("went on")
        return "result"

    job = tasks.read_files(slow, called.append, lambda: called.append("failed"), called.append)
    begun.wait(10)
    job.cancel()
    go_on.set()
    after: list[object] = []
    tasks.read_files(lambda _library, _job: "next", after.append)
    qtbot.waitUntil(lambda: after == ["next"])
    assert called == []


def test_a_search_that_is_cancelled_gives_way_at_once_to_the_next(tasks: Tasks, fill: Fill, qtbot: QtBot) -> None:
    fill(3)
    begun = Event()
    answers: list[object] = []

    job = tasks.search(partial(endless, begun), answers.append)
    begun.wait(10)
    job.cancel()  # it may not have come to its statement yet
    tasks.search(lambda library: library.count(Query()), answers.append)
    qtbot.waitUntil(lambda: answers == [3])


def test_the_window_does_not_wait_for_a_search_when_it_closes(tasks: Tasks) -> None:
    begun = Event()
    tasks.search(partial(endless, begun), lambda _result: None)
    begun.wait(10)
    tasks.close()
    assert not any(worker.isRunning() for worker in tasks.findChildren(Worker))


def test_an_interruption_that_comes_too_late_does_not_hurt_the_next_search(
    tasks: Tasks, fill: Fill, qtbot: QtBot
) -> None:
    fill(3)
    answers: list[object] = []
    tries: list[int] = []

    def interrupted_once(library: Library) -> int:
        tries.append(1)
        if len(tries) == 1:
            raise InterruptedSearchError
        return library.count(Query())

    tasks.search(interrupted_once, answers.append)
    qtbot.waitUntil(lambda: answers == [3])


def test_searches_do_not_wait_for_writes_or_files(tasks: Tasks, fill: Fill, qtbot: QtBot) -> None:
    fill(3)
    go_on = Event()
    tasks.write(lambda _library: go_on.wait(10))
    tasks.read_files(lambda _library, _job: go_on.wait(10), lambda _result: None)
    answers: list[object] = []
    tasks.search(lambda library: library.count(Query()), answers.append)
    qtbot.waitUntil(lambda: answers == [3])
    assert tasks.writes == 1
    go_on.set()


def test_who_asked_for_it_can_say_an_error_in_place_of_the_general_report(tasks: Tasks, qtbot: QtBot) -> None:
    def fail(_library: Library) -> None:
        raise LibraryError("The disk is full.", "Make room.")

    general: list[object] = []
    said: list[str] = []
    tasks.failed.connect(general.append)
    tasks.write(fail, says=lambda error: said.append(str(error)))
    qtbot.waitUntil(lambda: tasks.writes == 0)
    assert (said, general) == (["The disk is full. Make room."], [])


def test_what_a_caller_asks_for_on_the_way_out_is_written_as_well_and_no_thread_is_left(
    tasks: Tasks, fill: Fill, read: Library
) -> None:
    papers = fill(3)
    searched: list[object] = []

    def go_on(_changes: object) -> None:
        tasks.write(dismiss(papers[1]))
        tasks.search(lambda library: library.count(Query()), searched.append)

    tasks.write(dismiss(papers[0]), go_on)
    tasks.close()
    assert read.totals()["dismissed"] == 2
    assert not any(worker.isRunning() for worker in tasks.findChildren(Worker))
    assert searched == []


def test_after_the_end_more_can_be_asked_for(tasks: Tasks, fill: Fill, read: Library, qtbot: QtBot) -> None:
    papers = fill(1)
    tasks.write(dismiss(papers[0]))
    tasks.close()
    done: list[object] = []
    tasks.write(lambda library: library.undo(), done.append)
    qtbot.waitUntil(lambda: len(done) == 1)
    assert read.totals()["dismissed"] == 0


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


def test_what_is_urgent_is_written_between_two_chunks_of_what_takes_its_time(tasks: Tasks, qtbot: QtBot) -> None:
    order, ended, waits = list[str](), list[object](), Event()

    def call(library: Library, manners: LongWrite, tell: Callable[..., None]) -> str:
        def write(tx: Transaction) -> Iterator[int]:
            for number in range(4):
                order.append(f"chunk {number}")
                tx.save_search(f"Chunk {number}", "sand")
                if number == 1:
                    tell(number)
                    waits.wait(20)
                yield 1

        assert isinstance(library.step_in_chunks("Bring", write, manners), Changes)
        return "done"

    def urgent(library: Library) -> None:
        order.append("urgent")
        with library.transaction("Search") as tx:
            tx.save_search("Urgent", "sand")

    def told(_number: int) -> None:
        tasks.write(urgent)
        waits.set()

    tasks.write_long(call, ended.append, lambda: None, told)
    qtbot.waitUntil(lambda: tasks.writes == 0 and bool(ended), timeout=20_000)
    assert order == ["chunk 0", "chunk 1", "urgent", "chunk 2", "chunk 3"]
    assert ended == ["done"]


def nobody(*_news: object) -> None:
    """Listens to nothing."""


def test_what_takes_its_time_waits_for_all_that_is_urgent_and_is_finished_at_the_end(
    tasks: Tasks, qtbot: QtBot
) -> None:
    order, first = list[str](), Event()
    tasks.write(lambda _library: first.wait(20))
    tasks.write_long(lambda _library, _manners, _tell: order.append("long"), nobody, nobody, nobody)
    tasks.write(lambda _library: order.append("urgent"))
    first.set()
    tasks.close()
    assert order == ["urgent", "long"]
