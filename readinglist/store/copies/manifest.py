"""The manifest of a backup: a small file that says what a library held, by the names of blocks, and its own hash."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal

from readinglist.store.copies.compact_json import to_json
from readinglist.store.copies.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Occasion = Literal["by hand", "start", "meanwhile", "exit", "before restore", "restored"]


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. `number` is its name, higher than those before; `step` the last step that stood, `bytes` its blocks.

    `columns` are those of each table's rows: a later version may have others.
    """

    number: int
    made: datetime
    occasion: Occasion
    schema: int
    papers: int
    notes: int
    step: str
    bytes: int
    columns: Mapping[str, Sequence[str]]
    holds: Snapshot


def written(backup: Backup) -> bytes:
    """A manifest: what it says, and the hash of that."""
    holds = backup.holds
    said = {
        "number": backup.number,
        "made": backup.made.isoformat(),
        "occasion": backup.occasion,
        "schema": backup.schema,
        "papers": backup.papers,
        "notes": backup.notes,
        "step": backup.step,
        "bytes": backup.bytes,
        "columns": backup.columns,
        "device": holds.device,
        "change": holds.change,
        "ends": holds.ends,
        "blocks": holds.blocks,
    }
    text = to_json(said)
    return f'{{"hash":"{_hash(text)}","backup":{text}}}\n'.encode()


def read_manifest(path: Path) -> Backup | None:
    """What a manifest says; None where it is damaged, or was removed meanwhile."""
    try:
        found = json.loads(path.read_bytes())
        said = found["backup"]
        if found["hash"] != _hash(to_json(said)):
            return None
        return _backup(said)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _backup(said: Mapping[str, Any]) -> Backup:
    blocks = {table: {int(place): name for place, name in places.items()} for table, places in said["blocks"].items()}
    return Backup(
        number=said["number"],
        made=datetime.fromisoformat(said["made"]),
        occasion=said["occasion"],
        schema=said["schema"],
        papers=said["papers"],
        notes=said["notes"],
        step=said["step"],
        bytes=said["bytes"],
        columns={table: tuple(columns) for table, columns in said["columns"].items()},
        holds=Snapshot(said["device"], said["change"], said["ends"], blocks),
    )


def _hash(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
