"""Whatever is merged, split, written and undone: what the user wrote stays on the member that it was written on."""

from __future__ import annotations

import pytest

from readinglist.store.library import Library
from tests.commands.membership_model import walk


@pytest.mark.parametrize("seed", range(3))
def test_any_walk_of_merges_and_splits_keeps_everything_where_it_was_written(library: Library, seed: int) -> None:
    walked = walk(library, steps=250, seed=seed)
    assert {"bring", "merge", "split", "take_out", "note", "tag", "undo", "redo", "undo_old"} <= set(walked.done)
