"""What can be asked of a library; nothing here writes, and nothing is held by row."""

from __future__ import annotations

from array import array
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from readinglist.core.batches import BATCH, batches
from readinglist.core.errors import NotFoundError
from readinglist.core.paper import Entry
from readinglist.core.reading import Record, Row, Status
from readinglist.store import membership, rows
from readinglist.store.failures import in_our_words
from readinglist.store.history import History
from readinglist.store.search import where
from readinglist.store.sqlite import engine
from readinglist.store.vocabulary import words_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.core.paper import Digest
    from readinglist.core.query import Query
    from readinglist.store.conditions import Where


class Order(Enum):
    """How a list is sorted; the value is the column that a page is anchored by, the id breaks ties."""

    NEWEST = "rank"
    QUEUE = "place"


Anchor = tuple[float, int]


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list in their order; `end` anchors the page after it."""

    rows: tuple[Row, ...]
    end: Anchor | None


def order_of(query: Query) -> Order:
    """The queue is read in the order that the user gave it, everything else newest first."""
    return Order.QUEUE if query.state == Status.QUEUED else Order.NEWEST


class Reads(History):
    """Every question to the library, over one connection."""

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """What is read within is of one state, whatever others write meanwhile."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("COMMIT")

    def totals(self) -> dict[str, int]:
        """How many papers there are by status ("inbox", …) and by flag ("starred", "check"); kept, not counted.

        "questions" are the pairs of papers that may be one; "check" are the papers of these pairs.
        """
        kept = dict(self._connection.execute("SELECT name, papers FROM total WHERE name < 'tag:' OR name > 'tag;'"))
        by_status = {status.value: kept.get(f"status:{status.height}", 0) for status in Status}
        return {
            **by_status,
            "starred": kept.get("starred", 0),
            "check": kept.get("to_check", 0),
            "questions": kept.get("questions", 0),
        }

    def count(self, query: Query) -> int:
        """How many papers a query finds."""
        totals = self.totals()
        if query.tree is None:
            return sum(totals[status] for status in Status)
        if query.state in totals:
            return totals[query.state]
        condition = self._where(query)
        return self._one(f"SELECT count(*) FROM cluster c WHERE {condition.sql}", condition.parameters)

    def _where(self, query: Query) -> Where:
        return where(query, partial(words_from, self._connection))

    def page(
        self, query: Query, *, order: Order | None = None, after: Anchor | None = None, limit: int = BATCH
    ) -> Page:
        """The rows that follow an anchor, or the first ones."""
        condition, column = self._where(query), (order or order_of(query)).value
        further = f" AND (c.{column}, c.id) > (?, ?)" if after else ""
        found = self._connection.execute(
            f"SELECT {rows.ROW_COLUMNS}, c.{column} FROM {rows.ROW_TABLES} WHERE {condition.sql}{further}"
            f" ORDER BY c.{column}, c.id LIMIT ?",
            (*condition.parameters, *(after or ()), limit),
        ).fetchall()
        end = (found[-1][-1], found[-1][0]) if found else None
        return Page(tuple(rows.as_row(columns[:-1]) for columns in found), end)

    def ids(self, query: Query, *, after: Anchor | None = None, limit: int = BATCH) -> tuple[list[int], Anchor | None]:
        """The papers of a page without what is known of them, and the anchor of its end: from an index alone."""
        condition, column = self._where(query), order_of(query).value
        further = f" AND (c.{column}, c.id) > (?, ?)" if after else ""
        found = self._connection.execute(
            f"SELECT c.{column}, c.id FROM cluster c WHERE {condition.sql}{further} ORDER BY c.{column}, c.id LIMIT ?",
            (*condition.parameters, *(after or ()), limit),
        ).fetchall()
        return [paper for _, paper in found], tuple(found[-1]) if found else None

    def anchor(self, query: Query, position: int, *, order: Order | None = None) -> Anchor | None:
        """What to put `after` so that a page begins with row `position`; counted from the nearer end."""
        if position <= 0:
            return None
        condition, column = self._where(query), (order or order_of(query)).value
        total = self.count(query)
        back = position > total // 2
        way, skip = (" DESC", total - position) if back else ("", position - 1)
        found = self._connection.execute(
            f"SELECT c.{column}, c.id FROM cluster c WHERE {condition.sql} ORDER BY c.{column}{way}, c.id{way}"
            " LIMIT 1 OFFSET ?",
            (*condition.parameters, max(skip, 0)),
        ).fetchone()
        return tuple(found) if found else None

    def position(self, query: Query, paper: int, *, order: Order | None = None) -> int | None:
        """Which row of a list a paper is, from 0; None where the list does not have it."""
        condition, column = self._where(query), (order or order_of(query)).value
        found = self._connection.execute(
            f"SELECT c.{column}, c.id FROM cluster c WHERE c.id = (SELECT cluster FROM member WHERE id = ?)"
            f" AND {condition.sql}",
            (paper, *condition.parameters),
        ).fetchone()
        if not found:
            return None
        return self._one(
            f"SELECT count(*) FROM cluster c WHERE {condition.sql} AND (c.{column}, c.id) < (?, ?)",
            (*condition.parameters, *found),
        )

    def found(self, query: Query, *, order: Order | None = None) -> array[int]:
        """The ids of all papers of a list in its order: for lists that words, a tag or a digest make short.

        Raises:
            InterruptedSearchError: `Library.interrupt()` was called from another thread.
        """
        column = (order or order_of(query)).value
        try:
            condition = self._where(query)
            select = f"SELECT c.id FROM cluster c WHERE {condition.sql} ORDER BY c.{column}, c.id"
            return array("q", chain.from_iterable(self._connection.execute(select, condition.parameters)))
        except engine().module.OperationalError as error:
            known = in_our_words(error, None)
            if known:
                raise known from error
            raise

    def iterate(self, query: Query, *, order: Order | None = None, limit: int | None = None) -> Iterator[Row]:
        """All rows of a list, a page at a time."""
        left, after = limit, None
        while left is None or left > 0:
            page = self.page(query, order=order, after=after, limit=BATCH if left is None else min(BATCH, left))
            yield from page.rows
            if page.end is None:
                return
            left = None if left is None else left - len(page.rows)
            after = page.end

    def rows(self, ids: Iterable[int]) -> list[Row]:
        """The rows of the papers that these ids (of any member) name, by id; those that are gone are left out."""
        found: list[Row] = []
        for chunk in batches(sorted(set(ids))):
            marks = ",".join("?" * len(chunk))
            found += map(
                rows.as_row,
                self._connection.execute(
                    f"SELECT {rows.ROW_COLUMNS} FROM {rows.ROW_TABLES} WHERE c.id IN"
                    f" (SELECT cluster FROM member WHERE id IN ({marks})) ORDER BY c.id",
                    chunk,
                ),
            )
        return found

    def digest_names(self, ids: Iterable[int]) -> dict[int, list[str]]:
        """The digests that show each of these papers, newest first, each once."""
        names: dict[int, dict[str, None]] = {}
        for chunk in batches(ids):
            marks = ",".join("?" * len(chunk))
            for cluster, name in self._connection.execute(
                "SELECT m.cluster, d.name FROM member m JOIN sighting s ON s.member = m.id JOIN digest d"
                " ON d.id = s.digest"
                f" WHERE d.standing = 1 AND m.cluster IN (SELECT cluster FROM member WHERE id IN ({marks}))"
                " ORDER BY s.rank, s.id",
                chunk,
            ):
                names.setdefault(cluster, {})[name] = None
        return {cluster: list(found) for cluster, found in names.items()}

    def paper_id(self, name: str) -> int:
        """The paper that an id (of any member) or a uid names.

        Raises:
            NotFoundError: there is none.
        """
        return self._named(name)[1]

    def member_id(self, name: str) -> int:
        """The member of a paper, itself, that an id or a uid names: a note is written on it, not on its paper.

        Raises:
            NotFoundError: there is none.
        """
        return self._named(name)[0]

    def _named(self, name: str) -> tuple[int, int]:
        """A member and its paper, by the member's id or uid."""
        name = name.encode("utf-8", "replace").decode("utf-8")  # half a character can't even be asked for
        by = "m.id = ?" if name.isdecimal() else "m.uid = ?"
        value = int(name) if name.isdecimal() and len(name) < 19 else name
        found = self._connection.execute(
            f"SELECT m.id, m.cluster FROM member m JOIN cluster c ON c.id = m.cluster WHERE {by}", (value,)
        ).fetchone()
        if not found:
            raise NotFoundError(f"There is no paper {name}.", "`readinglist list` shows the ids.")
        return tuple(found)

    def record(self, paper: int) -> Record:
        """Everything about one paper.

        Raises:
            NotFoundError: there is no such paper.
        """
        found = self._connection.execute(
            "SELECT m.id, m.uid, w.title, w.abstract, m.arxiv, m.doi, c.added, c.tags, c.finished, c.status, c.place,"
            " c.starred, c.rating FROM cluster c JOIN wording w ON w.id = c.wording JOIN member m ON m.id = c.id"
            " WHERE c.id = (SELECT cluster FROM member WHERE id = ?)",
            (paper,),
        ).fetchone()
        if not found:
            raise NotFoundError(f"There is no paper {paper}.", "`readinglist list` shows the ids.")
        cluster, added, tags, finished = found[0], found[6], found[7], found[8]
        own = rows.as_own(self._of_cluster(rows.DETAIL_COLUMNS, "detail e", cluster, key="id"))
        return Record(
            paper=rows.as_paper(found[:6], own),
            reading=rows.as_reading(*found[9:]),
            tags=tuple(tags.split()),
            notes=tuple(
                map(
                    rows.as_note,
                    self._of_cluster("n.uid, n.member, n.body, n.changed", "note n", cluster, " AND n.body <> ''"),
                )
            ),
            sightings=tuple(map(rows.as_sighting, self._sightings(cluster))),
            added=rows.as_time(added),
            citekey=self._citekey(cluster),
            own=frozenset(own),
            merge=membership.newest_merge(self._connection, cluster),
            finished=rows.as_time(finished) if finished else None,
        )

    def digest_with(self, hash_: str) -> Digest | None:
        """The standing digest of exactly these bytes."""
        found = self._connection.execute(
            f"SELECT {rows.DIGEST_COLUMNS} FROM digest d WHERE d.hash = ? AND d.standing = 1", (hash_,)
        ).fetchone()
        return rows.as_digest(found) if found else None

    def clusters_of(self, members: Iterable[int]) -> dict[int, int]:
        """The paper that each of these members belongs to."""
        found: dict[int, int] = {}
        for chunk in batches(members):
            marks = ",".join("?" * len(chunk))
            found.update(self._connection.execute(f"SELECT id, cluster FROM member WHERE id IN ({marks})", chunk))
        return found

    def entries_of_digest(self, digest: int) -> list[tuple[Entry, int]]:
        """The entries of a digest as they stood, in their order, each with the paper that it shows."""
        found = self._connection.execute(
            "SELECT s.line, w.title, w.abstract, s.day, m.cluster FROM sighting s JOIN wording w ON w.id = s.wording"
            " JOIN member m ON m.id = s.member WHERE s.digest = ? ORDER BY s.id",
            (digest,),
        )
        return [
            (Entry(line, title, abstract, rows.as_day(day)), cluster) for line, title, abstract, day, cluster in found
        ]

    def matching_state(self) -> tuple[int, ...]:
        """What an import was planned for: equal states hold the same papers with the same keys, and the same digests.

        Beside the counter of changed keys, the newest digest and how many stand: one may show known papers only. And
        how often papers were called different.
        """
        found = self._connection.execute(
            "SELECT (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'matching'),"
            " (SELECT count(*) FROM apart WHERE standing = 1), coalesce(max(id), 0), coalesce(sum(standing), 0)"
            " FROM digest"
        ).fetchone()
        return tuple(found)

    def _citekey(self, cluster: int) -> str | None:
        found = self._of_cluster("k.key", "citekey k", cluster)
        return found[0][0] if found else None

    def _sightings(self, cluster: int) -> list[Any]:
        return self._connection.execute(
            f"SELECT s.id, m.id, s.line, s.day, w.title, w.abstract, {rows.DIGEST_COLUMNS} FROM member m"
            " JOIN sighting s ON s.member = m.id JOIN digest d ON d.id = s.digest AND d.standing = 1"
            " JOIN wording w ON w.id = s.wording WHERE m.cluster = ? ORDER BY s.rank, s.id",
            (cluster,),
        ).fetchall()

    def _of_cluster(
        self, columns: str, table: str, cluster: int, further: str = "", *, key: str = "member"
    ) -> list[Any]:
        """Rows of a table that belong to members of a cluster, the oldest member's first."""
        alias = table.split()[1]
        return self._connection.execute(
            f"SELECT {columns} FROM member m JOIN {table} ON {alias}.{key} = m.id WHERE m.cluster ="
            f" ?{further} ORDER BY m.id",
            (cluster,),
        ).fetchall()

    def _one(self, select: str, parameters: tuple[object, ...] = ()) -> int:
        return int(self._connection.execute(select, parameters).fetchone()[0])
