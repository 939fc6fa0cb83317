"""One step of the user written in several transactions, so that others can write in between.

The step is a group of kind "coming" until its last transaction makes it one of kind "do": until then it is in no
history, and undo passes over it. What was cut off is taken out again: `taking_out`.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

from readinglist.core.changes import Changes
from readinglist.store import derived, journal
from readinglist.store.journal import Group
from readinglist.store.match_index import refresh_keys
from readinglist.store.place import window_lock
from readinglist.store.place.files import only_one
from readinglist.store.transaction import Transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

LOCK: Final = "chunks.lock"
ROWS: Final = 10_000
"""Rows of a chunk where nobody else writes: the journal stays small, a commit costs nothing beside them."""

_ROWS_BESIDE: Final = 50
_PAUSE_BESIDE: Final = 0.005  # seconds in which a window that waits gets its turn
_LOOK_AGAIN: Final = 0.02  # seconds until another step in chunks may have ended


class Manners(Protocol):
    """How a step in chunks behaves towards others that write."""

    @property
    def cancelled(self) -> bool:
        """Whether what was written is to be taken out again."""
        ...

    def is_full(self, rows: int) -> bool:
        """Whether a chunk of so many rows ends here."""
        ...

    def between(self) -> None:
        """Called between two chunks: nothing is locked."""
        ...


class Beside:
    """The manners of a process beside a window that may be open on the same library."""

    cancelled = False

    def __init__(self, library: Path | None) -> None:
        self._library = library
        self._beside = False

    def is_full(self, rows: int) -> bool:
        """Many rows while nobody else writes; few while a window is open."""
        if rows < _ROWS_BESIDE:
            return False
        self._beside = self._library is not None and window_lock.is_held(self._library)
        return self._beside or rows >= ROWS

    def between(self) -> None:
        """Let a window that waits have its turn."""
        if self._beside:
            time.sleep(_PAUSE_BESIDE)


class AtOnce:
    """The manners of what waits for nobody: where another step is being written it gives up."""

    cancelled = False

    def is_full(self, rows: int) -> bool:
        """Never."""
        return rows < 0

    def between(self) -> None:
        """Give up waiting."""
        self.cancelled = True


@contextmanager
def alone_in_chunks(folder: Path | None, manners: Manners) -> Iterator[bool]:
    """One step in chunks at a time a library, whatever the process; False where waiting for another was cancelled."""
    if folder is None:
        yield True
        return
    while not manners.cancelled:
        with only_one(folder / LOCK) as mine:
            if mine:
                yield True
                return
        manners.between()
        time.sleep(_LOOK_AGAIN)
    yield False


class ChunkedStep:
    """A step that is being written in chunks; `locked` gives a transaction that no other writer can come between."""

    def __init__(
        self, connection: sqlite3.Connection, label: str, locked: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._connection = connection
        self._locked = locked
        self._label = label
        self._changes: list[Changes] = []
        self.group: int | None = None  # set when something of it has been committed

    def write(self, write: Callable[[Transaction], Iterator[int]], manners: Manners) -> Changes | None:
        """Write all of it; None where it was cancelled, with what was committed still there.

        `write` yields where it may be cut, and how many rows it has written since.
        """
        pieces: Iterator[int] | None = None
        tx: Transaction | None = None
        while not manners.cancelled:
            with self._locked():
                group = self._opened()
                if tx is None or pieces is None:
                    tx = Transaction(self._connection, group.id, self._label)
                    pieces = write(tx)
                if self._write_chunk(group, pieces, manners):
                    return self._end(group, tx.label)
                journal.close_group(self._connection)
            self.group = group.id
            manners.between()
        return None

    def _opened(self) -> Group:
        if self.group is None:
            return journal.begin_group(self._connection, "coming", self._label)
        return journal.open_group(self._connection, self.group)

    def _write_chunk(self, group: Group, pieces: Iterator[int], manners: Manners) -> bool:
        """Write until a chunk is full, or all is written, which is returned.

        Rows are remade once a chunk: after each write into it the search index is flushed by the next statement.
        """
        rows, ended = 0, True
        for wrote in pieces:
            rows += wrote
            if manners.is_full(rows) or manners.cancelled:
                ended = False
                break
        self._remake(group)
        return ended

    def _remake(self, group: Group) -> None:
        journal.touched_clusters(self._connection, group)
        refresh_keys(self._connection)
        self._changes.append(Changes("", None, *derived.remake(self._connection)))

    def _end(self, group: Group, label: str) -> Changes:
        whole = Group(group.id, 0)
        if not journal.end_group(self._connection, whole):
            return Changes(label)
        derived.recount_digests(self._connection, whole)
        journal.call_done(self._connection, group.id)
        changes = Changes.joined(label, group.id, self._changes)
        journal.note_in_log(group, changes)
        return changes
