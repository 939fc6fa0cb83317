"""Every step is copied beside the library; what the copy holds makes the library again, history and all."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from readinglist.commands import duplicates, exports, notes, queue, reading, tags
from readinglist.core.errors import LibraryError
from readinglist.store.copies.second_copy import lines
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.state import state_of


@pytest.fixture
def lived_in(library: Library) -> Library:
    """A library with all that a user writes, some of it taken back."""
    bring_in(library, page(PAPERS[:3], "Mar 11"))
    bring_in(library, page([(f"{PAPERS[0][0]}: Part 2", PAPERS[0][1]), *PAPERS[3:]], "Mar 12"))
    queue.queue(library, ids=[3, 2])
    tags.tag(library, ids=[1, 2], add=["Seaside", "moe"])
    group = notes.write_note(library, paper=2, text="Cork").group
    notes.write_note(library, paper=2, text="Cork works.", base="Cork", joins=group)
    duplicates.merge(library, ids=[2, 3])
    duplicates.separate(library, ids=[1, 4])
    exports.copy_bibtex(library, ids=[1, 5])
    reading.dismiss(library, ids=[5])
    library.undo()
    return library


def steps_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.files") / "steps.jsonl"


def everything(library: Library) -> dict[str, object]:
    """The state, the history, and the citation keys."""
    ask = library._connection.execute
    return {
        **state_of(library),
        "history": library.history(100),
        "log": ask("SELECT * FROM log_change ORDER BY id").fetchall(),
        "citekeys": ask("SELECT key, member FROM citekey ORDER BY key").fetchall(),
    }


def test_a_library_that_is_gone_is_made_again_with_its_history(lived_in: Library, library_path: Path) -> None:
    before = everything(lived_in)
    lived_in.close()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert everything(again) == before
        assert again.recovery
        assert "because its file is gone or empty: 5 papers, 8 steps." in again.recovery.sentence
        again.redo()
        assert again.rows([5])[0].reading.status.value == "dismissed"
    with Library.open(library_path) as sound:
        assert sound.recovery is None


def test_a_damaged_library_is_kept_aside_and_made_again_even_to_look_at(lived_in: Library, library_path: Path) -> None:
    before = everything(lived_in)
    lived_in.close()
    library_path.write_bytes(b"no library at all" * 500)
    with Library.open(library_path, write=False) as again:
        assert everything(again) == before
        assert again.recovery
        assert again.recovery.kept
        kept = again.recovery.kept
    assert (kept / "library.db").read_bytes().startswith(b"no library at all")
    assert "its file can't be read" in (kept / "report.txt").read_text("utf-8")


UNREADABLE = "UPDATE log_group SET device = CAST(x'ff61' AS TEXT) WHERE id = 2"


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE log_change SET before = 'queued' WHERE id = (SELECT max(id) FROM log_change)",
        "UPDATE log_group SET label = 'Rate 1 paper 3' WHERE id = 2",
        UNREADABLE,
    ],
)
def test_a_log_that_is_not_what_was_written_is_noticed(lived_in: Library, damage: str) -> None:
    assert not lived_in.health().problems
    lived_in._connection.execute(damage)
    assert lived_in.health().problems


def test_an_undo_that_would_write_what_was_never_written_is_refused(lived_in: Library) -> None:
    notes.write_note(lived_in, paper=1, text="Some words.")
    step = notes.write_note(lived_in, paper=1, text="Some other words.").group
    lived_in._connection.execute(
        "UPDATE log_change SET after = replace(after, ?, ?) WHERE grp = ?", ('"","other ', '"x","other ', step)
    )
    before = lived_in.record(1).notes
    assert lived_in.health().problems
    with pytest.raises(LibraryError, match="damaged"):
        lived_in.undo()
    assert lived_in.record(1).notes == before


def test_a_log_that_is_no_text_any_more_is_noticed_behind_a_damaged_copy(lived_in: Library, library_path: Path) -> None:
    steps_file(library_path).write_bytes(b"0 {}\n")
    assert lived_in.health().only_copy_is_damaged
    lived_in._connection.execute(UNREADABLE)
    assert not lived_in.health().only_copy_is_damaged


def test_a_copy_is_not_written_anew_from_a_damaged_log(lived_in: Library, library_path: Path) -> None:
    lived_in._connection.execute(UNREADABLE)
    held = steps_file(library_path).read_bytes()
    with pytest.raises(LibraryError, match="damaged"):
        lived_in.renew_copy()
    assert steps_file(library_path).read_bytes() == held


def test_a_copy_that_is_gone_is_written_anew(lived_in: Library, library_path: Path) -> None:
    before = everything(lived_in)
    steps_file(library_path).unlink()
    lived_in.renew_copy()
    lived_in.close()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert everything(again) == before


def test_whichever_page_is_damaged_the_library_opens_and_nothing_is_lost(lived_in: Library, library_path: Path) -> None:
    before = everything(lived_in)
    lived_in.close()
    sound, copied = library_path.read_bytes(), steps_file(library_path).read_bytes()
    for start in range(0, len(sound), 4096):
        library_path.write_bytes(sound[:start] + bytes(4096) + sound[start + 4096 :])
        with Library.open(library_path) as opened:
            noticed = opened.recovery or opened.health().problems
        assert steps_file(library_path).read_bytes() == copied, "what is damaged is not copied"
        if noticed and not opened.recovery:
            Library.restore(library_path)
        with Library.open(library_path) as again:
            assert everything(again) == before, f"page {start // 4096}"


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM meta WHERE key = 'device'",
        "UPDATE sqlite_master SET sql = replace(sql, '\"id\"', '\"ie\"') WHERE name = 'united'",
        "DROP TABLE sighting",
    ],
)
def test_a_library_in_which_something_is_gone_that_all_have_is_made_again(
    lived_in: Library, library_path: Path, damage: str
) -> None:
    before = everything(lived_in)
    lived_in._connection.execute("PRAGMA foreign_keys = off")
    lived_in._connection.execute("PRAGMA writable_schema = on")
    assert lived_in._connection.execute(damage).rowcount != 0
    lived_in.close()
    with Library.open(library_path) as again:
        assert again.recovery
        assert everything(again) == before


def test_a_word_that_stands_elsewhere_in_the_search_index_is_noticed(lived_in: Library, library_path: Path) -> None:
    assert not lived_in.health().problems
    lived_in._connection.execute("INSERT INTO search (rowid, title) VALUES (1, 'zebra')")
    assert lived_in.health().problems == ("the search index is not that of the papers",)
    lived_in.close()
    with Library.open(library_path, write=False) as looked_at:
        assert looked_at.health().problems == ("the search index is not that of the papers",)


def test_an_older_file_in_its_place_is_noticed_for_the_copy_has_more(lived_in: Library, library_path: Path) -> None:
    lived_in.close()
    older = library_path.read_bytes()
    with Library.open(library_path) as library:
        reading.star(library, ids=[1])
        before = everything(library)
    library_path.write_bytes(older)
    with Library.open(library_path) as again:
        assert again.recovery
        assert "its newest steps are missing" in again.recovery.sentence
        assert everything(again) == before


def test_a_library_that_is_open_is_not_made_again_under_it(lived_in: Library, library_path: Path) -> None:
    with pytest.raises(LibraryError, match="but it is open"):
        Library.restore(library_path)
    before = everything(lived_in)
    lived_in.close()
    done = Library.restore(library_path)
    assert done.papers == 5
    with Library.open(library_path) as again:
        assert everything(again) == before


def test_a_line_that_was_cut_off_is_written_anew(lived_in: Library, library_path: Path) -> None:
    lived_in.close()
    steps = steps_file(library_path)
    whole = steps.read_bytes()
    for end in (whole.rindex(b"\n", 0, -1) + 40, len(whole) - 1):
        steps.write_bytes(whole[:end])
        with Library.open(library_path):
            pass
        assert steps.read_bytes() == whole


def test_what_stands_before_a_damaged_line_is_sound(lived_in: Library, library_path: Path) -> None:
    lived_in.close()
    steps = steps_file(library_path)
    count = len([*lines(steps)])
    data = bytearray(steps.read_bytes())
    data[data.index(b" works.") + 2] ^= 1
    steps.write_bytes(data)
    assert 0 < len([*lines(steps)]) < count
    with Library.open(library_path) as library:
        assert "the second copy is damaged" in " ".join(library.health().problems)
        before = everything(library)
        library.renew_copy()
        assert not library.health().problems
    library_path.unlink()
    with Library.open(library_path) as again:
        assert everything(again) == before


def test_two_connections_append_to_one_chain(lived_in: Library, library_path: Path) -> None:
    with Library.open(library_path) as other:
        for number in range(6):
            reading.rate((lived_in, other)[number % 2], ids=[1], rating=number % 5 + 1)
    assert not lived_in.health().problems
    assert lived_in.health().behind == 0
    records = [line.record for line in lines(steps_file(library_path))]
    assert [record["change"] for record in records] == sorted(record["change"] for record in records)


def test_a_copy_that_can_not_be_written_is_filled_later(
    lived_in: Library, library_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    steps = steps_file(library_path)
    moved = steps.rename(steps.with_name("moved"))
    steps.mkdir()
    reading.star(lived_in, ids=[4])
    warned = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert [(one.levelno, "can't be written" in one.getMessage()) for one in warned] == [(logging.WARNING, True)]
    caplog.clear()
    assert lived_in.rows([4])[0].reading.starred, "the step itself is saved"
    steps.rmdir()
    moved.rename(steps)
    assert lived_in.health().behind == 1
    reading.star(lived_in, ids=[5])
    assert lived_in.health().behind == 0


def test_typing_that_comes_back_to_where_it_began_is_no_damage(lived_in: Library, library_path: Path) -> None:
    group = notes.write_note(lived_in, paper=1, text="Pebb").group
    notes.write_note(lived_in, paper=1, text="", base="Pebb", joins=group)
    lived_in.close()
    with Library.open(library_path) as opened:
        assert opened.recovery is None
        assert (opened.health().behind, opened.health().problems) == (0, ())
        before = state_of(opened)
    library_path.unlink()
    with Library.open(library_path) as again:
        assert state_of(again) == before


def test_another_library_in_its_place_has_a_copy_of_its_own(
    lived_in: Library, library_path: Path, tmp_path: Path
) -> None:
    lived_in.close()
    with Library.open(tmp_path / "other.db") as other:
        bring_in(other, page(PAPERS[:2], "Mar 20"))
    (tmp_path / "other.db").replace(library_path)
    for end in ("-wal", "-shm"):
        library_path.with_name(f"{library_path.name}{end}").unlink(missing_ok=True)
    with Library.open(library_path) as opened:
        assert opened.recovery is None
        reading.star(opened, ids=[1])
        before = everything(opened)
    assert len([*steps_file(library_path).parent.glob("steps-until-*.jsonl")]) == 1
    library_path.unlink()
    with Library.open(library_path) as again:
        assert everything(again) == before


def test_many_rows_lie_in_a_file_of_their_own_and_come_back(library: Library, library_path: Path) -> None:
    many = [(f"{title} {number}", f"{text} {number}") for number in range(60) for title, text in PAPERS]
    bring_in(library, page(many))
    before = everything(library)
    first = next(lines(steps_file(library_path))).record
    assert {table for table, rows in first["rows"].items() if isinstance(rows, str)} >= {"wording", "sighting"}
    assert len(json.dumps(first)) < 100_000
    library.close()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert everything(again) == before


def test_a_copy_that_has_nothing_to_hold_is_not_begun(library_path: Path) -> None:
    with Library.open(library_path) as library:
        assert library.to_undo() is None
    assert not steps_file(library_path).exists()
