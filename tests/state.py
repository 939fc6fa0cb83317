"""The whole state that undo promises to bring back, as one comparable value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.query import Query, parse
from readinglist.store.derived import lives, remake

if TYPE_CHECKING:
    from readinglist.store.library import Library


def state_of(library: Library) -> dict[str, object]:
    """Live rows, queue order, counts, search index and keys; not the log, nor citation keys, nor rows that are gone."""
    connection = library._connection
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, search, instance)")
    select = {
        "papers": "SELECT * FROM cluster ORDER BY id",
        "reading": f"SELECT k.* FROM reading k WHERE {lives('k.id')} ORDER BY id",
        "notes": "SELECT member, body FROM note WHERE body <> '' ORDER BY member",
        "tags": "SELECT x.member, g.name FROM tagging x JOIN tag g ON g.id = x.tag WHERE x.standing = 1 ORDER BY 1, 2",
        "digests": "SELECT id, hash, name FROM digest WHERE standing = 1 ORDER BY id",
        "words": "SELECT doc, col, offset, term FROM temp.words ORDER BY 1, 2, 3, 4",
        "keys": "SELECT key, member FROM match_key ORDER BY 1, 2",
        "totals": "SELECT name, papers FROM total WHERE papers <> 0 ORDER BY 1",
    }
    state: dict[str, object] = {name: connection.execute(sql).fetchall() for name, sql in select.items()}
    state["queue"] = [row.id for row in library.iterate(parse("is:queued"))]
    state["list"] = [row.id for row in library.iterate(Query())]
    return state


def recomputed(library: Library) -> dict[str, object]:
    """What is kept beside the facts, made anew from nothing: derived rows, counts, search index and keys."""
    from readinglist.core.matching import fingerprint, keys
    from readinglist.store.match_index import TableIndex

    connection = library._connection
    living = f"SELECT m.id FROM member m WHERE {lives('m.id')} ORDER BY id"
    texts = TableIndex(connection).texts([number for (number,) in connection.execute(living)])
    pairs = sorted((key, member) for member, text in texts.items() for key in keys(fingerprint(*text)))
    connection.execute("BEGIN")
    connection.execute("DELETE FROM cluster")
    connection.execute("DELETE FROM total")
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    connection.execute("INSERT INTO touched SELECT DISTINCT cluster FROM member")
    remake(connection)
    made = state_of(library) | {"keys": pairs}
    connection.execute("ROLLBACK")
    return made
