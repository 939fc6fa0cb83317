"""What is purged is gone: from every file of the library, also from history, copies and the search index."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.commands import details, duplicates, exports, notes, purge, queue, tags
from readinglist.core.errors import NotFoundError, UndoRefusedError
from readinglist.core.query import Query
from readinglist.core.query_parser import parse
from readinglist.store.copies.backups import Backups
from readinglist.store.library import Library
from readinglist.store.removal import removed
from readinglist.store.restoring import restore
from tests.digests import PAPERS, bring_in, page
from tests.state import recomputed, state_of

SECRET = (
    "Canarytitle on Beaches",
    "Canaryabstract tells what nobody shall read: a diary of forty mornings on the dunes, who walked there and what"
    " was said about neighbours. Gulls took part of the bread, the tide part of the pages. We publish it by mistake,"
    " regret that at once, and look for a program that lets us take it back from every shelf it ever stood on.",
)
NOTE = "canarynote, first"


def found_in(folder: Path, *words: str) -> list[str]:
    """The files below a folder that hold any of the words, looking into compressed ones too."""
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            data = file.read_bytes()
            text = (gzip.decompress(data) if file.suffix == ".gz" else data).lower()
            found += [f"{file.name}: {word}" for word in words if word.lower().encode() in text]
    return found


@pytest.fixture
def lived_in(library: Library) -> Library:
    """A library with a secret paper on which all was done that can be, and others beside it."""
    others = [(f"{PAPERS[0][0]}: Part {number}", f"{PAPERS[0][1]} It is number {number}.") for number in range(250)]
    bring_in(library, page([SECRET, *PAPERS[:3]], "Mar 11"))
    bring_in(library, page([*PAPERS[3:], *others], "Mar 12"))
    bring_in(library, page([SECRET, PAPERS[4]], "Mar 13"))
    queue.queue(library, ids=[1, 2])
    notes.write_note(library, paper=1, text=NOTE)
    notes.write_note(library, paper=1, text="canarysecond, later")
    tags.tag(library, ids=[1, 3], add=["seaside"])
    details.edit_details(library, paper=1, title="Canaryowntitle", authors="Ada Canaryauthor")
    exports.copy_bibtex(library, ids=[1, 2])
    duplicates.separate(library, ids=[1, 4])
    return library


WORDS = ("canarytitle", "canaryabstract", "canarynote", "canarysecond", "canaryowntitle", "canaryauthor")


def test_of_a_purged_paper_no_word_is_left_in_any_file(lived_in: Library, library_path: Path) -> None:
    assert lived_in.files is not None
    assert found_in(library_path.parent, *WORDS), "they can be found"
    lived_in.renew_copy()
    (lived_in.files / "kept-20250101").mkdir()
    (lived_in.files / "kept-20250101" / "library.db").write_bytes(b"canarytitle")
    lived_in.back_up("by hand")
    changes = purge.purge(lived_in, ids=[1])
    assert list(changes.removed) == [1]
    assert found_in(library_path.parent, *WORDS) == []
    lived_in.close()
    assert found_in(library_path.parent, *WORDS) == []


def test_what_was_beside_a_purged_paper_stays(lived_in: Library, library_path: Path) -> None:
    before = {row.id: row for row in lived_in.iterate(Query())}
    purge.purge(lived_in, ids=[1])
    after = {row.id: row for row in lived_in.iterate(Query())}
    assert after == {number: row for number, row in before.items() if number != 1}
    assert lived_in.health().problems == ()
    state = state_of(lived_in)
    assert {name: state[name] for name in recomputed(lived_in)} == recomputed(lived_in)
    assert lived_in._connection.execute("PRAGMA foreign_key_check").fetchall() == []
    lived_in.close()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        assert state_of(again) == state


def test_steps_about_others_can_still_be_undone_and_those_about_it_alone_are_gone(lived_in: Library) -> None:
    purge.purge(lived_in, ids=[1])
    labels = [step.label for step in lived_in.history(99)]
    assert "Write a note" not in labels
    assert "Queue 2 papers" in labels
    assert "Import page-1.txt" in labels
    while lived_in.to_undo():
        lived_in.undo()
    assert list(lived_in.iterate(Query())) == []
    with pytest.raises(UndoRefusedError):
        lived_in.undo()


def test_a_purged_paper_comes_in_as_new_from_another_file_and_not_from_the_same(lived_in: Library) -> None:
    purge.purge(lived_in, ids=[1])
    assert bring_in(lived_in, page([SECRET, *PAPERS[:3]], "Mar 11")).changes.group is None, "the file is known"
    done = bring_in(lived_in, page([SECRET], "Mar 20"))
    (number,) = done.papers.values()
    assert number > 250, "an id is not given twice"
    assert lived_in.record(number).notes == ()


def test_a_merged_paper_goes_with_all_its_members(lived_in: Library, library_path: Path) -> None:
    duplicates.merge(lived_in, ids=[1, 2])
    duplicates.split(lived_in, paper=1)
    duplicates.merge(lived_in, ids=[1, 3])
    purge.purge(lived_in, ids=[3])
    assert [row.id for row in lived_in.iterate(parse("pebbles")) if row.id < 5] == [2]
    assert found_in(library_path.parent, *WORDS, "Quiet Kettles") == []
    while lived_in.to_undo():
        lived_in.undo()
    assert lived_in.health().problems == ()


def test_backups_hold_a_purged_paper_no_more_and_what_stays_is_as_it_was(lived_in: Library, library_path: Path) -> None:
    lived_in.back_up("by hand")
    queue.queue(lived_in, ids=[4])
    purge.purge(lived_in, ids=[1])
    queue.queue(lived_in, ids=[3])
    lived_in.back_up("by hand")
    first, *_ = reversed(Backups(library_path).all())
    lived_in.close()
    restore(library_path, str(first.number))
    with Library.open(library_path) as again:
        assert again.health().problems == ()
        assert found_in(library_path.parent, *WORDS) == []
        assert [row.id for row in again.iterate(parse("is:queued"))] == [2]
        assert len(list(again.iterate(Query()))) == 255


def test_what_once_was_part_of_a_purged_paper_is_made_again_as_it_stands_now(
    lived_in: Library, library_path: Path
) -> None:
    duplicates.merge(lived_in, ids=[1, 2])
    lived_in.back_up("by hand")
    duplicates.split(lived_in, paper=1)
    notes.write_note(lived_in, paper=2, text="Stays.")
    purge.purge(lived_in, ids=[1])
    state = state_of(lived_in)
    assert lived_in.health().problems == ()
    lived_in.close()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        assert state_of(again) == state
        assert again.health().problems == ()
    for file in (library_path.with_name("library.db.files") / "backups").glob("*.json"):
        file.unlink()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        assert again.recovery.source == "its second copy"
        assert state_of(again) == state


def test_papers_that_came_before_the_newest_backup_are_not_brought_in_twice(
    library: Library, library_path: Path
) -> None:
    bring_in(library, page([SECRET, *PAPERS[:2]], "Mar 11"))
    exports.copy_bibtex(library, ids=[2, 3])
    exports.copy_bibtex(library, ids=[1])
    queue.queue(library, ids=[3])
    bring_in(library, page(PAPERS[2:], "Mar 12"))
    duplicates.merge(library, ids=[4, 5])
    purge.purge(library, ids=[1])  # which takes the newest citation key
    queue.queue(library, ids=[2])
    state = state_of(library)
    library.close()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        assert "backup" in again.recovery.source
        assert state_of(again) == state
        assert again.health().problems == ()


def test_ids_of_a_purged_paper_are_not_given_again_by_a_library_made_from_its_copy(
    library: Library, library_path: Path
) -> None:
    bring_in(library, page([PAPERS[0]], "Mar 11"))
    bring_in(library, page([SECRET], "Mar 12"))
    exports.copy_bibtex(library, ids=[2])
    queue.queue(library, ids=[2])
    purge.purge(library, ids=[2])
    library.close()
    for file in (library_path.with_name("library.db.files") / "backups").glob("*.json"):
        file.unlink()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        done = bring_in(again, page([PAPERS[1]], "Mar 13"))
        queue.queue(again, ids=list(done.papers.values()))
        exports.copy_bibtex(again, ids=list(done.papers.values()))
        gone = removed(again._connection)
        for table in ("member", "wording", "sighting", "citekey", "log_change", "log_group"):
            ids = [number for (number,) in again._connection.execute(f"SELECT id FROM {table}")]
            assert not [number for number in ids if number in gone[table]], table
        purge.purge(again, ids=[1])
        assert len(list(again.iterate(parse("is:queued")))) == 1
        assert again.health().problems == ()


def test_what_was_given_and_taken_back_is_gone_also_from_a_library_that_was_made_again(
    library: Library, library_path: Path
) -> None:
    bring_in(library, page([SECRET, *PAPERS[:2]], "Mar 11"))
    details.edit_details(library, paper=1, title="Canaryowntitle")
    details.edit_details(library, paper=1, title="")
    library.back_up("by hand")
    library.close()
    library_path.unlink()
    with Library.open(library_path) as again:
        purge.purge(again, ids=[1])
        assert [step.label for step in again.history(9)] == ["Import page-1.txt"]
    assert found_in(library_path.parent, *WORDS) == []


def test_a_purge_that_was_cut_off_is_finished_at_the_next_start(
    lived_in: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("readinglist.store.purging.rewrite", killed)
        with pytest.raises(KeyboardInterrupt):
            purge.purge(lived_in, ids=[1])
    lived_in.close()
    assert found_in(library_path.parent, "canarytitle")
    Library.open(library_path).close()
    assert found_in(library_path.parent, *WORDS) == []


def test_who_names_no_paper_is_told(lived_in: Library) -> None:
    before = state_of(lived_in)
    with pytest.raises(NotFoundError, match="no paper 999"):
        purge.purge(lived_in, ids=[1, 999])
    assert state_of(lived_in) == before


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["merge", "split", "apart", "queue", "note", "undo"]), st.integers(1, 5), st.integers(1, 5)
        ),
        max_size=12,
    ),
    st.integers(1, 5),
)
def test_whatever_was_done_before_a_purge_leaves_a_sound_library(
    tmp_path_factory: pytest.TempPathFactory, does: list[tuple[str, int, int]], gone: int
) -> None:
    path = tmp_path_factory.mktemp("walk") / "library.db"
    with Library.open(path) as library:
        bring_in(library, page())
        for what, one, other in does:
            _do(library, what, one, other)
        purge.purge(library, ids=[gone])
        assert library.health().problems == ()
        assert library._connection.execute("PRAGMA foreign_key_check").fetchall() == []
        state = state_of(library)
        assert {name: state[name] for name in recomputed(library)} == recomputed(library)
        while library.to_undo():
            try:
                library.undo()
            except UndoRefusedError:
                break
        assert library.health().problems == ()


def _do(library: Library, what: str, one: int, other: int) -> None:
    papers = library.clusters_of([one, other])
    if what == "merge" and papers[one] != papers[other]:
        duplicates.merge(library, ids=[one, other])
    elif what == "apart" and papers[one] != papers[other]:
        duplicates.separate(library, ids=[one, other])
    elif what == "split" and list(library.clusters_of(range(1, 6)).values()).count(papers[one]) > 1:
        duplicates.split(library, paper=one)
    elif what == "queue":
        queue.queue(library, ids=[one, other])
    elif what == "note":
        notes.write_note(library, paper=one, text=f"Note {other}")
    elif what == "undo" and len(library.history(99)) > 1 and library.history(1)[0].standing:
        library.undo()
