"""A damaged library is made again from its newest backup and the steps since; what is missing is said, never hidden."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from readinglist.commands import exports, notes, queue, reading, tags
from readinglist.core.errors import LibraryError
from readinglist.core.query import Query
from readinglist.store.library import Library
from tests.digests import bring_in, page
from tests.state import recomputed, state_of
from tests.store.test_backups import files_of
from tests.store.test_second_copy import everything, lived_in, steps_file

__all__ = ["lived_in"]


def test_library_and_copy_are_damaged_and_a_backup_stands_behind_the_damage(
    lived_in: Library, library_path: Path
) -> None:
    reading.star(lived_in, ids=[1])
    lived_in.back_up("meanwhile")
    notes.write_note(lived_in, paper=1, text="Written after the backup.")
    wanted = everything(lived_in)
    lived_in.close()
    _flip(steps_file(library_path), b" works.")
    library_path.write_bytes(b"no library at all" * 500)
    with Library.open(library_path) as again:
        assert again.recovery
        assert "from backup 1" in again.recovery.sentence
        assert "and its second copy" in again.recovery.sentence
        assert again.recovery.missing == ()
        assert everything(again) == wanted
        assert not again.health().problems
    with Library.open(library_path) as again:
        assert again.recovery is None


def test_what_is_missing_is_said_where_the_damage_is_behind_the_newest_backup(
    lived_in: Library, library_path: Path
) -> None:
    lived_in.back_up("meanwhile")
    reading.rate(lived_in, ids=[1], rating=3)
    notes.write_note(lived_in, paper=1, text="This line of the copy will rot.")
    notes.write_note(lived_in, paper=1, text="This line of the copy will rot. It goes on.")
    tags.tag(lived_in, ids=[1], add=["sound"])
    lived_in.close()
    _flip(steps_file(library_path), b"line of the copy")
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        missing = " ".join(again.recovery.missing)
        assert "are missing" in missing
        assert "rested on what is missing" in missing
        assert "This line of the copy" not in missing
        record = again.record(1)
        assert record.reading.rating == 3
        assert [*record.tags] == ["Seaside", "moe", "sound"]
        assert not record.notes
        made = recomputed(again)
        assert state_of(again) == {**state_of(again), **made}
        assert not again.health().problems
    with Library.open(library_path) as once_more:
        assert once_more.recovery is None
        reading.star(once_more, ids=[1])
        wanted = everything(once_more)
    library_path.unlink()
    with Library.open(library_path) as again:
        assert everything(again) == wanted


def test_a_gap_is_noticed_before_a_record_that_changes_nothing(lived_in: Library, library_path: Path) -> None:
    """Citation keys come without a change of the log."""
    lived_in.back_up("meanwhile")
    bring_in(lived_in, page([("A Kettle of Rotten Lines", "It sings in the morning and in the evening.")], "Mar 20"))
    exports.copy_bibtex(lived_in, ids=[1, 2, 3, 4, 5, 6])
    lived_in.close()
    _flip(steps_file(library_path), b"Rotten Lines")
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        assert "are missing" in " ".join(again.recovery.missing)
        assert not again.health().problems


def test_without_a_second_copy_the_newest_backup_is_used_and_that_is_said(
    lived_in: Library, library_path: Path
) -> None:
    wanted = everything(lived_in)
    lived_in.back_up("meanwhile")
    reading.star(lived_in, ids=[1])
    lived_in.close()
    steps_file(library_path).unlink()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        assert "What was done after" in again.recovery.sentence
        assert everything(again) == wanted


def test_a_library_of_which_nothing_is_left_is_never_silently_empty(lived_in: Library, library_path: Path) -> None:
    lived_in.close()
    steps_file(library_path).write_bytes(b"\0" * 5000)
    shutil.rmtree(files_of(library_path) / "backups", ignore_errors=True)
    library_path.unlink()
    with pytest.raises(LibraryError, match="neither its second copy nor a backup is left"):
        Library.open(library_path)
    assert not library_path.exists()


def test_a_backup_whose_block_is_damaged_gives_way_to_the_one_before(lived_in: Library, library_path: Path) -> None:
    lived_in.back_up("meanwhile")
    reading.star(lived_in, ids=[1])
    second = lived_in.back_up("meanwhile")
    assert second
    wanted = everything(lived_in)
    lived_in.close()
    block = files_of(library_path) / "backups" / "blocks" / f"{second.holds.blocks['reading'][0]}.gz"
    block.unlink()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        assert "from backup 1" in again.recovery.sentence
        assert everything(again) == wanted


def _flip(file: Path, text: bytes) -> None:
    data = bytearray(file.read_bytes())
    data[data.index(text)] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_where_nothing_is_left_of_the_copy_it_is_said_that_newer_steps_may_be_missing(
    library: Library, library_path: Path, left: str
) -> None:
    bring_in(library, page())
    library.back_up("by hand")
    queue.queue(library, ids=[1])
    library.close()
    steps = library_path.with_name("library.db.files") / "steps.jsonl"
    steps.unlink()
    if left == "an empty file":
        steps.touch()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        assert "may be missing" in " ".join(again.recovery.missing)
        assert len(list(again.iterate(Query()))) == 5
