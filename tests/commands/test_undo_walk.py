"""Whatever is done, undone and redone: the library is again what it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.undo_walk import walk


@pytest.mark.parametrize("seed", range(2))
def test_any_walk_of_steps_undos_and_redos_is_as_the_model_says(tmp_path: Path, seed: int) -> None:
    walked = walk(tmp_path, steps=150, seed=seed)
    assert {"history.undo", "history.redo", "history.undo_step", "digest.import", "type"} <= set(walked.done)
