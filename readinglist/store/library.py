"""The library: the one face of the store. Reads come from `Reads`; every write goes through `transaction()`."""

from __future__ import annotations

import logging
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Self

from readinglist.core.changes import Changes
from readinglist.core.errors import LibraryError, UndoRefusedError
from readinglist.store import citekeys, derived, digest_files, journal, migrations, reindexing, rekeying, sqlite
from readinglist.store.backups import Backups
from readinglist.store.before_migration import keep_before_migration
from readinglist.store.failures import in_our_words, is_damage
from readinglist.store.files import companions, make_folder, opened
from readinglist.store.health import Health, look_at
from readinglist.store.match_index import TableIndex, refresh_keys
from readinglist.store.reads import Reads
from readinglist.store.recovery import OPEN, can_be_made_again, recover
from readinglist.store.second_copy import SecondCopy
from readinglist.store.transaction import Transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path
    from typing import IO

    from readinglist.core.paper import Paper
    from readinglist.store.backup_preview import Preview
    from readinglist.store.journal import Group, Kind, Step, Stretch
    from readinglist.store.manifest import Backup, Occasion
    from readinglist.store.recovery import Recovery
    from readinglist.store.reindexing import Reindexed
    from readinglist.store.rekeying import Rekeyed

_log = logging.getLogger(__name__)


class Library(Reads):
    """A library over one connection, used by one thread.

    `path` is the database file, its companions lie in the folder `path` + ".files"; None is a library in memory.
    """

    def __init__(
        self, path: Path | None, connection: sqlite3.Connection, held: IO[bytes] | None, *, write: bool
    ) -> None:
        super().__init__(connection)
        self.path = path
        self.writable = write
        self.recovery: Recovery | None = None
        self._held = held
        self._copy = SecondCopy(self.files) if self.files and write else None
        derived.prepare(connection)

    @classmethod
    def open(cls, path: Path | None, *, write: bool = True, make: bool = True) -> Library:
        """Open a library; one that is not there is made.

        Where it is only looked at, or `make` is off, one that is not there is empty, and nothing comes on the disk. One
        that is damaged, or gone though its second copy or a backup is there, is made again; `recovery` says so.

        Raises:
            LibraryError: it can't be opened, is no library, or is newer than this program.
        """
        recovery = None
        if path is not None and (why := _is_damaged(path)):
            recovery = recover(path, why, lambda: not _is_damaged(path))
        try:
            library = cls._open(path, write=write, make=make)
        except (LibraryError, UnicodeDecodeError, sqlite.engine().module.DatabaseError) as error:
            if path is None or not _tells_of_damage(error) or not can_be_made_again(path):
                raise  # else it is what the first look did not see
            recovery = recover(path, "its file can't be read", lambda: False)
            library = cls._open(path, write=write, make=make)
        library.recovery = recovery
        return library

    @staticmethod
    def restore(path: Path) -> Recovery:
        """Make a library again with every step, whatever it is now; the present files are kept aside.

        Raises:
            LibraryError: there is nothing to make it from, or it is open elsewhere.
        """
        if not can_be_made_again(path):
            raise LibraryError(f"There is neither a second copy of {path} nor a backup.", "Nothing was changed.")
        made = recover(path, "you asked for it", lambda: False)
        if made is None:
            raise AssertionError("a library that is never sound is made again")
        return made

    @classmethod
    def _open(cls, path: Path | None, *, write: bool, make: bool) -> Library:
        if path is not None and not (write and make) and not stands(path):
            path = None
        if path is not None and write:
            _make_folders(path)
        held = opened(companions(path) / OPEN) if path else None
        try:
            return cls._connected(path, held, write=write)
        except BaseException:
            if held:
                held.close()
            raise

    @classmethod
    def _connected(cls, path: Path | None, held: IO[bytes] | None, *, write: bool) -> Library:
        connection = sqlite.connect(path, write=write or path is None)
        try:
            migrations.check_ours(connection, path)
            if migrations.version_of(connection) < migrations.VERSION:
                if not (write or path is None):  # a library of an older version is brought forward before it is read
                    connection.close()
                    cls._open(path, write=True, make=True).close()
                    return cls._connected(path, held, write=False)
                if path is not None and migrations.version_of(connection):
                    keep_before_migration(connection, companions(path))
                migrations.migrate(connection)
            library = cls(path, connection, held, write=write)
            library._fill_copy()
        except BaseException as error:
            connection.close()
            known = in_our_words(error, path)
            if known:
                raise known from error
            raise
        return library

    def close(self) -> None:
        """Close the connection; nothing is pending, every step was committed when it ended."""
        self._connection.close()
        if self._held:
            self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self.close()
        known = in_our_words(error, self.path)
        if known:
            raise known from error

    @property
    def files(self) -> Path | None:
        """The folder of the library's companions: digests, later backups."""
        return companions(self.path) if self.path else None

    @contextmanager
    def transaction(self, label: str, *, joins: Stretch | None = None) -> Iterator[Transaction]:
        """One step of the user: all of it or nothing; `tx.changes` says what it did once the block has ended.

        `joins` names an earlier step of typing on the same note: where that stands and nothing followed it, what is
        written becomes part of it, so that undo takes both back.
        """
        with self._step("do", label, joins) as group:
            tx = Transaction(self._connection, group.id, label)
            yield tx
            tx.changes = self._finish(group, tx.label)

    def undo(self, step: int | None = None) -> Changes:
        """Take back the newest step that stands, or the one that is named; works across restarts.

        Raises:
            UndoRefusedError: there is none, or its values have changed since.
        """
        return self._turn("undo", journal.step_to_undo, journal.take_back, step)

    def redo(self) -> Changes:
        """Do again what was undone last, as long as nothing new was done since.

        Raises:
            UndoRefusedError: there is nothing to redo, or values have changed since.
        """
        return self._turn("redo", journal.step_to_redo, journal.do_again)

    def to_undo(self) -> Step | None:
        """The step that `undo` would take back."""
        return journal.step_to_undo(self._connection)

    def to_redo(self) -> Step | None:
        """The step that `redo` would do again."""
        return journal.step_to_redo(self._connection)

    def history(self, limit: int) -> list[Step]:
        """The newest steps, newest first."""
        return journal.history(self._connection, limit)

    def give_citekeys(self, papers: Iterable[int], base_of: Callable[[Paper], str]) -> None:
        """Give every paper that has none a citation key, for good: no step of the user, so undo leaves it.

        A key that papers of an undone import have is taken over by a paper shown under the same title. `base_of` says
        what a paper's key should be; where it is taken, a letter is added.
        """
        with self._locked():
            citekeys.give(self, self._connection, papers, base_of)

    def free_citekey(self, paper: Paper, base: str, besides: Collection[str] = ()) -> str:
        """The citation key that a paper without one would get now; `besides` are not free either. Writes nothing."""
        return citekeys.free(self._connection, paper, base, besides)

    def keep_digest(self, source: IO[bytes], hash_: str) -> None:
        """Keep the bytes of a digest, on disk before the step that refers to them is committed."""
        if self.files is not None:
            digest_files.keep(self.files / "digests", source, hash_)

    def match_index(self) -> TableIndex:
        """The papers of this library as `core.plan` wants to meet them.

        Raises:
            LibraryError: their keys were made by another version's rules and find nothing yet.
        """
        if self.keys_are_stale():
            raise LibraryError(
                "Repeats can't be recognised yet: this version knows them by other rules, and is still making ready.",
                "Wait until that is done; nothing was changed.",
            )
        return TableIndex(self._connection)

    def keys_are_stale(self) -> bool:
        """Whether another version's rules made the keys by which repeats are found; `rekey_some` makes them anew."""
        return rekeying.is_stale(self._connection)

    def rekey_some(self) -> Rekeyed | None:
        """Make the keys of some hundred papers anew, as one write; how far that is, None when all are made."""
        with self._locked():
            return rekeying.rekey_some(self._connection)

    def search_is_partial(self) -> bool:
        """Whether searches don't find every paper yet: the index is being made, and `index_some` goes on with it."""
        return reindexing.is_partial(self._connection)

    def index_some(self) -> Reindexed | None:
        """Put some hundred papers into the search index, as one write; how far that is, None when all are in it."""
        with self._locked():
            return reindexing.index_some(self._connection)

    def back_up(self, occasion: Occasion, *, thorough: bool = False, as_in: Backup | None = None) -> Backup | None:
        """Make a backup of what this connection sees, with every page checked where it is `thorough`.

        None where nothing changed since the newest one, or the library is in memory. `as_in` is the backup that it was
        put back to just now.

        Raises:
            LibraryError: no backup was made, because the library is damaged or nothing can be written beside it.
        """
        if self.path is None:
            return None
        try:
            return Backups(self.path).make(self._connection, occasion, thorough=thorough, as_in=as_in)
        except OSError as error:
            raise LibraryError(
                f"No backup could be made: {error.strerror or error}.",
                "What you did is saved all the same. Make room, or see that you may write beside the library.",
            ) from error

    def preview_restore(self, name: str) -> Preview:
        """What putting this library back to a backup would change; "latest" is the newest one.

        Raises:
            LibraryError: there is no such backup, or it or the library is damaged.
        """
        if self.path is None:
            raise LibraryError("There is no library yet.", "An import makes one.")
        backups = Backups(self.path)
        return backups.preview(self._connection, backups.named(name))

    def renew_copy(self) -> None:
        """Write the second copy anew, where it is damaged and the library is not. OSError travels up."""
        if self._copy:
            self._copy.renew(self._connection)

    def interrupt(self) -> None:
        """End the question that runs, which then raises InterruptedSearchError; the one call for another thread.

        Without effect where nothing runs. For a library that is only looked at: it would end a write as well.
        """
        self._connection.interrupt()

    def health(self) -> Health:
        """What `doctor` shows; reads the whole library."""
        return look_at(self._connection, self.path)

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _turn(
        self,
        kind: Kind,
        choose: Callable[[sqlite3.Connection], Step | None],
        turn: Callable[[sqlite3.Connection, Step], None],
        number: int | None = None,
    ) -> Changes:
        with self._step(kind, "") as group:
            step = choose(self._connection) if number is None else journal.step_of(self._connection, number)
            if step is None:
                raise UndoRefusedError(f"There is nothing to {kind}.")
            journal.name_group(self._connection, group.id, step)
            turn(self._connection, step)
            journal.check_membership(self._connection, group, step)
            return self._finish(group, step.label)

    @contextmanager
    def _step(self, kind: Kind, label: str, joins: Stretch | None = None) -> Iterator[Group]:
        with self._locked():
            joined = None if joins is None else journal.join_group(self._connection, joins, label)
            yield joined or journal.begin_group(self._connection, kind, label)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """A transaction that no other writer can come between; what SQLite can't do is said in our words."""
        if not self.writable:
            raise AssertionError("a library that was opened to look at is written to")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:  # SQLite itself may have rolled back, on a full disk for one
                    self._connection.execute("ROLLBACK")
        except sqlite.engine().module.Error as error:
            known = in_our_words(error, self.path)
            if known:
                raise known from error
            raise
        self._fill_copy()

    def _fill_copy(self) -> None:
        """Have the second copy hold every step; where it can't be written now it is filled the next time."""
        if self._copy:
            try:
                self._copy.fill(self._connection)
            except OSError as error:
                _log.warning("the second copy can't be written: %s", error.strerror or type(error).__name__)

    def _finish(self, group: Group, label: str) -> Changes:
        if not journal.end_group(self._connection, group):
            return Changes(label)
        journal.touched_clusters(self._connection, group)
        refresh_keys(self._connection)
        derived.recount_digests(self._connection, group)
        added, updated, removed = derived.remake(self._connection)
        stands = not journal.call_void(self._connection, group)
        return Changes(label, group.id if stands else None, added, updated, removed)


def _is_damaged(path: Path | None) -> str:
    """What is wrong with a library that can be made again; empty where nothing is seen."""
    if path is None or not can_be_made_again(path):
        return ""
    if not stands(path):
        return "its file is gone or empty"
    try:
        with closing(sqlite.connect(path, write=False)) as connection:
            migrations.check_ours(connection, path)
            ahead = migrations.version_of(connection) and SecondCopy(companions(path)).is_ahead(connection)
    except (LibraryError, UnicodeDecodeError, sqlite.engine().module.DatabaseError) as error:
        if not _tells_of_damage(error):
            raise
        return "its file can't be read"
    return "its newest steps are missing" if ahead else ""


def _tells_of_damage(error: BaseException) -> bool:
    return is_damage(error) or is_damage(error.__cause__)


def stands(path: Path) -> bool:
    """Whether there is a library: a file without a byte is none yet."""
    return path.exists() and not (path.is_file() and path.stat().st_size == 0)


def _make_folders(path: Path) -> None:
    if path.is_dir():
        raise LibraryError(f"{path} is a folder.", "--library wants the name of a file.")
    try:
        make_folder(companions(path))
    except OSError as error:
        raise LibraryError(
            f"The folder {path.parent} can't be made: {error.strerror or error}.",
            "Name another place with --library PATH.",
        ) from error
