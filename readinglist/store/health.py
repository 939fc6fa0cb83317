"""What `doctor` looks at: whether the library is sound, what it holds, and what it takes on disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from readinglist.store import sqlite
from readinglist.store.migrations import version_of
from readinglist.store.rows import hash_of_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
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
    """Check every page, every text against its hash, the search index, the counts and what refers to what.

    Takes as long as reading the file. What is so damaged that it can't be counted counts 0, and is a problem.
    """
    used = sqlite.engine()
    look = _Look(connection)
    return Health(
        engine=f"SQLite {'.'.join(map(str, used.version))} ({used.name})",
        journal=str(connection.execute("PRAGMA journal_mode").fetchone()[0]),
        schema=version_of(connection),
        papers=look.count("SELECT count(*) FROM cluster"),
        digests=look.count("SELECT count(*) FROM digest WHERE standing = 1"),
        steps=look.count("SELECT count(*) FROM log_group WHERE kind = 'do'"),
        size=sum(_size(path.with_name(path.name + end)) for end in ("", "-wal", "-shm")) if path else 0,
        digest_size=_folder_size(path.with_name(f"{path.name}.files")) if path else 0,
        problems=tuple(look.problems()),
    )


class _Look:
    """Questions to a library that may be damaged: an answer that can't be had is a problem, not an end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._damage: list[str] = []

    def count(self, select: str) -> int:
        """A number, 0 where it can't be read."""
        return int((self._rows(select) or [(0,)])[0][0])

    def problems(self) -> list[str]:
        """Everything that is not as it should be, the first twenty of a kind."""
        pages = [text for (text,) in self._rows("PRAGMA integrity_check(20)") if text != "ok"]
        lost = [
            f"a row of {row[0]} refers to one of {row[2]} that is gone"
            for row in self._rows("PRAGMA foreign_key_check")
        ]
        texts = [
            f"the text of “{title[:40]}” is not what was written"
            for title, abstract, hash_ in self._rows("SELECT title, abstract, hash FROM wording")
            if hash_of_text(title, abstract) != hash_
        ]
        return list(dict.fromkeys([*self._damage, *pages, *lost[:20], *texts[:20], *self._stale()]))

    def _stale(self) -> Iterator[str]:
        """What is kept beside the facts and does not agree with them."""
        papers = self.count("SELECT count(*) FROM cluster")
        if self.count("SELECT count(*) FROM search_docsize") != papers:
            yield "the search index does not hold every paper"
        if self.count("SELECT coalesce(sum(papers), 0) FROM total WHERE name LIKE 'status:%'") != papers:
            yield "the counts do not agree with the papers"
        tagged = self.count("SELECT count(*) FROM cluster_tag")
        if self.count("SELECT coalesce(sum(papers), 0) FROM total WHERE name LIKE 'tag:%'") != tagged:
            yield "the counts do not agree with the tags"

    def _rows(self, select: str) -> list[Any]:
        try:
            return self._connection.execute(select).fetchall()
        except sqlite.engine().module.DatabaseError as error:
            self._damage.append(str(error))
            return []


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _folder_size(folder: Path) -> int:
    return sum(_size(file) for file in folder.rglob("*") if file.is_file()) if folder.exists() else 0
