"""A library that was damaged or is gone: the window opens with all that was saved, and says what happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gui.hands import Fill, OpenWindow


@pytest.mark.parametrize("left", [None, b"no library at all" * 500])
def test_the_window_says_that_the_library_was_made_again(
    left: bytes | None, fill: Fill, open_the_window: OpenWindow, library_path: Path
) -> None:
    papers = fill(3)
    if left is None:
        library_path.unlink()
    else:
        library_path.write_bytes(left)
    window = open_the_window()
    assert window.parts.model.rowCount() == len(papers)
    assert window.parts.notice.isVisible()
    assert "made again from its second copy" in window.parts.notice.text
    window.close()
    assert open_the_window().parts.notice.isHidden()
