"""The schema, step by step: a migration that has been released is never changed, only followed by another.

Text never changes (`wording`); facts are fields with a default that a new row has silently, so that every later
change of one is an UPDATE which the log can take back; and what can be remade from facts (`cluster`, `cluster_tag`,
`open_question`, `total`, `search`, `search_word`, `match_key`, a digest's `papers`) is not logged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readinglist.core.errors import LibraryError
from readinglist.store import match_index, vocabulary
from readinglist.store.failures import DamagedError
from readinglist.store.identity import new_uid
from readinglist.store.triggers import make_triggers

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from sqlite_utils import Database
    from sqlite_utils.db import Table
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x52444C53  # "RDLS"
VERSION = 1  # how many migrations there are: a library at this version is opened without loading sqlite-utils


def version_of(connection: sqlite3.Connection) -> int:
    """Which schema a library has; 0 is an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_ours(connection: sqlite3.Connection, path: Path | None) -> None:
    """Refuse a database of another program, and a library made by a newer version of this one.

    Raises:
        LibraryError: it is either.
    """
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]  # last: another process may be making it
    if tables and application != APPLICATION_ID:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'log_change'").fetchone():
            raise DamagedError(
                f"{path} does not say any more that it is a library: it is damaged.",
                "Copy it before you do anything else.",
            )
        raise LibraryError(f"{path} is a database of another program.", "Name another file with --library PATH.")
    version = version_of(connection)
    if version > VERSION:
        raise LibraryError(
            f"{path} was written by a newer Reading List (schema {version}, this one knows {VERSION}).",
            "Install the newest version; nothing was changed.",
        )


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a library to the present schema: all of it or, when killed half-way, nothing."""
    from sqlite_utils import Database  # takes 95 ms, and is needed only once a library

    db = Database(connection, execute_plugins=False)
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations().apply(db)
        make_triggers(connection)
        _introduce(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _introduce(connection: sqlite3.Connection) -> None:
    """Write down what a library knows of itself: the device it was made on, and which normaliser made its keys."""
    from readinglist.core.text import NORMALISER  # as rarely needed

    known = (("device", new_uid()), ("normaliser", str(NORMALISER)), ("matching", "0"))
    connection.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", known)


def migrations() -> Migrations:
    """Every migration in order, as sqlite-utils keeps them."""
    from sqlite_utils.migrations import Migrations  # see migrate()

    known = Migrations("readinglist")
    for step in (first_schema,):
        known()(step)
    return known


def first_schema(db: Database) -> None:
    """Digests, sightings, members, what the user thinks of them, and the log of it."""
    db.execute("PRAGMA defer_foreign_keys = on")
    _make_text(db)
    _make_state(db)
    _make_log(db)
    _make_derived(db)


def _make_counting(db: Database, name: str, columns: dict[str, Any], **rest: Any) -> Table:
    """Make a table in which the id of a row that was removed is never given to another one.

    sqlite-utils has no word for that in public. The log, the second copy and backups name rows by these ids.
    """
    said = db.create_table_sql(name, columns, pk="id", **rest)
    db.execute(said.replace("INTEGER PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT"))
    return db.table(name)


def _make_text(db: Database) -> None:
    """What came in; rows never change, but for a digest's `standing` and `papers`, and for who belongs to whom.

    A member's `wording` is the text that it is recognised by, `keyed` the one that its keys were made of: 0 without.
    """
    _make_counting(
        db,
        "wording",
        {"id": int, "title": str, "abstract": str, "hash": bytes},
        not_null={"title", "abstract", "hash"},
    )
    digest = _make_counting(
        db,
        "digest",
        {
            "id": int, "uid": str, "hash": str, "name": str, "format": str, "day": str, "captured": str,
            "imported": str, "entries": int, "standing": int, "papers": int, "step": int, "report": str,
        },
        not_null={
            "uid", "hash", "name", "format", "captured", "imported", "entries", "standing", "papers", "step", "report",
        },
        defaults={"standing": 0, "papers": 0},
    )  # fmt: skip
    digest.create_index(["hash"])
    digest.create_index(["name"])
    digest.create_index(["step"])
    db.execute("CREATE INDEX digest_newest ON digest(coalesce(day, captured), id) WHERE standing = 1")
    member = _make_counting(
        db,
        "member",
        {
            "id": int, "uid": str, "wording": int, "cluster": int, "added": str, "arxiv": str, "doi": str, "keyed": int,
        },
        not_null={"uid", "wording", "cluster", "added", "keyed"},
        defaults={"keyed": 0},
        foreign_keys=[("wording", "wording", "id"), ("cluster", "member", "id")],
    )  # fmt: skip
    member.create_index(["uid"], unique=True)
    member.create_index(["cluster"])
    sighting = _make_counting(
        db,
        "sighting",
        {"id": int, "member": int, "digest": int, "wording": int, "line": int, "day": str, "rank": int},
        not_null={"member", "digest", "wording", "line", "day", "rank"},
        foreign_keys=[("member", "member", "id"), ("digest", "digest", "id"), ("wording", "wording", "id")],
    )
    sighting.create_index(["member"])
    sighting.create_index(["digest"])
    sighting.create_index(["day"])


def _make_state(db: Database) -> None:
    """What the user thinks, a member at a time.

    `finished` is when it was marked as read, as long as it is read; `until` the day to which it is put off, as long as
    it is.
    """
    db.create_table(
        "reading",
        {
            "id": int, "status": int, "place": float, "starred": int, "rating": int, "finished": str, "until": str,
        },
        pk="id",
        not_null={"status", "starred", "rating"},
        defaults={"status": 0, "starred": 0, "rating": 0},
        foreign_keys=[("id", "member", "id")],
    )  # fmt: skip
    db.create_table(  # `keyed_…`: which of the user's identifiers the member's keys were made of; not logged
        "detail",
        {
            "id": int, "title": str, "authors": str, "year": int, "arxiv": str, "doi": str, "link": str,
            "keyed_arxiv": str, "keyed_doi": str,
        },
        pk="id",
        foreign_keys=[("id", "member", "id")],
    )  # fmt: skip
    note = _make_counting(
        db,
        "note",
        {"id": int, "uid": str, "member": int, "body": str, "changed": str},
        not_null={"uid", "member", "body", "changed"},
        defaults={"body": ""},
        foreign_keys=[("member", "member", "id")],
    )
    note.create_index(["member"], unique=True)
    tag = db.create_table(
        "tag", {"id": int, "uid": str, "key": str, "name": str}, pk="id", not_null={"uid", "key", "name"}
    )
    tag.create_index(["key"], unique=True)
    tagging = _make_counting(
        db,
        "tagging",
        {"id": int, "member": int, "tag": int, "standing": int},
        not_null={"member", "tag", "standing"},
        defaults={"standing": 0},
        foreign_keys=[("member", "member", "id"), ("tag", "tag", "id")],
    )
    tagging.create_index(["member", "tag"], unique=True)
    db.execute("CREATE INDEX tagging_standing ON tagging(tag) WHERE standing = 1")
    _make_repeats(db)
    db.create_table(
        "saved_search",
        {"id": int, "uid": str, "name": str, "query": str, "standing": int},
        pk="id",
        not_null={"uid", "name", "query", "standing"},
        defaults={"name": "", "query": "", "standing": 0},
    )
    db.execute(  # `title`: the one that was shown when the key was given
        "CREATE TABLE citekey (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE COLLATE NOCASE,"
        " member INTEGER NOT NULL UNIQUE REFERENCES member(id), title TEXT NOT NULL)"
    )


def _make_repeats(db: Database) -> None:
    """What is asked about repeats, and what the user said.

    A question stands with the digest that raised it, or by itself where the user had repeats looked for; `alike` says
    that the papers would have been taken for one at an import. `united` never changes: which paper each member was
    of before a merge. `apart` has both (a, b) and (b, a).
    """
    question = _make_counting(
        db,
        "question",
        {
            "id": int, "uid": str, "digest": int, "a": int, "b": int, "score": float, "reason": str, "alike": int,
            "standing": int,
        },
        not_null={"uid", "a", "b", "score", "reason", "alike", "standing"},
        defaults={"alike": 0, "standing": 0},
        foreign_keys=[("digest", "digest", "id"), ("a", "member", "id"), ("b", "member", "id")],
    )  # fmt: skip
    question.create_index(["digest"])
    question.create_index(["a"])
    question.create_index(["b"])
    apart = _make_counting(
        db,
        "apart",
        {"id": int, "uid": str, "a": int, "b": int, "standing": int},
        not_null={"uid", "a", "b", "standing"},
        defaults={"standing": 0},
        foreign_keys=[("a", "member", "id"), ("b", "member", "id")],
    )
    apart.create_index(["a", "b"], unique=True)
    united = _make_counting(
        db,
        "united",
        {"id": int, "step": int, "member": int, "was": int},
        not_null={"step", "member", "was"},
        foreign_keys=[("member", "member", "id"), ("was", "member", "id")],
    )
    united.create_index(["member", "step"])


def _make_log(db: Database) -> None:
    """The field log; `log_current` names the group that is being written and is empty outside a transaction.

    `removed` says which rows are gone for good, as ranges of ids: what was copied before follows that.
    """
    _make_counting(db, "removed", {"id": int, "tbl": str, "first": int, "last": int}, not_null={"tbl", "first", "last"})
    db.create_table("meta", {"key": str, "value": str}, pk="key", not_null={"value"})
    group = _make_counting(
        db,
        "log_group",
        {"id": int, "kind": str, "label": str, "time": int, "device": str, "target": int, "undone": int},
        not_null={"kind", "label", "time", "device", "undone"},
        defaults={"undone": 0},
    )
    group.create_index(["kind", "undone"])
    group.create_index(["kind", "id"])
    db.execute("CREATE TABLE log_current (grp INTEGER NOT NULL REFERENCES log_group(id))")
    db.execute(
        "CREATE TABLE log_change (id INTEGER PRIMARY KEY AUTOINCREMENT, grp INTEGER NOT NULL REFERENCES"
        " log_group(id), tbl TEXT NOT NULL,"
        " row INTEGER NOT NULL, field TEXT NOT NULL, before, after)"  # before and after hold any type: no affinity
    )
    db.execute("CREATE INDEX log_change_grp ON log_change(grp)")
    db.execute("CREATE INDEX log_change_row ON log_change(row)")  # of whatever table: a row has few changes


def _make_derived(db: Database) -> None:
    """What is remade from the rest."""
    cluster = db.create_table(
        "cluster",
        {
            "id": int, "wording": int, "title": str, "status": int, "place": float, "starred": int, "rating": int,
            "seen": int, "rank": int, "day": str, "tags": str, "notes": str, "to_check": int, "added": str,
            "finished": str, "year": int, "authors": str, "until": str, "sort_title": str,
        },
        pk="id",
        not_null={
            "wording", "status", "starred", "rating", "seen", "rank", "tags", "notes", "to_check", "added", "authors",
            "sort_title",
        },
    )  # fmt: skip
    cluster.create_index(["rank"])
    cluster.create_index(["status", "rank"])
    # With the status a list is read from either of these alone; behind the id it moves no paper.
    db.execute("CREATE INDEX cluster_seen ON cluster(seen DESC, rank, id, status)")
    db.execute("CREATE INDEX cluster_title ON cluster(sort_title, id, status)")
    db.execute("CREATE INDEX cluster_queue ON cluster(status, place) WHERE status = 3")
    db.execute("CREATE INDEX cluster_later ON cluster(status, until) WHERE status = 2")
    db.execute("CREATE INDEX cluster_until ON cluster(until) WHERE until IS NOT NULL")
    db.execute("CREATE INDEX cluster_starred ON cluster(starred, rank) WHERE starred = 1")
    db.execute("CREATE INDEX cluster_to_check ON cluster(to_check, rank) WHERE to_check = 1")
    db.execute(
        "CREATE TABLE cluster_tag (tag INTEGER NOT NULL, cluster INTEGER NOT NULL, PRIMARY KEY (tag, cluster))"
        " WITHOUT ROWID"
    )
    db.execute("CREATE INDEX cluster_tag_cluster ON cluster_tag(cluster)")
    db.execute(  # a < b: papers that a standing question is about, once however many questions there are
        "CREATE TABLE open_question (a INTEGER NOT NULL, b INTEGER NOT NULL, question INTEGER NOT NULL,"
        " PRIMARY KEY (a, b)) WITHOUT ROWID"
    )
    db.execute("CREATE INDEX open_question_b ON open_question(b)")
    db.execute("CREATE INDEX open_question_oldest ON open_question(question)")
    db.create_table("total", {"name": str, "papers": int}, pk="name", not_null={"papers"})
    match_index.make_table(db.conn, "match_key")
    vocabulary.make_table(db.conn)
    db.execute(
        "CREATE VIEW search_content AS SELECT c.id, coalesce(c.title, w.title) AS title, w.abstract, c.notes, c.tags,"
        " c.authors FROM cluster c JOIN wording w ON w.id = c.wording"
    )
    db.execute(
        "CREATE VIRTUAL TABLE search USING fts5(title, abstract, notes, tags, authors,"
        " content='search_content', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4')"
    )
