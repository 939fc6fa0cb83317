"""Files that are replaced whole: after a crash the old one stands or the new one, never half of one."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from shutil import copymode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

OPEN = "open.lock"  # among the companions of a library; held by all that have it open


@contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """A file to write into that takes the place of `path` when the block ends without an error.

    It is written beside it, flushed to the disk, renamed, and the folder flushed too; who may read and write it stays
    as it was. OSError travels up.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            copymode(path, part)
        part.replace(path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def companions(path: Path) -> Path:
    """The folder beside a library that holds what belongs to it: digests, its second copy, what was damaged."""
    return path.with_name(f"{path.name}.files")


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """What is done within is done by one process at a time; the others wait. The lock goes with its process."""
    with path.open("ab") as held:
        if sys.platform == "win32":
            import msvcrt

            held.seek(0)
            msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def opened(path: Path) -> IO[bytes] | None:
    """Say that a library is open, until the handle is closed: `alone` then fails in every other process and thread.

    None where nothing can be written beside the library, or on Windows, where open files can't be renamed anyway.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        held = path.open("ab")
    except OSError:
        return None
    fcntl.flock(held, fcntl.LOCK_SH)
    return held


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Whether no library is open; as long as the block lasts none will be."""
    if sys.platform == "win32":
        yield True
        return
    import fcntl

    with path.open("ab") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def only_one(path: Path) -> Iterator[bool]:
    """Whether what is done within is done by nobody else meanwhile; as `exclusive`, but waits for nobody."""
    with path.open("ab") as held:
        yield try_lock(held)


def try_lock(held: IO[bytes], *, shared: bool = False, at: int = 0) -> bool:
    """Lock a file until it is closed, if that can be done at once. Windows locks the byte `at`, and shares no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            held.seek(at)
            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(held, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the second is how Windows says it
        return False
    return True


def make_folder(path: Path) -> None:
    """Make a folder and those above it that are missing, so that they are there after a power cut."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(exist_ok=True)
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    with suppress(PermissionError):  # Windows opens no folders, and needs no such step
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
