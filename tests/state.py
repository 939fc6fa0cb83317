"""The whole state that undo promises to bring back, as one comparable value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.query import Query
from readinglist.core.query_parser import parse
from readinglist.store import vocabulary
from readinglist.store.derived import lives, remake

if TYPE_CHECKING:
    import sqlite3

    from readinglist.store.library import Library


MOMENTS = "moments"


def state_of(library: Library) -> dict[str, object]:
    """Live rows, queue order, counts, search index and keys; not the log, nor citation keys, nor rows that are gone."""
    connection = library._connection
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, search, instance)")
    select = {
        "papers": "SELECT id, wording, title, status, place, starred, rating, seen, rank, day, tags, notes, to_check,"
        " year, authors, until FROM cluster ORDER BY id",
        "reading": f"SELECT id, status, place, starred, rating, until FROM reading k WHERE {lives('k.id')} ORDER BY id",
        MOMENTS: "SELECT c.id, c.added, c.finished, m.id, r.finished FROM cluster c JOIN member m ON m.cluster = c.id"
        f" JOIN reading r ON r.id = m.id WHERE {lives('m.id')} ORDER BY 1, 4",
        "notes": "SELECT member, body FROM note WHERE body <> '' ORDER BY member",
        "tags": "SELECT x.member, g.name FROM tagging x JOIN tag g ON g.id = x.tag WHERE x.standing = 1 ORDER BY 1, 2",
        "details": "SELECT id, title, authors, year, arxiv, doi, link FROM detail WHERE"
        " coalesce(title, authors, year, arxiv, doi, link) IS NOT NULL ORDER BY id",
        "digests": "SELECT id, hash, name, papers FROM digest WHERE standing = 1 ORDER BY id",
        "paper_tags": "SELECT tag, cluster FROM cluster_tag ORDER BY 1, 2",
        "members": f"SELECT id, wording, cluster FROM member m WHERE {lives('m.id')} ORDER BY id",
        "sightings": "SELECT s.id, s.member FROM sighting s JOIN digest d ON d.id = s.digest AND d.standing = 1"
        " ORDER BY 1",
        "apart": "SELECT a, b FROM apart WHERE standing = 1 ORDER BY 1, 2",
        "questions": "SELECT a, b, question FROM open_question ORDER BY 1, 2",
        "searches": "SELECT id, name, query FROM saved_search WHERE standing = 1 ORDER BY 1",
        "words": "SELECT doc, col, offset, term FROM temp.words ORDER BY 1, 2, 3, 4",
        "keys": "SELECT key, member FROM match_key ORDER BY 1, 2",
        "totals": "SELECT name, papers FROM total WHERE papers <> 0 ORDER BY 1",
    }
    state: dict[str, object] = {name: connection.execute(sql).fetchall() for name, sql in select.items()}
    assert vocabulary.unknown(connection) == 0
    state["queue"] = [row.id for row in library.iterate(parse("is:queued"))]
    state["later"] = [row.id for row in library.iterate(parse("is:later"))]
    state["list"] = [row.id for row in library.iterate(Query())]
    state["tag_counts"] = [(tag.name, tag.papers) for tag in library.tags()]
    return state


def besides_moments(state: dict[str, object]) -> dict[str, object]:
    """A state without when papers came in and were read: what two libraries share in which the same was done."""
    return {name: value for name, value in state.items() if name != MOMENTS}


def everything_of(library: Library) -> dict[str, object]:
    """The state, and the history that led to it."""
    steps = [(step.id, step.label, step.standing) for step in library.history(10_000)]
    return state_of(library) | {"history": steps}


def recomputed(library: Library) -> dict[str, object]:
    """What is kept beside the facts, made anew from nothing: derived rows, counts, search index and keys."""
    from readinglist.core.fingerprint import fingerprint
    from readinglist.core.match_keys import keys
    from readinglist.store.match_index import TableIndex

    connection = library._connection
    living = f"SELECT m.id FROM member m WHERE {lives('m.id')} ORDER BY id"
    texts = TableIndex(connection).texts([number for (number,) in connection.execute(living)])
    pairs = sorted((key, member) for member, text in texts.items() for key in keys(fingerprint(*text)))
    connection.execute("BEGIN")
    connection.execute("DELETE FROM cluster")
    connection.execute("DELETE FROM cluster_tag")
    connection.execute("DELETE FROM open_question")
    connection.execute("DELETE FROM total")
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    connection.execute("INSERT INTO touched SELECT DISTINCT cluster FROM member")
    remake(connection)
    made = state_of(library) | {"keys": pairs, **_recounted(connection)}
    connection.execute("ROLLBACK")
    return made


def _recounted(connection: sqlite3.Connection) -> dict[str, object]:
    """Tags and digests with their papers, counted from the facts."""
    tagged = "tagging x JOIN member m ON m.id = x.member JOIN tag g ON g.id = x.tag WHERE x.standing = 1"
    select = {
        "digests": "SELECT d.id, d.hash, d.name, (SELECT count(DISTINCT m.cluster) FROM sighting s JOIN member m"
        " ON m.id = s.member JOIN cluster c ON c.id = m.cluster WHERE s.digest = d.id) FROM digest d"
        " WHERE d.standing = 1 ORDER BY 1",
        "paper_tags": f"SELECT DISTINCT x.tag, m.cluster FROM {tagged} ORDER BY 1, 2",
        "tag_counts": f"SELECT g.name, count(DISTINCT m.cluster) FROM {tagged} GROUP BY g.id ORDER BY g.key",
    }
    return {name: connection.execute(sql).fetchall() for name, sql in select.items()}
