"""Whether a library may be written where it lies, and if not, why and what to do; such a one is looked at as a copy."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from readinglist.core.errors import LibraryError
from readinglist.store import sqlite
from readinglist.store.place.files import companions
from readinglist.store.place.synced import synced_by

_PARTS = ("", "-wal", "-journal")  # -shm is made again
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a library may not be written: what is in the way, and what to do about it, each a sentence."""

    what: str
    remedy: str

    @property
    def refusal(self) -> LibraryError:
        """What is thrown at a write."""
        return LibraryError(f"{self.what} Nothing was written.", self.remedy)


def hindrance(path: Path) -> Hindrance | None:
    """What is in the way of writing a library, made or not yet; None where nothing is known to be."""
    if synced := synced_by(path.parent):
        return Hindrance(
            f"{synced.program} keeps the folder {synced.folder} in step with other computers;"
            f" it would lose what is written to {path.name} there.",
            f"Move {path.name} and {companions(path).name} to a folder that stays on this computer, and name it there"
            " with --library PATH.",
        )
    if not path.is_file():
        return None  # whether one can be made is seen when it is tried
    locked = next((place for place in _written(path) if not os.access(place, os.W_OK)), None)
    if locked:
        return Hindrance(
            f"{'The folder' if locked.is_dir() else 'The file'} {locked} may not be written to.",
            f"Make it writable, or copy {path.name} and {companions(path).name} to a folder of yours and name it there"
            " with --library PATH.",
        )
    return None


def _written(path: Path) -> list[Path]:
    """What a write changes, as far as it is there."""
    files = companions(path)
    return [path.parent, path, *([files] if files.is_dir() else [])]


def far_away(folder: Path) -> Hindrance:
    """What is to be known of a library whose file lies on another computer: it can be written, with care."""
    return Hindrance(
        f"The library lies on another computer, in {folder}.",
        "Write to it from one computer at a time; a folder of this computer is faster and safer.",
    )


def copy_to_look_at(path: Path) -> Path:
    """A copy of a library in a folder that is removed when the process ends.

    The files are copied as they are, with what is not yet in the database itself, before SQLite opens anything: to
    open a database's file beside SQLite would drop the locks that SQLite has on it.

    Raises:
        LibraryError: there is no room for it, it can't be read, or it is being written all the time.
    """
    folder = Path(tempfile.mkdtemp(prefix="readinglist-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy = folder / path.name
    try:
        _copy_all(path, copy)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise LibraryError(
            f"The library {path} may not be written, and no copy of it to look at can be made in {folder.parent}:"
            f" {error.strerror or error}.",
            "Make room there, or name another folder for such copies in TMPDIR.",
        ) from error
    with closing(sqlite.connect(copy, write=True)):
        pass  # brings what stands beside the database into it, or takes half a write back
    return copy


def _copy_all(path: Path, copy: Path) -> None:
    for _ in range(_TRIES):
        before = _states(path)
        for end in _PARTS:
            source, target = path.with_name(path.name + end), copy.with_name(copy.name + end)
            target.unlink(missing_ok=True)
            if source.exists():
                shutil.copyfile(source, target)
        if before == _states(path):
            return
    raise LibraryError(f"The library {path} is being written by another program.", "Try again in a moment.")


def _states(path: Path) -> list[tuple[int, int] | None]:
    """By which a file that was written meanwhile is seen."""
    files = [path.with_name(path.name + end) for end in _PARTS]
    return [(file.stat().st_size, file.stat().st_mtime_ns) if file.exists() else None for file in files]
