"""An import in the window: read away from it, shown, changed, and written when the user says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from readinglist.commands import history, imports, notes
from readinglist.core.errors import LibraryError
from readinglist.core.query import Query
from readinglist.gui.bus import Bus
from readinglist.gui.import_words import report
from readinglist.gui.imports import ImportFlow
from readinglist.gui.tasks import LongWrite, Tasks
from readinglist.gui.theme import Theme
from readinglist.gui.views.import_page import ImportPage
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.digests import PAPERS, bring_in, page
from tests.gui.looks import seen_button, seen_words


class Desk:
    """An import over a library, and all that it told."""

    def __init__(self, workspace: Workspace, theme: Theme) -> None:
        self.parent = QObject()
        self.tasks = Tasks(workspace, self.parent)
        self.bus = Bus(self.parent)
        self.page = ImportPage(theme, "Ctrl+Return", "Esc")
        self.page.setFixedSize(QSize(1068, 740))
        self.flow = ImportFlow(self.tasks, self.bus, self.page, self.parent)
        self.told: list[str] = []
        self.errors: list[LibraryError] = []
        self.changes: list[object] = []
        self.brought: list[imports.Imported] = []
        self.flow.offered.connect(lambda: self.told.append("offered"))
        self.flow.left.connect(lambda: self.told.append("left"))
        self.flow.imported.connect(self.brought.append)
        self.flow.progress.connect(lambda words: self.told.append(words) if self.told[-1:] != [words] else None)
        self.tasks.failed.connect(self.errors.append)
        self.bus.changed.connect(self.changes.append)

    def close(self) -> None:
        self.tasks.close()
        self.page.close()
        self.page.deleteLater()


@pytest.fixture
def desk(workspace: Workspace, theme: Theme, read: Library, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(workspace, theme)
    made.page.show()
    made.page.activateWindow()
    yield made
    made.close()


@pytest.fixture
def digests(tmp_path: Path) -> list[str]:
    """Two digests, the second with two papers of the first."""
    files = {"first.txt": page(PAPERS[:4]), "second.txt": page(PAPERS[2:], "Mar 19")}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [str(tmp_path / name) for name in files]


def settled(desk: Desk, qtbot: QtBot) -> None:
    """Wait until nothing is read or written."""
    qtbot.waitUntil(lambda: desk.told[-1:] in ([""], ["left"]) and desk.tasks.writes == 0, timeout=20_000)


def offer(desk: Desk, qtbot: QtBot, *files: str) -> None:
    desk.flow.offer(files)
    settled(desk, qtbot)


def accept(desk: Desk, qtbot: QtBot) -> None:
    desk.flow.accept()
    settled(desk, qtbot)


def day(desk: Desk) -> QLineEdit:
    (found,) = (one for one in desk.page.findChildren(QLineEdit) if one.accessibleName() == "Date of the digest")
    return found


def fail(*_words: object, **_how: object) -> None:
    raise LibraryError("The disk is full.", "Make room.")


def test_what_is_found_is_shown_before_anything_is_written(
    desk: Desk, digests: list[str], qtbot: QtBot, read: Library
) -> None:
    desk.flow.offer(digests)
    assert desk.told == ["Reading 1 of 2 files…", "offered"]
    assert desk.page.sentence == "Reading 1 of 2 files…"
    settled(desk, qtbot)
    assert desk.page.sentence == "5 new papers in 2 files, 2 you already know."
    assert desk.flow.open
    assert sum(read.totals().values()) == 0


def test_it_is_written_as_one_step_and_the_page_is_cleared(
    desk: Desk, digests: list[str], qtbot: QtBot, read: Library
) -> None:
    offer(desk, qtbot, *digests)
    desk.told.clear()
    accept(desk, qtbot)
    assert desk.told == ["Importing 5 papers…", ""]
    assert [report(one) for one in desk.brought] == ["5 papers came in."]
    assert [len(read.page(Query()).rows), len(desk.changes)] == [5, 1]
    assert not desk.flow.open
    assert desk.page.sentence == ""
    step = read.to_undo()
    assert step
    assert step.label == "Import 2 digests"


def test_cancel_writes_nothing(desk: Desk, digests: list[str], qtbot: QtBot, read: Library) -> None:
    offer(desk, qtbot, *digests)
    desk.page.leave()
    assert desk.told[-1] == "left"
    assert not desk.flow.open
    assert read.to_undo() is None


def test_cancel_while_files_are_read_ends_the_reading(desk: Desk, digests: list[str], qtbot: QtBot) -> None:
    desk.flow.offer(digests)
    desk.flow.cancel()
    assert desk.told[-2:] == ["", "left"]
    desk.tasks.close()
    assert desk.page.sentence == ""
    assert not desk.flow.open


def test_more_files_come_to_those_that_are_there_and_are_looked_at(
    desk: Desk, digests: list[str], qtbot: QtBot
) -> None:
    offer(desk, qtbot, digests[0])
    assert desk.page.sentence == "4 new papers."
    offer(desk, qtbot, digests[1])
    assert desk.page.sentence == "5 new papers in 2 files, 2 you already know."
    assert desk.page.detail == "1 file was added. Nothing is written yet."
    assert desk.page.current == 1


def test_cancel_while_more_files_are_read_keeps_what_was_there(desk: Desk, digests: list[str], qtbot: QtBot) -> None:
    offer(desk, qtbot, digests[0])
    desk.flow.offer(digests[1:])
    desk.flow.cancel()
    assert desk.page.sentence == "4 new papers."
    assert desk.flow.open
    accept(desk, qtbot)
    assert len(desk.brought[0].papers) == 4


def test_a_file_that_is_offered_again_is_read_again(desk: Desk, digests: list[str], qtbot: QtBot) -> None:
    offer(desk, qtbot, digests[0])
    Path(digests[0]).write_bytes(page(PAPERS[:2]))
    offer(desk, qtbot, digests[0])
    assert desk.page.sentence == "2 new papers."


def test_files_that_are_offered_while_others_are_written_wait_for_their_turn(
    desk: Desk, digests: list[str], qtbot: QtBot
) -> None:
    offer(desk, qtbot, digests[0])
    desk.flow.accept()
    desk.flow.offer(digests[1:])
    qtbot.waitUntil(lambda: len(desk.brought) == 1)
    settled(desk, qtbot)
    assert desk.page.sentence == "1 new paper, 2 you already know."


def test_a_copied_page_is_offered_like_a_file(desk: Desk, qtbot: QtBot, read: Library) -> None:
    desk.flow.paste(page(PAPERS[:2]).decode())
    settled(desk, qtbot)
    assert desk.page.sentence == "2 new papers."
    desk.flow.paste(page(PAPERS[2:]).decode())
    settled(desk, qtbot)
    assert desk.page.sentence == "5 new papers in 2 files."
    accept(desk, qtbot)
    assert len(read.page(Query()).rows) == 5


def test_an_empty_clipboard_brings_a_sentence(desk: Desk, qtbot: QtBot) -> None:
    desk.flow.paste("  \n")
    settled(desk, qtbot)
    assert desk.page.sentence == "Nothing to import."
    assert "This file is empty; there is nothing to read." in seen_words(desk.page)


def test_a_day_that_was_typed_is_that_of_the_digest_also_when_more_files_come(
    desk: Desk, digests: list[str], qtbot: QtBot, read: Library
) -> None:
    offer(desk, qtbot, digests[0])
    day(desk).setFocus()
    day(desk).selectAll()
    day(desk).insert("2025-03-02")
    day(desk).editingFinished.emit()
    settled(desk, qtbot)
    offer(desk, qtbot, digests[1])
    accept(desk, qtbot)
    days = {row.title: row.day for row in read.page(Query()).rows}
    assert days[PAPERS[0][0]] == date(2025, 3, 2)
    other = days[PAPERS[4][0]]
    assert other
    assert (other.month, other.day) == (3, 19)


def test_a_day_that_is_still_being_typed_is_part_of_the_import(
    desk: Desk, digests: list[str], qtbot: QtBot, read: Library
) -> None:
    offer(desk, qtbot, digests[0])
    day(desk).setFocus()
    day(desk).selectAll()
    day(desk).insert("2025-03-02")
    desk.flow.accept()
    qtbot.waitUntil(lambda: len(desk.brought) == 1)
    assert {row.day for row in read.page(Query()).rows} == {date(2025, 3, 2)}


def test_a_table_can_be_read_as_a_listing_all_the_same(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "table.csv").write_bytes(b"a,b,c\n1,2,3\n4,5,6\n")
    offer(desk, qtbot, str(tmp_path / "table.csv"))
    assert [words for words in seen_words(desk.page) if words.startswith("This looks like a table")]
    desk.page.form_chosen.emit(0, "huggingface")
    assert desk.told[-1] == "Reading again…"
    settled(desk, qtbot)
    assert not [words for words in seen_words(desk.page) if words.startswith("This looks like a table")]


def test_a_file_that_is_not_there_says_so_beside_the_others(
    desk: Desk, digests: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    offer(desk, qtbot, str(tmp_path / "missing.txt"), digests[0])
    assert desk.page.sentence == "4 new papers in 2 files."
    assert desk.page.detail == "missing.txt was not read. Nothing is written yet."
    desk.page.step_file(-1)
    assert "There is no such file; check the path." in seen_words(desk.page)


def test_an_import_that_fails_is_offered_again(
    desk: Desk, digests: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(desk, qtbot, *digests)
    with monkeypatch.context() as broken:
        broken.setattr(imports, "apply", fail)
        accept(desk, qtbot)
    assert [error.what for error in desk.errors] == ["The disk is full."]
    assert seen_button(desk.page, "Import 5 papers").isEnabled()
    accept(desk, qtbot)
    assert len(desk.brought[0].papers) == 5


def test_a_library_that_can_not_be_read_closes_the_import(
    desk: Desk, digests: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readinglist.commands.import_plan.plan", fail)
    offer(desk, qtbot, *digests)
    assert desk.told[-1] == "left"
    assert [error.what for error in desk.errors] == ["The disk is full."]
    assert not desk.flow.open


def test_what_comes_in_meanwhile_is_known_when_one_looks_again(
    desk: Desk, digests: list[str], qtbot: QtBot, library_path: Path
) -> None:
    offer(desk, qtbot, *digests)
    with Library.open(library_path) as other:
        bring_in(other, page(PAPERS[:1], "Mar 17"))
        desk.page.hide()
        desk.bus.changed.emit(history.undo(other))
        desk.bus.changed.emit(history.redo(other))
    assert desk.page.sentence == "5 new papers in 2 files, 2 you already know."
    desk.page.show()
    settled(desk, qtbot)
    assert desk.page.sentence == "4 new papers in 2 files, 3 you already know."


def test_a_digest_that_came_in_meanwhile_is_not_read_in_another_way(
    desk: Desk, digests: list[str], qtbot: QtBot, library_path: Path
) -> None:
    offer(desk, qtbot, digests[0])
    with Library.open(library_path) as other:
        changes = imports.import_digests(other, paths=digests[:1])
    desk.bus.changed.emit(changes)
    desk.page.day_chosen.emit(0, date(2025, 3, 2))
    settled(desk, qtbot)
    assert desk.page.sentence == "No new papers, 4 you already know."
    assert desk.page.detail == "first.txt is here already."


def test_what_was_typed_is_forgotten_with_the_import(desk: Desk, digests: list[str], qtbot: QtBot) -> None:
    offer(desk, qtbot, *digests)
    day(desk).setFocus()
    day(desk).insert("x")
    desk.page.leave()
    desk.page.hide()
    assert desk.told[-1] == "left"
    assert not desk.flow.open


def test_the_real_digests_are_read_beside_each_other(
    desk: Desk, real_digests: Path, qtbot: QtBot, read: Library
) -> None:
    offer(desk, qtbot, *map(str, sorted(real_digests.glob("*.txt"))))
    assert desk.page.sentence == "512 new papers in 5 files, 23 you already know."
    accept(desk, qtbot)
    assert [report(one) for one in desk.brought] == ["512 papers came in."]
    assert read.count(Query()) == 512


class Slow:
    """Has an import stop before its second chunk until it is let go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stopped, self.go = Event(), Event()
        monkeypatch.setattr(imports, "PIECE", 1)
        monkeypatch.setattr(LongWrite, "is_full", lambda _manners, _rows: not self.stopped.is_set())
        monkeypatch.setattr(LongWrite, "between", lambda _manners: self.between())

    def between(self) -> None:
        if not self.stopped.is_set():
            self.stopped.set()
            self.go.wait(20)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    return Slow(monkeypatch)


def test_an_import_that_is_being_written_is_cancelled_and_offered_again(
    desk: Desk, digests: list[str], read: Library, qtbot: QtBot, slow: Slow
) -> None:
    offer(desk, qtbot, *digests)
    desk.flow.accept()
    qtbot.waitUntil(slow.stopped.is_set)
    assert len(list(read.iterate(Query()))) == 1, "its first paper is there already"
    desk.flow.cancel()
    slow.go.set()
    settled(desk, qtbot)
    assert "Taking out what came in…" in desk.told
    assert list(read.iterate(Query())) == []
    assert (read.history(5), desk.brought, desk.errors) == ([], [], [])
    assert desk.page.sentence == "5 new papers in 2 files, 2 you already know."
    desk.flow.accept()
    settled(desk, qtbot)
    assert len(desk.brought[0].papers) == 5


def test_papers_that_were_written_on_stay_when_their_import_is_cancelled_and_it_is_said(
    desk: Desk, digests: list[str], workspace: Workspace, qtbot: QtBot, slow: Slow
) -> None:
    said = list[str]()
    desk.flow.stayed.connect(said.append)
    offer(desk, qtbot, *digests)
    desk.flow.accept()
    qtbot.waitUntil(slow.stopped.is_set)
    with workspace.open_library() as other:
        notes.write_note(other, paper=1, text="Sieves!")
    desk.flow.cancel()
    slow.go.set()
    settled(desk, qtbot)
    assert said == [f"“{PAPERS[0][0]}” stays, because you have written on it."]
    with workspace.open_library() as other:
        assert [row.id for row in other.iterate(Query())] == [1]
