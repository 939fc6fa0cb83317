"""The writes of a library: steps, whole or in chunks, and taking them back; every write goes through here."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from readinglist.core.changes import Changes
from readinglist.core.errors import LibraryError, UndoRefusedError
from readinglist.core.sentences import quoted
from readinglist.store import derived, journal, obstacles, sqlite
from readinglist.store.chunks import AtOnce, Beside, ChunkedStep, alone_in_chunks
from readinglist.store.copies.second_copy import SecondCopy
from readinglist.store.failures import in_our_words
from readinglist.store.match_index import refresh_keys
from readinglist.store.place import digest_files
from readinglist.store.place.files import companions
from readinglist.store.reads import Reads
from readinglist.store.taking_out import TakenOut, TakingOut
from readinglist.store.transaction import Transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path
    from typing import IO

    from readinglist.core.paper import Paper
    from readinglist.store.chunks import Manners
    from readinglist.store.journal import Group, Kind, Step, Stretch


UNREADABLE = "its file can't be read"


_log = logging.getLogger(__name__)


class Writing(Reads):
    """What a library can be told; used by one thread. `refusal` is what a write is told where a copy is looked at."""

    def __init__(self, path: Path | None, connection: sqlite3.Connection, *, write: bool) -> None:
        super().__init__(connection)
        self.path = path
        self.writable = write
        self.refusal: LibraryError | None = None
        self._copy = SecondCopy(self.files) if self.files and write else None
        derived.prepare(connection)

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

    def step_in_chunks(
        self, label: str, write: Callable[[Transaction], Iterator[int]], manners: Manners | None = None
    ) -> Changes | TakenOut:
        """One step of the user in several transactions, so that others write in between: all of it or nothing.

        `write` yields where it may be cut, and how many rows it has written since. Where it was cancelled, or failed,
        what was written is taken out again; where it was cut off by force, the next opening does that.
        """
        manners = manners or Beside(self.path)
        with alone_in_chunks(self.files, manners) as mine:
            if not mine:
                return TakenOut(label, Changes(label))
            self._take_out()  # what a full disk has kept from being taken out before
            step = ChunkedStep(self._connection, label, self._locked)
            try:
                done = step.write(write, manners)
            except BaseException:
                self._take_out()
                raise
            return done or self._take_out(manners) or TakenOut(label, Changes(label))

    def _take_out(self, manners: Manners | None = None) -> TakenOut | None:
        """Take out the step that is still coming, if there is one."""
        step = journal.coming(self._connection)
        if step is None:
            return None
        taken = TakingOut(self._connection, step, self._locked).run(manners)
        self._forget_bytes(taken.hashes)
        return taken

    def forget_bytes(self, hashes: Iterable[str]) -> None:
        """Remove the kept bytes of digests that never came in; those that another import needs stay."""
        with alone_in_chunks(self.files, AtOnce()) as mine:
            if mine:
                self._forget_bytes(hashes)

    def _forget_bytes(self, hashes: Iterable[str]) -> None:
        for hash_ in hashes:
            if self.files and not self._connection.execute("SELECT 1 FROM digest WHERE hash = ?", (hash_,)).fetchone():
                digest_files.forget(self.files / "digests", hash_)

    def undo(self, step: int | None = None) -> Changes:
        """Take back the newest step that stands, or the one that is named; works across restarts.

        Raises:
            UndoRefusedError: there is none, or another step is in the way.
            NotFoundError: there is no step of that number.
        """
        return self._turn("undo", journal.step_to_undo, journal.take_back, step)

    def redo(self, step: int | None = None) -> Changes:
        """Do again what was undone last, as long as nothing new was done since; or the undone step that is named.

        Raises:
            UndoRefusedError: there is none, or another step is in the way.
            NotFoundError: there is no step of that number.
        """
        return self._turn("redo", journal.step_to_redo, journal.do_again, step)

    def to_undo(self) -> Step | None:
        """The step that `undo` would take back."""
        return journal.step_to_undo(self._connection)

    def to_redo(self) -> Step | None:
        """The step that `redo` would do again."""
        return journal.step_to_redo(self._connection)

    def give_citekeys(self, papers: Iterable[int], base_of: Callable[[Paper], str]) -> None:
        """Give every paper that has none a citation key, for good: no step of the user, so undo leaves it.

        A key that papers of an undone import have is taken over by a paper shown under the same title. `base_of` says
        what a paper's key should be; where it is taken, a letter is added.
        """
        from readinglist.store import citekeys

        with self._locked():
            citekeys.give(self, self._connection, papers, base_of)

    def free_citekey(self, paper: Paper, base: str, besides: Collection[str] = ()) -> str:
        """The citation key that a paper without one would get now; `besides` are not free either. Writes nothing."""
        from readinglist.store import citekeys

        return citekeys.free(self._connection, paper, base, besides)

    def keep_digest(self, source: IO[bytes], hash_: str, manners: Manners | None = None) -> None:
        """Keep the bytes of a digest, on disk before the step that refers to them is committed.

        Others may write meanwhile as `manners` have it; without, nobody is let in.
        """
        if self.files is not None:
            between = manners.between if manners else lambda: None
            digest_files.keep(self.files / "digests", source, hash_, between)

    def _turn(
        self,
        kind: Kind,
        choose: Callable[[sqlite3.Connection], Step | None],
        turn: Callable[[sqlite3.Connection, Step], None],
        number: int | None = None,
    ) -> Changes:
        with self._step(kind, "") as group:
            usual = choose(self._connection)
            step = usual if number is None else self.step(number)
            if step is None:
                raise UndoRefusedError(f"There is nothing to {kind}.")
            if step.standing is not (kind == "undo"):
                is_so = "stands already" if step.standing else "is undone already"
                raise UndoRefusedError(f"{quoted(step.label)} {is_so}.", "Nothing was written.")
            refused = obstacles.refusal(
                self._connection, step, undo=kind == "undo", next_one=kind == "undo" and step == usual
            )
            if refused:
                raise refused
            journal.name_group(self._connection, group.id, step)
            turn(self._connection, step)
            changes = self._finish(group, step.label)
            return replace(changes, turned=step.id, kept=derived.kept(self._connection, group))

    @contextmanager
    def _step(self, kind: Kind, label: str, joins: Stretch | None = None) -> Iterator[Group]:
        with self._locked():
            joined = None if joins is None else journal.join_group(self._connection, joins, label)
            yield joined or journal.begin_group(self._connection, kind, label)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """A transaction that no other writer can come between; what SQLite can't do is said in our words."""
        if not self.writable:
            raise self.refusal or AssertionError("a library that was opened to look at is written to")
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
        changes = Changes(label, group.id if stands else None, added, updated, removed)
        journal.note_in_log(group, changes)
        return changes
