"""What keeps a library sound, small and private: checks, backups, the second copy, indexes made anew, purging.

None of it is needed for a library to be opened and looked at, so what does it is loaded when it is done.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from readinglist.core.changes import Changes
from readinglist.core.errors import LibraryError, NotFoundError
from readinglist.store import reindexing, rekeying, returning, sqlite
from readinglist.store.failures import is_damage
from readinglist.store.place.files import exclusive, only_one
from readinglist.store.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from readinglist.store.copies.backup_preview import Preview
    from readinglist.store.copies.manifest import Backup, Occasion
    from readinglist.store.health import Health
    from readinglist.store.reindexing import Reindexed
    from readinglist.store.rekeying import Rekeyed


UNREADABLE = "its file can't be read"


class Upkeep(Writing):
    """What is done to a library beside the steps of its user."""

    def new_day(self, today: date) -> Changes:
        """Have the papers come back that were put off to this day, or to one before; they are `updated`.

        It is no step. A day that is not later than the newest that was told changes nothing.
        """
        if not returning.is_new(self._connection, today):
            return Changes(returning.LABEL)
        with self._locked():
            return returning.go_on_to(self._connection, today)

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

    def compact(self, *, least: int = 1) -> int:
        """Make the log small again where many saves of a note said the same thing; how many changes of it went.

        The whole second copy is written anew for it: of fewer than `least` changes none goes.
        """
        from readinglist.store.compaction import compact

        return compact(self._connection, self._copy, self._locked, least=least)

    def purge(self, papers: Iterable[int]) -> Changes:
        """Really delete papers and all that was written on them, from the log and every copy too; no undo.

        Takes as long as writing the library anew. What was kept aside of older libraries goes as a whole.
        """
        from readinglist.store import purging

        with exclusive(self.files / purging.LOCK) if self.files else nullcontext():
            changes = self._begin_purge(papers)
            self._finish_purge()
        return changes

    def _begin_purge(self, papers: Iterable[int]) -> Changes:
        from readinglist.store import purging
        from readinglist.store.removal import removing

        with removing(self._connection, self._locked()):
            purge = purging.Purge.of(self._connection, self._papers(papers))
            if self.files:
                purge.note_down(self.files)
            return purging.begin(self._connection, purge)

    def _papers(self, ids: Iterable[int]) -> list[int]:
        wanted = list(ids)
        found = self.clusters_of(wanted)
        for number in wanted:
            if number not in found:
                raise NotFoundError(f"There is no paper {number}.", "`readinglist list` shows the ids.")
        return list(found.values())

    def _finish_purge_that_was_cut_off(self) -> None:
        from readinglist.store import purging

        if self.files and purging.Purge.noted_down(self.files):
            with only_one(self.files / purging.LOCK) as mine:
                if mine:
                    self._finish_purge()

    def _finish_purge(self) -> None:
        from readinglist.store import purging
        from readinglist.store.copies.backups import Backups

        if self.path and self.files and self._copy:
            purging.finish(self._connection, self.files, self._copy, Backups(self.path))
        else:
            purging.sweep(self._connection)

    def back_up(self, occasion: Occasion, *, thorough: bool = False, as_in: Backup | None = None) -> Backup | None:
        """Make a backup of what this connection sees, with every page checked where it is `thorough`.

        None where nothing changed since the newest one, or the library is in memory. `as_in` is the backup that it was
        put back to just now.

        Raises:
            LibraryError: no backup was made, because the library is damaged or nothing can be written beside it.
        """
        from readinglist.store.copies.backups import Backups

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
        from readinglist.store.copies.backups import Backups

        if self.path is None:
            raise LibraryError("There is no library yet.", "An import makes one.")
        backups = Backups(self.path)
        return backups.preview(self._connection, backups.named(name))

    def renew_copy(self) -> None:
        """Write the second copy anew, where it is damaged and the library is not.

        Raises:
            LibraryError: it can't be written, or the library is damaged too; the one that was there is kept.
        """
        if self._copy:
            try:
                self._copy.renew(self._connection)
            except OSError as error:
                raise LibraryError(
                    f"The second copy could not be written: {error.strerror or error}.",
                    "The library is as it was. Make room, or see that you may write beside it.",
                ) from error
            except (sqlite.engine().module.DatabaseError, UnicodeDecodeError) as error:
                if not is_damage(error):
                    raise
                raise LibraryError(
                    f"The library is damaged too, and no second copy can be made of it: {error}.",
                    "`readinglist restore second-copy` makes it again from its newest backup and what is left.",
                ) from error

    def health(self, *, search: bool = True) -> Health:
        """What `doctor` shows; reads the whole library. With `search` it locks writers out for a while."""
        from readinglist.store.health import look_at

        return look_at(self._connection, self.path, search=search)
