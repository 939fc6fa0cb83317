"""The export: what, as what, where to, and the very text before it is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMainWindow, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from readinglist.core.errors import OutputError
from readinglist.formats.exports import EXPORTERS
from readinglist.gui.colors import DARK, LIGHT
from readinglist.gui.dialogs.export_sheet import ExportSheet
from readinglist.gui.theme import Theme
from readinglist.gui.widgets.elided import Elided
from tests.gui.looks import cut_short, nameless, seen_button, seen_words, settle

BIBTEX = """\
@misc{pebbles_on_beaches,
  title = {Pebbles on {B}eaches, Sieved},
  keywords = {beaches, sieves},
}
"""
CHOICES = [("Selected, 1 paper", "selected"), ("This list, 38 papers", "list"), ("All papers", "all")]
PAPERS = {"selected": 1, "list": 38, "all": 0}


def opened(theme: Theme, qtbot: QtBot) -> ExportSheet:
    """The sheet in the smallest window, with previews at once."""
    window = QMainWindow()
    window.setMinimumSize(900, 600)
    window.resize(900, 600)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    sheet = ExportSheet(theme, window, CHOICES, EXPORTERS, form="bibtex")

    def answer(choice: str, form: str) -> None:
        of = PAPERS[choice]
        sheet.show_preview((BIBTEX if form == "bibtex" else f"# {form}\n") if of else "", min(3, of), of)

    sheet.changed.connect(answer)
    sheet.start()
    settle()
    return sheet


@pytest.fixture
def sheet(theme: Theme, qtbot: QtBot) -> Iterator[ExportSheet]:
    sheet = opened(theme, qtbot)
    window = sheet.window()
    yield sheet
    window.close()


def boxes(sheet: ExportSheet) -> dict[str, QComboBox]:
    return {box.accessibleName(): box for box in sheet.findChildren(QComboBox)}


def preview(sheet: ExportSheet) -> QPlainTextEdit:
    return sheet.findChildren(QPlainTextEdit)[0]


def save(sheet: ExportSheet) -> QPushButton:
    return next(one for one in sheet.findChildren(QPushButton) if one.text().startswith("Save"))


def shown(sheet: ExportSheet) -> list[str]:
    return [one.text for one in sheet.findChildren(Elided) if one.text]


def test_it_opens_on_the_papers_and_shows_the_text_as_it_will_be(sheet: ExportSheet) -> None:
    assert QApplication.focusWidget() is boxes(sheet)["Papers"]
    assert preview(sheet).toPlainText() == BIBTEX
    assert preview(sheet).isReadOnly()
    assert "Preview" in seen_words(sheet)
    assert save(sheet).text() == "Save 1 paper"


def test_other_papers_are_shown_as_soon_as_they_are_chosen(sheet: ExportSheet) -> None:
    QTest.keyClick(boxes(sheet)["Papers"], Qt.Key.Key_Down)
    assert sheet.choice == "list"
    assert "Preview, first 3 of 38" in seen_words(sheet)
    assert save(sheet).text() == "Save 38 papers"


def test_another_format_is_shown_as_soon_as_it_is_chosen(sheet: ExportSheet) -> None:
    forms = boxes(sheet)["Format"]
    assert [forms.itemText(at) for at in range(forms.count())] == [one.title for one in EXPORTERS]
    forms.setCurrentText(next(one.title for one in EXPORTERS if one.name == "markdown"))
    assert (sheet.form, sheet.suffix) == ("markdown", ".md")
    assert preview(sheet).toPlainText() == "# markdown\n"


def test_nothing_is_saved_before_a_place_is_chosen(sheet: ExportSheet, qtbot: QtBot, tmp_path: Path) -> None:
    saved: list[tuple[object, str, object]] = []
    sheet.save_asked.connect(lambda *what: saved.append(what))
    QTest.keyClick(preview(sheet), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert saved == []
    assert not save(sheet).isEnabled()
    assert save(sheet).toolTip() == "Choose a file first"
    with qtbot.waitSignal(sheet.place_asked):
        seen_button(sheet, "Choose a file").click()
    sheet.set_place(tmp_path / "papers.bib")
    for widget in (preview(sheet), boxes(sheet)["Papers"], boxes(sheet)["Format"]):
        QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    save(sheet).click()
    assert saved == [("selected", "bibtex", tmp_path / "papers.bib")] * 4
    assert sheet.isVisible()


def test_where_there_are_no_papers_nothing_is_saved_or_copied(sheet: ExportSheet, tmp_path: Path) -> None:
    sheet.set_place(tmp_path / "papers.bib")
    boxes(sheet)["Papers"].setCurrentText("All papers")
    assert not save(sheet).isEnabled()
    assert not seen_button(sheet, "Copy papers").isEnabled()
    assert preview(sheet).placeholderText() == "There are no papers in it."


def test_until_the_preview_says_how_many_there_are_nothing_is_saved(sheet: ExportSheet, tmp_path: Path) -> None:
    sheet.set_place(tmp_path / "papers.bib")
    sheet.changed.disconnect()
    boxes(sheet)["Papers"].setCurrentText("This list, 38 papers")
    assert not save(sheet).isEnabled()
    sheet.show_preview(BIBTEX, 3, 38)
    assert save(sheet).isEnabled()
    assert save(sheet).toolTip() == "Save 38 papers (Ctrl+Return)"


def test_the_fate_of_the_file_is_said_in_words(sheet: ExportSheet, tmp_path: Path) -> None:
    there = tmp_path / "there.bib"
    sheet.set_place(there)
    assert "A new file." in seen_words(sheet)
    there.touch()
    written = datetime(2024, 3, 14, 12).astimezone().timestamp()
    os.utime(there, (written, written))
    sheet.set_place(there)
    assert "The file is there since 14 March 2024 and is replaced as a whole." in seen_words(sheet)


def test_a_folder_in_the_users_home_is_named_as_the_user_does(sheet: ExportSheet) -> None:
    sheet.set_place(Path.home() / "papers" / "queue.bib")
    assert shown(sheet) == ["queue.bib", "~/papers"]
    sheet.set_place(Path.home() / "queue.bib")
    assert shown(sheet) == ["queue.bib", "~"]
    sheet.set_place(Path("/elsewhere/queue.bib"))
    assert shown(sheet) == ["queue.bib", str(Path("/elsewhere"))]


def test_the_files_name_follows_the_format_and_never_falls_on_a_file_nobody_chose(
    sheet: ExportSheet, tmp_path: Path
) -> None:
    markdown, bibtex = (next(one.title for one in EXPORTERS if one.name == name) for name in ("markdown", "bibtex"))
    sheet.set_place(tmp_path / "papers.bib")
    boxes(sheet)["Format"].setCurrentText(markdown)
    assert shown(sheet)[0] == "papers.md"
    (tmp_path / "papers.bib").touch()
    boxes(sheet)["Format"].setCurrentText(bibtex)
    assert shown(sheet) == ["No file yet"]
    assert not save(sheet).isEnabled()
    sheet.set_place(tmp_path / "papers")
    boxes(sheet)["Format"].setCurrentText(markdown)
    assert shown(sheet)[0] == "papers"


def test_the_preview_can_be_copied_as_it_is_and_all_papers_are_asked_for(sheet: ExportSheet, qtbot: QtBot) -> None:
    boxes(sheet)["Papers"].setCurrentText("This list, 38 papers")
    seen_button(sheet, "Copy these 3").click()
    assert QGuiApplication.clipboard().text() == BIBTEX
    assert "The preview is copied" in shown(sheet)
    with qtbot.waitSignal(sheet.copy_asked, check_params_cb=lambda *what: what == ("list", "bibtex")):
        seen_button(sheet, "Copy 38 papers").click()


def test_why_nothing_was_written_is_said_in_the_sheet(sheet: ExportSheet, tmp_path: Path) -> None:
    sheet.set_place(tmp_path / "papers.bib")
    sheet.show_error(OutputError("papers.bib can't be written: there is no room.", "Choose another place."))
    settle()
    assert seen_button(sheet, "Close").isVisible()
    assert cut_short(sheet) == []
    save(sheet).click()
    assert not [one for one in sheet.findChildren(QPushButton) if one.text() == "Close" and one.isVisible()]


@pytest.mark.parametrize("by", ["key", "button"])
def test_esc_and_cancel_leave_it(sheet: ExportSheet, qtbot: QtBot, by: str) -> None:
    with qtbot.waitSignal(sheet.closed):
        if by == "key":
            QTest.keyClick(preview(sheet), Qt.Key.Key_Escape)
        else:
            seen_button(sheet, "Cancel").click()


def test_tab_reaches_everything_and_everything_has_a_name(sheet: ExportSheet, tmp_path: Path) -> None:
    sheet.set_place(tmp_path / "papers.bib")
    boxes(sheet)["Papers"].setCurrentText("This list, 38 papers")
    names = []
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName() or focused.property("text"))
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert names == [
        "Papers", "Format", "Choose a file", "Copy these 3", "Preview", "Copy 38 papers", "Cancel", "Save 38 papers",
    ]  # fmt: skip
    assert nameless(sheet) == []


def test_keys_and_types_of_bibtex_are_coloured_and_follow_the_theme(sheet: ExportSheet, theme: Theme) -> None:
    def colors() -> dict[str, str]:
        block = preview(sheet).document().firstBlock()
        return {
            block.text()[one.start : one.start + one.length]: one.format.foreground().color().name()
            for one in block.layout().formats()
        }

    assert colors()["@misc"] == QColor(LIGHT.check).name()
    assert colors()["pebbles_on_beaches"] == QColor(LIGHT.accent).name()
    theme.show(DARK)
    try:
        assert colors()["@misc"] == QColor(DARK.check).name()
    finally:
        theme.show(LIGHT)
    boxes(sheet)["Format"].setCurrentText(next(one.title for one in EXPORTERS if one.name == "markdown"))
    assert colors() == {}


def test_in_the_smallest_window_nothing_is_cut(sheet: ExportSheet) -> None:
    sheet.set_place(Path("/a/rather/long/folder/with/many/parts/and/a/file/that/is/called/reading-list.bib"))
    boxes(sheet)["Papers"].setCurrentText("This list, 38 papers")
    sheet.say("Copied 38 papers")
    settle()
    assert cut_short(sheet) == []


def test_with_large_type_nothing_is_cut_either(app: QApplication, qtbot: QtBot) -> None:
    before, larger = app.font(), app.font()
    larger.setPointSizeF(14)
    try:
        app.setFont(larger)
        sheet = opened(Theme(app, LIGHT), qtbot)
        sheet.set_place(Path("papers.bib"))
        sheet.show_error(OutputError("papers.bib can't be written: there is no room.", "Choose another place."))
        settle()
        assert cut_short(sheet) == []
    finally:
        app.setFont(before)
