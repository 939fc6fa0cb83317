"""Which lists there are beside those of the states: tags, digests and saved searches; their counts are kept."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from readinglist.core.batches import batches
from readinglist.core.errors import NotFoundError
from readinglist.core.paper import DigestCount, DigestRecord
from readinglist.core.reading import TagCount
from readinglist.store import rows, saved_searches

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from readinglist.core.paper import Digest
    from readinglist.core.query import SavedSearch


class Catalogue:
    """Questions about lists, over one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def tags(self, limit: int | None = None) -> list[TagCount]:
        """The tags that papers have, by name; with a limit those that most papers have, those first."""
        order = "g.key" if limit is None else "t.papers DESC, g.key"
        found = self._connection.execute(
            "SELECT g.name, t.papers FROM tag g CROSS JOIN total t ON t.name = 'tag:' || g.id WHERE t.papers > 0"
            f" ORDER BY {order} LIMIT ?",
            (-1 if limit is None else limit,),
        )
        return [TagCount(name, papers) for name, papers in found]

    def tags_of(self, papers: Iterable[int]) -> list[TagCount]:
        """The tags that some papers have, by name, each with how many of these have it."""
        counts: Counter[str] = Counter()
        for some in batches(papers):
            counts.update(
                dict(
                    self._connection.execute(
                        "SELECT g.name, count(DISTINCT k.cluster) FROM member m CROSS JOIN cluster_tag k"
                        " ON k.cluster = m.cluster CROSS JOIN tag g ON g.id = k.tag"
                        f" WHERE m.id IN ({','.join('?' * len(some))}) GROUP BY g.id",
                        some,
                    )
                )
            )
        return [TagCount(name, number) for name, number in sorted(counts.items())]

    def digests(self, limit: int | None = None) -> list[DigestCount]:
        """The digests that stand, newest day first (the day of capture where it has none), each with its papers."""
        found = self._connection.execute(
            f"SELECT {rows.DIGEST_COLUMNS}, d.papers FROM digest d WHERE d.standing = 1"
            " ORDER BY coalesce(d.day, d.captured) DESC, d.id DESC LIMIT ?",
            (-1 if limit is None else limit,),
        )
        return [DigestCount(rows.as_digest(digest), papers) for *digest, papers in found]

    def digest_count(self) -> int:
        """How many digests stand."""
        return int(self._connection.execute("SELECT count(*) FROM digest WHERE standing = 1").fetchone()[0])

    def tag_count(self) -> int:
        """How many tags papers have."""
        count = "SELECT count(*) FROM tag g CROSS JOIN total t ON t.name = 'tag:' || g.id WHERE t.papers > 0"
        return int(self._connection.execute(count).fetchone()[0])

    def digest_record(self, digest: int) -> DigestRecord:
        """Everything about one digest, but for its entries.

        Raises:
            NotFoundError: it does not stand.
        """
        found = self._connection.execute(
            f"SELECT {rows.DIGEST_COLUMNS}, d.papers, d.report, d.step,"
            " (SELECT count(*) FROM digest o WHERE o.step = d.step AND o.standing = 1)"
            " FROM digest d WHERE d.id = ? AND d.standing = 1",
            (digest,),
        ).fetchone()
        if not found:
            raise NotFoundError(f"There is no digest {digest}.", "Its import may have been undone.")
        *columns, papers, report, step, step_digests = found
        return DigestRecord(rows.as_digest(columns), papers, rows.as_report(report), step, step_digests)

    def digest_named(self, name: str) -> Digest:
        """The standing digest of exactly this name.

        Raises:
            NotFoundError: there is none.
        """
        found = self._connection.execute(
            f"SELECT {rows.DIGEST_COLUMNS} FROM digest d WHERE d.name = ? AND d.standing = 1", (name,)
        ).fetchone()
        if not found:
            raise NotFoundError(f"There is no digest “{name}”.", "`readinglist show ID` names the digests of a paper.")
        return rows.as_digest(found)

    def saved_searches(self) -> list[SavedSearch]:
        """The queries that the user keeps, by name."""
        return saved_searches.standing(self._connection)

    def saved_search(self, name: str) -> SavedSearch:
        """The saved search of a name, whatever its letter case.

        Raises:
            NotFoundError: there is none.
        """
        found = saved_searches.named(self._connection, name)
        if not found:
            raise NotFoundError(f"There is no saved search “{name}”.", "`readinglist searches` lists them.")
        return found
