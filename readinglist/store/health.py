"""What `doctor` looks at: whether the library is sound, what it holds, and what it takes on disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readinglist.store import sqlite
from readinglist.store.migrations import version_of

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Health:
    """The state of a library; `problems` is empty where it is sound. Sizes are in bytes."""

    engine: str
    journal: str
    schema: int
    papers: int
    digests: int
    steps: int
    size: int
    digest_size: int
    problems: tuple[str, ...]


def look_at(connection: sqlite3.Connection, path: Path | None) -> Health:
    """Check every page, the search index and the foreign keys; takes as long as reading the file."""
    used = sqlite.engine()
    return Health(
        engine=f"SQLite {'.'.join(map(str, used.version))} ({used.name})",
        journal=str(connection.execute("PRAGMA journal_mode").fetchone()[0]),
        schema=version_of(connection),
        papers=_count(connection, "cluster"),
        digests=_count(connection, "digest WHERE standing = 1"),
        steps=_count(connection, "log_group"),
        size=sum(_size(path.with_name(path.name + end)) for end in ("", "-wal", "-shm")) if path else 0,
        digest_size=_folder_size(path.with_name(f"{path.name}.files")) if path else 0,
        problems=tuple(_problems(connection)),
    )


def _problems(connection: sqlite3.Connection) -> list[str]:
    pages = [text for (text,) in connection.execute("PRAGMA integrity_check(20)") if text != "ok"]
    keys = [
        f"a row of {row[0]} refers to one of {row[2]} that is not there"
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return pages + keys[:20]


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _folder_size(folder: Path) -> int:
    return sum(_size(file) for file in folder.rglob("*") if file.is_file()) if folder.exists() else 0
