"""Writes the second copy anew with less in it: where the log is made small, and where papers are purged."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from readinglist.store.copies.compact_json import to_json
from readinglist.store.copies.second_copy import chained, kept_rows, rows_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from readinglist.store.copies.second_copy import SecondCopy
    from readinglist.store.removal import Keep


def rewrite(copy: SecondCopy, keep: Keep, changes: Mapping[int, str] | None = None) -> None:
    """Write a copy anew without some rows, and with what some changes of the log read now.

    `keep` gives a row as it is to stay, None where it is to go. OSError travels up.
    """
    less = _Less(copy.folder, keep, changes or {})
    copy.rewrite(less.write)
    less.remove_files()


class _Less:
    """Writes records with less in them; files of rows that changed are written anew, and the old ones removed."""

    def __init__(self, folder: Path, keep: Keep, changes: Mapping[int, str]) -> None:
        self._folder = folder / "rows"
        self._keep = keep
        self._changes = changes
        self._files: set[str] = set()
        self._old: set[str] = set()

    def write(self, out: IO[bytes], chain_: str, record: dict[str, Any]) -> str:
        """Write what is left of a record, if anything is; returns the hash that the next one follows."""
        rows = {table: left for table, held in record["rows"].items() if (left := self._less(table, held))}
        changes = self._some("log_change", record["changes"])
        groups = self._some("log_group", record["groups"])
        if not changes and not rows and (record["changes"] or record["rows"] or not groups):
            return chain_
        said = [[*change[:-1], self._changes.get(change[0], change[-1])] for change in changes]
        text = to_json({**record, "rows": rows, "changes": said, "groups": groups})
        hash_ = chained(chain_, text)
        out.write(f"{hash_} {text}\n".encode())
        return hash_

    def remove_files(self) -> None:
        """Remove the files of rows that nothing refers to any more."""
        for name in self._old - self._files:
            (self._folder / f"{name}.gz").unlink(missing_ok=True)

    def _less(self, table: str, held: list[Any] | str) -> list[Any] | str:
        if not isinstance(held, str):
            return self._some(table, held)
        name = held
        if any(self._keep(table, row) != row for row in rows_in(self._folder, held)):
            self._old.add(held)
            left = (kept for row in rows_in(self._folder, held) if (kept := self._keep(table, row)) is not None)
            name = kept_rows(self._folder, left)
        self._files.add(name)
        return name

    def _some(self, table: str, rows: list[Any]) -> list[Any]:
        return [kept for row in rows if (kept := self._keep(table, row)) is not None]
