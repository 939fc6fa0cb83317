"""The only threads of the window: one that writes, one that searches, one that reads files, one that makes backups.

Each owns a library over a connection of its own and runs what it is given in order; only a write that takes its time
lets others in between. What comes of it returns as a signal to the window's thread; no worker touches a widget.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from queue import Empty, PriorityQueue
from threading import Event, Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Signal, Slot

from readinglist.core.errors import InterruptedSearchError, ReadingListError
from readinglist.store.failures import in_our_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.store.library import Library
    from readinglist.workspace import Workspace

LOOK_SECONDS = 1.0
AGAIN = 20  # milliseconds after which a statement is interrupted once more
CHUNK_ROWS = 256  # of a long write, while nobody does anything
CHUNK_ROWS_BESIDE = 16  # while somebody does: an urgent write waits for what was written to be made whole and committed
STILL_BUSY = 3.0  # seconds after which somebody who did something is taken to be reading
_URGENT, _BULK, _END = range(3)  # what a worker does first


class CancelledError(Exception):
    """Thrown inside a call whose result nobody waits for any more."""


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A call to be made on a thread.

    On the window's thread `done` then gets its result; where it failed, `failed` is called beside the general report.
    `told` hears how far it is. `says` gets an error that a user can mend, in place of the general report.
    """

    call: Callable[[Library, Job], Any]
    done: Callable[[Any], None] | None = None
    failed: Callable[[], None] | None = None
    told: Callable[..., None] | None = None
    says: Callable[[ReadingListError], None] | None = None
    _emit: Callable[[tuple[Job, tuple[object, ...]]], None] | None = None
    _interrupt: Callable[[Job], None] | None = None
    _cancelled: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Nobody waits any more: the call ends soon, and nobody is called back."""
        self._cancelled.set()
        if self._interrupt:
            self._interrupt(self)

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits any more."""
        return self._cancelled.is_set()

    def tell(self, *news: object) -> None:
        """Called on the worker: how far it is.

        Raises:
            CancelledError: nobody wants to know.
        """
        if self.cancelled:
            raise CancelledError
        if self._emit:
            self._emit((self, news))


class Apart(QThread):
    """A call that is made while no window is open; then `result` is there, or `error` says why not."""

    def __init__(self, call: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._call = call
        self.result: Any = None
        self.error: Exception | None = None

    def run(self) -> None:
        """The thread itself."""
        try:
            self.result = self._call()
        except Exception as error:  # noqa: BLE001  whatever it is, the window's thread reports it
            self.error = error


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: a result, or why there is none."""

    job: Job
    result: Any = None
    error: Exception | None = None


class Worker(QThread):
    """One thread with one library. A worker that writes also looks, while idle, whether another program wrote."""

    ended = Signal(object)
    told = Signal(object)
    elsewhere = Signal()

    def __init__(self, workspace: Workspace, *, write: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._write = write
        self._jobs: PriorityQueue[tuple[int, int, Job | None]] = PriorityQueue()
        self._number = count()
        self._library: Library | None = None  # belongs to the thread
        self._job: Job | None = None
        self._open = Lock()  # a library that is closed can't be interrupted
        self._version = 0
        self._served = 0.0  # when something urgent was done last

    def submit(self, job: Job, *, urgent: bool = True) -> None:
        """Put a job at the end of the line; one that is not urgent waits for all that are, and lets them in between."""
        self._jobs.put((_URGENT if urgent else _BULK, next(self._number), job))
        if not self.isRunning():
            self.start()

    def interrupt(self, job: Job) -> None:
        """End the statement that runs for a job, if it is this one's turn; called from the window's thread.

        Between two statements that is without effect: so it is done again until the job has ended.
        """
        if self._job is job:
            self._end_statement()
            QTimer.singleShot(AGAIN, partial(self.interrupt, job))

    def end(self) -> None:
        """Do what is in line, then stop; a later job starts the thread again."""
        if self.isRunning():
            self._jobs.put((_END, next(self._number), None))
            while not self.wait(AGAIN):
                if (job := self._job) and job.cancelled:
                    self._end_statement()

    @property
    def urgent_waits(self) -> bool:
        """Whether anything urgent is in line; only this thread takes it from there."""
        line = self._jobs.queue
        return bool(line) and line[0][0] == _URGENT

    @property
    def is_asked_much(self) -> bool:
        """Whether something urgent was done a moment ago, so that more of it is likely."""
        return monotonic() - self._served < STILL_BUSY

    def serve(self) -> None:
        """Do what is urgent; called on the thread itself, between two chunks of a write that takes its time."""
        long_one = self._job
        while self.urgent_waits and (job := self._jobs.get()[2]):
            self.ended.emit(self._do(job))
            self._served = monotonic()
        self._job = long_one

    def run(self) -> None:
        """The thread itself."""
        try:
            while (job := self._next()) is not None:
                self.ended.emit(self._do(job))
        finally:
            with self._open:
                if self._library:
                    self._library.close()
                    self._library = None

    def _end_statement(self) -> None:
        with self._open:
            if self._library:
                self._library.interrupt()

    def _next(self) -> Job | None:
        while True:
            try:
                return self._jobs.get(timeout=LOOK_SECONDS if self._write and self._library else None)[2]
            except Empty:
                self._look()

    def _do(self, job: Job) -> Outcome:
        """Run one job; the library is opened for the first one that finds that it can be."""
        self._job = job
        try:
            if self._library is None:
                self._library = self._workspace.open_library(write=self._write)
                self._version = self._library.data_version()
            return Outcome(job, self._call(self._library, job))
        except CancelledError:
            return Outcome(job)
        except Exception as error:  # noqa: BLE001  whatever it is, the window's thread reports it
            return Outcome(job, error=in_our_words(error, self._workspace.settings.library) or error)
        finally:
            self._job = None

    def _call(self, library: Library, job: Job) -> Any:
        """What the job returns. An interruption that was meant for the job before is no reason to fail."""
        while not job.cancelled:
            try:
                return job.call(library, job)
            except Exception as error:
                known = in_our_words(error, library.path)
                if not isinstance(known or error, InterruptedSearchError):
                    raise
        raise CancelledError

    def _look(self) -> None:
        """On this connection the version moves only when others write, so nothing of our own is taken for theirs."""
        version = self._library.data_version() if self._library else self._version
        if version != self._version:
            self._version = version
            self.elsewhere.emit()


class LongWrite:
    """A write that takes its time: the manners of a step in chunks, which ends one when anything urgent waits."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._cancelled = Event()

    def cancel(self) -> None:
        """Have what was written taken out again; who asked for the write is told when that is done."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether it is to be taken out again."""
        return self._cancelled.is_set()

    def is_full(self, rows: int) -> bool:
        """Whether others are to be let in."""
        return self._worker.urgent_waits or rows >= (CHUNK_ROWS_BESIDE if self._worker.is_asked_much else CHUNK_ROWS)

    def between(self) -> None:
        """Let them in."""
        self._worker.serve()


class Tasks(QObject):
    """Takes calls from the window's thread and brings back what came of them.

    `failed` tells an error that a user can mend; anything else that is thrown goes to `sys.excepthook`. `waiting` tells
    how many writes are not done yet, `elsewhere` that another program wrote.
    """

    failed = Signal(object)
    elsewhere = Signal()
    waiting = Signal(int)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = Worker(workspace, write=workspace.hindrance is None, parent=self)
        self._searcher = Worker(workspace, write=False, parent=self)
        self._filer = Worker(workspace, write=False, parent=self)
        self._keeper = Worker(workspace, write=False, parent=self)
        self._writing: list[Job] = []
        self._reading: list[Job] = []
        for worker in (self._writer, self._searcher, self._filer, self._keeper):
            worker.ended.connect(self._ended)
            worker.told.connect(self._told)
        self._writer.elsewhere.connect(self.elsewhere)

    @property
    def writes(self) -> int:
        """How many writes are not done yet."""
        return len(self._writing)

    def start(self) -> None:
        """Have the writer open its library, so that it sees what others write."""
        self.write(lambda _library: None)

    def write(
        self,
        call: Callable[[Library], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[], None] | None = None,
        says: Callable[[ReadingListError], None] | None = None,
    ) -> None:
        """Call with the only library that writes, after every write that was asked for before."""
        job = Job(lambda library, _job: call(library), done, failed, says=says)
        self._writing.append(job)
        self._writer.submit(job)
        self.waiting.emit(len(self._writing))

    def write_long(
        self,
        call: Callable[[Library, LongWrite, Callable[..., None]], Any],
        done: Callable[[Any], None],
        failed: Callable[[], None],
        told: Callable[..., None],
    ) -> LongWrite:
        """Call with the library that writes, the manners it has to keep, and what it tells how far it is."""
        long_one = LongWrite(self._writer)
        job = Job(
            lambda library, job: call(library, long_one, job.tell), done, failed, told, _emit=self._writer.told.emit
        )
        self._writing.append(job)
        self._writer.submit(job, urgent=False)
        return long_one

    def search(
        self, call: Callable[[Library], Any], done: Callable[[Any], None], failed: Callable[[], None] | None = None
    ) -> Job:
        """Ask a library that is only looked at, away from the window; a job that is cancelled ends at once."""
        job = Job(lambda library, _job: call(library), done, failed, _interrupt=self._searcher.interrupt)
        return self._read_on(self._searcher, job)

    def search_in_steps(
        self,
        call: Callable[[Library, Callable[..., None]], Any],
        done: Callable[[Any], None],
        failed: Callable[[], None],
        told: Callable[..., None],
    ) -> Job:
        """Ask as `search` does; `told` hears at once what the call says to its second argument."""
        job = Job(
            lambda library, job: call(library, job.tell), done, failed, told,
            _emit=self._searcher.told.emit, _interrupt=self._searcher.interrupt,
        )  # fmt: skip
        return self._read_on(self._searcher, job)

    def read_files(
        self,
        call: Callable[[Library, Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[], None] | None = None,
        told: Callable[..., None] | None = None,
    ) -> Job:
        """Read files beside a library that is looked at; `told` hears what the call says to `Job.tell`."""
        job = Job(call, done, failed, told, _emit=self._filer.told.emit, _interrupt=self._filer.interrupt)
        return self._read_on(self._filer, job)

    def keep(
        self,
        call: Callable[[Library], Any],
        done: Callable[[Any], None],
        says: Callable[[ReadingListError], None] | None = None,
    ) -> Job:
        """Make backups and look at them, beside all else; ended without a trace when the window is closed."""
        job = Job(lambda library, _job: call(library), done, says=says, _interrupt=self._keeper.interrupt)
        return self._read_on(self._keeper, job)

    def close(self) -> None:
        """End all threads, with every write done and every caller told; files are not read to their end.

        What a caller asks for when it is told is done as well, or not read any more.
        """
        workers = (self._searcher, self._filer, self._keeper, self._writer)
        while any(worker.isRunning() for worker in workers):
            for job in self._reading:
                job.cancel()
            for worker in workers:
                worker.end()
            QCoreApplication.sendPostedEvents(self)

    def _read_on(self, worker: Worker, job: Job) -> Job:
        self._reading.append(job)
        worker.submit(job)
        return job

    @Slot(object)
    def _told(self, news: tuple[Job, tuple[object, ...]]) -> None:
        job, words = news
        if job.told and not job.cancelled:
            job.told(*words)

    @Slot(object)
    def _ended(self, outcome: Outcome) -> None:
        job = outcome.job
        if job in self._reading:
            self._reading.remove(job)
        else:
            self._writing.remove(job)
            self.waiting.emit(len(self._writing))
        if outcome.error is not None:
            self._report(job, outcome.error)
        elif job.done and not job.cancelled:
            job.done(outcome.result)

    def _report(self, job: Job, error: Exception) -> None:
        if job.failed and not job.cancelled:
            job.failed()
        if isinstance(error, ReadingListError):
            (job.says or self.failed.emit)(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
