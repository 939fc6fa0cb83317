"""What is dropped and pasted comes to the preview of an import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from readinglist.gui.colors import LIGHT
from readinglist.gui.main_window import MainWindow
from readinglist.gui.views.first_run import DropPlace
from readinglist.gui.views.paper_pane import PaperPane
from readinglist.store.library import Library
from tests.digests import PAPERS, page
from tests.gui.drags import COPY, LEFT, MOVE, NO_KEY, Drag, of_files, of_picture, of_text
from tests.gui.hands import Fill, OpenWindow, button, focused, hit, name_of, papers_of, press, settled, type_text
from tests.gui.looks import seen_words

DIGEST = page(PAPERS[:2]).decode()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two digests, the second with two papers of the first."""
    made = {"first.txt": page(PAPERS[:4]), "second.txt": page(PAPERS[2:], "Mar 19")}
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in made]


def copy(mime: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(mime)


def offered(qtbot: QtBot, window: MainWindow) -> str:
    """Wait until what is in the files is shown; what is said of it first."""
    qtbot.waitUntil(lambda: window.pages.importing and window.parts.import_page.sentence.endswith("."), timeout=10_000)
    QApplication.processEvents()
    return window.parts.import_page.sentence


def read_nothing(window: MainWindow) -> bool:
    return not window.parts.imports.open and not window.pages.importing


def edge(window: MainWindow) -> QColor:
    """The ground of the first page's place for files."""
    (place,) = window.parts.first_run.findChildren(DropPlace)
    return place.grab().toImage().pixelColor(QPoint(20, 20))


def test_a_file_that_is_dropped_is_looked_at_and_nothing_is_written(
    open_the_window: OpenWindow, files: list[Path], qtbot: QtBot, read: Library
) -> None:
    window = open_the_window()
    Drag(window, of_files(files[0])).drop()
    assert offered(qtbot, window) == "4 new papers."
    assert window.parts.import_page.isAncestorOf(focused())
    assert sum(read.totals().values()) == 0
    assert files[0].exists()


def test_several_files_are_dropped_at_once_and_more_come_to_them(
    fill: Fill, open_the_window: OpenWindow, files: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    fill(3)
    window = open_the_window()
    Drag(window, of_files(*files)).drop()
    assert offered(qtbot, window) == "5 new papers in 2 files, 2 you already know."
    (tmp_path / "third.txt").write_bytes(page([("Letters to a Lighthouse", "They were answered by lamp.")], "Mar 20"))
    Drag(window, of_files(tmp_path / "third.txt")).drop()
    qtbot.waitUntil(lambda: "3 files" in window.parts.import_page.sentence)
    assert window.parts.import_page.detail.startswith("1 file was added.")


def test_a_page_that_is_dropped_as_text_is_offered_like_a_file(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, read: Library
) -> None:
    fill(3)
    window = open_the_window()
    Drag(window, of_text(DIGEST)).drop()
    assert offered(qtbot, window) == "2 new papers."
    hit("Ctrl+Return")
    qtbot.waitUntil(lambda: not window.pages.importing)
    settled(qtbot, window)
    assert read.totals()["inbox"] == 5


def test_a_folder_is_said_to_be_one_and_the_files_beside_it_are_read(
    open_the_window: OpenWindow, files: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_the_window()
    folder = tmp_path / "Digests of March"
    folder.mkdir()
    Drag(window, of_files(folder, files[0])).drop()
    assert offered(qtbot, window) == "4 new papers in 2 files."
    assert window.parts.import_page.detail == "Digests of March was not read. Nothing is written yet."
    window.parts.import_page.step_file(-1)
    assert [words for words in seen_words(window.parts.import_page) if "folder" in words]
    hit("Esc")
    Drag(window, of_files(folder)).drop()
    assert offered(qtbot, window) == "Nothing to import."
    assert [words for words in seen_words(window.parts.import_page) if "folder" in words]


def test_a_file_that_is_no_digest_is_named_and_why(open_the_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "cat.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200))
    window = open_the_window()
    Drag(window, of_files(tmp_path / "cat.png")).drop()
    assert offered(qtbot, window) == "Nothing to import."
    assert window.parts.import_page.detail == "cat.png was not read."
    assert "This is a binary file, no text; nothing was read." in seen_words(window.parts.import_page)


def test_an_address_of_the_web_is_not_fetched_but_answered(open_the_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_the_window()
    mime = QMimeData()
    mime.setUrls([QUrl("https://papers.example/today")])
    Drag(window, mime).drop()
    assert offered(qtbot, window) == "Nothing to import."


def test_a_picture_is_refused(open_the_window: OpenWindow) -> None:
    window = open_the_window()
    assert not Drag(window, of_picture()).enter()
    assert edge(window) == QColor(LIGHT.canvas)


def test_a_text_of_nothing_but_spaces_is_answered(fill: Fill, open_the_window: OpenWindow) -> None:
    fill(3)
    window = open_the_window()
    Drag(window, of_text(" \n\t")).drop()
    assert "no text in what was dropped" in window.parts.notice.text
    assert read_nothing(window)


def test_what_could_only_be_moved_here_stays_where_it_is(open_the_window: OpenWindow, files: list[Path]) -> None:
    window = open_the_window()
    assert not Drag(window, of_files(files[0]), actions=MOVE).enter()
    Drag(window, of_files(files[0])).drop(Qt.KeyboardModifier.ShiftModifier)  # the key that asks for a move


class OwnDrag(QDragEnterEvent):
    """A drag that began in this window: words that were selected, say, and that a slip of the hand carries away."""

    def source(self) -> QObject:
        return focused()


def test_words_of_a_note_that_slip_out_of_it_are_no_digest(fill: Fill, open_the_window: OpenWindow) -> None:
    fill(3)
    window = open_the_window()
    press(window, "N")
    assert name_of(focused()) == "Note"
    text = of_text("words of the note")
    QApplication.sendEvent(window, event := OwnDrag(QPoint(300, 300), COPY | MOVE, text, LEFT, NO_KEY))
    assert not event.isAccepted()


def test_the_first_page_lights_up_while_something_is_held_over_it(
    open_the_window: OpenWindow, files: list[Path], qtbot: QtBot
) -> None:
    window = open_the_window()
    assert edge(window) == QColor(LIGHT.canvas)
    drag = Drag(window, of_files(files[0]))
    assert drag.enter()
    assert edge(window) == QColor(LIGHT.accent_soft)
    drag.leave()
    assert edge(window) == QColor(LIGHT.canvas)
    drag.drop()
    offered(qtbot, window)
    hit("Esc")
    assert window.parts.first_run.isVisible()
    assert edge(window) == QColor(LIGHT.canvas)


@pytest.mark.parametrize("place", ["search", "note", "abstract", "list", "sidebar", "sheet"])
def test_files_may_be_dropped_anywhere(
    place: str, fill: Fill, open_the_window: OpenWindow, files: list[Path], qtbot: QtBot
) -> None:
    fill(3)
    window = open_the_window()
    if place == "sheet":
        press(window, "T")
    over = {
        "search": window.parts.list.search.field, "note": window.parts.paper.note, "list": window.parts.table,
        "abstract": abstract(window.parts.paper), "sidebar": window.parts.sidebar.lists, "sheet": focused(),
    }[place]  # fmt: skip
    Drag(window, of_files(files[0], text=True), over).drop()
    assert offered(qtbot, window) == "4 new papers."
    assert window.parts.list.search.text == ""
    assert window.sheets.current is None


def abstract(pane: PaperPane) -> QWidget:
    (found,) = (one for one in pane.findChildren(QWidget) if one.accessibleName() == "Abstract")
    return found


def test_a_file_that_is_dropped_on_the_day_of_a_digest_comes_to_the_import(
    open_the_window: OpenWindow, files: list[Path], qtbot: QtBot
) -> None:
    window = open_the_window()
    Drag(window, of_files(files[0])).drop()
    offered(qtbot, window)
    Drag(window, of_files(files[1], text=True), day(window)).drop()
    qtbot.waitUntil(lambda: "in 2 files" in window.parts.import_page.sentence)


def day(window: MainWindow) -> QLineEdit:
    fields = window.parts.import_page.findChildren(QLineEdit)
    return next(one for one in fields if one.accessibleName() == "Date of the digest")


def test_words_that_are_dropped_on_the_search_are_searched_for(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    fill(3)
    window = open_the_window()
    Drag(window, of_text("pebbles"), window.parts.list.search.field).drop()
    settled(qtbot, window)
    assert window.parts.navigator.place.text == "pebbles"
    assert read_nothing(window)


def test_files_that_were_copied_are_pasted(open_the_window: OpenWindow, files: list[Path], qtbot: QtBot) -> None:
    window = open_the_window()
    copy(of_files(*files, text=True))
    hit("Ctrl+V")
    assert offered(qtbot, window) == "5 new papers in 2 files, 2 you already know."


def test_a_page_that_was_copied_is_pasted_also_from_the_text_of_a_paper(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    fill(3)
    window = open_the_window()
    abstract(window.parts.paper).setFocus()
    copy(of_text(DIGEST))
    hit("Ctrl+V")
    assert offered(qtbot, window) == "2 new papers."


@pytest.mark.parametrize("mime", [QMimeData, of_picture, lambda: of_text(" \n")], ids=["nothing", "picture", "spaces"])
def test_without_anything_to_paste_that_is_said(
    mime: Callable[[], QMimeData], fill: Fill, open_the_window: OpenWindow
) -> None:
    fill(3)
    window = open_the_window()
    copy(mime())
    press(window, "Ctrl+V")
    assert "There is no text on the clipboard." in window.parts.notice.text
    assert read_nothing(window)


def test_the_menu_pastes_as_well_as_the_key(fill: Fill, open_the_window: OpenWindow, qtbot: QtBot) -> None:
    fill(3)
    window = open_the_window()
    copy(of_text(DIGEST))
    window.parts.actions.action("digest.paste").trigger()
    assert offered(qtbot, window) == "2 new papers."


@pytest.mark.parametrize("key", ["/", "N", "T", "F2", "Ctrl+K", "?"])
def test_in_a_text_field_text_is_pasted_where_one_types(
    key: str, fill: Fill, open_the_window: OpenWindow, qtbot: QtBot
) -> None:
    fill(3)
    window = open_the_window()
    press(window, key)
    field = focused()
    copy(of_text("pebbles"))
    hit("Ctrl+V")
    shown = field.property("text") or field.property("plainText")
    assert shown == "pebbles"
    assert focused() is field
    assert read_nothing(window)
    settled(qtbot, window)


def test_what_was_pasted_into_the_search_is_searched_for(fill: Fill, open_the_window: OpenWindow, qtbot: QtBot) -> None:
    papers = fill(3)
    window = open_the_window()
    press(window, "/")
    copy(of_text("2 pebbles\n"))
    hit("Ctrl+V")
    settled(qtbot, window)
    assert papers_of(window) == papers[1:2]


def test_a_file_that_is_pasted_into_a_note_is_its_path_and_no_import(
    fill: Fill, open_the_window: OpenWindow, files: list[Path], qtbot: QtBot, read: Library
) -> None:
    papers = fill(3)
    window = open_the_window()
    press(window, "N")
    type_text("See ")
    copy(of_files(files[0], text=True))
    hit("Ctrl+V")
    hit("Esc")
    settled(qtbot, window)
    assert read.record(papers[0]).note == f"See {files[0]}"
    assert read_nothing(window)


def test_the_key_of_importing_asks_for_files_and_without_an_answer_nothing_happens(
    fill: Fill, open_the_window: OpenWindow, files: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(3)
    window = open_the_window()
    answers = [[], [str(files[0])], [str(files[1])]]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: (answers.pop(0), ""))
    press(window, "Ctrl+O")
    assert read_nothing(window)
    press(window, "Ctrl+O")
    assert offered(qtbot, window) == "4 new papers."
    hit("Ctrl+O")  # in the preview it brings more
    qtbot.waitUntil(lambda: "in 2 files" in window.parts.import_page.sentence)


def test_while_an_import_waits_the_key_goes_back_to_it_also_from_a_sheet(
    fill: Fill, open_the_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: pytest.fail("files are asked for"))
    fill(3)
    window = open_the_window()
    copy(of_text(DIGEST))
    press(window, "Ctrl+V")
    offered(qtbot, window)
    for keys in (["Ctrl+O"], ["Ctrl+K", "Ctrl+O"]):
        window.parts.actions.action("go.inbox").trigger()
        assert window.parts.table.hasFocus()
        for key in keys:
            hit(key)
        assert window.pages.importing
        assert window.sheets.current is None
        assert window.parts.import_page.isAncestorOf(focused())
    assert button(window, "Import 2 papers").isEnabled()


def test_what_is_dropped_while_an_import_waits_elsewhere_comes_to_it_and_is_shown(
    fill: Fill, open_the_window: OpenWindow, files: list[Path], qtbot: QtBot
) -> None:
    fill(3)
    window = open_the_window()
    Drag(window, of_files(files[0])).drop()
    offered(qtbot, window)
    window.parts.actions.action("go.inbox").trigger()
    Drag(window, of_files(files[1])).drop()
    assert window.pages.importing
    qtbot.waitUntil(lambda: "in 2 files" in window.parts.import_page.sentence)
