"""Really deletes papers: rows, log, search index, kept digests, second copy. For privacy; nothing brings them back."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from readinglist.core.changes import Changes, Ids
from readinglist.store import derived, journal, vocabulary
from readinglist.store.copies.backups import UnfitError
from readinglist.store.copies.rewriting import rewrite
from readinglist.store.copies.second_copy import ROWS
from readinglist.store.match_index import unkey
from readinglist.store.place import digest_files
from readinglist.store.place.files import replaced
from readinglist.store.removal import THESE, numbers, remove, removed
from readinglist.store.rows import as_report, text_of_report

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from readinglist.store.copies.backups import Backups
    from readinglist.store.copies.second_copy import SecondCopy

LOCK: Final = "purging.lock"
_MARK: Final = "purging.json"
_REPORT: Final = ROWS["digest"].index("report")
_MEMBER: Final = ROWS["sighting"].index("member")
_CLUSTER: Final = ROWS["member"].index("cluster")
_NOTHING: Final = Ids()

#: Which rows belong to members, a table at a time; what refers to a row stands before it.
_OF_MEMBERS: Final = {
    "citekey": f"SELECT id FROM citekey WHERE member IN {THESE}",
    "united": f"SELECT id FROM united WHERE member IN {THESE} OR was IN {THESE}",
    "question": f"SELECT id FROM question WHERE a IN {THESE} UNION SELECT id FROM question WHERE b IN {THESE}",
    "apart": f"SELECT o.id FROM apart p JOIN apart o ON o.a = p.b AND o.b = p.a WHERE p.a IN {THESE}"
    f" UNION SELECT id FROM apart WHERE a IN {THESE}",
    "tagging": f"SELECT id FROM tagging WHERE member IN {THESE}",
    "note": f"SELECT id FROM note WHERE member IN {THESE}",
    "sighting": f"SELECT id FROM sighting WHERE member IN {THESE}",
}


@dataclass(frozen=True, slots=True)
class Purge:
    """Papers that are to go: their members, and the digests that showed them."""

    members: list[int]
    digests: list[int]

    @classmethod
    def of(cls, connection: sqlite3.Connection, papers: Iterable[int]) -> Purge:
        """Of papers, every member goes."""
        members = numbers(connection, f"SELECT id FROM member WHERE cluster IN {THESE}", sorted(set(papers)))
        shown = f"SELECT DISTINCT digest FROM sighting WHERE member IN {THESE}"
        return cls(members, numbers(connection, shown, members))

    def note_down(self, folder: Path) -> None:
        """Have a purge be finished whatever comes between, also where the library is made again from its copies."""
        with replaced(folder / _MARK) as out:
            out.write(json.dumps([self.members, self.digests]).encode())

    @classmethod
    def noted_down(cls, folder: Path) -> Purge | None:
        """One that is not finished yet."""
        mark = folder / _MARK
        return cls(*json.loads(mark.read_bytes())) if mark.exists() else None


def begin(connection: sqlite3.Connection, purge: Purge) -> Changes:
    """Delete papers from the library's tables, in an open transaction with foreign keys off; `finish` does the rest."""
    members = purge.members
    texts = _texts_of(connection, members)
    unkey(connection, members)
    connection.execute(f"INSERT OR IGNORE INTO touched SELECT cluster FROM member WHERE id IN {THESE}", (str(members),))
    journal.touch_asked(connection)
    gone = {"member": members}
    for table, select in _OF_MEMBERS.items():
        gone[table] = numbers(connection, select, *[members] * select.count(THESE))
        remove(connection, table, gone[table])
    for table in ("detail", "reading"):  # named in the log also where the row itself is not there any more
        gone[table] = members
        remove(connection, table, members)
    changes = Changes("Purge", None, *derived.remake(connection))
    _forget_log(connection, gone)
    remove(connection, "member", members)
    remove(connection, "wording", texts)
    _forget_excerpts(connection, purge.digests)
    return changes


def _texts_of(connection: sqlite3.Connection, members: list[int]) -> list[int]:
    """The texts that only these members show: one may have gone with a sighting to a paper that stays."""
    own = f"SELECT wording FROM member WHERE id IN {THESE} UNION SELECT wording FROM sighting WHERE member IN {THESE}"
    others = (
        f"SELECT wording FROM member WHERE id NOT IN {THESE}"
        f" UNION SELECT wording FROM sighting WHERE member NOT IN {THESE}"
    )
    return numbers(connection, f"{own} EXCEPT SELECT * FROM ({others})", *[members] * 4)


def finish(connection: sqlite3.Connection, folder: Path, copy: SecondCopy, backups: Backups) -> None:
    """Delete what is left of purged papers outside of the tables; called again where it was cut off.

    What was kept aside of older libraries and copies goes as a whole: it can't be searched.
    """
    purge = Purge.noted_down(folder)
    if purge is None:
        return
    if not numbers(connection, f"SELECT id FROM member WHERE id IN {THESE}", purge.members):
        less = _Less(connection, removed(connection), purge.digests)
        with backups.rewritten(less.in_backup):
            rewrite(copy, less.in_copy)
        backups.make(connection, "meanwhile")
        _forget_files(connection, folder, purge.digests)
        sweep(connection)
    (folder / _MARK).unlink()


def sweep(connection: sqlite3.Connection) -> None:
    """Have no word of what was deleted left in the library's file."""
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    vocabulary.renew(connection)
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _forget_log(connection: sqlite3.Connection, gone: dict[str, list[int]]) -> None:
    """Delete what the log has about rows, also where a paper that stays was once part of one that went."""
    changes = {
        number
        for table, rows in gone.items()
        for number in numbers(connection, f"SELECT id FROM log_change WHERE tbl = '{table}' AND row IN {THESE}", rows)
    }
    changes.update(
        numbers(
            connection,
            "SELECT id FROM log_change WHERE (tbl, field) IN (VALUES ('member', 'cluster'), ('sighting', 'member'))"
            f" AND (before IN {THESE} OR after IN {THESE})",
            gone["member"],
            gone["member"],
        )
    )
    groups = numbers(connection, f"SELECT DISTINCT grp FROM log_change WHERE id IN {THESE}", sorted(changes))
    remove(connection, "log_change", changes)
    empty = f"SELECT id FROM log_group g WHERE id IN {THESE} AND NOT EXISTS (SELECT 1 FROM log_change WHERE grp = g.id)"
    remove(connection, "log_group", numbers(connection, empty, groups))


def _forget_excerpts(connection: sqlite3.Connection, digests: list[int]) -> None:
    """Count the papers of the digests anew, and forget the lines that their reports quote."""
    for number in digests:
        (report,) = connection.execute("SELECT report FROM digest WHERE id = ?", (number,)).fetchone()
        connection.execute(
            "UPDATE digest SET report = ?, papers = (SELECT count(DISTINCT m.cluster) FROM sighting s"
            " JOIN member m ON m.id = s.member WHERE s.digest = digest.id) WHERE id = ?",
            (_without_excerpts(report), number),
        )


def _without_excerpts(report: str) -> str:
    said = as_report(report)
    return text_of_report(replace(said, unread=tuple(replace(one, text="") for one in said.unread)))


class _Less:
    """What copy and backups keep of a row."""

    def __init__(self, connection: sqlite3.Connection, gone: Mapping[str, Ids], digests: list[int]) -> None:
        self._connection = connection
        self._gone = gone
        self._digests = digests

    def in_copy(self, table: str, row: list[Any]) -> list[Any] | None:
        """A row that is brought in again from the beginning; a sighting goes where it was taken since."""
        if self._is_gone(table, row[0]) or (table == "citekey" and self._is_gone("member", row[2])):
            return None
        if table == "digest" and row[0] in self._digests:
            return [*row[:_REPORT], _without_excerpts(row[_REPORT]), *row[_REPORT + 1 :]]
        if table == "sighting" and self._is_gone("member", row[_MEMBER]):
            (owner,) = self._connection.execute("SELECT member FROM sighting WHERE id = ?", (row[0],)).fetchone()
            return [*row[:_MEMBER], owner, *row[_MEMBER + 1 :]]
        return row

    def in_backup(self, table: str, row: list[Any]) -> list[Any] | None:
        """A row as it was at a moment.

        Raises:
            UnfitError: it was part of a paper that is gone, so the backup can't be kept.
        """
        place = {"sighting": _MEMBER, "member": _CLUSTER}.get(table)
        if place and self._is_gone("member", row[place]) and not self._is_gone(table, row[0]):
            raise UnfitError
        return self.in_copy(table, row)

    def _is_gone(self, table: str, number: int) -> bool:
        return number in self._gone.get(table, _NOTHING)


def _forget_files(connection: sqlite3.Connection, folder: Path, digests: list[int]) -> None:
    for (hash_,) in connection.execute(f"SELECT hash FROM digest WHERE id IN {THESE}", (str(digests),)):
        digest_files.forget(folder / "digests", hash_)
    for kept in chain(folder.glob("kept-*/*"), folder.glob("steps-until-*")):
        kept.unlink()
    for kept in folder.glob("kept-*"):
        kept.rmdir()
