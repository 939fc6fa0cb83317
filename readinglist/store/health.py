"""What `doctor` looks at: whether the library is sound, what it holds, and what it takes on disk."""

from __future__ import annotations

from contextlib import closing, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from readinglist.core.errors import LibraryError
from readinglist.store import sqlite, vocabulary
from readinglist.store.copies import second_copy
from readinglist.store.copies.comparison import differences
from readinglist.store.migrations import version_of
from readinglist.store.place.files import companions
from readinglist.store.reindexing import is_partial

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Health:
    """The state of a library; `problems` is empty where it is sound. Sizes are in bytes.

    `copied` are the steps that the second copy holds, `behind` the changes of the log that it has not.
    """

    engine: str
    journal: str
    schema: int
    papers: int
    digests: int
    steps: int
    size: int
    digest_size: int
    copied: int
    behind: int
    copy_size: int
    copy_whole: bool
    problems: tuple[str, ...]

    @property
    def only_copy_is_damaged(self) -> bool:
        """Whether the library is sound and its second copy is not: then that is written anew."""
        return not self.copy_whole and len(self.problems) == 1


def look_at(connection: sqlite3.Connection, path: Path | None, *, search: bool = True) -> Health:
    """Check every page, every text against its hash, the search index, the counts and what refers to what.

    Takes as long as reading the file. What is so damaged that it can't be counted counts 0, and is a problem.
    """
    used = sqlite.engine()
    look = _Look(connection, path)
    copied, change, whole = _copied(path)
    if not whole:
        look.damage.append(f"the second copy is damaged after its first {copied:,} steps")
    return Health(
        engine=f"SQLite {'.'.join(map(str, used.version))} ({used.name})",
        journal=str(connection.execute("PRAGMA journal_mode").fetchone()[0]),
        schema=version_of(connection),
        papers=look.count("SELECT count(*) FROM cluster"),
        digests=look.count("SELECT count(*) FROM digest WHERE standing = 1"),
        steps=look.count("SELECT count(*) FROM log_group WHERE kind = 'do'"),
        size=sum(_size(path.with_name(path.name + end)) for end in ("", "-wal", "-shm")) if path else 0,
        digest_size=_folder_size(companions(path) / "digests") if path else 0,
        copied=copied,
        behind=max(
            0, look.count("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'log_change'") - change
        ),
        copy_size=_size(companions(path) / "steps.jsonl") + _folder_size(companions(path) / "rows") if path else 0,
        copy_whole=whole,
        problems=tuple(look.problems(search=search)),
    )


def _copied(path: Path | None) -> tuple[int, int, bool]:
    """How many steps the second copy holds, up to which change of the log, and whether that is all of its file."""
    if path is None or not (steps := companions(path) / "steps.jsonl").is_file():
        return 0, 0, True
    held: set[int] = set()
    change = offset = 0
    for line in second_copy.lines(steps):
        held.update(group[0] for group in line.record["groups"] if group[1] == "do")
        change, offset = line.tail.change, line.tail.offset
    with steps.open("rb") as source:
        source.seek(offset)
        return len(held), change, b"\n" not in source.read()  # a line that was cut off is written anew by the next step


class _Look:
    """Questions to a library that may be damaged: an answer that can't be had is a problem, not an end."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection = connection
        self._path = path
        self.damage: list[str] = []

    def count(self, select: str) -> int:
        """A number, 0 where it can't be read."""
        return int((self._rows(select) or [(0,)])[0][0])

    def problems(self, *, search: bool) -> list[str]:
        """Everything that is not as it should be, the first twenty of a kind; with `search` also the words' index."""
        pages = [text for (text,) in self._rows("PRAGMA integrity_check(20)") if text != "ok"]
        lost = [
            f"a row of {row[0]} refers to one of {row[2]} that is gone"
            for row in self._rows("PRAGMA foreign_key_check")
        ]
        wrong = [*self._asked(lambda: differences(self._connection, self._path))]
        if search and not is_partial(self._connection):
            wrong += self._search_index()
        return list(dict.fromkeys([*self.damage, *pages, *lost[:20], *wrong[:20], *self._stale()]))

    def _search_index(self) -> list[str]:
        """Whether every word of the texts is in the search index where it stands, and no other.

        SQLite looks in what is formally a write, for which it wants a connection of its own; where nothing may be
        written, or somebody else writes, only the index itself was looked at.
        """
        try:
            with (
                closing(sqlite.connect(self._path, write=True)) if self._path else nullcontext(self._connection) as own
            ):
                own.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
                unknown = vocabulary.unknown(own)
        except LibraryError:
            return []
        except sqlite.engine().module.DatabaseError as error:
            name = getattr(error, "sqlite_errorname", None) or ""
            if not name.startswith(("SQLITE_READONLY", "SQLITE_BUSY")):
                return ["the search index is not that of the papers"]
            return []
        return [f"{unknown} words of the search index are not known by their beginnings"] if unknown else []

    def _stale(self) -> Iterator[str]:
        """What is kept beside the facts and does not agree with them."""
        papers = self.count("SELECT count(*) FROM cluster")
        indexed = (
            "SELECT count(*) FROM cluster WHERE id <= (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'indexed')"
        )
        partial = self.count("SELECT count(*) FROM meta WHERE key = 'indexed'")
        if self.count("SELECT count(*) FROM search_docsize") != (self.count(indexed) if partial else papers):
            yield "the search index does not hold every paper"
        if self.count("SELECT coalesce(sum(papers), 0) FROM total WHERE name LIKE 'status:%'") != papers:
            yield "the counts do not agree with the papers"
        tagged = self.count("SELECT count(*) FROM cluster_tag")
        if self.count("SELECT coalesce(sum(papers), 0) FROM total WHERE name LIKE 'tag:%'") != tagged:
            yield "the counts do not agree with the tags"

    def _rows(self, select: str) -> list[Any]:
        return self._asked(lambda: self._connection.execute(select))

    def _asked(self, ask: Callable[[], Iterable[Any]]) -> list[Any]:
        """All that a question finds; nothing where damage is in the way, which is a problem then."""
        try:
            return list(ask())
        except (sqlite.engine().module.DatabaseError, UnicodeDecodeError, ValueError) as error:
            self.damage.append(str(error))
            return []


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _folder_size(folder: Path) -> int:
    return sum(_size(file) for file in folder.rglob("*") if file.is_file()) if folder.exists() else 0
