"""A library that is damaged is made again; one that is sound is put back to a backup. What was there is kept."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from readinglist.core.errors import LibraryError
from readinglist.store import meta
from readinglist.store.copies.backups import Backups
from readinglist.store.copies.blocks import DamagedBlockError
from readinglist.store.copies.making_again import MadeAgain, load, make_library, replay
from readinglist.store.copies.second_copy import SecondCopy, surviving, tail_of
from readinglist.store.identity import new_uid
from readinglist.store.place.files import OPEN, alone, companions, exclusive, make_folder, sync_folder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from readinglist.store.copies.manifest import Backup

_PARTS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done about a damaged library: what was wrong, what there is again, and where the damaged files are.

    `source` says of what it was made, `missing` what is known to be lost, a sentence each.
    """

    why: str
    source: str
    steps: int
    papers: int
    missing: tuple[str, ...]
    kept: Path | None

    @property
    def sentence(self) -> str:
        """What a person is told, once."""
        made = (
            f"The library was made again from {self.source}, because {self.why}:"
            f" {self.papers:,} papers, {self.steps:,} steps."
        )
        where = [f"What was there is kept in {self.kept}."] if self.kept else []
        return " ".join([made, *self.missing, *where])


def recover(path: Path, why: str, is_sound: Callable[[], bool]) -> Recovery | None:
    """Keep what is left of a library aside and make it again; all of the new one is there, or the old one is.

    It is made from the newest backup that is whole and the steps that the second copy has more; without a backup from
    the copy alone. None where another process or thread has done so meanwhile: then it is sound.

    Raises:
        LibraryError: it is open elsewhere, where it would be written on; or nothing is left to make it from.
    """
    folder = companions(path)
    with _alone(path, f"has to be made again, because {why}") as refusal:
        if is_sound():
            return None
        if refusal:
            raise refusal
        with Backups(path).locked():
            source, made = _make_again(path)
        done = Recovery(why, source, made.steps, made.papers, made.missing, _set_aside(path))
        _fresh(path).rename(path)
        sync_folder(path.parent)
        if any(line is None for line in _surviving(folder)):
            SecondCopy(folder).set_aside()  # the library's log has all that is left of it
        if done.kept:
            (done.kept / "report.txt").write_text(f"{done.sentence}\n", "utf-8")
    return done


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of putting a library back to a backup: that, the one that holds what was there, and its files."""

    backup: Backup
    before: Backup | None
    papers: int
    kept: Path | None

    @property
    def sentence(self) -> str:
        """What a person is told, once."""
        back = f" What was there is backup {self.before.number}" if self.before else " What was there"
        files = f"; its files are kept in {self.kept}" if self.before else f" is kept in {self.kept}"
        return (
            f"The library is as it was in backup {self.backup.number}, of"
            f" {self.backup.made.astimezone():%Y-%m-%d %H:%M}: {self.papers:,} papers."
            + (f"{back}{files}." if self.kept else "")
        )


def restore(path: Path, backup: Backup, back_up: Callable[[], Backup | None]) -> Restored:
    """Put a library back to what it was in a backup; killed meanwhile, it is what it was or that.

    `back_up` is called before, and gives the backup that holds what is there now, None where it can't be made. The
    library that was put back counts as another one: its second copy begins anew, and what the old one had more does
    not come back by itself.

    Raises:
        LibraryError: it is open elsewhere, or the backup is damaged.
    """
    backups = Backups(path)
    before = back_up()

    def fill(connection: sqlite3.Connection) -> tuple[str, ...]:
        load(connection, backup, backups.blocks)
        meta.put(connection, "device", new_uid())
        return ()

    with _alone(path, "can't be put back to a backup now") as refusal:
        if refusal:
            raise refusal
        try:
            with backups.locked():
                made = make_library(_fresh(path), fill)
        except DamagedBlockError as error:
            raise LibraryError(
                f"Backup {backup.number} is damaged: {error} is not what was written. Nothing was changed.",
                "Choose another one; `readinglist backup --list` shows which there are.",
            ) from error
        kept = _set_aside(path)
        _fresh(path).rename(path)
        sync_folder(path.parent)
    return Restored(backup, before, made.papers, kept)


@contextmanager
def _alone(path: Path, what: str) -> Iterator[LibraryError | None]:
    """What to say where a library is open elsewhere; else nobody opens it within."""
    folder = companions(path)
    with exclusive(folder / "recovery.lock"), alone(folder / OPEN) as nobody:
        if not nobody:
            yield LibraryError(
                f"The library {path} {what}; but it is open.",
                "Close the window and every other Reading List, then try again.",
            )
            return
        _fresh(path).unlink(missing_ok=True)
        yield None


def _fresh(path: Path) -> Path:
    return path.with_name(f"{path.name}.again")


def _make_again(path: Path) -> tuple[str, MadeAgain]:
    """Make a library beside one from the newest backup that can be read, or without; says from what."""
    folder, backups = companions(path), Backups(path)
    copy = SecondCopy(folder).exists
    device = tail_of(folder / "steps.jsonl").device if copy else ""
    of_it = [one for one in backups.all() if one.holds.device == device or not device]
    for base in (*of_it, None):
        if base is None and not any(_surviving(folder)):
            break  # what would be made of nothing is empty
        try:
            made = make_library(_fresh(path), partial(_fill, path, base))
        except DamagedBlockError:
            continue
        if base or made.steps or not made.missing:
            return _source(base, copy=copy), made
        _fresh(path).unlink()
    raise LibraryError(
        f"The library {path} is damaged, and neither its second copy nor a backup is left to make it again from."
        " Nothing was changed.",
        f"Copy {path} and {folder} before you do anything else.",
    )


def _fill(path: Path, base: Backup | None, connection: sqlite3.Connection) -> list[str]:
    if base:
        load(connection, base, Backups(path).blocks)
    return replay(connection, companions(path), base)


def _source(base: Backup | None, *, copy: bool) -> str:
    if base is None:
        return "its second copy"
    backup = f"backup {base.number} ({base.made.astimezone():%Y-%m-%d %H:%M})"
    return f"{backup} and its second copy" if copy else backup


def _surviving(folder: Path) -> Iterator[object]:
    steps = folder / "steps.jsonl"
    return iter(surviving(steps)) if steps.is_file() else iter(())


def _set_aside(path: Path) -> Path | None:
    left = [file for end in _PARTS if (file := path.with_name(f"{path.name}{end}")).exists()]
    if not left:
        return None
    kept = companions(path) / f"kept-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    make_folder(kept)
    for file in left:
        file.rename(kept / file.name)
    return kept
