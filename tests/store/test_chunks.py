"""An import is written in chunks so that others can write in between, and is one step all the same: all or nothing."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.commands import duplicates, imports, notes, queue, tags
from readinglist.commands.import_plan import ImportPlan, plan
from readinglist.core.errors import LibraryError
from readinglist.core.query import Query
from readinglist.store import taking_out
from readinglist.store.chunks import LOCK, Beside
from readinglist.store.library import Library
from readinglist.store.place import window_lock
from readinglist.store.place.files import only_one
from readinglist.store.taking_out import TakenOut
from tests.arguments import Chance
from tests.digests import PAPERS, bring_in, page, source
from tests.state import besides_moments, recomputed, state_of

NEW = [Chance.paper(number) for number in range(100, 108)]


class Cut:
    """Manners that end a chunk after so many entries, and do something between two chunks."""

    def __init__(self, rows: int, between: Callable[[], object] = int, *, cancel_after: int | None = None) -> None:
        self._rows = rows
        self._between = between
        self._left = cancel_after
        self.chunks = 1

    @property
    def cancelled(self) -> bool:
        return self._left is not None and self._left < 1

    def is_full(self, rows: int) -> bool:
        return rows >= self._rows

    def between(self) -> None:
        self.chunks += 1
        if self._left is not None:
            self._left -= 1
        self._between()


@pytest.fixture(autouse=True)
def an_entry_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have an import be cut after any entry."""
    monkeypatch.setattr(imports, "PIECE", 1)
    monkeypatch.setattr(taking_out, "_AT_ONCE", 2)


@pytest.fixture
def begun(library: Library) -> Library:
    """A library with two papers, one of them queued."""
    bring_in(library, page(PAPERS[:2], "Mar 11"))
    queue.queue(library, ids=[1])
    return library


def another(library: Library) -> ImportPlan:
    """Ten entries: two papers are known, eight are new, one of them nearly the same as the one before."""
    like = (f"{NEW[0][0]}: Part 2", NEW[0][1])
    return plan(library, [source(page([*PAPERS[:2], *NEW[:1], like, *NEW[1:]], "Mar 12"), "another.txt")])


def rows_of(library: Library) -> dict[str, int]:
    """How many rows every table has, but for those that say what is gone, and for counts that are 0 again."""
    ask = library._connection.execute
    tables = [
        name for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")
    ]
    counted = {name: ask(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
    return {name: rows for name, rows in counted.items() if name not in ("removed", "sqlite_sequence", "total")}


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_an_import_in_chunks_is_the_same_step_as_one_at_once(library: Library, begun: Library, rows: int) -> None:
    with Library.open(None) as at_once:
        bring_in(at_once, page(PAPERS[:2], "Mar 11"))
        queue.queue(at_once, ids=[1])
        whole = imports.apply(at_once, another(at_once))
        manners = Cut(rows)
        done = imports.apply(begun, another(begun), manners=manners)
        assert manners.chunks == {1: 12, 3: 4, 100: 1}[rows]
        assert besides_moments(state_of(begun)) == besides_moments(state_of(at_once))
        assert recomputed(begun) == {name: state_of(begun)[name] for name in recomputed(begun)}
        assert [step.label for step in begun.history(5)] == [step.label for step in at_once.history(5)]
        assert (done.papers, done.changes) == (whole.papers, whole.changes)
    before = state_of(begun)
    begun.undo()
    begun.redo()
    assert state_of(begun) == before
    assert begun.health().problems == ()


def test_between_two_chunks_another_writes_and_is_undone_first(begun: Library, library_path: Path) -> None:
    with Library.open(library_path) as other:
        verdicts = [lambda: tags.tag(other, ids=[3], add=["come"]), lambda: queue.queue(other, ids=[2])]
        imports.apply(begun, another(begun), manners=Cut(3, lambda: verdicts and verdicts.pop()()))
    assert [step.label.split(" ")[0] for step in begun.history(3)] == ["Tag", "Queue", "Import"]
    for _ in range(2):
        begun.undo()
    assert len(begun.rows([3])) == 1
    begun.undo()
    assert begun.rows([3]) == []
    assert [row.id for row in begun.iterate(Query())] == [1, 2]


def test_while_an_import_comes_it_is_in_no_history_and_undo_passes_over_it(begun: Library, library_path: Path) -> None:
    labels = []
    with Library.open(library_path) as other:

        def look() -> None:
            assert other.cut_off is None, "it is not cut off, but being written"
            labels.append([step.label for step in other.history(9)])
            if len(labels) == 1:
                other.undo()

        imports.apply(begun, another(begun), manners=Cut(4, look))
    assert [label.split(" ")[0] for label in labels[0]] == ["Queue", "Import"]
    assert [(step.label.split(" ")[0], step.standing) for step in begun.history(2)] == [
        ("Import", True), ("Queue", False),
    ]  # fmt: skip


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_cancelled_import_leaves_no_trace(begun: Library, after: int) -> None:
    before, rows, history = state_of(begun), rows_of(begun), begun.history(9)
    assert begun.files is not None
    kept = sorted(path.name for path in (begun.files / "digests").iterdir())
    done = imports.apply(begun, another(begun), manners=Cut(4, cancel_after=after))
    assert isinstance(done.taken_out, TakenOut)
    assert done.taken_out.kept == ()
    assert done.papers == {}
    assert state_of(begun) == before
    assert rows_of(begun) == rows
    assert begun.history(9) == history
    assert sorted(path.name for path in (begun.files / "digests").iterdir()) == kept
    assert begun.health().problems == ()
    assert bring_in(begun, page(NEW, "Mar 12")).plan.count("new") == 8, "and it can be imported again"


def test_what_was_cancelled_stays_gone_when_the_library_is_made_again(begun: Library, library_path: Path) -> None:
    imports.apply(begun, another(begun), manners=Cut(3, cancel_after=2))
    bring_in(begun, page(NEW[4:], "Mar 13"))
    before, rows = state_of(begun), rows_of(begun)
    begun.close()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        assert state_of(again) == before
        assert rows_of(again) == rows
        assert again.health().problems == ()


def test_papers_that_were_worked_on_stay_and_are_named_when_their_import_is_cancelled(
    begun: Library, library_path: Path
) -> None:
    with Library.open(library_path) as other:
        done = imports.apply(
            begun,
            another(begun),
            manners=Cut(4, lambda: notes.write_note(other, paper=3, text="Read this."), cancel_after=1),
        )
    assert done.taken_out
    assert done.taken_out.kept == ((3, NEW[0][0]),)
    assert [(row.id, row.noted, row.seen) for row in begun.iterate(Query())] == [
        (1, False, 1),
        (2, False, 1),
        (3, True, 0),
    ]
    assert begun.health().problems == ()
    begun.undo()
    assert [row.id for row in begun.iterate(Query())] == [1, 2]


def test_an_import_on_which_a_merge_rests_is_taken_back_as_by_undo(begun: Library, library_path: Path) -> None:
    with Library.open(library_path) as other:
        todo = [[3, 2]]
        manners = Cut(5, lambda: todo and duplicates.merge(other, ids=todo.pop()), cancel_after=2)
        done = imports.apply(begun, another(begun), manners=manners)
    assert done.taken_out
    assert sorted(row.id for row in begun.iterate(Query())) == [1, 2]
    assert "Import another.txt" not in [step.label for step in begun.history(9)]
    assert begun.health().problems == ()


def test_a_killed_import_is_taken_out_at_the_next_start_which_says_so(begun: Library, library_path: Path) -> None:
    before, rows = state_of(begun), rows_of(begun)
    begun.close()
    _import_and_die(library_path, after=2)
    with Library.open(library_path) as library:
        assert library.cut_off
        assert library.cut_off.sentence == (
            "“Import another.txt” was cut off; what had come of it was taken out again. Import it once more."
        )
        assert state_of(library) == before
        assert rows_of(library) == rows
        assert library.health().problems == ()
    with Library.open(library_path) as library:
        assert library.cut_off is None


def test_who_only_looks_sees_no_half_import_either(begun: Library, library_path: Path) -> None:
    begun.close()
    _import_and_die(library_path, after=1)
    with Library.open(library_path, write=False) as library:
        assert library.cut_off
        assert [row.id for row in library.iterate(Query())] == [1, 2]


def test_taking_out_that_is_killed_itself_goes_on_at_the_next_start(begun: Library, library_path: Path) -> None:
    before = state_of(begun)
    begun.close()
    _import_and_die(library_path, after=2)
    for _ in range(2):
        _in_a_child(lambda: _open_and_die(library_path))
    with Library.open(library_path) as library:
        assert library.cut_off
        assert state_of(library) == before
        assert library.health().problems == ()


def test_an_import_that_fails_halfway_leaves_no_trace(begun: Library) -> None:
    before, rows = state_of(begun), rows_of(begun)

    def fail() -> NoReturn:
        raise OSError("the cable was pulled")

    with pytest.raises(OSError, match="cable"):
        imports.apply(begun, another(begun), manners=Cut(2, fail))
    assert state_of(begun) == before
    assert rows_of(begun) == rows


def test_what_a_full_disk_kept_from_being_taken_out_is_taken_out_before_the_next_import(
    begun: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state_of(begun)

    def full(*_: object) -> NoReturn:
        raise LibraryError("The disk is full.")

    with monkeypatch.context() as disk:
        disk.setattr(taking_out.TakingOut, "run", full)
        with pytest.raises(LibraryError, match="full"):
            imports.apply(begun, another(begun), manners=Cut(3, full))
    assert state_of(begun) != before, "it is still there by half"
    imports.apply(begun, another(begun), manners=Cut(9, cancel_after=1))
    assert state_of(begun) == before


def test_two_imports_at_once_come_one_after_the_other(begun: Library, library_path: Path) -> None:
    assert begun.files is not None
    done = []

    def bring_another() -> None:
        with Library.open(library_path) as other:
            done.append(bring_in(other, page(NEW[5:], "Mar 13")))

    waiting = threading.Thread(target=bring_another)
    begins = [waiting.start]
    imports.apply(begun, another(begun), manners=Cut(6, lambda: begins and begins.pop()()))
    waiting.join()
    assert done[0].plan.count("same") == 3, "the second one was planned anew"
    assert [step.label for step in begun.history(2)] == ["Import page-1.txt", "Import another.txt"]


def test_waiting_for_another_import_can_be_cancelled(begun: Library) -> None:
    assert begun.files is not None
    with only_one(begun.files / LOCK) as mine:
        assert mine
        done = imports.apply(begun, another(begun), manners=Cut(6, cancel_after=2))
    assert done.taken_out
    assert len(begun.history(9)) == 2


def test_beside_an_open_window_chunks_are_small(library_path: Path) -> None:
    manners = Beside(library_path)
    assert [manners.is_full(rows) for rows in (49, 50, 9_999, 10_000)] == [False, False, False, True]
    lock = window_lock.take(library_path)
    assert lock
    assert [manners.is_full(rows) for rows in (49, 50)] == [False, True]
    lock.release()
    assert not manners.is_full(50)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 4), st.integers(0, 9), st.integers(0, 10**6))
def test_whatever_is_done_between_chunks_a_cancelled_import_is_gone_and_the_rest_stays(
    tmp_path_factory: pytest.TempPathFactory, rows: int, cancel_after: int, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("walk")
    chance = random.Random(seed)
    with Library.open(folder / "library.db") as library, Library.open(folder / "library.db") as other:
        bring_in(library, page(PAPERS[:3], "Mar 11"))

        def work() -> None:
            ids = [row.id for row in other.iterate(Query())]
            if not ids:
                return
            one = chance.choice(ids)
            does: list[Callable[[], object]] = [
                lambda: queue.queue(other, ids=[one]),
                lambda: tags.tag(other, ids=[one], add=["between"]),
                lambda: notes.write_note(other, paper=one, text="Between."),
                lambda: other.to_undo() and other.undo(),
                lambda: (
                    duplicates.merge(other, ids=chance.sample(ids, min(2, len(ids)))) if chance.random() < 0.2 else None
                ),
            ]
            chance.choice(does)()

        done = imports.apply(library, another(library), manners=Cut(rows, work, cancel_after=cancel_after))
        assert library.health().problems == ()
        state = state_of(library)
        assert {name: state[name] for name in recomputed(library)} == recomputed(library)
        if done.taken_out:
            worked = {row.id for row in library.iterate(Query())} - {1, 2, 3}
            assert worked <= {number for number, _ in done.taken_out.kept}
            assert "Import another.txt" not in [step.label for step in library.history(99)]
        while any(step.standing for step in library.history(99)):
            library.undo()
        assert list(library.iterate(Query())) == []


def _import_and_die(path: Path, after: int) -> None:
    """Import in another process that is killed between two chunks."""

    def work() -> None:
        left = list(range(after))
        with Library.open(path) as library:
            imports.apply(library, another(library), manners=Cut(3, lambda: left.pop() if left else _die()))

    _in_a_child(work)


def _open_and_die(path: Path) -> None:
    """Open a library in a process that dies at the second transaction of what is taken out."""
    began: Iterator[int] = iter(range(2))
    locked = Library._locked

    def counted(self: Library):  # type: ignore[no-untyped-def]
        if next(began, None) is None:
            _die()
        return locked(self)

    Library._locked = counted  # type: ignore[assignment, method-assign]
    Library.open(path)


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("nobody survives that")


def _in_a_child(work: Callable[[], None]) -> None:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(3)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it died while it was at work"
