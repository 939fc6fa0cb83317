"""A program with other rules for recognising repeats makes the keys of a library anew, and loses nothing on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from readinglist.commands import details, digests, duplicates
from readinglist.core import text
from readinglist.core.errors import LibraryError
from readinglist.store import rekeying
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.state import recomputed, state_of

OLD_KEYS = "UPDATE match_key SET key = key + 8"  # what rules of another version would have made


@pytest.fixture
def older(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library whose keys were made by the rules of an older version; its papers are handled two at a time."""
    bring_in(library, page(PAPERS[:3], "Mar 11"))
    bring_in(library, page(PAPERS[3:], "Mar 12"))
    monkeypatch.setattr(text, "NORMALISER", text.NORMALISER + 1)
    monkeypatch.setattr(rekeying, "AT_ONCE", 2)
    library._connection.execute(OLD_KEYS)
    return library


def keys_are_right(library: Library) -> bool:
    return bool(state_of(library)["keys"] == recomputed(library)["keys"])


def test_repeats_are_not_looked_for_with_keys_of_another_version(older: Library) -> None:
    assert older.keys_are_stale()
    with pytest.raises(LibraryError, match="Wait until that is done"):
        older.match_index()


def test_all_keys_are_made_anew_with_progress_and_are_no_step_of_the_user(older: Library) -> None:
    steps, told = older.history(10), []
    duplicates.renew_keys(older, lambda done, total: told.append((done, total)))
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert not older.keys_are_stale()
    assert keys_are_right(older)
    assert older.history(10) == steps
    assert bring_in(older, page(PAPERS, "Mar 13")).plan.count("same") == 5


def test_what_was_interrupted_goes_on_where_it_was(older: Library, library_path: Path) -> None:
    older.rekey_some()
    older.close()
    with Library.open(library_path) as again:
        far = again.rekey_some()
        assert far
        assert far.done == 4
        duplicates.renew_keys(again)
        assert keys_are_right(again)


def test_rules_that_change_once_more_begin_again(older: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    older.rekey_some()
    monkeypatch.setattr(text, "NORMALISER", text.NORMALISER + 1)
    far = older.rekey_some()
    assert far
    assert far.done == 2
    duplicates.renew_keys(older)
    assert keys_are_right(older)


def test_keys_are_made_anew_also_where_a_copy_with_older_ones_takes_the_place_of_newer(older: Library) -> None:
    while older.rekey_some():
        pass
    older._connection.execute(OLD_KEYS)
    older._connection.execute("UPDATE meta SET value = '0' WHERE key = 'normaliser'")
    while older.rekey_some():
        pass
    assert keys_are_right(older)


@pytest.mark.parametrize("rounds", [0, 1, 2, 3])
def test_papers_that_come_go_and_change_meanwhile_have_their_keys(older: Library, rounds: int) -> None:
    for _ in range(rounds):
        older.rekey_some()
    details.edit_details(older, paper=1, arxiv="2403.01234")
    digests.undo_import(older, digest=2)
    duplicates.renew_keys(older)
    assert keys_are_right(older)
    older.undo()
    older.redo()
    assert keys_are_right(older)
