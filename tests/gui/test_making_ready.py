"""A library of another version's rules: the window makes it ready by itself, and an import waits for that."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from readinglist.core import text
from readinglist.gui.main_window import MainWindow
from readinglist.gui.views.status_bar import StatusBar
from readinglist.store import rekeying
from readinglist.store.library import Library
from tests.digests import PAPERS, page
from tests.gui.hands import Fill, OpenWindow


@pytest.fixture
def older(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers whose keys were made by other rules."""
    fill(5)
    monkeypatch.setattr(text, "NORMALISER", text.NORMALISER + 1)
    monkeypatch.setattr(rekeying, "AT_ONCE", 2)


def test_keys_are_made_anew_after_the_first_paint_with_progress(
    older: None, open_the_window: OpenWindow, read: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(StatusBar, "show_task", lambda _self, words, name, **_more: said.append(f"{name}: {words}"))
    assert read.keys_are_stale()
    open_the_window()
    qtbot.waitUntil(lambda: said[-1:] == ["keys: "])
    assert said[0] == "keys: Making ready to recognise repeats, 2 of 5 papers"
    assert not read.keys_are_stale()


def test_an_import_waits_until_repeats_can_be_recognised(
    older: None, open_the_window: OpenWindow, tmp_path: Path, read: Library, qtbot: QtBot
) -> None:
    digest = tmp_path / "again.txt"
    digest.write_bytes(page(PAPERS[:2], "Mar 21"))
    window = open_the_window()
    window.parts.imports.offer([str(digest)])
    qtbot.waitUntil(lambda: window.parts.import_page.sentence.startswith("2 new papers"))
    assert not read.keys_are_stale()


def test_what_can_not_be_ended_has_no_button_for_it(open_the_window: OpenWindow, fill: Fill) -> None:
    fill(1)
    window: MainWindow = open_the_window()
    window.parts.status.show_task("Making ready…", "keys", ends=False)
    assert window.parts.status.cancel_button.isHidden()
    window.parts.status.show_task("Reading…", "import")
    assert not window.parts.status.cancel_button.isHidden()
