"""What can be asked about repeats: the open questions, and which members are met when repeats are looked for again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from readinglist.core.batches import BATCH, batches
from readinglist.core.paper import Question
from readinglist.store import membership
from readinglist.store.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPEN: Final = (
    "SELECT q.id, k.cluster, o.cluster, q.score, q.reason, q.alike FROM open_question p"
    " CROSS JOIN question q ON q.id = p.question CROSS JOIN member k ON k.id = q.a CROSS JOIN member o ON o.id = q.b"
)
_SETTLED: Final = (
    "SELECT 1 FROM member k CROSS JOIN member o ON o.id = ? WHERE k.id = ? AND (k.cluster = o.cluster"
    " OR EXISTS (SELECT 1 FROM open_question p WHERE p.a = min(k.cluster, o.cluster)"
    " AND p.b = max(k.cluster, o.cluster))"
    " OR EXISTS (SELECT 1 FROM member i CROSS JOIN apart x ON x.a = i.id AND x.standing = 1"
    " CROSS JOIN member j ON j.id = x.b WHERE i.cluster = k.cluster AND j.cluster = o.cluster))"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Two members that may be one paper; `alike` where an import would have taken them for one by itself."""

    a: int
    b: int
    score: float
    reason: str
    alike: bool


class Questions(Catalogue):
    """Questions about repeats, over one connection."""

    def questions(self, *, after: int = 0, limit: int = BATCH) -> list[Question]:
        """The open questions that follow one, by its id, oldest first; a pair of papers has one."""
        found = self._connection.execute(f"{_OPEN} WHERE p.question > ? ORDER BY p.question LIMIT ?", (after, limit))
        return [Question(number, a, b, score, reason, bool(alike)) for number, a, b, score, reason, alike in found]

    def is_settled(self, one: int, other: int) -> bool:
        """Whether nothing is to be asked about two members: they are one paper, held apart, or asked about already."""
        return self._connection.execute(_SETTLED, (other, one)).fetchone() is not None

    def held_apart(self, papers: Iterable[int]) -> set[tuple[int, int]]:
        """Pairs of papers, both ways round, that the user called different; the first is one of those given."""
        found: set[tuple[int, int]] = set()
        for some in batches(sorted(set(papers))):
            found.update(
                self._connection.execute(
                    "SELECT i.cluster, j.cluster FROM member i CROSS JOIN apart x ON x.a = i.id AND x.standing = 1"
                    f" CROSS JOIN member j ON j.id = x.b WHERE i.cluster IN ({','.join('?' * len(some))})",
                    some,
                )
            )
        return found

    def papers_of(self, ids: Iterable[int]) -> list[int]:
        """The papers that ids of any members name, in that order, each once.

        Raises:
            NotFoundError: an id names none.
        """
        return membership.papers_of(self._connection, ids)

    def living_members(self) -> Iterator[int]:
        """Every member that an import would meet, oldest first, some hundred at a time."""
        last = 0
        while some := self._connection.execute(
            "SELECT id FROM member WHERE id > ? AND keyed <> 0 ORDER BY id LIMIT ?", (last, BATCH)
        ).fetchall():
            yield from (member for (member,) in some)
            last = some[-1][0]

    def living_count(self) -> int:
        """How many members `living_members` gives; reads them all."""
        return int(self._connection.execute("SELECT count(*) FROM member WHERE keyed <> 0").fetchone()[0])
