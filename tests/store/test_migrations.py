"""Migrations are whole, append-only, and end with the same triggers whatever came before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from readinglist.store import migrations, sqlite
from readinglist.store.copies import before_migration
from readinglist.store.library import Library
from readinglist.store.triggers import make_triggers
from tests.digests import bring_in, page
from tests.state import state_of

if TYPE_CHECKING:
    from pathlib import Path


def schema_of(library: Library) -> list[tuple[str, str]]:
    """Everything that SQLite was told, but for the log of sqlite-utils."""
    return library._connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB '_*' ORDER BY type, name"
    ).fetchall()


def test_the_version_counts_the_migrations(library: Library) -> None:
    names = [step.name for step in migrations.migrations()._migrations]
    assert names == ["first_schema"]
    assert len(names) == migrations.VERSION
    applied = library._connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
    assert [name for (name,) in applied] == names


def test_triggers_come_back_after_a_table_was_transformed(library: Library) -> None:
    from sqlite_utils import Database

    def triggers() -> list[tuple[str, str]]:
        return [row for row in schema_of(library) if row[1].startswith("CREATE TRIGGER")]

    before = triggers()
    table = Database(library._connection, execute_plugins=False).table("reading")
    table.transform(rename={"rating": "marks"})
    table.transform(rename={"marks": "rating"})
    assert triggers() != before, "transform() drops triggers, which is why one function makes them all"
    make_triggers(library._connection)
    assert triggers() == before


def test_a_migration_that_fails_leaves_nothing_behind(library_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: object) -> None:
        raise RuntimeError("killed half-way")

    monkeypatch.setattr(migrations, "make_triggers", broken)
    with pytest.raises(RuntimeError, match="half-way"):
        Library.open(library_path)
    monkeypatch.undo()
    connection = sqlite.connect(library_path, write=True)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    connection.close()
    with Library.open(library_path) as library:
        assert migrations.version_of(library._connection) == migrations.VERSION


def test_a_library_of_an_older_schema_is_kept_before_it_is_brought_forward(
    library: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(library, page())
    before = state_of(library)
    library.close()
    monkeypatch.setattr(migrations, "VERSION", 2)
    monkeypatch.setattr(before_migration, "VERSION", 2)
    with Library.open(library_path) as newer:
        assert migrations.version_of(newer._connection) == 2
    monkeypatch.undo()
    kept = library_path.with_name("library.db.files") / "kept-before-schema-2"
    assert [file.name for file in kept.iterdir()] == ["library.db"]
    with Library.open(kept / "library.db") as older:
        assert migrations.version_of(older._connection) == 1
        assert state_of(older) == before


def test_opening_twice_changes_nothing(library: Library, library_path: Path) -> None:
    before = schema_of(library)
    device = library._connection.execute("SELECT * FROM meta").fetchall()
    library.close()
    with Library.open(library_path) as again:
        assert schema_of(again) == before
        assert again._connection.execute("SELECT * FROM meta").fetchall() == device
