"""The whole state that undo promises to bring back, as one comparable value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.query import Query, parse
from readinglist.store.derived import lives

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
    """What can be remade from the facts, made anew: the derived rows, the counts and the keys."""
    from readinglist.core.matching import fingerprint, keys
    from readinglist.store.match_index import TableIndex

    connection = library._connection
    select = f"SELECT m.id FROM member m WHERE {lives('m.id')} ORDER BY id"
    living = [number for (number,) in connection.execute(select)]
    texts = TableIndex(connection).texts(living)
    pairs = sorted((key, member) for member, text in texts.items() for key in keys(fingerprint(*text)))
    counts: dict[str, int] = {}
    for row in library.iterate(Query()):
        for name in (
            f"status:{row.reading.status.height}",
            *(["starred"] if row.reading.starred else []),
            *(["to_check"] if row.to_check else []),
        ):
            counts[name] = counts.get(name, 0) + 1
    return {"keys": pairs, "totals": sorted(counts.items())}
