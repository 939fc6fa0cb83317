"""The second copy: every step appended to a file beside the library, so that a damaged library can be made again.

A line is a hash and a record; the hash is of the line before and the record, so that a line that was changed or lost is
seen. A record holds what the log had more than the copy: groups, changed fields, and the rows that came silently.
What many rows an import brought lies in a file of its own, named by its hash and never changed.
"""

from __future__ import annotations

import errno
import gzip
import json
import os
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, Final

from readinglist.core.batches import batches
from readinglist.store.copies.compact_json import to_json
from readinglist.store.failures import DamagedError
from readinglist.store.place.files import exclusive, make_folder, replaced, sync_folder
from readinglist.store.rows import last_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from io import FileIO
    from pathlib import Path

#: The tables whose rows come silently: every column that a new row may have. What changes later is in the log.
ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    "wording": ("id", "title", "abstract", "hash"),
    "digest": ("id", "uid", "hash", "name", "format", "day", "captured", "imported", "entries", "step", "report"),
    "member": ("id", "uid", "wording", "cluster", "added", "arxiv", "doi"),
    "sighting": ("id", "member", "digest", "wording", "line", "day", "rank"),
    "note": ("id", "uid", "member", "changed"),
    "tag": ("id", "uid", "key", "name"),
    "tagging": ("id", "member", "tag"),
    "question": ("id", "uid", "digest", "a", "b", "score", "reason", "alike"),
    "apart": ("id", "uid", "a", "b", "standing"),
    "united": ("id", "step", "member", "was"),
    "saved_search": ("id", "uid"),
    "citekey": ("id", "key", "member", "title"),
    "removed": ("id", "tbl", "first", "last"),
}
GROUP: Final = ("id", "kind", "label", "time", "device", "target")
CHANGE: Final = ("id", "grp", "tbl", "row", "field", "before", "after")
_INLINE: Final = 200  # rows that stand in the record itself
_BLOCK: Final = 1 << 14
_BEGINNING: Final = "0" * 32


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the copy ends: in the file, in the chain, in the log, and in each table; and of which device's library.

    `coming` are the groups that were being written in several transactions then.
    """

    device: str = ""
    offset: int = 0
    hash: str = _BEGINNING
    change: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    coming: tuple[int, ...] = ()


class SecondCopy:
    """The second copy in the folder beside a library; several processes may append to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._steps = folder / "steps.jsonl"
        self._tail = Tail()
        self._file = 0  # which file on the disk the tail is that of

    @property
    def exists(self) -> bool:
        """Whether anything was ever copied: an empty file, made by a step that came to nothing, makes no library."""
        return self._steps.is_file() and self._steps.stat().st_size > 0

    def is_ahead(self, connection: sqlite3.Connection) -> bool:
        """Whether the copy has steps that the library has lost: its newest pages are gone.

        It asks the library what `fill` will ask, so that damage in the way of that is met here.
        """
        tail = tail_of(self._steps) if self.exists else Tail()
        last = last_id(connection, "log_change")
        _record(connection, Tail(_device(connection), 0, "", last, _ends(connection), _coming(connection)), self.folder)
        return tail.device == _device(connection) and tail.change > last

    def fill(self, connection: sqlite3.Connection) -> None:
        """Append what the library's log has more; on the disk when this returns. OSError travels up."""
        make_folder(self.folder)
        with exclusive(self.folder / "steps.lock"):
            if self._is_of_another(_device(connection)):
                self._set_aside()
            self._append(_record(connection, self._tail, self.folder))

    def renew(self, connection: sqlite3.Connection) -> None:
        """Write the copy anew from the library's log; the one that was there is kept beside it.

        It goes aside only when all of the library was read: one that is damaged too leaves everything as it is.
        """
        make_folder(self.folder)
        with exclusive(self.folder / "steps.lock"):
            record = _record(connection, Tail(), self.folder)
            if self._steps.exists():
                self._set_aside()
            self._tail = Tail()
            self._append(record)

    def rewrite(self, write: Callable[[IO[bytes], str, dict[str, Any]], str]) -> None:
        """Write the copy anew; all of the new one is there, or the old one is. OSError travels up.

        `write` writes what is left of a record behind one with a hash, and returns the hash that the next one follows.
        """
        part = self._steps.with_name("steps.jsonl.part")
        with part.open("wb", buffering=1 << 16) as out:
            chain_, read = _BEGINNING, 0
            for line in lines(self._steps):  # others may append meanwhile
                chain_ = write(out, chain_, line.record)
                read = line.tail.offset
            with exclusive(self.folder / "steps.lock"):
                for line in lines(self._steps):
                    if line.tail.offset > read:
                        chain_ = write(out, chain_, line.record)
                out.flush()
                os.fsync(out.fileno())
                part.replace(self._steps)
                sync_folder(self.folder)
                self._tail = Tail()

    def set_aside(self) -> None:
        """Keep what there is beside; the next step begins a copy of all that the library has."""
        if self.exists:
            with exclusive(self.folder / "steps.lock"):
                self._set_aside()

    def _is_of_another(self, device: str) -> bool:
        """Whether the copy was made of a library that another one has taken the place of."""
        self._find_tail()
        return self._tail.device not in ("", device)

    def _set_aside(self) -> None:
        self._steps.rename(self._steps.with_name(f"steps-until-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.jsonl"))
        self._tail = Tail()

    def _append(self, record: dict[str, Any] | None) -> None:
        if record is None:
            return
        with self._steps.open("ab", buffering=0) as out:
            if self._tail.offset == 0:  # its name before its first line
                sync_folder(self.folder)
            text = _text(record)
            hash_ = chained(self._tail.hash, text)
            if out.tell() > self._tail.offset:  # a line that was cut off when the power went
                out.truncate(self._tail.offset)
            line = f"{hash_} {text}\n".encode()
            try:
                _write_all(out, line)
                os.fsync(out.fileno())
            except OSError:  # half a line is of no use, and the next step writes all of it
                out.truncate(self._tail.offset)
                raise
        self._tail = _tail(record, self._tail.offset + len(line), hash_)

    def _find_tail(self) -> None:
        """Where the copy ends, read again where another process wrote or rewrote it."""
        if not self._steps.is_file():
            self._tail = Tail()
            return
        found = self._steps.stat()
        if (found.st_ino, found.st_size) != (self._file, self._tail.offset):
            self._tail, self._file = tail_of(self._steps), found.st_ino


def _write_all(out: FileIO, line: bytes) -> None:
    if out.write(line) != len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@dataclass(frozen=True, slots=True)
class Line:
    """A record that is what it was when it was written, and where the copy ends after it."""

    record: dict[str, Any]
    tail: Tail


def tail_of(path: Path) -> Tail:
    """Where a copy ends; from its last lines alone, or where these are damaged from all that is sound before."""
    with path.open("rb") as source:
        end = source.seek(0, os.SEEK_END)
        ending = _ending(source, end)
    complete = ending[: ending.rfind(b"\n") + 1]
    before, _, last = complete[:-1].rpartition(b"\n")
    hash_, _, text = last.decode("ascii", "replace").partition(" ")
    previous = before.rpartition(b"\n")[2][:32].decode("ascii", "replace") if before else _BEGINNING
    if text and hash_ == chained(previous, text):
        record = json.loads(text)
        return _tail(record, end - len(ending) + len(complete), hash_)
    tail = Tail()
    for found in lines(path):
        tail = found.tail
    return tail


def _ending(source: IO[bytes], end: int) -> bytes:
    """The end of a file: at least two whole lines, or all of it."""
    size = _BLOCK
    while True:
        source.seek(max(0, end - size))
        found = source.read()
        if found.count(b"\n") > 2 or size >= end:
            return found
        size *= 4


def lines(path: Path) -> Iterator[Line]:
    """The records of a copy, as long as each follows from the one before."""
    offset, before = 0, _BEGINNING
    with path.open("rb") as source:
        for raw in source:
            hash_, _, text = raw[:-1].decode("ascii", "replace").partition(" ")
            if raw[-1:] != b"\n" or hash_ != chained(before, text):
                return
            offset, before = offset + len(raw), hash_
            record = json.loads(text)
            yield Line(record, _tail(record, offset, hash_))


def surviving(path: Path) -> Iterator[Line | None]:
    """Every record of a copy that is what it was, None for each line that is not.

    A line behind a damaged one is held against the hash that stands there.
    """
    offset, before = 0, _BEGINNING
    with path.open("rb") as source:
        for raw in source:
            hash_, _, text = raw.removesuffix(b"\n").decode("ascii", "replace").partition(" ")
            offset += len(raw)
            if raw[-1:] == b"\n" and hash_ == chained(before, text):
                record = json.loads(text)
                yield Line(record, _tail(record, offset, hash_))
            else:
                yield None
            before = hash_


def has_rows(folder: Path, record: Mapping[str, Any]) -> bool:
    """Whether the files that hold rows of a record are what was written."""
    for held in record["rows"].values():
        if isinstance(held, str):
            hash_ = blake2b(digest_size=16)
            try:
                with gzip.open(folder / "rows" / f"{held}.gz") as source:
                    while piece := source.read(1 << 20):
                        hash_.update(piece)
            except (FileNotFoundError, EOFError, gzip.BadGzipFile, zlib.error):
                return False
            if hash_.hexdigest() != held:
                return False
    return True


def rows_of(folder: Path, record: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """(table, row) for every row that came with a record, in the order of `ROWS`."""
    for table in ROWS:
        held = record["rows"].get(table)
        if isinstance(held, str):
            yield from ((table, row) for row in rows_in(folder / "rows", held))
        elif held:
            yield from ((table, row) for row in held)


def rows_in(folder: Path, name: str) -> Iterator[list[Any]]:
    """The rows that stand in a file of their own."""
    with gzip.open(folder / f"{name}.gz", "rt", encoding="ascii") as source:
        yield from map(json.loads, source)


def _record(connection: sqlite3.Connection, tail: Tail, folder: Path) -> dict[str, Any] | None:
    """What the library has more than the copy; None where that is nothing."""
    connection.execute("BEGIN")  # one moment, whatever others write meanwhile
    try:
        ends = {table: max(end, tail.rows.get(table, 0)) for table, end in _ends(connection).items()}
        changes = _changes(connection, tail.change)
        grown = [table for table in ROWS if ends[table] > tail.rows.get(table, 0)]
        last = last_id(connection, "log_change")
        coming = _coming(connection)
        if last == tail.change and not grown and coming == tail.coming:
            return None
        groups = sorted({change[1] for change in changes}.union(tail.coming))
        return {
            "device": _device(connection),
            "change": last,
            "ends": ends,
            "rows": {table: _rows(connection, table, tail.rows.get(table, 0), folder) for table in grown},
            "groups": [found for group in groups if (found := _group(connection, group))],
            "coming": coming,
            "changes": changes,
        }
    finally:
        connection.execute("COMMIT")


def _text(record: Mapping[str, Any]) -> str:
    """A record as one line; its changes some at a time, because all other threads wait while a text is made."""
    *_, (_, changes) = record.items()  # they come last
    rest = to_json({**record, "changes": []}).removesuffix("]}")
    return f"{rest}{','.join(to_json(some)[1:-1] for some in batches(changes))}]}}"


def _ends(connection: sqlite3.Connection) -> dict[str, int]:
    """The newest row of each table."""
    end = "SELECT coalesce(max(id), 0) FROM"
    return {table: int(connection.execute(f"{end} {table}").fetchone()[0]) for table in ROWS}


def _device(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    if found is None:
        raise DamagedError("The library does not say any more which one it is.")
    return str(found[0])


def _tail(record: Mapping[str, Any], offset: int, hash_: str) -> Tail:
    return Tail(record["device"], offset, hash_, record["change"], record["ends"], tuple(record["coming"]))


def _changes(connection: sqlite3.Connection, after: int) -> list[tuple[Any, ...]]:
    select = f"SELECT {', '.join(CHANGE)} FROM log_change WHERE id > ? ORDER BY id"
    return connection.execute(select, (after,)).fetchall()


def _coming(connection: sqlite3.Connection) -> tuple[int, ...]:
    return tuple(number for (number,) in connection.execute("SELECT id FROM log_group WHERE kind = 'coming'"))


def _group(connection: sqlite3.Connection, group: int) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] | None = connection.execute(
        f"SELECT {', '.join(GROUP)} FROM log_group WHERE id = ?", (group,)
    ).fetchone()
    return found


def _rows(connection: sqlite3.Connection, table: str, after: int, folder: Path) -> list[Any] | str:
    """The rows of a table behind one; many go into a file, whose name is given."""
    found = connection.execute(f"SELECT {', '.join(ROWS[table])} FROM {table} WHERE id > ? ORDER BY id", (after,))
    some = found.fetchmany(_INLINE + 1)
    if len(some) <= _INLINE:
        return [_plain(row) for row in some]
    return kept_rows(folder / "rows", map(_plain, chain(some, found)))


def _plain(row: Any) -> list[Any]:
    """A row as JSON can hold it: a hash as its digits."""
    return [value.hex() if isinstance(value, bytes) else value for value in row]


def kept_rows(folder: Path, rows: Iterable[list[Any]]) -> str:
    """Write rows into a file named by its hash."""
    make_folder(folder)
    hash_ = blake2b(digest_size=16)
    unnamed = folder / "rows"
    with (
        replaced(unnamed) as out,
        gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0, compresslevel=1) as packed,
    ):
        for row in rows:
            line = to_json(row).encode() + b"\n"
            hash_.update(line)
            packed.write(line)
    unnamed.replace(folder / f"{hash_.hexdigest()}.gz")
    sync_folder(folder)
    return hash_.hexdigest()


def chained(before: str, text: str) -> str:
    """The hash of a record that follows the one with another hash."""
    return blake2b(f"{before} {text}".encode(), digest_size=16).hexdigest()
