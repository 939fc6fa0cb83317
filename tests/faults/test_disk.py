"""What may be left on a disk when the power fails: all that was synced, and any part of the rest."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.faults.disk import SECTOR, Disk
from tests.faults.recording import Event, can_record, record

HERE = Path("/here")


def after(*events: Event) -> list[dict[str, bytes | None]]:
    """Many disks as they may be found after these events."""
    disk = Disk(HERE)
    for event in events:
        disk.do(event)
    return [disk.after_cut(random.Random(seed)) for seed in range(400)]


def write(name: str, data: bytes, at: int = 0) -> Event:
    return Event("write", f"/here/{name}", at, data)


def sync(name: str = "") -> Event:
    return Event("sync", f"/here/{name}".rstrip("/"))


def test_what_was_synced_is_there_and_its_name_once_the_folder_was() -> None:
    made = (Event("open", "/here/note"), write("note", b"sand"), sync("note"))
    assert all(found == {"note": b"sand"} for found in after(*made, sync()))
    assert {found.get("note") for found in after(*made)} == {b"sand", None}


def test_sectors_that_were_not_synced_are_there_in_any_combination() -> None:
    old, new = b"a" * 3 * SECTOR, b"b" * 3 * SECTOR
    found = after(Event("open", "/here/note"), write("note", old), sync("note"), sync(), write("note", new))
    kinds = {bytes((one["note"] or b"")[::SECTOR]) for one in found}
    assert {b"aaa", b"bbb", b"bab", b"aba"} <= kinds
    assert all(len(one["note"] or b"") == 3 * SECTOR for one in found)


def test_a_file_may_have_grown_without_its_data() -> None:
    found = after(Event("open", "/here/note"), sync("note"), sync(), write("note", b"sand" * SECTOR))
    assert {len(one["note"] or b"") for one in found} >= {0, 4 * SECTOR}
    assert any(one["note"] == bytes(4 * SECTOR) for one in found)


def test_a_rename_that_was_not_synced_is_whole_or_not_there() -> None:
    made = (Event("open", "/here/new"), write("new", b"sand"), sync("new"), sync())
    found = after(*made, Event("rename", "/here/new", data=b"/here/note"))
    assert {tuple(sorted(one)) for one in found} == {("new",), ("note",)}


def test_a_file_that_was_removed_may_come_back() -> None:
    made = (Event("open", "/here/note"), sync("note"), sync(), Event("remove", "/here/note"))
    assert {tuple(one) for one in after(*made)} == {(), ("note",)}
    assert {tuple(one) for one in after(*made, sync())} == {()}


@pytest.mark.skipif(not can_record(), reason="there is no strace")
def test_a_program_is_recorded_call_by_call(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    program = (
        "import os, sys; from pathlib import Path; here = Path(sys.argv[1])\n"
        "with (here / 'part').open('wb') as out:\n"
        "    out.write(b'sand'); out.flush(); os.fsync(out.fileno())\n"
        "(here / 'part').rename(here / 'note'); os.write(1, b'done')\n"
        "with (here / 'note').open('ab') as out: out.write(b' and sea')\n"
    )
    events = record([sys.executable, "-c", program, str(here)], here, tmp_path / "trace")
    told = [(event.kind, event.path.removeprefix(f"{here}/")) for event in events]
    assert told == [
        ("open", "part"), ("cut", "part"), ("write", "part"), ("sync", "part"), ("rename", "part"), ("say", ""),
        ("open", "note"), ("write", "note"),
    ]  # fmt: skip
    disk = Disk(here)
    for event in [*events, Event("sync", f"{here}/note"), Event("sync", str(here))]:
        disk.do(event)
    assert disk.after_cut(random.Random(1)) == {"note": b"sand and sea"}
