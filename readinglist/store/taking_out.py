"""Takes an import that was cancelled or cut off out again: its rows, its place in the log, the bytes of its digests.

Papers on which the user has written meanwhile stay, without their place in the digest, and are named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from readinglist.core.changes import Changes
from readinglist.store import derived, journal
from readinglist.store.match_index import refresh_keys
from readinglist.store.removal import THESE, numbers, remove, removing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from readinglist.store.chunks import Manners
    from readinglist.store.journal import Step

_AT_ONCE: Final = 100  # sightings that go in one transaction: some 20 ms

#: Where rows are mentioned that tell of more than reading: a merge, a split, papers held apart, a digest undone.
_STRUCTURE: Final = ("member", "sighting", "apart", "question", "digest")

#: Members that no digest shows, and that nothing but the import which brought them speaks of.
_ALONE: Final = """m.cluster = m.id
    AND NOT EXISTS (SELECT 1 FROM sighting s WHERE s.member = m.id)
    AND NOT EXISTS (SELECT 1 FROM member o WHERE o.cluster = m.id AND o.id <> m.id)
    AND NOT EXISTS (SELECT 1 FROM united u WHERE u.member = m.id)
    AND NOT EXISTS (SELECT 1 FROM note n WHERE n.member = m.id)
    AND NOT EXISTS (SELECT 1 FROM tagging x WHERE x.member = m.id)
    AND NOT EXISTS (SELECT 1 FROM citekey k WHERE k.member = m.id)
    AND NOT EXISTS (SELECT 1 FROM question q WHERE q.a = m.id)
    AND NOT EXISTS (SELECT 1 FROM question q WHERE q.b = m.id)
    AND m.id NOT IN (SELECT row FROM log_change WHERE id > ? AND tbl IN ('reading', 'detail', 'member'))"""


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What was taken out: the label of the import, what changed by that, and the papers that stay (id, title).

    `hashes` are those of the digests, whose bytes may be unused now.
    """

    label: str
    changes: Changes
    kept: tuple[tuple[int, str], ...] = ()
    hashes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What a person is told at the start after an import was cut off."""
        stays = f" {len(self.kept):,} papers on which you have written since stay." if self.kept else ""
        return f"“{self.label}” was cut off; what had come of it was taken out again.{stays} Import it once more."


class TakingOut:
    """Takes out one step that is still coming; `locked` gives a transaction."""

    def __init__(
        self, connection: sqlite3.Connection, step: Step, locked: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._connection = connection
        self._step = step
        self._locked = locked
        self._digests = numbers(self._connection, "SELECT id FROM digest WHERE step = ?", step.id)
        hashes = connection.execute("SELECT DISTINCT hash FROM digest WHERE step = ?", (step.id,))
        self._hashes = tuple(hash_ for (hash_,) in hashes)
        self._changes: list[Changes] = []
        self._kept: dict[int, str] = {}

    def run(self, manners: Manners | None = None) -> TakenOut:
        """Take it out, a hundred papers a transaction; where it is cut off, another run goes on."""
        if self._is_built_upon():
            self._take_back()
        else:
            while self._some():
                if manners:
                    manners.between()
            self._end()
        changes = Changes.joined(self._step.label, None, self._changes)
        return TakenOut(self._step.label, changes, tuple(self._kept.items()), self._hashes)

    def _is_built_upon(self) -> bool:
        """Whether a merge, a split or an undone import since rests on its rows: then these have to stay."""
        marks = ",".join("?" * len(_STRUCTURE))
        found = self._connection.execute(
            f"SELECT 1 FROM log_change WHERE id > ? AND grp <> ? AND tbl IN ({marks}) LIMIT 1",
            (self._began(), self._step.id, *_STRUCTURE),
        )
        return found.fetchone() is not None

    def _began(self) -> int:
        """The change of the log with which the step began."""
        found = self._connection.execute("SELECT coalesce(min(id), 0) FROM log_change WHERE grp = ?", (self._step.id,))
        return int(found.fetchone()[0])

    def _take_back(self) -> None:
        """As an undone import: its rows stay, and nothing shows them."""
        with self._locked():
            group = journal.begin_group(self._connection, "void", self._step.label)
            self._connection.execute("UPDATE digest SET standing = 0 WHERE step = ?", (self._step.id,))
            self._connection.execute("UPDATE log_group SET kind = 'void' WHERE id = ?", (self._step.id,))
            members = numbers(
                self._connection, f"SELECT DISTINCT member FROM sighting WHERE digest IN {THESE}", self._digests
            )
            journal.touched_clusters(self._connection, group)
            self._follow()
            self._name_those_that_stay(members)
            journal.end_group(self._connection, group)

    def _some(self) -> bool:
        """Take out some papers, the last first; whether there were any."""
        with removing(self._connection, self._locked()):
            found = self._connection.execute(
                f"SELECT id, member, wording FROM sighting WHERE digest IN {THESE} ORDER BY id DESC LIMIT ?",
                (str(self._digests), _AT_ONCE),
            ).fetchall()
            members = sorted({member for _, member, _ in found})
            self._touch(members)
            self._forget_questions(members)
            remove(self._connection, "sighting", (number for number, _, _ in found))
            self._follow()
            self._forget_texts(found)
            self._forget_members(members)
            self._name_those_that_stay(members)
            return bool(found)

    def _touch(self, members: list[int]) -> None:
        self._connection.execute(
            f"INSERT OR IGNORE INTO touched SELECT cluster FROM member WHERE id IN {THESE}", (str(members),)
        )
        journal.touch_asked(self._connection)

    def _follow(self) -> None:
        refresh_keys(self._connection)
        self._changes.append(Changes("", None, *derived.remake(self._connection)))

    def _forget_questions(self, members: list[int]) -> None:
        found = numbers(self._connection,
            f"SELECT id FROM question WHERE digest IN {THESE} AND (a IN {THESE} OR b IN {THESE})",
            self._digests, members, members,
        )  # fmt: skip
        remove(self._connection, "question", found)

    def _forget_texts(self, sightings: list[tuple[int, int, int]]) -> None:
        """Remove the texts that only these sightings showed; a text belongs to one member."""
        still = "SELECT wording FROM member WHERE id = ? UNION SELECT wording FROM sighting WHERE member = ?"
        for _, member, wording in sightings:
            if wording not in numbers(self._connection, still, member, member):
                remove(self._connection, "wording", [wording])

    def _forget_members(self, members: list[int]) -> None:
        """Remove the members that nothing else speaks of, each with its text."""
        gone = numbers(
            self._connection, f"SELECT m.id FROM member m WHERE m.id IN {THESE} AND {_ALONE}", members, self._began()
        )
        texts = numbers(self._connection, f"SELECT wording FROM member WHERE id IN {THESE}", gone)
        apart = numbers(self._connection, f"SELECT id FROM apart WHERE a IN {THESE}", gone)
        apart += numbers(
            self._connection,
            f"SELECT o.id FROM apart p JOIN apart o ON o.a = p.b AND o.b = p.a WHERE p.a IN {THESE}",
            gone,
        )
        for table, rows in (("apart", apart), ("reading", gone), ("member", gone), ("wording", texts)):
            remove(self._connection, table, rows)

    def _name_those_that_stay(self, members: list[int]) -> None:
        """Remember the papers that only this import had brought, and that the user has said something about."""
        found = self._connection.execute(
            f"SELECT c.id, coalesce(c.title, w.title) FROM cluster c JOIN wording w ON w.id = c.wording"
            f" WHERE c.id IN {THESE} AND c.seen = 0",
            (str(members),),
        )
        self._kept.update(found)

    def _end(self) -> None:
        """Remove the digests and the step itself."""
        with removing(self._connection, self._locked()):
            remove(self._connection, "digest", self._digests)
            changes = numbers(self._connection, "SELECT id FROM log_change WHERE grp = ?", self._step.id)
            remove(self._connection, "log_change", changes)
            remove(self._connection, "log_group", [self._step.id])
