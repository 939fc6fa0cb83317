"""Killed while a library is made, or brought to a newer schema: it is the old one or the new one, whole."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readinglist.store import migrations, sqlite
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.state import everything_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

LONGEST = 0.12  # seconds in which opening with a migration is killed


@dataclass
class Told:
    """What the kills showed: how many found no library yet, how many the old schema, how many the new one."""

    kills: int = 0
    before: int = 0
    old: int = 0
    new: int = 0
    lost: list[str] = field(default_factory=list)


def kill_migrations(count: int, folder: Path, seed: int, tell: Callable[[str], object]) -> Told:
    """Kill so many openings, half of them of a library that is not there yet."""
    from sqlite_utils import Database  # noqa: F401  loaded once here, not in each worker

    told, chance = Told(), random.Random(seed)
    for number in range(count):
        place = folder / f"library-{number}"
        place.mkdir()
        path = place / "library.db"
        wanted = None
        if number % 2:
            with Library.open(path) as library:
                bring_in(library, page(PAPERS))
                wanted = everything_of(library)
        _kill_opening(path, newer=bool(number % 2), after=chance.uniform(0, LONGEST))
        told.kills += 1
        _judge(path, wanted, told)
    tell(f"{told.kills:,} kills: {told.before:,} before, {told.old:,} old, {told.new:,} new, {len(told.lost)} lost")
    return told


def _kill_opening(path: Path, *, newer: bool, after: float) -> None:
    worker = os.fork()
    if worker == 0:
        try:
            with _newer_program() if newer else pytest.MonkeyPatch.context():
                Library.open(path)
                time.sleep(10)
        finally:
            os._exit(3)
    time.sleep(after)
    os.kill(worker, signal.SIGKILL)
    _, status = os.waitpid(worker, 0)
    if os.WIFEXITED(status):
        raise AssertionError("opening with a migration failed")


@contextmanager
def _newer_program() -> Iterator[None]:
    """A program that knows one migration more, which makes every reading and every tagging row anew."""
    known = migrations.migrations

    def with_another() -> object:
        found = known()
        found()(second_schema)
        return found

    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(migrations, "migrations", with_another)
        changed.setattr(migrations, "VERSION", migrations.VERSION + 1)
        yield


def second_schema(db: Database) -> None:
    """What later migrations are likely to do: a table made anew, a column, another table filled from one, an index."""
    db.table("reading").transform(types={"rating": float})
    db.execute("ALTER TABLE tag ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
    db.create_table("shelf", {"id": int, "name": str}, pk="id")
    db.execute("INSERT INTO shelf (name) SELECT title FROM wording")
    db.execute("CREATE INDEX reading_rating ON reading(rating)")


def _judge(path: Path, wanted: dict[str, object] | None, told: Told) -> None:
    version = _version(path)
    if version > migrations.VERSION:
        told.new += 1
        with _newer_program(), Library.open(path) as library:
            _compare(library, wanted, told)
    elif version:
        told.old += 1
    else:
        told.before += 1
    if version <= migrations.VERSION:
        with Library.open(path) as library:
            _compare(library, wanted, told)
        if wanted is not None:
            with _newer_program(), Library.open(path) as library:
                _compare(library, wanted, told)


def _version(path: Path) -> int:
    """Which schema a library has, which must be there whole; 0 where there is no library yet."""
    if not path.exists():
        return 0
    with closing(sqlite.connect(path, write=True)) as connection:
        version = migrations.version_of(connection)
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if bool(version) != ("log_change" in names) or (version > migrations.VERSION) != ("shelf" in names):
        raise AssertionError(f"schema {version} with the tables {sorted(names)}")
    return version


def _compare(library: Library, wanted: dict[str, object] | None, told: Told) -> None:
    now = everything_of(library)
    wrong = [name for name, value in (wanted or {}).items() if now[name] != value]
    wrong += library.health().problems
    if wrong:
        told.lost.append(f"kill {told.kills}: {wrong}")
