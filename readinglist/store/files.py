"""Files that are replaced whole: after a crash the old one stands or the new one, never half of one."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from shutil import copymode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO


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
