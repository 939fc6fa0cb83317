"""The note: nothing that was typed is lost, and nothing that was not typed is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from readinglist.gui.colors import DARK, LIGHT
from readinglist.gui.theme import Theme
from readinglist.gui.views.note_editor import NoteEditor
from readinglist.gui.views.note_highlighter import RULES
from readinglist.gui.views.note_part import NotePart
from readinglist.gui.views.note_preview import NotePreview
from readinglist.gui.widgets.segmented import Segmented
from tests.gui.hands import name_of
from tests.gui.looks import cut_short
from tests.gui.papers import focused

Told = list[tuple[object, str]]


@pytest.fixture
def note(theme: Theme, qtbot: QtBot) -> Iterator[NotePart]:
    window = QWidget()
    qtbot.addWidget(window)
    made = NotePart(theme, "N")
    elsewhere = QLineEdit()
    elsewhere.setAccessibleName("Elsewhere")
    layout = QVBoxLayout(window)
    layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    layout.addWidget(elsewhere)
    layout.addWidget(made)
    window.resize(700, 400)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    made.show_note(None, "")


@pytest.fixture
def told(note: NotePart) -> Told:
    found: Told = []
    note.edited.connect(lambda paper, text: found.append((paper, text)))
    return found


def type_in(note: NotePart, text: str) -> None:
    note.write()
    QTest.keyClicks(focused(), text)


def words(note: NotePart) -> list[str]:
    return [one.text() for one in note.findChildren(QLabel) if one.isVisible() and one.text()]


def test_what_is_typed_is_told_a_moment_after_the_last_key(note: NotePart, told: Told, qtbot: QtBot) -> None:
    note.show_note(7, "")
    type_in(note, "See the proof")
    assert told == []
    assert note.dirty
    with qtbot.waitSignal(note.edited):
        pass
    assert told == [(7, "See the proof")]
    assert not note.dirty


def test_it_is_told_at_once_when_the_focus_goes_elsewhere(note: NotePart, told: Told) -> None:
    note.show_note(7, "")
    type_in(note, "a")
    note.window().findChildren(QLineEdit)[0].setFocus()
    assert told == [(7, "a")]


def test_another_paper_comes_after_what_was_typed_is_told(note: NotePart, told: Told) -> None:
    note.show_note(7, "old")
    type_in(note, "!")
    note.show_note(8, "other")
    assert told == [(7, "old!")]
    assert note.text == "other"
    note.show_note(None, "")
    assert told == [(7, "old!")]


def test_what_was_not_typed_is_not_told(note: NotePart, told: Told, theme: Theme) -> None:
    note.show_note(7, "# a\r\nb\u00a0c\u2028d")
    theme.show(DARK)
    theme.show(LIGHT)
    note.flush()
    type_in(note, "x")
    QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    note.flush()
    assert told == []


def test_spaces_that_do_not_break_stay(note: NotePart, told: Told) -> None:
    note.show_note(7, "5\u00a0km")
    type_in(note, " ")
    note.findChildren(NoteEditor)[0].insertPlainText("😀")
    note.flush()
    assert told == [(7, "5\u00a0km 😀")]


def test_the_same_paper_takes_a_text_from_elsewhere_and_keeps_the_cursor(note: NotePart, told: Told) -> None:
    note.show_note(7, "one two three")
    editor = note.findChildren(NoteEditor)[0]
    cursor = editor.textCursor()
    cursor.setPosition(8)
    editor.setTextCursor(cursor)
    note.show_note(7, "one and 😀 two three")
    assert note.text == "one and 😀 two three"
    assert note.text.encode("utf-16-le")[editor.textCursor().position() * 2 :].decode("utf-16-le") == "three"
    note.flush()
    assert told == []


def test_a_text_from_elsewhere_never_takes_what_is_being_typed(note: NotePart, told: Told) -> None:
    note.show_note(7, "mine")
    type_in(note, "!")
    note.show_note(7, "theirs")
    assert note.text == "mine!"
    note.flush()
    note.show_note(7, "mine")  # the news of an older write
    assert note.text == "mine!"
    note.set_state("saved")
    note.show_note(7, "theirs\n\nmine!")
    assert note.text == "theirs\n\nmine!"
    assert told == [(7, "mine!")]


def test_the_empty_line_that_is_being_begun_stays(note: NotePart) -> None:
    """Notes are kept without empty lines at their end: what comes back must not take the user's new line away."""
    note.show_note(7, "")
    type_in(note, "one")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    note.flush()
    note.set_state("saved")
    note.show_note(7, "one")
    assert note.text == "one\n"


def test_a_write_that_failed_leaves_the_text_and_is_tried_again(note: NotePart, told: Told) -> None:
    note.show_note(7, "")
    type_in(note, "a")
    note.flush()
    note.set_state("failed")
    assert "Not saved" in words(note)
    note.show_note(7, "")
    assert note.text == "a"
    assert note.dirty
    note.show_note(8, "")
    assert told == [(7, "a"), (7, "a")]


def test_it_says_whether_it_is_saved(note: NotePart) -> None:
    note.show_note(7, "")
    note.set_state("saved")
    assert words(note) == ["Note"]  # there is nothing yet
    type_in(note, "a")
    assert "Saving…" in words(note)
    note.flush()
    note.set_state("saved")
    assert "Saved" in words(note)
    type_in(note, "b")
    note.flush()
    type_in(note, "c")
    note.set_state("saved")
    assert "Saving…" in words(note)  # the last key is not told yet
    note.show_note(8, "text")
    assert "Saved" in words(note)


def test_undo_takes_back_what_was_typed_here_and_nothing_of_another_paper(note: NotePart) -> None:
    note.show_note(7, "first")
    type_in(note, "!")
    note.show_note(8, "second")
    type_in(note, "?")
    QTest.keyClick(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert note.text == "second"
    QTest.keyClick(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert note.text == "second"


def test_esc_leaves_and_tab_goes_on(note: NotePart, qtbot: QtBot) -> None:
    note.show_note(7, "")
    type_in(note, "a")
    with qtbot.waitSignal(note.left):
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert name_of(focused()) != "Note"
    assert note.text == "a"


def test_a_note_is_gone_on_with_at_its_end_and_shown_from_its_start(note: NotePart) -> None:
    note.show_note(7, "line\n" * 200 + "end")
    editor = note.findChildren(NoteEditor)[0]
    assert editor.verticalScrollBar().value() == 0
    type_in(note, "!")
    assert note.text.endswith("end!")


def test_without_a_paper_nothing_can_be_typed(note: NotePart, told: Told) -> None:
    note.show_note(None, "")
    editor = note.findChildren(NoteEditor)[0]
    assert not editor.isEnabled()
    note.flush()
    assert told == []


def test_the_preview_reads_as_a_page(note: NotePart, qtbot: QtBot, theme: Theme) -> None:
    note.show_note(7, "# Head\n\n*slanted* <b>x</b> [paper](https://example.org/a) ![x](http://example.invalid/a.png)")
    form = note.findChildren(Segmented)[0]
    form.choose(1)
    form.chosen.emit(1)
    preview = note.findChildren(NotePreview)[0]
    assert preview.isVisible()
    text = preview.toPlainText()
    assert text.startswith("Head\nslanted <b>x</b> paper")
    dot = preview.loadResource(QTextDocument.ResourceType.ImageResource.value, "http://example.invalid")
    assert isinstance(dot, QImage)
    assert (dot.width(), dot.height(), dot.pixelColor(0, 0).alpha()) == (1, 1, 0)
    sheet = preview.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, "a.css")
    assert isinstance(sheet, QByteArray)
    assert sheet.isEmpty()
    with qtbot.waitSignal(note.link_asked) as asked:
        preview.anchorClicked.emit(QUrl("https://example.org/a"))
    assert asked.args == ["https://example.org/a"]
    with qtbot.assertNotEmitted(note.link_asked):
        for url in ("file:///etc/passwd", "javascript:alert(1)", "/etc/passwd"):
            preview.anchorClicked.emit(QUrl(url))
    theme.show(DARK)
    try:
        assert DARK.accent.lower() in preview.toHtml()
    finally:
        theme.show(LIGHT)
    note.show_note(8, "")
    assert preview.toPlainText() == "Nothing is written yet."
    with qtbot.waitSignal(note.left):
        QTest.keyClick(preview, Qt.Key.Key_Escape)
    note.write()
    assert not preview.isVisible()


def test_what_was_typed_is_told_before_it_is_previewed(note: NotePart, told: Told) -> None:
    note.show_note(7, "")
    type_in(note, "a")
    form = note.findChildren(Segmented)[0]
    form.choose(1)
    form.chosen.emit(1)
    assert told == [(7, "a")]


def test_markdown_is_coloured_and_follows_the_theme(note: NotePart, theme: Theme) -> None:
    note.show_note(7, "# Head\nsome `code` and #routing\n```\n# no head\n```\n😀 **bold**")
    editor = note.findChildren(NoteEditor)[0]

    def looks(line: int) -> list[tuple[str, str, int]]:
        block = editor.document().findBlockByNumber(line)
        return [
            (
                block.text().encode("utf-16-le")[one.start * 2 : (one.start + one.length) * 2].decode("utf-16-le"),
                QColor(one.format.foreground().color()).name(),
                one.format.fontWeight(),
            )
            for one in block.layout().formats()
        ]

    assert looks(0) == [("# Head", LIGHT.text.lower(), 600)]
    assert looks(1) == [("`code`", LIGHT.later.lower(), 400), ("#routing", LIGHT.check.lower(), 500)]
    assert looks(3) == [("# no head", LIGHT.later.lower(), 400)]
    assert looks(5) == [("**bold**", LIGHT.text.lower(), 700)]
    theme.show(DARK)
    try:
        QApplication.processEvents()
        assert looks(1)[0][1] == DARK.later.lower()
    finally:
        theme.show(LIGHT)


@given(st.text(alphabet="*_`[]()#> -a1:/\\hts😀", max_size=300))
def test_no_line_is_too_odd_to_be_coloured(text: str) -> None:
    for rule in RULES:
        ends = [found.span() for found in rule.pattern.finditer(text)]
        assert all(start < end for start, end in ends)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=st.text(alphabet="ab\n 😀\u00a0", max_size=30), new=st.text(alphabet="ab\n 😀\u00a0", max_size=30))
def test_any_text_becomes_any_other(theme: Theme, old: str, new: str) -> None:
    editor = NoteEditor(theme)
    editor.fill(old)
    assert editor.text == old
    editor.change(new)
    assert editor.text == new


def test_lines_are_short_enough_to_be_read(note: NotePart, theme: Theme) -> None:
    note.window().resize(1400, 400)
    QApplication.processEvents()
    editor = note.findChildren(NoteEditor)[0]
    assert editor.viewport().width() <= theme.px(634)
    assert cut_short(note.window()) == []
