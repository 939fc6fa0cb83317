"""Blocks: rows of one table, compressed, in a file that is named by the hash of what it holds and never changes.

A block that several backups hold is there once. Nothing in it refers to another, so that it can be made again without
some of its rows.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from readinglist.core.batches import batches
from readinglist.store.copies.compact_json import to_json
from readinglist.store.place.files import make_folder, sync_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

_AT_ONCE = 256  # rows that are taken from JSON in one call: in half the time, and no other thread waits long for it

Row = list[Any]
"""The columns of a row as JSON can hold them, its id first."""


class DamagedBlockError(Exception):
    """A block is gone, or is not what was written; its name is the argument."""


class Blocks:
    """The blocks in a folder. OSError travels up."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unsettled = False

    def keep(self, rows: Iterable[Row]) -> str:
        """Write rows, unless they are there already, and read them back; returns the block's name.

        The bytes are on the disk when this returns, the name is once `settle` was called.

        Raises:
            DamagedBlockError: what was read back is not what was written.
        """
        text = b"".join(to_json(row).encode() + b"\n" for row in rows)
        name = _hash(text)
        if not self.is_sound(name):
            make_folder(self._folder)
            part = self._folder / f"{name}.part"
            with part.open("wb") as out:
                out.write(gzip.compress(text, compresslevel=1, mtime=0))
                out.flush()
                os.fsync(out.fileno())
            part.replace(self._path(name))
            self._unsettled = True
            self._text(name)
        return name

    def settle(self) -> None:
        """Have the names of all blocks on the disk."""
        if self._unsettled:
            sync_folder(self._folder)
            self._unsettled = False

    def read(self, name: str) -> list[Row]:
        """The rows of a block.

        Raises:
            DamagedBlockError: they are not what was written.
        """
        lines = self._text(name).decode("ascii").splitlines()
        return [row for some in batches(lines, _AT_ONCE) for row in json.loads(f"[{','.join(some)}]")]

    def is_there(self, name: str) -> bool:
        """Whether there is a file of this name; what it holds is not looked at."""
        return self._path(name).is_file()

    def is_sound(self, name: str) -> bool:
        """Whether a block is there and is what was written."""
        try:
            self._text(name)
        except DamagedBlockError:
            return False
        return True

    def size(self, name: str) -> int:
        """Its bytes on the disk; 0 where it is gone."""
        path = self._path(name)
        return path.stat().st_size if path.is_file() else 0

    def remove(self, name: str) -> None:
        """Remove a block, so that it is written anew."""
        self._path(name).unlink(missing_ok=True)

    def sweep(self, named: Collection[str]) -> None:
        """Remove every block but these, and what was left half-written."""
        if self._folder.is_dir():
            for file in self._folder.iterdir():
                if file.suffix == ".part" or file.name.removesuffix(".gz") not in named:
                    file.unlink()

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.gz"

    def _text(self, name: str) -> bytes:
        try:
            text = gzip.decompress(self._path(name).read_bytes())
        except (FileNotFoundError, EOFError, gzip.BadGzipFile, zlib.error):
            raise DamagedBlockError(name) from None
        if _hash(text) != name:
            raise DamagedBlockError(name)
        return text


def _hash(text: bytes) -> str:
    return blake2b(text, digest_size=16).hexdigest()
