"""The library: the one face of the store. Reads come from `Reads`; every write goes through `transaction()`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from readinglist.core.changes import Changes
from readinglist.core.errors import LibraryError, UndoRefusedError
from readinglist.store import derived, digest_files, journal, migrations, sqlite
from readinglist.store.health import Health, look_at
from readinglist.store.identity import new_uid
from readinglist.store.match_index import TableIndex, refresh_keys
from readinglist.store.reads import Reads
from readinglist.store.transaction import Transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from readinglist.store.journal import Kind, Step


class Library(Reads):
    """A library over one connection, used by one thread.

    `path` is the database file, its companions lie in the folder `path` + ".files"; None is a library in memory.
    """

    def __init__(self, path: Path | None, connection: sqlite3.Connection, *, write: bool) -> None:
        super().__init__(connection)
        self.path = path
        self.writable = write
        derived.prepare(connection)

    @classmethod
    def open(cls, path: Path | None, *, write: bool = True) -> Library:
        """Open a library, made if it is not there; to look at only, one that is not there is empty and stays unmade.

        Raises:
            LibraryError: it can't be opened, is no library, or is newer than this program.
        """
        if path is not None and not write and not path.exists():
            path = None
        if path is not None and write:
            _make_folder(path)
        connection = sqlite.connect(path, write=write or path is None)
        try:
            migrations.check_ours(connection, path)
            if migrations.version_of(connection) < migrations.VERSION:
                if not (write or path is None):  # a library of an older version is brought forward before it is read
                    connection.close()
                    cls.open(path, write=True).close()
                    return cls.open(path, write=False)
                migrations.migrate(connection)
                _introduce(connection)
            return cls(path, connection, write=write)
        except sqlite.engine().module.Error as error:
            connection.close()
            raise _as_ours(error, path) from error
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Close the connection; nothing is pending, every step was committed when it ended."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def files(self) -> Path | None:
        """The folder of the library's companions: digests, later backups."""
        return self.path.with_name(f"{self.path.name}.files") if self.path else None

    @contextmanager
    def transaction(self, label: str) -> Iterator[Transaction]:
        """One step of the user: all of it or nothing; `tx.changes` says what it did once the block has ended."""
        with self._step("do", label) as group:
            tx = Transaction(self._connection, group)
            yield tx
            tx.changes = self._finish(group, label)

    def undo(self) -> Changes:
        """Take back the newest step that stands; works across restarts.

        Raises:
            UndoRefusedError: there is none, or its values have changed since.
        """
        with self._step("undo", "") as group:
            step = journal.step_to_undo(self._connection)
            if step is None:
                raise UndoRefusedError("There is nothing to undo.")
            journal.name_group(self._connection, group, step)
            journal.take_back(self._connection, step)
            return self._finish(group, step.label)

    def redo(self) -> Changes:
        """Do again what was undone last, as long as nothing new was done since.

        Raises:
            UndoRefusedError: there is nothing to redo, or values have changed since.
        """
        with self._step("redo", "") as group:
            step = journal.step_to_redo(self._connection)
            if step is None:
                raise UndoRefusedError("There is nothing to redo.")
            journal.name_group(self._connection, group, step)
            journal.do_again(self._connection, step)
            return self._finish(group, step.label)

    def to_undo(self) -> Step | None:
        """The step that `undo` would take back."""
        return journal.step_to_undo(self._connection)

    def to_redo(self) -> Step | None:
        """The step that `redo` would do again."""
        return journal.step_to_redo(self._connection)

    def history(self, limit: int) -> list[Step]:
        """The newest steps, newest first."""
        return journal.history(self._connection, limit)

    def give_citekey(self, paper: int, key: str) -> None:
        """Give a citation key for good; no step of the user, so undo does not take it back."""
        with self._ours():
            self._connection.execute("INSERT INTO citekey (key, member) VALUES (?, ?)", (key, paper))

    def keep_digest(self, source: IO[bytes], hash_: str) -> None:
        """Keep the bytes of a digest, on disk before the step that refers to them is committed."""
        if self.files is not None:
            digest_files.keep(self.files / "digests", source, hash_)

    def match_index(self) -> TableIndex:
        """The papers of this library as `core.plan` wants to meet them."""
        return TableIndex(self._connection)

    def health(self) -> Health:
        """What `doctor` shows; reads the whole library."""
        return look_at(self._connection, self.path)

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def _step(self, kind: Kind, label: str) -> Iterator[int]:
        if not self.writable:
            raise AssertionError("a library that was opened to look at is written to")
        with self._ours():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield journal.begin_group(self._connection, kind, label)
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:  # SQLite itself may have rolled back, on a full disk for one
                    self._connection.execute("ROLLBACK")

    def _finish(self, group: int, label: str) -> Changes:
        if not journal.end_group(self._connection, group):
            return Changes(label)
        journal.touched_clusters(self._connection, group)
        refresh_keys(self._connection)
        added, updated, removed = derived.remake(self._connection)
        return Changes(label, group, added, updated, removed)

    @contextmanager
    def _ours(self) -> Iterator[None]:
        """Say in our words what SQLite can't do; what is our own fault travels up as it is."""
        try:
            yield
        except sqlite.engine().module.OperationalError as error:
            raise _as_ours(error, self.path) from error


def _introduce(connection: sqlite3.Connection) -> None:
    """Write down what a library knows of itself: the device it was made on, and which normaliser made its keys."""
    from readinglist.core.text import NORMALISER

    known = (("device", new_uid()), ("normaliser", str(NORMALISER)))
    connection.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", known)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The folder {path.parent} can't be made: {error.strerror or error}.",
            "Name another place with --library PATH.",
        ) from error
    if path.is_dir():
        raise LibraryError(f"{path} is a folder.", "--library wants the name of a file.")


def _as_ours(error: Exception, path: Path | None) -> LibraryError:
    remedies = {
        "locked": "Another program is writing to it; try again in a moment.",
        "full": "The disk is full: make room and try again. Nothing was lost.",
        "readonly": "Nothing was written: you may not write there.",
    }
    remedy = next((text for word, text in remedies.items() if word in str(error)), "Nothing was written.")
    return LibraryError(f"The library {path} could not be written: {error}.", remedy)
