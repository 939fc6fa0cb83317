"""The library, the one face of the store: how it is opened. `Reads` asks, `Writing` writes, `Upkeep` does the rest."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Self

from readinglist.core.errors import LibraryError
from readinglist.store import journal, migrations, sqlite
from readinglist.store.chunks import AtOnce, alone_in_chunks
from readinglist.store.copies.second_copy import SecondCopy
from readinglist.store.failures import in_our_words, is_damage
from readinglist.store.match_index import TableIndex
from readinglist.store.place.files import OPEN, companions, make_folder, opened
from readinglist.store.upkeep import Upkeep

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path
    from typing import IO

    from readinglist.store.copies.recovery import Recovery
    from readinglist.store.taking_out import TakenOut


UNREADABLE = "its file can't be read"


class Library(Upkeep):
    """A library over one connection, used by one thread.

    `path` is the database file, its companions lie in the folder `path` + ".files"; None is a library in memory.
    """

    def __init__(
        self, path: Path | None, connection: sqlite3.Connection, held: IO[bytes] | None, *, write: bool
    ) -> None:
        super().__init__(path, connection, write=write)
        self.recovery: Recovery | None = None
        self.cut_off: TakenOut | None = None
        self._held = held

    @classmethod
    def open(cls, path: Path | None, *, write: bool = True, make: bool = True) -> Library:
        """Open a library; one that is not there is made.

        Where it is only looked at, or `make` is off, one that is not there is empty, and nothing comes on the disk. One
        that is damaged, or gone though its second copy or a backup is there, is made again; `recovery` says so. What an
        import left that was cut off is taken out; `cut_off` says so.

        Raises:
            LibraryError: it can't be opened, is no library, or is newer than this program.
        """
        recovery = None
        if path is not None and (why := _is_damaged(path)):
            recovery = _recover(path, why, lambda: not _is_damaged(path))
        try:
            library = cls._open(path, write=write, make=make)
        except (LibraryError, sqlite.engine().module.Error, UnicodeDecodeError) as error:
            # a page that only the rest of opening reads
            if path is None or not (is_damage(error) and _can_be_made_again(path)):
                raise
            damaged = path.stat().st_ino
            recovery = _recover(path, UNREADABLE, lambda: path.stat().st_ino != damaged)
            library = cls._open(path, write=write, make=make)
        library.recovery = recovery
        return library

    @staticmethod
    def restore(path: Path) -> Recovery:
        """Make a library again with every step, whatever it is now; the present files are kept aside.

        Raises:
            LibraryError: there is nothing to make it from, or it is open elsewhere.
        """
        if not _can_be_made_again(path):
            raise LibraryError(f"There is neither a second copy of {path} nor a backup.", "Nothing was changed.")
        made = _recover(path, "you asked for it", lambda: False)
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
            behind = migrations.version_of(connection) < migrations.VERSION
            if not (write or path is None) and (behind or sqlite.keeps_unsafe_log(connection, path)):
                connection.close()  # it is brought forward before it is read
                cls._open(path, write=True, make=True).close()
                return cls._connected(path, held, write=False)
            if behind:
                if path is not None and migrations.version_of(connection):
                    from readinglist.store.copies.before_migration import keep_before_migration

                    keep_before_migration(connection, companions(path))
                migrations.migrate(connection)
            library = cls(path, connection, held, write=write)
            library._fill_copy()
            library.cut_off = library._take_out_what_was_cut_off()
            if write:
                library._finish_purge_that_was_cut_off()
        except BaseException as error:
            connection.close()
            known = in_our_words(error, path)
            if known:
                raise known from error
            raise
        return library

    def _take_out_what_was_cut_off(self) -> TakenOut | None:
        """Take out what an import left that was cut off, unless it is still being written by another."""
        if journal.coming(self._connection) is None:
            return None
        if not self.writable:
            with Library._open(self.path, write=True, make=True) as library:
                return library.cut_off
        with alone_in_chunks(self.files, AtOnce()) as mine:
            return self._take_out() if mine else None

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

    def interrupt(self) -> None:
        """End the question that runs, which then raises InterruptedSearchError; the one call for another thread.

        Without effect where nothing runs. For a library that is only looked at: it would end a write as well.
        """
        self._connection.interrupt()

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


def _can_be_made_again(path: Path | None) -> bool:
    """Whether there is a second copy or a backup to make a library of this path from."""
    if path is None or SecondCopy(companions(path)).exists:
        return path is not None
    from readinglist.store.copies.backups import Backups

    return bool(Backups(path).all())


def _recover(path: Path, why: str, is_sound: Callable[[], bool]) -> Recovery | None:
    """Make a library again from its copies, whose modules a sound one does not load."""
    from readinglist.store.copies.recovery import recover

    return recover(path, why, is_sound)


def _is_damaged(path: Path | None) -> str:
    """What is wrong with a library that can be made again; empty where nothing is seen."""
    if path is None or not _can_be_made_again(path):
        return ""
    if not stands(path):
        return "its file is gone or empty"
    try:
        with closing(sqlite.connect(path, write=False)) as connection:
            migrations.check_ours(connection, path)
            ahead = False
            if migrations.version_of(connection):
                journal.coming(connection)  # what every opening asks
                ahead = SecondCopy(companions(path)).is_ahead(connection)
    except (LibraryError, sqlite.engine().module.Error, UnicodeDecodeError) as error:
        if not is_damage(error):
            raise in_our_words(error, path) or error from error
        return UNREADABLE
    return "its newest steps are missing" if ahead else ""


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
