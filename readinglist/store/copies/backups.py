"""Backups: what a library held at a moment, in a folder beside it, without need of its second copy.

A backup is a manifest: a small file that names blocks. Blocks are shared, so that a backup after a small change is
small. A manifest is written last and removed first: whatever is killed, one that is there has all its blocks.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from readinglist.core.errors import LibraryError
from readinglist.store import derived, migrations
from readinglist.store.copies import snapshot
from readinglist.store.copies.backup_preview import preview
from readinglist.store.copies.blocks import Blocks, DamagedBlockError
from readinglist.store.copies.manifest import Backup, Occasion, read_manifest, written
from readinglist.store.copies.retention import kept
from readinglist.store.copies.snapshot import NOTHING, DamageError, Snapshot
from readinglist.store.failures import is_damage
from readinglist.store.journal import coming as step_coming
from readinglist.store.journal import step_to_undo
from readinglist.store.place.files import companions, exclusive, make_folder, replaced, sync_folder
from readinglist.store.sqlite import engine

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from readinglist.store.copies.backup_preview import Preview
    from readinglist.store.copies.snapshot import Names
    from readinglist.store.removal import Keep

MOST_BYTES: Final = 2_000_000_000
"""What all backups of a library may take on the disk; the newest is kept whatever it takes."""

_HELD: Final = ".held"  # how manifests end that are being written anew
_SCRUBBED: Final = 64  # of so many backups one looks at every block that it shares with those before


class UnfitError(Exception):
    """A backup can't be written anew without what is to go from it."""


class DamagedLibraryError(LibraryError):
    """What is read for a backup is not what was written."""


class Backups:
    """The backups of one library. OSError travels up."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self.folder = companions(library) / "backups"
        self.blocks = Blocks(self.folder / "blocks")

    def all(self) -> list[Backup]:
        """Every backup whose manifest is sound, the newest first."""
        found = filter(None, map(read_manifest, self._manifests()))
        return sorted(found, key=lambda backup: backup.number, reverse=True)

    def named(self, name: str) -> Backup:
        """The backup of a number, or the newest for "latest".

        Raises:
            LibraryError: there is none.
        """
        there = self.all()
        found = next((one for one in there if name in (str(one.number), "latest")), None)
        if found is None:
            raise LibraryError(
                f"There is no backup {name}." if there else "There is no backup yet.",
                "`readinglist backup --list` shows those there are.",
            )
        return found

    def size(self) -> int:
        """What all of them take on the disk together, in bytes."""
        return self._size_of(self.all())

    def whole(self, backup: Backup) -> bool:
        """Whether every block of a backup is what was written; reads all of it."""
        return all(self.blocks.is_sound(name) for name in backup.holds.names())

    def make(
        self, connection: sqlite3.Connection, occasion: Occasion, *, thorough: bool = False, as_in: Backup | None = None
    ) -> Backup | None:
        """Make a backup of what a connection sees; None where nothing changed, or where an import is being written.

        What is read is checked; where it is `thorough`, so is every page of the library. What was written is read back.
        `as_in` is the backup that the library was put back to just now.

        Raises:
            DamagedLibraryError: no backup was made.
        """
        if step_coming(connection):  # the next one has all of it
            return None
        with self.locked():
            there = self.all()
            former = self._former(connection, there, as_in)
            holds = self._read(connection, former, thorough=thorough)
            if not holds.names() or (there and there[0].holds == holds):
                return None
            made = self._described(connection, occasion, holds)
            self.blocks.settle()
            self._write(made)
            self._prune([made, *there])
            return made

    def preview(self, connection: sqlite3.Connection, backup: Backup) -> Preview:
        """What putting the library back to a backup would change.

        Raises:
            LibraryError: the library or the backup is damaged.
        """
        with self.locked():
            now = self._read(connection, self._former(connection, self.all()))
            try:
                return preview(connection, self.blocks, backup, now)
            except DamagedBlockError as error:
                raise LibraryError(f"Backup {backup.number} is damaged: {error} is not what was written.") from error

    @contextmanager
    def rewritten(self, keep: Keep) -> Iterator[None]:
        """Write every backup anew without some rows: `keep` gives a row of a table as it is to stay, or None.

        Within, no backup is there: what a library is made again from is the second copy alone, which is rewritten
        meanwhile. A backup that can't be read, or of which `keep` says by an UnfitError that it can't be kept, is
        removed. Where this is cut off it is to be done again.
        """
        with self.locked():
            for path in self._manifests():
                path.rename(path.with_suffix(_HELD))
            sync_folder(self.folder)
            yield
            known: dict[tuple[str, str], str] = {}
            for held in sorted(self.folder.glob(f"*{_HELD}")):
                backup = read_manifest(held)
                with suppress(UnfitError, DamagedBlockError):
                    if backup:
                        blocks = self._less(backup, keep, known)
                        self._write(replace(backup, holds=replace(backup.holds, blocks=blocks)))
                held.unlink()
            self._prune(self.all())

    def _less(self, backup: Backup, keep: Keep, known: dict[tuple[str, str], str]) -> Names:
        """The blocks of a backup with less in them; `known` are those that were written anew before."""
        blocks: Names = {table: {} for table in backup.holds.blocks}
        for table, places in backup.holds.blocks.items():
            for place, name in places.items():
                if (table, name) not in known:
                    rows = [kept for row in self.blocks.read(name) if (kept := keep(table, row)) is not None]
                    known[table, name] = self.blocks.keep(rows) if rows else ""
                if known[table, name]:
                    blocks[table][place] = known[table, name]
        self.blocks.settle()
        return blocks

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else makes or removes backups within."""
        make_folder(self.folder)
        with exclusive(self.folder / "backups.lock"):
            yield

    def _write(self, made: Backup) -> None:
        with replaced(self._path(made)) as out:
            out.write(written(made))
        if read_manifest(self._path(made)) != made:
            raise OSError(f"{self._path(made)} is not what was written")

    def _read(self, connection: sqlite3.Connection, former: Snapshot, *, thorough: bool = False) -> Snapshot:
        """What the library holds, as blocks that are on the disk.

        Raises:
            DamagedLibraryError: it is not what was written.
        """
        try:
            if thorough:
                _check_pages(connection)
            return snapshot.read(connection, self.blocks, former)
        except (DamageError, DamagedBlockError, UnicodeDecodeError, engine().module.DatabaseError) as error:
            if isinstance(error, engine().module.DatabaseError) and not is_damage(error):
                raise
            raise self._damaged(str(error)) from error

    def _former(self, connection: sqlite3.Connection, there: Sequence[Backup], as_in: Backup | None = None) -> Snapshot:
        """What the newest backup of the same library holds, but for blocks that are lost or turn out to be damaged."""
        device = snapshot.device_of(connection)
        newest = as_in or next((one for one in there if one.holds.device == device), None)
        if newest is None or newest.columns != _columns():
            return NOTHING
        turn = newest.number % _SCRUBBED
        for name in sorted(newest.holds.names())[turn::_SCRUBBED]:
            if not self.blocks.is_sound(name):
                self.blocks.remove(name)
        return newest.holds

    def _described(self, connection: sqlite3.Connection, occasion: Occasion, holds: Snapshot) -> Backup:
        (notes,) = connection.execute("SELECT count(*) FROM note WHERE body <> ''").fetchone()
        step = step_to_undo(connection)
        return Backup(
            number=1 + max((_number(path) for path in self._manifests()), default=0),
            made=datetime.now(UTC).replace(microsecond=0),
            occasion=occasion,
            schema=migrations.VERSION,
            papers=derived.paper_count(connection),
            notes=notes,
            step=step.label if step else "",
            bytes=sum(self.blocks.size(name) for name in holds.names()),
            columns=_columns(),
            holds=holds,
        )

    def _damaged(self, why: str) -> DamagedLibraryError:
        return DamagedLibraryError(
            f"The library {self._library} is damaged: {why}. No backup was made.",
            "`readinglist restore second-copy` makes it again from its newest backup and every step since.",
        )

    def _prune(self, there: Sequence[Backup]) -> None:
        """Remove what is not kept; of more than may be on the disk the oldest, but never the newest."""
        places = kept([one.made for one in there])
        keep = [one for place, one in enumerate(there) if place in places]
        while len(keep) > 1 and self._size_of(keep) > MOST_BYTES:
            keep.pop()
        wanted = {self._path(one) for one in keep}
        for path in self._manifests():
            if path not in wanted:
                path.unlink()
        for half in self.folder.glob("*.part"):
            half.unlink()
        self.blocks.sweep({name for one in keep for name in one.holds.names()})

    def _size_of(self, some: Collection[Backup]) -> int:
        names = {name for one in some for name in one.holds.names()}
        manifests = sum(path.stat().st_size for one in some if (path := self._path(one)).is_file())
        return manifests + sum(self.blocks.size(name) for name in names)

    def _manifests(self) -> list[Path]:
        return [path for path in self.folder.glob("*.json") if path.stem.partition("-")[0].isdecimal()]

    def _path(self, backup: Backup) -> Path:
        return self.folder / f"{backup.number:06}-{backup.made:%Y%m%d-%H%M%S}.json"


def _columns() -> dict[str, tuple[str, ...]]:
    return dict(snapshot.TABLES)


def _check_pages(connection: sqlite3.Connection) -> None:
    for (text,) in connection.execute("PRAGMA quick_check(1)"):
        if text != "ok":
            raise DamageError(text)


def _number(manifest: Path) -> int:
    return int(manifest.stem.partition("-")[0])
