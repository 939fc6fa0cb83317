"""A library of an older schema is copied whole before it is brought forward.

A backup reads the tables of this version's schema; the copy is a library that the version before can open.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from readinglist.store.migrations import VERSION
from readinglist.store.place.files import make_folder, sync_folder

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def keep_before_migration(connection: sqlite3.Connection, folder: Path) -> None:
    """Copy a library into a folder of its own, once a migration; where it can't be read, nothing is migrated."""
    kept = folder / f"kept-before-schema-{VERSION}"
    copy = kept / "library.db"
    if copy.exists():
        return
    make_folder(kept)
    part = copy.with_name("library.db.part")
    part.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(part),))
    with part.open("rb+") as written:  # SQLite does not flush what VACUUM INTO wrote
        os.fsync(written.fileno())
    part.rename(copy)
    sync_folder(kept)
