"""The window comes back as it was left, and where that can't be, as at the first start."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.commands import reading, searches, tags
from readinglist.gui import room, window_state
from readinglist.gui.app import open_window
from readinglist.gui.main_window import MainWindow
from readinglist.gui.places import EVERYTHING, STATES, Place, search_for
from readinglist.gui.theme import Theme
from readinglist.gui.window_state import FILE, WindowState
from readinglist.settings import Settings
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, papers_of, press, settled

LONG = "A long abstract about pebbles. " * 120
TAG = Place("tag", "moe", "moe", "moe")
DIGEST = Place("digest", "1", "18 March 2025", "1.txt")
SMALL = QSize(900, 700)  # the screen of the tests is a small one, and no window comes back larger than the screen
SAVED = Place("saved", "1", "Pebbles", "pebbles")
PLACES = [STATES["queued"], STATES["starred"], EVERYTHING, TAG, DIGEST, SAVED, search_for("is:inbox pebbles")]


def prepared(fill: Fill, workspace: Workspace) -> list[int]:
    papers = fill(60, abstract=LONG)
    with workspace.open_library() as library:
        searches.save(library, name="Pebbles", query="pebbles")
        tags.tag(library, ids=papers, add=["moe"])
        reading.star(library, ids=papers)
    return papers


def quit_and_open(window: MainWindow, open_the_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    window.close()
    window.parts.theme.set_compact(compact=False)
    window.parts.theme.set_reading_size(1.0)
    window.parts.theme.choose("system")
    opened = open_the_window()
    settled(qtbot, opened)
    return opened


@pytest.mark.parametrize("place", PLACES, ids=lambda one: one.kind + one.key)
def test_list_paper_and_scrolling_come_back(
    place: Place, fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = prepared(fill, workspace)
    window = open_the_window()
    if place == STATES["queued"]:
        window.parts.table.selectAll()
        press(window, "Q")
        settled(qtbot, window)
    window.pages.go(place)
    settled(qtbot, window)
    window.parts.table.choose(40)
    window.parts.table.verticalScrollBar().setValue(window.parts.table.verticalScrollBar().value() + 30)
    window.parts.paper.scroll_place = 120
    QApplication.processEvents()
    top = window.parts.table.top
    window = quit_and_open(window, open_the_window, qtbot)
    assert window.parts.navigator.place == place
    assert window.parts.list._name.text == place.name
    assert window.parts.table.current == papers[40]
    assert window.parts.table.top == top
    assert window.parts.paper.scroll_place == 120
    assert window.parts.table.hasFocus()
    assert window.parts.list.search.text == (place.text if place.kind == "search" else "")


def test_sizes_and_looks_come_back(
    fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot, theme: Theme
) -> None:
    prepared(fill, workspace)
    window = open_the_window()
    window.resize(SMALL)
    window.parts.sides.setSizes([220, 680])
    window.parts.body.setSizes([310, 370])
    window.parts.paper.splitter.setSizes([300, 250])
    for command in ("view.compact", "view.dark", "view.larger"):
        window.parts.actions.action(command).trigger()
    QApplication.processEvents()
    parts = window.parts
    left = [window.size(), parts.sides.sizes(), parts.body.sizes(), parts.paper.splitter.sizes(), theme.reading_size]
    window = quit_and_open(window, open_the_window, qtbot)
    parts = window.parts
    came = [window.size(), parts.sides.sizes(), parts.body.sizes(), parts.paper.splitter.sizes(), theme.reading_size]
    assert came == left
    assert theme.compact
    assert theme.appearance == "dark"
    assert parts.actions.action("view.compact").isChecked()
    assert parts.actions.action("view.dark").isChecked()
    theme.choose("light")
    theme.set_compact(compact=False)
    theme.set_reading_size(1.0)


def test_a_window_that_was_left_narrow_has_its_whole_sidebar_when_it_is_made_wide(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "NARROW", 1100)  # the screen of the tests has small letters
    fill(3)
    window = open_the_window()
    window.resize(QSize(900, 640))
    QApplication.processEvents()
    assert window.parts.sidebar.width() == theme.px(52)
    window = quit_and_open(window, open_the_window, qtbot)
    assert window.width() == 900
    assert window.parts.sidebar.width() == theme.px(52)
    window.resize(QSize(1280, 800))
    QApplication.processEvents()
    assert window.parts.sidebar.width() >= theme.px(212)


GONE: dict[str, Callable[[Library], object]] = {
    "digest": lambda library: library.undo(library.digest_record(2).step),
    "saved": lambda library: searches.remove(library, search=1),
    "tag": lambda library: tags.tag(library, ids=range(1, 61), add=[], remove=["moe"]),
}


@pytest.mark.parametrize("kind", GONE)
def test_a_list_that_is_gone_meanwhile_gives_way_to_the_inbox(
    kind: str, fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = prepared(fill, workspace)
    fill(2)
    window = open_the_window()
    if kind == "digest":
        window.pages.go_to_digest(2)
    else:
        window.pages.go(TAG if kind == "tag" else SAVED)
    settled(qtbot, window)
    window.close()
    with workspace.open_library() as library:
        GONE[kind](library)
    window = open_the_window()
    settled(qtbot, window)
    assert window.parts.navigator.place == STATES["inbox"]
    assert papers_of(window)[0] == papers[0]


def test_a_saved_search_has_the_name_and_the_query_that_it_got_meanwhile(
    fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = prepared(fill, workspace)
    window = open_the_window()
    window.pages.go(SAVED)
    settled(qtbot, window)
    window.close()
    with workspace.open_library() as library:
        searches.rename(library, search=1, name="Stones")
        searches.save(library, name="Stones", query="pebbles is:read")
        reading.mark_read(library, ids=papers[5:6])
    window = open_the_window()
    settled(qtbot, window)
    assert window.parts.list._name.text == "Stones"
    assert papers_of(window) == papers[5:6]


def test_a_paper_that_is_gone_meanwhile_leaves_the_first_one(
    fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(5)
    window = open_the_window()
    window.parts.table.choose(3)
    window.close()
    with workspace.open_library() as library:
        reading.dismiss(library, ids=papers[3:4])
    window = open_the_window()
    assert window.parts.table.current == papers[0]


def test_another_library_begins_in_its_inbox_and_keeps_the_size(
    fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot, theme: Theme
) -> None:
    prepared(fill, workspace)
    window = open_the_window()
    window.resize(SMALL)
    window.pages.go(DIGEST)
    settled(qtbot, window)
    window.close()
    other = open_window(Workspace.of(str(workspace.settings.library.with_name("other.db"))), theme)
    qtbot.addWidget(other)
    with qtbot.waitExposed(other):
        other.show()
    assert other.parts.navigator.place == STATES["inbox"]
    assert other.size() == SMALL
    other.close()


def test_a_state_folder_that_cannot_be_written_costs_nothing_but_the_memory(
    fill: Fill, workspace: Workspace, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(3)
    (tmp_path / "file").write_text("where a folder should be")
    blocked = Workspace(Settings(workspace.settings.library, workspace.settings.config, tmp_path / "file" / "state"))
    for _ in range(2):
        window = open_window(blocked, theme)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.begin()
        QTest.keyClick(window.parts.table, Qt.Key.Key_Down)
        assert window.close()
    assert window_state.load(blocked.settings.state) == WindowState()


BROKEN = [
    b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"geometry": 5, "place": "inbox"}', b'{"place": ["nowhere", "", "", ""]}',
    b'{"place": ["state", "nothing", "Nothing", "is:nothing"]}', b'{"place": ["search", "x", "Search", "tag:\\"moe"]}',
    b'{"place": ["digest", "first", "", "1.txt"]}', b'{"place": ["digest", "999999999999999999999", "", "1.txt"]}',
    b'{"place": ["saved", "", "", "\\ud800"]}', b'{"place": ["search", "\\ud800", "", "\\ud800"]}',
    b'{"reading_size": NaN, "compact": 1, "appearance": "pink"}', b'{"reading_size": 1' + b"0" * 400 + b"}",
    b'{"paper": 99999999999999999999, "top": 99999999999, "page": -99999999999, "place": ["all", "", "", ""]}',
    b'{"geometry": "AAAA", "sidebar": "!!", "body": "\\u00e9", "note": "AdnQywADAAA="}', b"[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_memory_is_none(
    content: bytes, fill: Fill, workspace: Workspace, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    papers = fill(3)
    folder = workspace.settings.state
    folder.mkdir(parents=True)
    library = json.dumps(str(workspace.settings.library)).encode()
    (folder / FILE).write_bytes(content.replace(b"{", b'{"library": ' + library + b", ", 1))
    window = open_the_window()
    settled(qtbot, window)
    assert window.parts.navigator.place in (STATES["inbox"], EVERYTHING)
    assert papers_of(window) == papers
    assert window.parts.table.current == papers[0]
    assert window.parts.sidebar.isVisible()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
NAMES = sorted(asdict(WindowState()))


@settings(max_examples=100)
@given(kept=st.dictionaries(st.sampled_from(NAMES), JSON))
def test_whatever_stands_in_the_file_a_state_has_the_kinds_of_values_that_it_should(
    kept: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("state")
    (folder / FILE).write_text(json.dumps(kept), "utf-8")
    state, usual = asdict(window_state.load(folder)), asdict(WindowState())
    assert {name: type(value) for name, value in state.items()} == {name: type(value) for name, value in usual.items()}


def test_what_is_kept_is_what_comes_back(tmp_path: Path) -> None:
    state = WindowState(
        "g", "s", "b", "n", "dark", 1.15, True, False, "/library", ["all", "", "All papers", ""], 7, -3, 40
    )
    assert window_state.keep(tmp_path / "new" / "folder", state)
    assert window_state.load(tmp_path / "new" / "folder") == state
