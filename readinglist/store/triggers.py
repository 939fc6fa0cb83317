"""Every trigger of the library, made by one function: sqlite-utils' transform() drops a table's triggers silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

#: Which fields the log keeps, a table at a time; a note's text is logged by the store as the difference it makes.
LOGGED = {
    "digest": ("standing",),
    "member": ("cluster", "wording"),
    "sighting": ("member",),
    "apart": ("standing",),
    "question": ("standing",),
    "reading": ("status", "place", "starred", "rating", "finished", "until"),
    "detail": ("title", "authors", "year", "arxiv", "doi", "link"),
    "tag": ("name",),
    "tagging": ("standing",),
    "saved_search": ("name", "query", "standing"),
}

_TEXT_STAYS = (
    "CREATE TRIGGER wording_stays BEFORE UPDATE ON wording"
    " BEGIN SELECT RAISE(ABORT, 'a text that was seen never changes'); END"
)


def make_triggers(connection: sqlite3.Connection) -> None:
    """Drop and make all triggers; runs after every migration, inside its transaction."""
    drop_triggers(connection)
    for table, fields in LOGGED.items():
        connection.execute(_log_trigger(table, fields))
    for statement in (*_total_triggers(), _TEXT_STAYS):
        connection.execute(statement)


def drop_triggers(connection: sqlite3.Connection) -> None:
    """Drop all triggers."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')


def _log_trigger(table: str, fields: tuple[str, ...]) -> str:
    """After a change of a fact: what it was and what it is; outside a transaction of the store the write fails."""
    changed = " OR ".join(f"old.{field} IS NOT new.{field}" for field in fields)
    logged = "".join(
        f" INSERT INTO log_change (grp, tbl, row, field, before, after)"
        f" SELECT grp, '{table}', new.id, '{field}', old.{field}, new.{field} FROM log_current"
        f" WHERE old.{field} IS NOT new.{field};"
        for field in fields
    )
    return (
        f"CREATE TRIGGER log_{table} AFTER UPDATE OF {', '.join(fields)} ON {table} WHEN {changed} BEGIN"
        " SELECT RAISE(ABORT, 'a write outside a transaction of the store')"
        f" WHERE NOT EXISTS (SELECT 1 FROM log_current);{logged} END"
    )


def _total_triggers() -> tuple[str, ...]:
    """Keep the counts that the sidebar shows; counting a million rows takes too long."""

    def counted(name: str, when: str, sign: str) -> str:
        return (
            f" INSERT INTO total (name, papers) SELECT {name}, {sign}1 WHERE {when}"
            " ON CONFLICT (name) DO UPDATE SET papers = papers + excluded.papers;"
        )

    def status(row: str, sign: str) -> str:
        return counted(f"'status:' || {row}.status", "1", sign)

    def flag(row: str, name: str, sign: str) -> str:
        return counted(f"'{name}'", f"{row}.{name}", sign)

    def whole(row: str, sign: str) -> str:
        return status(row, sign) + flag(row, "starred", sign) + flag(row, "to_check", sign)

    def tagged(row: str, sign: str) -> str:
        return (
            f" INSERT INTO total (name, papers) VALUES ('tag:' || {row}.tag, {sign}1)"
            " ON CONFLICT (name) DO UPDATE SET papers = papers + excluded.papers;"
        )

    def asked(sign: str) -> str:
        return (
            f" INSERT INTO total (name, papers) VALUES ('questions', {sign}1)"
            " ON CONFLICT (name) DO UPDATE SET papers = papers + excluded.papers;"
        )

    def change(field: str, counts: str) -> str:
        """A trigger a field, because most steps change one of them."""
        return (
            f"CREATE TRIGGER total_{field} AFTER UPDATE OF {field} ON cluster WHEN old.{field} IS NOT new.{field}"
            f" BEGIN{counts} END"
        )

    return (
        f"CREATE TRIGGER question_opens AFTER INSERT ON open_question BEGIN{asked('')} END",
        f"CREATE TRIGGER question_closes AFTER DELETE ON open_question BEGIN{asked('-')} END",
        f"CREATE TRIGGER tag_insert AFTER INSERT ON cluster_tag BEGIN{tagged('new', '')} END",
        f"CREATE TRIGGER tag_delete AFTER DELETE ON cluster_tag BEGIN{tagged('old', '-')} END",
        f"CREATE TRIGGER total_insert AFTER INSERT ON cluster BEGIN{whole('new', '')} END",
        f"CREATE TRIGGER total_delete AFTER DELETE ON cluster BEGIN{whole('old', '-')} END",
        change("status", status("old", "-") + status("new", "")),
        *(change(name, flag("old", name, "-") + flag("new", name, "")) for name in ("starred", "to_check")),
    )
