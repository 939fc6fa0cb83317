"""The rows that are remade from the facts: one a cluster, for lists, counts and the search index.

A member lives while a standing digest shows it, or while the user has said something about it. A cluster shows the
highest state of its living members, the union of their tags and notes, and the text of one sighting: the longest
abstract, then the newest. `cluster.title` is the title that the user gave; NULL where the sighting's is shown.
`sort_title` is made of the one that is shown. Authors and year are of the oldest member that has them, as title, as a
paper's record says them; `added` is when its oldest member came in, `finished` when the first of its members was read.
One that is put off has in `until` the first day to which a member is; when the library knows that day, it stands in the
inbox.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.changes import Ids
from readinglist.core.sort_title import sort_title
from readinglist.store import meta, vocabulary

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from readinglist.store.journal import Group

NOTE_SEPARATOR = "\n\n"
DAY = "day"  # in `meta`: the day that the library knows; papers that were put off to it are back
INDEXED = "indexed"  # in `meta`, while the search index is being made: the last paper that it holds


def lives(member: str) -> str:
    """The condition that a member lives; `member` is what its id is called in the query around it."""
    return f"""(
        EXISTS (SELECT 1 FROM sighting s JOIN digest d ON d.id = s.digest AND d.standing = 1 WHERE s.member = {member})
        OR {worked_on(member)}
    )"""


def worked_on(member: str) -> str:
    """The condition that the user has said something about a member."""
    return f"""(
        EXISTS (SELECT 1 FROM reading r WHERE r.id = {member} AND (r.status <> 0 OR r.starred <> 0 OR r.rating <> 0))
        OR EXISTS (SELECT 1 FROM note n WHERE n.member = {member} AND n.body <> '')
        OR EXISTS (SELECT 1 FROM tagging x WHERE x.member = {member} AND x.standing = 1)
        OR EXISTS (SELECT 1 FROM detail e WHERE e.id = {member}
            AND coalesce(e.title, e.authors, e.year, e.arxiv, e.doi, e.link) IS NOT NULL)
    )"""


def _questions(own: str, other: str) -> str:
    """The open questions of touched clusters: one a pair, between living members that the user does not hold apart."""
    return f"""
        INSERT INTO open_question (a, b, question)
        SELECT min(k.cluster, o.cluster), max(k.cluster, o.cluster), min(q.id)
        FROM touched t CROSS JOIN member k ON k.cluster = t.id CROSS JOIN question q ON q.{own} = k.id
        CROSS JOIN member o ON o.id = q.{other} AND o.cluster <> k.cluster
        LEFT JOIN digest d ON d.id = q.digest
        WHERE coalesce(d.standing, q.standing) = 1 AND {lives("k.id")} AND {lives("o.id")} AND NOT EXISTS (
            SELECT 1 FROM member i CROSS JOIN apart p ON p.a = i.id AND p.standing = 1 CROSS JOIN member j ON j.id = p.b
            WHERE i.cluster = k.cluster AND j.cluster = o.cluster)
        GROUP BY 1, 2
        ON CONFLICT (a, b) DO UPDATE SET question = min(question, excluded.question)
    """


_FACTS = f"""
SELECT
    t.id,
    coalesce(
        (SELECT s.wording FROM sighting s JOIN digest d ON d.id = s.digest AND d.standing = 1
            JOIN wording w ON w.id = s.wording JOIN member m ON m.id = s.member
            WHERE m.cluster = t.id ORDER BY length(w.abstract) DESC, s.rank, s.id DESC LIMIT 1),
        (SELECT m.wording FROM member m WHERE m.id = t.id)) AS wording,
    (SELECT e.title FROM member m CROSS JOIN detail e ON e.id = m.id
        WHERE m.cluster = t.id AND e.title IS NOT NULL ORDER BY m.id LIMIT 1) AS title,
    CASE WHEN max(r.status) = 2 AND min(r.until) <= (SELECT value FROM meta WHERE key = '{DAY}') THEN 0
        ELSE max(r.status) END,
    CASE WHEN max(r.status) = 3 THEN min(r.place) END,
    max(r.starred),
    max(r.rating),
    (SELECT count(*) FROM sighting s JOIN digest d ON d.id = s.digest AND d.standing = 1
        JOIN member m ON m.id = s.member WHERE m.cluster = t.id),
    coalesce(
        (SELECT min(s.rank) FROM sighting s JOIN digest d ON d.id = s.digest AND d.standing = 1
            JOIN member m ON m.id = s.member WHERE m.cluster = t.id),
        0),
    (SELECT max(s.day) FROM sighting s JOIN digest d ON d.id = s.digest AND d.standing = 1
        JOIN member m ON m.id = s.member WHERE m.cluster = t.id),
    coalesce(
        (SELECT group_concat(name, ' ') FROM (SELECT DISTINCT g.name FROM tagging x JOIN tag g ON g.id = x.tag
            JOIN member m ON m.id = x.member WHERE m.cluster = t.id AND x.standing = 1 ORDER BY g.name)),
        ''),
    coalesce(
        (SELECT group_concat(body, '{NOTE_SEPARATOR}') FROM (SELECT n.body FROM note n JOIN member m ON m.id = n.member
            WHERE m.cluster = t.id AND n.body <> '' ORDER BY m.id)),
        ''),
    EXISTS (SELECT 1 FROM open_question a WHERE a.a = t.id) OR EXISTS (SELECT 1 FROM open_question b WHERE b.b = t.id),
    (SELECT m.added FROM member m WHERE m.id = t.id),
    CASE WHEN max(r.status) = 4 THEN min(r.finished) END,
    (SELECT e.year FROM member m CROSS JOIN detail e ON e.id = m.id
        WHERE m.cluster = t.id AND e.year IS NOT NULL ORDER BY m.id LIMIT 1),
    coalesce(
        (SELECT e.authors FROM member m CROSS JOIN detail e ON e.id = m.id
            WHERE m.cluster = t.id AND e.authors IS NOT NULL ORDER BY m.id LIMIT 1),
        ''),
    CASE WHEN max(r.status) = 2 THEN min(r.until) END
FROM touched t CROSS JOIN member l ON l.cluster = t.id CROSS JOIN reading r ON r.id = l.id
WHERE {lives("l.id")}
GROUP BY t.id
"""

#: What the rows of touched clusters say, made from the facts.
ROWS = f"""
SELECT f.*, sort_title(coalesce(f.title, w.title)) FROM ({_FACTS}) f CROSS JOIN wording w ON w.id = f.wording
"""

_REMAKE = f"""
INSERT INTO cluster (id, wording, title, status, place, starred, rating, seen, rank, day, tags, notes, to_check,
    added, finished, year, authors, until, sort_title)
{ROWS} WHERE 1
ON CONFLICT (id) DO UPDATE SET
    wording = excluded.wording, title = excluded.title, status = excluded.status, place = excluded.place,
    starred = excluded.starred, rating = excluded.rating, seen = excluded.seen, rank = excluded.rank,
    day = excluded.day, tags = excluded.tags, notes = excluded.notes, to_check = excluded.to_check,
    added = excluded.added, finished = excluded.finished, year = excluded.year, authors = excluded.authors,
    until = excluded.until, sort_title = excluded.sort_title
"""


def rank(day: date, place: int) -> int:
    """The sort key of a sighting, newest day first, then its place in the digest: smaller is further up."""
    return -(day.toordinal() << 32) + place


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables that hold which clusters a step touches, and say how titles sort, as long as it is connected."""
    connection.create_function("sort_title", 1, sort_title, deterministic=True)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)")
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS before (id INTEGER PRIMARY KEY, wording INTEGER, title TEXT, notes TEXT,"
        " tags TEXT, authors TEXT)"
    )


def remake(connection: sqlite3.Connection) -> tuple[Ids, Ids, Ids]:
    """Make the rows of all touched clusters anew; returns which came, which stayed, which went."""
    connection.execute("DELETE FROM before")
    connection.execute(
        "INSERT INTO before SELECT c.id, c.wording, c.title, c.notes, c.tags, c.authors"
        " FROM touched t CROSS JOIN cluster c ON c.id = t.id"
    )
    connection.execute(
        "DELETE FROM cluster WHERE id IN (SELECT id FROM before) AND NOT EXISTS"
        f" (SELECT 1 FROM member l WHERE l.cluster = cluster.id AND {lives('l.id')})"
    )
    _ask(connection)
    connection.execute(_REMAKE)
    _tag(connection)
    _index(connection)
    added = _ids(
        connection,
        "SELECT t.id FROM touched t CROSS JOIN cluster c ON c.id = t.id WHERE t.id NOT IN (SELECT id FROM before)",
    )
    updated = _ids(connection, "SELECT b.id FROM before b CROSS JOIN cluster c ON c.id = b.id")
    removed = _ids(
        connection,
        "SELECT b.id FROM before b LEFT JOIN cluster c ON c.id = b.id WHERE c.id IS NULL",
    )
    connection.execute("DELETE FROM touched")
    return added, updated, removed


def _ask(connection: sqlite3.Connection) -> None:
    """Bring the open questions of touched clusters to what the facts say."""
    for side in ("a", "b"):
        connection.execute(f"DELETE FROM open_question WHERE {side} IN (SELECT id FROM touched)")
    connection.execute(_questions("a", "b"))
    connection.execute(_questions("b", "a"))


def paper_count(connection: sqlite3.Connection) -> int:
    """How many papers there are, as it is kept."""
    (papers,) = connection.execute("SELECT coalesce(sum(papers), 0) FROM total WHERE name LIKE 'status:%'").fetchone()
    return int(papers)


def recount_digests(connection: sqlite3.Connection, group: Group) -> None:
    """Count the papers of each digest that a step brought in or took back, or whose papers it merged or parted."""
    connection.execute(
        "UPDATE digest SET papers = (SELECT count(DISTINCT m.cluster) FROM sighting s JOIN member m ON m.id = s.member"
        " WHERE s.digest = digest.id)"
        " WHERE id IN (SELECT l.row FROM log_change l WHERE l.grp = ? AND l.id > ? AND l.tbl = 'digest'"
        " UNION SELECT s.digest FROM log_change l CROSS JOIN sighting s ON s.member = l.row"
        " WHERE l.grp = ? AND l.id > ? AND l.tbl = 'member'"
        " UNION SELECT s.digest FROM log_change l CROSS JOIN sighting s ON s.id = l.row"
        " WHERE l.grp = ? AND l.id > ? AND l.tbl = 'sighting')",
        (group.id, group.since) * 3,
    )


def kept(connection: sqlite3.Connection, group: Group) -> Ids:
    """The papers that stay for what the user wrote, though every import that showed them is undone by now.

    Those of the digests that a step took back; remade rows are read.
    """
    return _ids(
        connection,
        "SELECT DISTINCT k.id FROM log_change l CROSS JOIN sighting s ON s.digest = l.row CROSS JOIN member m"
        " ON m.id = s.member CROSS JOIN cluster k ON k.id = m.cluster AND k.seen = 0"
        " WHERE l.grp = ? AND l.id > ? AND l.tbl = 'digest' AND l.after = 0",
        (group.id, group.since),
    )


def _tag(connection: sqlite3.Connection) -> None:
    """Bring the tags of touched clusters to what their members have; one that is tagged has a member that lives."""
    connection.execute(
        "DELETE FROM cluster_tag WHERE cluster IN (SELECT id FROM touched) AND NOT EXISTS"
        " (SELECT 1 FROM member m CROSS JOIN tagging x ON x.member = m.id AND x.tag = cluster_tag.tag"
        " AND x.standing = 1 WHERE m.cluster = cluster_tag.cluster)"
    )
    connection.execute(
        "INSERT INTO cluster_tag (tag, cluster) SELECT x.tag, t.id FROM touched t"
        " CROSS JOIN member m ON m.cluster = t.id CROSS JOIN tagging x ON x.member = m.id WHERE x.standing = 1"
        " ON CONFLICT (tag, cluster) DO NOTHING"
    )


def _index(connection: sqlite3.Connection) -> None:
    """Bring the search index to what the rows say now; it is told what it held, because it keeps no text itself.

    While the index is being made (`reindexing.py`) it holds the papers up to a mark.

    Not by triggers: SQLite 3.40 (Debian 12) lets none write into a full-text table while trusted_schema is off.
    """
    fields = ("wording", "title", "notes", "tags", "authors")
    changed = " OR ".join(f"c.{field} IS NOT b.{field}" for field in fields)
    mark = meta.value(connection, INDEXED)
    changed = f"({changed})" if mark is None else f"({changed}) AND coalesce(b.id, c.id) <= {int(mark)}"
    connection.execute(
        "INSERT INTO search (search, rowid, title, abstract, notes, tags, authors)"
        " SELECT 'delete', b.id, coalesce(b.title, w.title), w.abstract, b.notes, b.tags, b.authors"
        " FROM before b CROSS JOIN wording w ON w.id = b.wording"
        f" LEFT JOIN cluster c ON c.id = b.id WHERE {changed}"
    )
    new = (
        " FROM touched t CROSS JOIN cluster c ON c.id = t.id"
        f" CROSS JOIN wording w ON w.id = c.wording LEFT JOIN before b ON b.id = c.id WHERE {changed}"
    )
    indexed = connection.execute(
        "INSERT INTO search (rowid, title, abstract, notes, tags, authors)"
        f" SELECT c.id, coalesce(c.title, w.title), w.abstract, c.notes, c.tags, c.authors{new}"
    )
    if indexed.rowcount > 0:
        parts = ("coalesce(c.title, w.title)", "w.abstract", "c.notes", "c.tags", "c.authors")
        text = " || ' ' || ".join(parts)
        vocabulary.learn(connection, f"SELECT {text}{new}")


def _ids(connection: sqlite3.Connection, select: str, parameters: tuple[int, ...] = ()) -> Ids:
    return Ids.of(row[0] for row in connection.execute(select, parameters))
