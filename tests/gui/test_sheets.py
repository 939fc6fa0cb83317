"""Sheets over the window: one at a time, the focus comes back, and what they ask for is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from readinglist.commands import details, tags
from readinglist.core.errors import DetailsError, LibraryError
from readinglist.core.reading import Status
from readinglist.gui.dialogs.details_sheet import DetailsSheet
from readinglist.gui.dialogs.export_sheet import ExportSheet
from readinglist.gui.dialogs.help_sheet import HelpSheet
from readinglist.gui.dialogs.keys_sheet import KeysSheet
from readinglist.gui.dialogs.name_sheet import NameSheet
from readinglist.gui.dialogs.palette import Palette
from readinglist.gui.dialogs.tag_sheet import TagSheet
from readinglist.gui.main_window import MainWindow
from readinglist.gui.widgets.sheet import Sheet
from readinglist.store.library import Library
from readinglist.workspace import Workspace
from tests.gui.hands import Fill, OpenWindow, button, focused, hit, name_of, papers_of, press, settled, type_text

OPENED = {
    "?": KeysSheet, "F1": HelpSheet, "Ctrl+K": Palette, "T": TagSheet, "F2": DetailsSheet, "Ctrl+E": ExportSheet,
}  # fmt: skip


@pytest.fixture
def papers(fill: Fill) -> list[int]:
    return fill(4)


@pytest.fixture
def window(papers: list[int], open_the_window: OpenWindow) -> MainWindow:
    return open_the_window()


def sheets(window: MainWindow) -> list[Sheet]:
    return [one for one in window.findChildren(Sheet) if one.isVisible()]


def the_sheet(window: MainWindow) -> Sheet:
    (sheet,) = sheets(window)
    assert window.sheets.current is sheet
    return sheet


def said(sheet: QWidget) -> str:
    return "\n".join(one.text() for one in sheet.findChildren(QLabel) if one.isVisible())


def fail(*_words: object, **_more: object) -> None:
    raise LibraryError("The disk is full.", "Make room.")


@pytest.mark.parametrize("keys", OPENED)
def test_a_key_opens_a_sheet_and_esc_brings_the_focus_back(keys: str, window: MainWindow, qtbot: QtBot) -> None:
    press(window, keys)
    assert isinstance(the_sheet(window), OPENED[keys])
    assert the_sheet(window).isAncestorOf(focused())
    settled(qtbot, window)
    hit("Esc")
    QApplication.processEvents()
    assert sheets(window) == []
    assert window.sheets.current is None
    assert window.parts.table.hasFocus()


@pytest.mark.parametrize("first", OPENED)
@pytest.mark.parametrize("second", ["Ctrl+K", "Ctrl+E", "F1"])
def test_another_sheet_takes_the_place_of_the_first_and_the_focus_still_comes_back(
    first: str, second: str, window: MainWindow, qtbot: QtBot
) -> None:
    press(window, first)
    hit(second)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # what was put off to be deleted is deleted
    QApplication.processEvents()
    assert isinstance(the_sheet(window), OPENED[second])
    settled(qtbot, window)
    hit("Esc")
    assert window.parts.table.hasFocus()


def test_the_key_of_the_sheet_that_is_open_keeps_what_was_chosen_in_it(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "Ctrl+E")
    before = the_sheet(window)
    hit("Ctrl+E")
    assert the_sheet(window) is before
    settled(qtbot, window)


@pytest.mark.parametrize("keys", OPENED)
def test_the_keys_of_the_list_do_nothing_while_a_sheet_is_open(
    keys: str, window: MainWindow, papers: list[int], qtbot: QtBot, read: Library
) -> None:
    press(window, keys)
    the_sheet(window)
    for key in (Qt.Key.Key_X, Qt.Key.Key_Q, Qt.Key.Key_E):
        QTest.keyClick(the_sheet(window), key)
    settled(qtbot, window)
    assert read.totals()[Status.INBOX] == 4
    assert window.parts.table.current == papers[0]


def test_searching_leaves_the_sheet(window: MainWindow) -> None:
    press(window, "?")
    hit("Ctrl+F")
    assert sheets(window) == []
    assert focused() is window.parts.list.search.field


def test_choosing_files_leaves_the_sheet(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.txt"
    file.write_text("Nothing that is a digest.")
    monkeypatch.setattr(
        "readinglist.gui.window_commands.QFileDialog.getOpenFileNames", lambda *_words: ([str(file)], "")
    )
    press(window, "?")
    hit("Ctrl+O")
    assert sheets(window) == []
    qtbot.waitUntil(lambda: window.parts.import_page.isAncestorOf(focused()))


def test_files_that_are_dropped_while_a_sheet_is_open_are_seen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    press(window, "?")
    window.parts.imports.offer([str(tmp_path / "missing.txt")])
    assert sheets(window) == []
    assert window.parts.import_page.isVisible()
    qtbot.waitUntil(lambda: "missing.txt" in said(window.parts.import_page))


def test_where_what_had_the_focus_is_gone_the_list_gets_it(window: MainWindow, papers: list[int], qtbot: QtBot) -> None:
    window.parts.tasks.write(
        lambda library: tags.tag(library, ids=papers[:1], add=["moe"]), window.parts.bus.changed.emit
    )
    settled(qtbot, window)
    chip = next(one for one in window.parts.paper._tags.buttons() if "moe" in name_of(one))
    chip.setFocus()
    hit("T")
    QTest.keyClick(focused(), Qt.Key.Key_Return)  # takes the tag away, and its chip
    settled(qtbot, window)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    hit("Esc")
    assert window.parts.table.hasFocus()


def test_tags_are_given_to_all_selected_papers_as_one_step_each(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    QTest.keyClick(window.parts.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(window, "T")
    type_text("moe")
    hit("Return")
    type_text("routing")
    hit("Return")
    hit("Esc")
    settled(qtbot, window)
    assert [read.record(paper).tags for paper in papers[:3]] == [("moe", "routing"), ("moe", "routing"), ()]
    press(window, "Z")
    settled(qtbot, window)
    assert read.record(papers[0]).tags == ("moe",)


def marks(window: MainWindow) -> list[str]:
    sheet = the_sheet(window)
    assert isinstance(sheet, TagSheet)
    model = sheet.list.model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def test_the_tags_follow_what_is_done_elsewhere(
    window: MainWindow, papers: list[int], workspace: Workspace, qtbot: QtBot
) -> None:
    with workspace.open_library() as other:
        tags.tag(other, ids=papers[3:], add=["moe"])
        press(window, "T")
        with qtbot.waitSignal(window.parts.tasks.elsewhere, timeout=5000):
            tags.tag(other, ids=papers[:2], add=["moe", "routing"])
    assert marks(window) == ["moe, on, 3 papers"]  # no row moves
    type_text("rou")
    assert marks(window)[0] == "routing, on, 2 papers"


def test_a_tag_that_could_not_be_written_is_not_shown_as_given(
    window: MainWindow, papers: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.parts.tasks.write(
        lambda library: tags.tag(library, ids=papers[:2], add=["moe"]), window.parts.bus.changed.emit
    )
    settled(qtbot, window)
    press(window, "T")
    assert marks(window) == ["moe, on, 2 papers"]
    with monkeypatch.context() as broken:
        broken.setattr(Library, "transaction", fail)
        hit("Return")
        assert marks(window) == ["moe, 1 paper"]
        settled(qtbot, window)
    assert marks(window) == ["moe, on, 2 papers"]
    assert "The disk is full." in window.parts.notice.text


def test_the_details_are_written_and_shown_and_the_sheet_goes(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    press(window, "F2")
    assert "Authors" in name_of(focused())
    type_text("Ada Example")
    hit("Ctrl+Return")
    settled(qtbot, window)
    assert sheets(window) == []
    assert read.record(papers[0]).paper.authors == ("Ada Example",)
    assert "Ada Example" in window.parts.paper._byline.toPlainText()
    assert window.parts.table.hasFocus()


def test_a_detail_that_another_paper_has_is_said_under_its_field(
    window: MainWindow, papers: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_words: object, **_more: object) -> None:
        raise DetailsError("Another paper has this arXiv id.", "arxiv", "Look at that one.")

    monkeypatch.setattr(details, "edit_details", refuse)
    press(window, "F2")
    sheet = the_sheet(window)
    arxiv = next(one for one in sheet.findChildren(QLineEdit) if "arXiv" in name_of(one))
    arxiv.setFocus()
    type_text("2403.01234")
    hit("Ctrl+Return")
    settled(qtbot, window)
    assert the_sheet(window) is sheet
    assert "Another paper has this arXiv id. Look at that one." in said(sheet)
    assert focused() is arxiv
    assert window.parts.notice.isHidden()


def test_details_that_cannot_be_written_stay_in_the_sheet_and_can_be_tried_again(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(window, "F2")
    type_text("Ada Example")
    with monkeypatch.context() as broken:
        broken.setattr(Library, "transaction", fail)
        hit("Ctrl+Return")
        settled(qtbot, window)
    assert "The disk is full. Make room." in said(the_sheet(window))
    hit("Ctrl+Return")
    settled(qtbot, window)
    assert read.record(papers[0]).paper.authors == ("Ada Example",)


def test_an_error_after_the_sheet_was_closed_is_said_in_the_window(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Library, "transaction", fail)
        press(window, "F2")
        type_text("Ada Example")
        hit("Ctrl+Return")
        hit("Esc")
        settled(qtbot, window)
    assert "The disk is full." in window.parts.notice.text


def test_a_sheet_that_was_closed_while_it_was_written_is_not_closed_twice(
    window: MainWindow, papers: list[int], read: Library, qtbot: QtBot
) -> None:
    press(window, "F2")
    type_text("Ada Example")
    hit("Ctrl+Return")
    hit("Esc")
    press(window, "?")  # another sheet, which has to stay
    settled(qtbot, window)
    assert isinstance(the_sheet(window), KeysSheet)
    assert read.record(papers[0]).paper.authors == ("Ada Example",)


def test_a_search_is_saved_by_a_name_and_stands_in_the_sidebar(window: MainWindow, read: Library, qtbot: QtBot) -> None:
    press(window, "Ctrl+S")
    assert sheets(window) == []  # there is no search to be saved
    press(window, "/")
    type_text("pebbles")
    settled(qtbot, window)
    hit("Ctrl+S")
    assert "pebbles" in said(the_sheet(window))
    type_text("Stones")
    hit("Return")
    settled(qtbot, window)
    assert sheets(window) == []
    (saved,) = read.saved_searches()
    assert (saved.name, saved.query) == ("Stones", "pebbles")
    model = window.parts.sidebar.model
    assert "Stones" in [model.index(row).data() for row in range(model.rowCount())]


def test_a_name_that_cannot_be_is_said_under_the_field(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "/")
    type_text("pebbles")
    settled(qtbot, window)
    hit("Ctrl+S")
    sheet = the_sheet(window)
    assert isinstance(sheet, NameSheet)
    sheet.field.setText("x" * 100)
    hit("Return")
    settled(qtbot, window)
    assert the_sheet(window) is sheet
    assert "at most 80 characters" in said(sheet)
    assert window.parts.notice.isHidden()


def test_the_folder_of_the_users_own_keys_is_made_and_opened(
    window: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    press(window, "?")
    QTest.mouseClick(button(window, "Change keys"), Qt.MouseButton.LeftButton)
    assert opened == [str(workspace.settings.config)]
    assert workspace.settings.config.is_dir()


def test_where_the_folder_of_the_keys_cannot_be_made_that_is_said(window: MainWindow, workspace: Workspace) -> None:
    workspace.settings.config.parent.mkdir(parents=True, exist_ok=True)
    workspace.settings.config.write_text("A file where a folder should be.")
    press(window, "?")
    QTest.mouseClick(button(window, "Change keys"), Qt.MouseButton.LeftButton)
    assert "can't be made" in window.parts.notice.text


def test_the_keys_that_are_shown_are_those_of_what_is_looked_at(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "?")
    assert "Keys in the list" in said(the_sheet(window))
    hit("Esc")
    window.parts.imports.paste("Pebbles")
    qtbot.waitUntil(lambda: window.parts.import_page.isAncestorOf(focused()))
    hit("?")
    assert "Keys of the import" in said(the_sheet(window))


@pytest.mark.parametrize("keys", ["T", "F2", "Ctrl+E"])
def test_a_paper_that_went_a_moment_ago_opens_no_sheet_and_no_hole(
    keys: str, window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    with workspace.open_library() as other:
        other.undo()
    press(window, keys)  # before the news has come
    QApplication.processEvents()
    assert window.isVisible()
    qtbot.waitUntil(lambda: papers_of(window) == [], timeout=5000)


def test_papers_are_deleted_for_good_once_that_is_confirmed(
    window: MainWindow, papers: list[int], qtbot: QtBot, read: Library
) -> None:
    first = window.parts.table.current
    window.parts.actions.action("papers.purge").trigger()
    sheet = the_sheet(window)
    assert "Delete 1 paper for good?" in said(sheet)
    assert "can't be undone" in said(sheet)
    assert button(window, "Cancel").hasFocus(), "Enter does no harm"
    press(window, "Escape")
    assert len(papers_of(window)) == 4
    window.parts.actions.action("papers.purge").trigger()
    QTest.mouseClick(button(window, "Delete for good"), Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert sheets(window) == []
    assert first not in papers_of(window)
    assert len(papers_of(window)) == 3
    assert "1 paper deleted for good." in window.parts.toast.text
    assert [step.label.split(" ")[0] for step in read.history(9)] == ["Import"]
