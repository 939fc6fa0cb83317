"""Backups: small after a small change, checked before they count, kept by count; and a library is put back to one."""

from __future__ import annotations

import errno
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from readinglist.commands import details, exports, notes, queue, reading, tags
from readinglist.commands.registry import make_registry
from readinglist.core.errors import LibraryError, ReadingListError
from readinglist.core.query_parser import parse
from readinglist.store.copies import backups as module
from readinglist.store.copies import making_again, snapshot
from readinglist.store.copies.backups import Backups
from readinglist.store.copies.blocks import Blocks
from readinglist.store.copies.retention import kept
from readinglist.store.library import Library
from readinglist.store.restoring import restore
from tests.arguments import Chance
from tests.digests import PAPERS, bring_in, page
from tests.state import recomputed, state_of
from tests.store.test_second_copy import everything, lived_in, steps_file

__all__ = ["lived_in"]


def files_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.files")


def test_a_backup_says_what_it_holds_and_none_is_made_where_nothing_changed(
    lived_in: Library, library_path: Path
) -> None:
    made = lived_in.back_up("by hand", thorough=True)
    assert made
    assert (made.number, made.papers, made.notes) == (1, 5, 1)
    assert made.step == "Call 2 papers different"
    assert lived_in.back_up("meanwhile") is None
    assert Backups(library_path).all() == [made]
    assert Backups(library_path).whole(made)
    reading.star(lived_in, ids=[1])
    second = lived_in.back_up("meanwhile")
    assert second
    assert [one.number for one in Backups(library_path).all()] == [2, 1]
    shared = made.holds.names() & second.holds.names()
    assert len(shared) >= len(made.holds.names()) - 3, "states, log and its groups are written anew, nothing else"


@pytest.mark.parametrize("seed", range(3))
def test_what_is_read_since_the_last_backup_makes_what_reading_all_would(
    seed: int, library: Library, library_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "SIZE", 8)  # many blocks in a small library
    registry, chance = make_registry(), random.Random(seed)
    drawn = Chance(chance, tmp_path)
    commands = [one for one in registry if one.run.__module__ != "readinglist.commands.registry"]
    all_of_it = Blocks(tmp_path / "all")
    bring_in(library, page())
    for _ in range(25):
        for _ in range(chance.randint(1, 6)):
            command = chance.choice(commands)
            arguments = drawn.arguments(command, library)
            if arguments is not None:
                try:
                    changes = command.run(library, **arguments)
                except ReadingListError:
                    continue
                if command.id == "paper.note" and changes:
                    drawn.stretch = changes.group
        library.back_up("meanwhile")
        newest = Backups(library_path).all()[0]
        assert newest.holds == snapshot.read(library._connection, all_of_it, snapshot.NOTHING)
        assert Backups(library_path).whole(newest)


def test_a_library_is_put_back_and_the_restore_taken_back(lived_in: Library, library_path: Path) -> None:
    before = everything(lived_in)
    lived_in.back_up("by hand")
    queue.queue(lived_in, ids=[1])
    notes.write_note(lived_in, paper=1, text="Written after the backup.")
    after = everything(lived_in)
    lived_in.close()
    done = restore(library_path, "1")
    assert done.before
    assert done.kept
    assert done.sentence.startswith("The library is as it was in backup 1")
    with Library.open(library_path) as library:
        assert library.recovery is None
        assert everything(library) == before
        assert not library.health().problems
        library.redo()
        library.undo()
    with Library.open(done.kept / "library.db") as aside:
        assert state_of(aside) == {name: after[name] for name in state_of(aside)}
    restore(library_path, str(done.before.number))
    with Library.open(library_path) as library:
        assert everything(library) == after


def test_what_was_restored_is_not_rolled_forward_when_it_is_damaged(lived_in: Library, library_path: Path) -> None:
    lived_in.back_up("by hand")
    tags.tag(lived_in, ids=[1], add=["gone"])
    lived_in.close()
    restore(library_path, "1")
    with Library.open(library_path) as library:
        assert library.recovery is None
        tags.tag(library, ids=[2], add=["kept"])
        wanted = everything(library)
    for damage in (library_path.unlink, lambda: library_path.write_bytes(b"no library" * 999)):
        damage()
        with Library.open(library_path) as again:
            assert again.recovery
            assert not again.recovery.missing
            assert everything(again) == wanted
            assert "gone" not in {tag.name for tag in again.tags()}
            again.back_up("meanwhile")


def test_a_library_that_is_open_is_not_put_back(lived_in: Library, library_path: Path) -> None:
    lived_in.back_up("by hand")
    with pytest.raises(LibraryError, match="but it is open"):
        restore(library_path, "latest")
    with pytest.raises(LibraryError, match="no backup 7"):
        restore(library_path, "7")


def test_a_damaged_backup_is_not_restored_and_the_library_stays(lived_in: Library, library_path: Path) -> None:
    made = lived_in.back_up("by hand")
    assert made
    reading.star(lived_in, ids=[1])
    before = everything(lived_in)
    lived_in.close()
    block = files_of(library_path) / "backups" / "blocks" / f"{made.holds.blocks['reading'][0]}.gz"
    block.write_bytes(block.read_bytes()[:-9])
    with pytest.raises(LibraryError, match="Backup 1 is damaged"):
        restore(library_path, "1")
    with Library.open(library_path) as library:
        assert everything(library) == before


def test_a_block_that_rots_is_written_anew_by_a_later_backup(
    lived_in: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SCRUBBED", 1)
    made = lived_in.back_up("by hand")
    assert made
    block = files_of(library_path) / "backups" / "blocks" / f"{made.holds.blocks['wording'][0]}.gz"
    block.write_bytes(b"rot")
    reading.star(lived_in, ids=[1])
    second = lived_in.back_up("meanwhile")
    assert second
    assert Backups(library_path).whole(second)
    assert Backups(library_path).whole(made), "it is the same block"


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE reading SET rating = 4 WHERE id = 1", "rating of reading is not what the log says"),
        ("UPDATE note SET body = body || '!'", "the note on paper 2 is not what was written"),
        ("UPDATE reading SET place = 7.5 WHERE id = 3", "row 3 of reading is not what it was in the backup before"),
        ("UPDATE digest SET name = 'other' WHERE id = 1", "row 1 of digest is not what it was in the backup before"),
    ],
)
def test_damage_is_noticed_before_a_backup_counts(
    damage: str, said: str, lived_in: Library, library_path: Path
) -> None:
    lived_in.back_up("by hand")
    notes.write_note(lived_in, paper=2, text="Written on.", base="Cork works.")
    reading.rate(lived_in, ids=[1], rating=2)
    bring_in(lived_in, page(PAPERS[:1], "Mar 13"))
    ask = lived_in._connection.execute
    for (trigger,) in ask("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        ask(f"DROP TRIGGER {trigger}")
    ask(damage)
    with pytest.raises(LibraryError, match=said) as error:
        lived_in.back_up("meanwhile")
    assert "restore second-copy" in error.value.remedy
    assert len(Backups(library_path).all()) == 1
    lived_in.close()
    assert Library.restore(library_path).missing == ()
    with Library.open(library_path) as again:
        assert again.back_up("meanwhile")
        assert not again.health().problems


def test_a_damaged_text_or_page_is_noticed_before_a_backup_counts(lived_in: Library, library_path: Path) -> None:
    lived_in.back_up("by hand")
    lived_in.close()
    data = bytearray(library_path.read_bytes())
    data[data.index(PAPERS[1][1][:30].encode()) + 4] ^= 2
    library_path.write_bytes(data)
    with Library.open(library_path) as library:
        bring_in(library, page([("A New Kettle", "It sings.")], "Mar 14"))
        with pytest.raises(LibraryError, match="is not what was written"):
            library.back_up("meanwhile")


def test_backups_are_kept_by_count_and_not_by_age() -> None:
    hours = [datetime(2026, 11, 28, tzinfo=UTC) - timedelta(hours=number) for number in range(24 * 400)]
    places = sorted(kept(hours))
    assert places[:10] == list(range(10))
    assert len({hours[place].date() for place in places}) >= 12
    assert len({(hours[place].year, hours[place].month) for place in places}) == 9
    assert len(places) < 41
    assert kept([datetime(1970, 1, 1, tzinfo=UTC)]) == {0}


def test_a_clock_that_jumps_loses_no_newest_backup(
    lived_in: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(datetime):
        moment = datetime(2026, 11, 28, tzinfo=UTC)

        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            del tz
            return cls.moment

    monkeypatch.setattr(module, "datetime", Clock)
    for number in range(30):
        Clock.moment = datetime(2026, 11, 28, tzinfo=UTC) + timedelta(days=[0, 9000, -9000][number % 3] + number)
        reading.rate(lived_in, ids=[1], rating=number % 5 + 1)
        assert lived_in.back_up("meanwhile")
    numbers = [one.number for one in Backups(library_path).all()]
    assert numbers[:10] == list(range(30, 20, -1))
    assert len(numbers) < 30


def test_the_cap_on_size_removes_the_oldest_but_never_the_newest(
    lived_in: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1)
    for rating in (1, 2, 3):
        reading.rate(lived_in, ids=[1], rating=rating)
        lived_in.back_up("meanwhile")
    left = Backups(library_path).all()
    assert [one.number for one in left] == [3]
    blocks = {file.stem for file in (files_of(library_path) / "backups" / "blocks").iterdir()}
    assert blocks == left[0].holds.names(), "blocks that no backup names are removed"
    assert Backups(library_path).whole(left[0])


def test_a_backup_that_was_killed_leaves_nothing_behind(lived_in: Library, library_path: Path) -> None:
    lived_in.back_up("by hand")
    blocks = files_of(library_path) / "backups" / "blocks"
    (blocks / "0123.part").write_bytes(b"half")
    (blocks / "unnamed.gz").write_bytes(b"named by no backup")
    (blocks.parent / "000002-20260101-000000.json.4711.part").write_bytes(b"half")
    reading.star(lived_in, ids=[1])
    assert lived_in.back_up("meanwhile")
    assert not [*blocks.parent.rglob("*.part"), *blocks.glob("unnamed*")]


def test_where_nothing_can_be_written_no_backup_is_made_and_that_is_said(
    lived_in: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_blocks: Blocks, _rows: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Blocks, "keep", full)
    with pytest.raises(LibraryError, match=r"No backup could be made: No space left on device\."):
        lived_in.back_up("meanwhile")
    monkeypatch.undo()
    assert lived_in.back_up("meanwhile")
    assert len(Backups(library_path).all()) == 1


def test_a_damaged_manifest_is_no_backup(lived_in: Library, library_path: Path) -> None:
    lived_in.back_up("by hand")
    (manifest,) = (files_of(library_path) / "backups").glob("*.json")
    manifest.write_bytes(manifest.read_bytes().replace(b'"papers":5', b'"papers":6'))
    assert Backups(library_path).all() == []
    made = lived_in.back_up("meanwhile")
    assert made
    assert made.number == 2


def test_of_a_big_library_search_and_keys_follow_while_papers_are_read_and_judged(
    library: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making_again, "READY_AT_ONCE", 0)
    monkeypatch.setattr("readinglist.store.reindexing.AT_ONCE", 3)
    monkeypatch.setattr("readinglist.store.rekeying.AT_ONCE", 3)
    many = [(f"{title} {number}", f"{text} {number}") for number in range(4) for title, text in PAPERS]
    bring_in(library, page(many, "Mar 11"))
    exports.copy_bibtex(library, ids=[1, 5])
    library.back_up("by hand")
    library.close()
    restore(library_path, "1")
    with Library.open(library_path) as again:
        assert again.search_is_partial()
        assert again.keys_are_stale()
        assert len(list(again.found(parse("")))) == 20
        assert again.index_some()
        assert not again.health().problems, "what is being made is no damage"
        notes.write_note(again, paper=2, text="zephyr")
        notes.write_note(again, paper=19, text="zephyr")
        tags.tag(again, ids=[3, 20], add=["dune"])
        again.undo()
        assert [*again.found(parse("zephyr"))] == [2]
        while again.index_some():
            pass
        assert sorted(again.found(parse("zephyr"))) == [2, 19]
        while again.rekey_some():
            pass
        again._connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        made = recomputed(again)
        assert state_of(again) == {**state_of(again), **made}


def test_rows_can_be_taken_out_of_every_backup(lived_in: Library, library_path: Path) -> None:
    lived_in.back_up("by hand")
    notes.write_note(lived_in, paper=1, text="A secret kettle.")
    lived_in.back_up("by hand")
    reading.star(lived_in, ids=[1])
    lived_in.back_up("by hand")
    backups = Backups(library_path)
    before = backups.all()

    def without(table: str, row: list[object]) -> list[object] | None:
        return None if table in ("note", "log_change") and "secret" in str(row) else row

    with backups.rewritten(without):
        assert backups.all() == [], "meanwhile there is none"
    after = backups.all()
    assert [one.number for one in after] == [3, 2, 1]
    assert after[2] == before[2], "one that never held it stays as it was"
    assert all(backups.whole(one) for one in after)
    left = [backups.blocks.read(file.stem) for file in (files_of(library_path) / "backups" / "blocks").iterdir()]
    assert "secret" not in str(left)
    assert "Cork works." in str(left)
    lived_in.close()
    restore(library_path, "3")
    with Library.open(library_path) as library:
        assert library.rows([1])[0].reading.starred
        assert not library.rows([1])[0].noted


def test_ids_are_not_given_twice_after_a_restore(lived_in: Library, library_path: Path) -> None:
    lived_in.back_up("by hand")
    last = lived_in._connection.execute("SELECT max(id) FROM log_change").fetchone()[0]
    lived_in.close()
    restore(library_path, "latest")
    with Library.open(library_path) as library:
        reading.star(library, ids=[1])
        assert library._connection.execute("SELECT max(id) FROM log_change").fetchone()[0] == last + 1


def test_what_was_undone_before_a_backup_can_be_done_again_after_a_restore(
    lived_in: Library, library_path: Path
) -> None:
    details.edit_details(lived_in, paper=1, year="2024")
    lived_in.undo()
    lived_in.back_up("by hand")
    lived_in.close()
    restore(library_path, "1")
    with Library.open(library_path) as again:
        again.redo()
        assert again.record(1).paper.year == 2024


def test_a_backup_is_made_while_others_write(lived_in: Library, library_path: Path) -> None:
    """What comes between the first look and the last is in it, or in the next."""
    wrote = 0
    keep = Blocks.keep

    def kept_slowly(blocks: Blocks, rows: list[list[object]]) -> str:
        nonlocal wrote
        if wrote < 6:
            wrote += 1
            reading.rate(lived_in, ids=[wrote % 3 + 1], rating=wrote % 5 + 1)
            notes.write_note(lived_in, paper=1, text=f"Written meanwhile, {wrote}.")
        return keep(blocks, rows)

    with Library.open(library_path, write=False) as reader, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Blocks, "keep", kept_slowly)
        made = reader.back_up("meanwhile")
        assert made
        patch.undo()
        reader.back_up("meanwhile")
    wanted = everything(lived_in)
    lived_in.close()
    library_path.unlink()
    steps_file(library_path).unlink()
    with Library.open(library_path) as again:
        assert everything(again) == wanted
