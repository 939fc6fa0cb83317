"""What was typed for an hour takes little room, and is undone, redone and made again as if every save were there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.commands import notes, queue
from readinglist.store.library import Library
from tests.digests import bring_in, page
from tests.state import besides_moments, state_of
from tests.store.test_second_copy import everything, steps_file

WORDS = "We sort pebbles by weight with two sieves of different mesh, and in between we find what a child would pick."


def type_on(library: Library, paper: int, saves: int) -> str:
    """Type in one stretch, a few characters a save, now and then in the middle."""
    text, group = "", None
    for number in range(saves):
        base, piece = text, WORDS[number * 7 % len(WORDS) :][:8]
        at = len(text) // 2 if number % 10 == 9 else len(text)
        text = text[:at] + piece + text[at:]
        group = notes.write_note(library, paper=paper, text=text, base=base, joins=group).group
    return text


def sizes(library: Library, path: Path) -> tuple[int, int]:
    """Bytes of the log's changes, and of the second copy."""
    ask = "SELECT sum(length(CAST(after AS BLOB)) + length(field) + 40) FROM log_change WHERE tbl = 'note'"
    return int(library._connection.execute(ask).fetchone()[0]), steps_file(path).stat().st_size


@pytest.fixture
def shelf(library: Library) -> Library:
    bring_in(library, page())
    return library


def test_a_long_stretch_of_typing_takes_no_more_than_a_few_times_its_note(shelf: Library, library_path: Path) -> None:
    before = steps_file(library_path).stat().st_size
    text = type_on(shelf, 1, 300)
    queue.queue(shelf, ids=[2])
    log, copied = sizes(shelf, library_path)
    assert log > 10 * len(text)
    assert copied - before > 10 * len(text), "it is worth something"
    assert shelf.compact() == 299
    log, copied = sizes(shelf, library_path)
    assert log < 2 * len(text)
    assert copied - before < 3 * len(text)
    assert shelf.compact() == 0
    assert shelf.health().problems == ()


def test_what_is_not_worth_the_writing_is_left_until_it_is(shelf: Library, library_path: Path) -> None:
    type_on(shelf, 1, 10)
    before = steps_file(library_path).read_bytes()
    assert shelf.compact(least=10) == 0
    assert steps_file(library_path).read_bytes() == before
    type_on(shelf, 2, 4)
    assert shelf.compact(least=10) == 12


def test_it_is_undone_and_redone_as_before_and_its_history_is_the_same(shelf: Library) -> None:
    text = type_on(shelf, 1, 40)
    queue.queue(shelf, ids=[2])
    history = shelf.history(9)
    shelf.compact()
    assert shelf.history(9) == history
    shelf.undo()
    shelf.undo()
    assert shelf.record(1).notes == ()
    queued = state_of(shelf)
    shelf.redo()
    assert [note.text for note in shelf.record(1).notes] == [text]
    shelf.undo()
    assert state_of(shelf) == queued


def test_the_library_is_made_again_from_a_copy_that_was_made_small(shelf: Library, library_path: Path) -> None:
    type_on(shelf, 1, 40)
    queue.queue(shelf, ids=[2])
    shelf.undo()
    shelf.compact()
    type_on(shelf, 3, 5)
    before = everything(shelf)
    shelf.close()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert again.recovery
        assert everything(again) == before
        assert again.health().problems == ()


def test_what_is_still_being_typed_stays_one_step(shelf: Library) -> None:
    notes.write_note(shelf, paper=1, text="Cork")
    group = notes.write_note(shelf, paper=2, text="Sieve").group
    group = notes.write_note(shelf, paper=2, text="Sieves", base="Sieve", joins=group).group
    shelf.compact()
    notes.write_note(shelf, paper=2, text="Sieves!", base="Sieves", joins=group)
    assert len(shelf.history(9)) == 3
    shelf.undo()
    assert shelf.record(2).notes == ()


def test_typing_that_came_back_to_where_it_began_leaves_nothing(shelf: Library, library_path: Path) -> None:
    group = notes.write_note(shelf, paper=1, text="Cork").group
    notes.write_note(shelf, paper=1, text="", base="Cork", joins=group)
    queue.queue(shelf, ids=[2])
    assert shelf.compact() == 2
    ask = "SELECT count(*) FROM log_group WHERE kind = 'void'"
    assert shelf._connection.execute(ask).fetchone()[0] == 0
    assert '"Cork' not in steps_file(library_path).read_text()
    before = everything(shelf)
    shelf.close()
    library_path.unlink()
    with Library.open(library_path) as again:
        assert everything(again) == before


def test_killed_between_copy_and_log_nothing_is_lost_and_the_next_one_goes_on(
    shelf: Library, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_on(shelf, 1, 10)
    queue.queue(shelf, ids=[2])
    state, history = state_of(shelf), shelf.history(9)

    def killed(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("readinglist.store.compaction._write", killed)
        with pytest.raises(KeyboardInterrupt):
            shelf.compact()
    assert shelf.health().problems == ()
    copy = library_path.with_name("copy.db")
    copy.with_name("copy.db.files").mkdir()
    for file in steps_file(library_path).parent.glob("steps.jsonl"):
        (copy.with_name("copy.db.files") / file.name).write_bytes(file.read_bytes())
    with Library.open(copy) as again:
        assert state_of(again) == state
        assert again.history(9) == history
        again.undo()
        again.undo()
        assert again.record(1).notes == ()
    assert shelf.compact() == 9


def test_a_log_that_is_damaged_is_left_as_it_is(shelf: Library) -> None:
    type_on(shelf, 1, 10)
    queue.queue(shelf, ids=[2])
    damaged = json.dumps([[[0, "", "x"]], "0" * 16, "1" * 16])
    shelf._connection.execute(
        "UPDATE log_change SET after = ? WHERE id = (SELECT max(id) FROM log_change WHERE tbl = 'note')", (damaged,)
    )
    assert shelf.compact() == 0


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["type", "type", "type", "other", "undo", "redo", "compact", "queue"]), max_size=40),
    st.randoms(),
)
def test_whenever_it_is_made_small_all_steps_do_what_they_did(
    tmp_path_factory: pytest.TempPathFactory, does: list[str], chance: object
) -> None:
    folder = tmp_path_factory.mktemp("walk")
    with Library.open(folder / "small.db") as small, Library.open(folder / "large.db") as large:
        for library in (small, large):
            bring_in(library, page())
        groups: dict[str, int | None] = {"small": None, "large": None}
        for number, what in enumerate(does):
            for name, library in (("small", small), ("large", large)):
                _do(library, what, number, groups, name)
            assert besides_moments(state_of(small)) == besides_moments(state_of(large))
            assert [(step.label, step.standing) for step in small.history(99)] == [
                (step.label, step.standing) for step in large.history(99)
            ]
        small.compact()
        assert small.health().problems == ()


def _do(library: Library, what: str, number: int, groups: dict[str, int | None], name: str) -> None:
    if what == "type":
        found = library.record(1).notes
        base = found[0].text if found else ""
        text = base[: len(base) * (number % 3) // 2] + f"{number} "
        groups[name] = notes.write_note(library, paper=1, text=text, base=base, joins=groups[name]).group
    elif what == "other":
        notes.write_note(library, paper=2, text=f"Note {number}")
    elif what == "queue":
        queue.queue(library, ids=[3])
    elif what == "undo" and library.to_undo():
        if len(library.history(99)) > 1 and library.to_undo().id > 1:  # type: ignore[union-attr]
            library.undo()
    elif what == "redo" and library.to_redo():
        library.redo()
    elif what == "compact" and name == "small":
        library.compact()
