"""What can be asked of a library; nothing here writes, and nothing is held by row. Lists of papers: `lists.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readinglist.core.batches import batches
from readinglist.core.errors import NotFoundError
from readinglist.core.paper import Entry
from readinglist.core.reading import Record
from readinglist.store import membership, rows
from readinglist.store.lists import Lists

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.core.paper import Digest


class Reads(Lists):
    """Every question to the library, over one connection."""

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
            " c.starred, c.rating, c.until"
            " FROM cluster c JOIN wording w ON w.id = c.wording JOIN member m ON m.id = c.id"
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
