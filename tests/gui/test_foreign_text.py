"""Text of strangers is shown as text: it loads nothing, opens nothing, makes no key and does not stop the window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QDesktopServices, QKeySequence, QTextCursor, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from readinglist.commands import notes, searches, tags
from readinglist.commands.import_plan import plan, revise
from readinglist.commands.imports import apply
from readinglist.core.query import Query
from readinglist.gui.main_window import MainWindow
from readinglist.gui.theme import Theme
from readinglist.gui.views.links_row import MOST, LinksRow
from readinglist.gui.views.note_editor import NoteEditor
from readinglist.gui.views.note_preview import NotePreview
from readinglist.gui.views.seen_part import Disclosure
from readinglist.gui.widgets.chip import Chip
from readinglist.gui.widgets.elided import Elided
from readinglist.gui.widgets.link_button import LinkButton
from readinglist.gui.widgets.reading_text import ReadingText
from readinglist.gui.widgets.segmented import Segmented
from readinglist.gui.widgets.tag_names import TagName
from readinglist.gui.widgets.tips import LONGEST, plain_tip
from readinglist.gui.window_commands import open_link
from readinglist.workspace import Workspace
from tests.digests import page, source
from tests.gui.hands import OpenWindow, press, settled
from tests.gui.papers import a_record
from tests.gui.questions import ask
from tests.watched import Folder, Server, watched


def traps(folder: Folder, server: Server) -> str:
    """Whatever has ever made a viewer ask for a picture, a style or a page."""
    file = folder.picture
    addresses = [
        file.as_uri(), str(file), f"file:{file}", f"//{server.place}/a.png", f"http://{server.place}/a.png",
        f"\\\\{server.place}\\a", "qrc:/a.png", f"file://{server.place}/share/a.png",
    ]  # fmt: skip
    made: list[str] = []
    for address in addresses:
        made += [
            f'<img src="{address}">', f"<img src='{address}'/>", f"![a]({address})", f"![a](<{address}>)",
            f'<body background="{address}">', f'<table background="{address}"><tr><td>a</td></tr></table>',
            f'<link rel="stylesheet" href="{address}">', f"<style>@import url({address});</style>",
            f'<p style="background-image: url({address})">a</p>', f'<a href="{address}">a</a>', f"[a]({address})",
            f'<iframe src="{address}"></iframe>', f'<object data="{address}"></object>', f"<{address}>",
            f'<meta http-equiv="refresh" content="0; url={address}">', f"[a]: {address}\n\n![a]",
        ]  # fmt: skip
    return "\n\n".join(made)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[tuple[Folder, Server]]:
    with watched(tmp_path / "watched") as both:
        yield both


@pytest.mark.skipif(sys.platform != "linux", reason="folders are watched by inotify")
@pytest.mark.usefixtures("app")
def test_a_tool_tip_of_html_would_load_a_picture(watch: tuple[Folder, Server]) -> None:
    """So it is worth asking whether ours do."""
    folder, _server = watch
    paint_tip(f'<img src="{folder.picture.as_uri()}">')
    assert folder.touched


@pytest.mark.skipif(sys.platform != "linux", reason="folders are watched by inotify")
def test_what_is_shown_of_hostile_papers_touches_no_file_and_no_server(
    workspace: Workspace, open_the_window: OpenWindow, watch: tuple[Folder, Server], qtbot: QtBot
) -> None:
    folder, server = watch
    trap = traps(folder, server)
    picture = f'<img src="{folder.picture.as_uri()}">'
    flat = " ".join(trap.split())
    papers = [(f"{picture} of Pebbles {number} {flat[number : 90 + number]}", flat) for number in range(4)]
    with workspace.open_library() as library:
        read = plan(library, [source(page(papers), f"{picture}.txt")])  # which looks like a web page
        apply(library, revise(library, read, 0, form="huggingface"))
        ids = [row.id for row in library.page(Query(), limit=9).rows]
        assert len(ids) == 4
        for paper in ids:
            notes.write_note(library, paper=paper, text=trap)
        tags.tag(library, ids=ids, add=["<img/src=a>", "a&b"])
        searches.save(library, name=picture[:80], query="pebbles")
        ask(library, [(ids[0], ids[1])])
    window = open_the_window()
    parts = window.parts
    walk(window, qtbot)
    press(window, "G, C")
    qtbot.waitUntil(parts.pair_page.texts.isVisible)
    see(window)
    parts.review.merge()
    qtbot.waitUntil(lambda: parts.tasks.writes == 0)
    parts.review.leave()
    parts.actions.action("go.all").trigger()
    walk(window, qtbot)
    window.grab()
    see(window)
    assert not folder.touched
    assert server.asked == []


def walk(window: MainWindow, qtbot: QtBot) -> None:
    """See every paper, its note as it reads, its digests, and what is said about each of them."""
    settled(qtbot, window)
    for number in range(window.parts.model.rowCount()):
        window.parts.table.choose(number)
        settled(qtbot, window)
        for button in window.parts.paper.findChildren(QAbstractButton):
            if button.isCheckable() and button.isVisible():
                button.click()  # the digests that it was seen in; the note as it reads
        (preview,) = window.parts.paper.findChildren(NotePreview)
        assert "watched" in preview.toPlainText()
        see(window)


def see(window: QWidget) -> None:
    """Open every tool tip there is, and paint everything."""
    window.grab()
    for tip in tips(window):
        paint_tip(tip)


def paint_tip(tip: str) -> None:
    """A tool tip is a label that guesses whether it holds HTML."""
    QLabel(tip).grab()


def tips(window: QWidget) -> set[str]:
    """All tool tips: those of widgets, and those of what stands in lists."""
    found = {widget.toolTip() for widget in window.findChildren(QWidget)}
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if model is not None:
            rows = range(min(model.rowCount(QModelIndex()), 40))
            cells = [cell for row in rows for at in range(5) if (cell := model.index(row, at)).isValid()]
            found |= {str(tip) for cell in cells if (tip := cell.data(Qt.ItemDataRole.ToolTipRole))}
    return {tip for tip in found if tip}


def test_a_page_that_asks_for_something_gets_nothing(theme: Theme, watch: tuple[Folder, Server], qtbot: QtBot) -> None:
    """Were the allow-list of notes to fail, the view would still load nothing."""
    folder, server = watch
    preview = NotePreview(theme)
    qtbot.addWidget(preview)
    preview.show()
    preview.setHtml(traps(folder, server))
    preview.grab()
    QApplication.processEvents()
    assert not folder.touched or sys.platform != "linux"
    assert server.asked == []


@pytest.mark.skipif(sys.platform != "linux", reason="folders are watched by inotify")
@pytest.mark.parametrize("make", [Chip, LinkButton, TagName, Elided, Disclosure])
def test_the_tool_tip_of_a_name_loads_nothing(
    make: type[QWidget], theme: Theme, watch: tuple[Folder, Server], qtbot: QtBot
) -> None:
    folder, _server = watch
    name = f'<img src="{folder.picture.as_uri()}">'
    made = make(theme) if make in (Elided, Disclosure) else make(theme, name)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    if isinstance(made, Elided):
        made.set_text(name)
    elif isinstance(made, Disclosure):
        made.show_text(name)
    assert "picture.ppm" in made.toolTip()
    paint_tip(made.toolTip())
    assert not folder.touched


@pytest.mark.parametrize(
    ("text", "tip"),
    [
        ("page.txt", "page.txt"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("R&D &lt;x", "<p>R&amp;D &amp;lt;x</p>"),
        ("a\n<i>b", "<p>a</p><p>&lt;i&gt;b</p>"),
        ("", ""),
    ],
)
def test_a_tool_tip_shows_every_sign_as_itself(text: str, tip: str) -> None:
    assert plain_tip(text) == tip


def test_a_tool_tip_is_no_longer_than_a_person_reads() -> None:
    assert plain_tip("word " * 1_000_000) == f"<p>{'word ' * (LONGEST // 5)}…</p>"


@pytest.mark.parametrize("make", [Chip, LinkButton, Elided, Segmented])
def test_a_name_with_an_ampersand_makes_no_key(make: type[QWidget], theme: Theme, qtbot: QtBot) -> None:
    if make is Segmented:
        made: QWidget = Segmented(theme, "File", ["R&D.txt", "a&b"])
    elif make is Elided:
        made = Elided(theme)
        made.set_text("R&D")
    else:
        made = make(theme, "R&D")  # type: ignore[arg-type]
    qtbot.addWidget(made)
    buttons = [*made.findChildren(QAbstractButton), *([made] if isinstance(made, QAbstractButton) else [])]
    assert [button.shortcut() for button in buttons] == [QKeySequence()] * len(buttons)
    for button in buttons:
        assert "&" in button.text()


def test_of_a_thousand_links_some_are_buttons_and_the_others_are_counted(theme: Theme, bare_window: QWidget) -> None:
    row = LinksRow(theme)
    row.setParent(bare_window)
    text = " ".join(f"https://example.org/{number}" for number in range(1_000))
    row.show_paper(a_record(abstract=text).paper)
    assert len([one for one in row.buttons() if one.toolTip().startswith("https://example.org/")]) == MOST
    assert f"and {1_000 - MOST:,} more in the text" in [label.text() for label in row.findChildren(QLabel)]
    row.show_paper(a_record(abstract="https://example.org/1").paper)
    assert not any("more in the text" in label.text() for label in row.findChildren(QLabel) if not label.isHidden())


@pytest.mark.parametrize(
    ("link", "opened"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://example.org", "http://example.org"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        *((link, None) for link in (
            "file:///etc/passwd", "//example.org/share", "\\\\example.org\\share", "javascript:alert(1)",
            "data:text/html,a", "/etc/passwd", "smb://example.org", "ssh://example.org", "http:///etc/passwd",
            "https:example.org", "https://\\example.org", "doi:../etc", "", "qrc:/a", " https://example.org",
            "ftp://example.org", "about:blank", "https://a\nb", "vscode://file/etc/passwd",
        )),
    ],
)  # fmt: skip
def test_only_the_web_and_mail_are_opened(link: str, opened: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))
    open_link(link)
    assert asked == ([opened] if opened else [])


def test_a_text_that_turns_its_direction_at_every_letter_is_shown_with_all_its_letters(
    theme: Theme, qtbot: QtBot
) -> None:
    shown = ReadingText(theme, "Abstract", theme.font(), 140)
    qtbot.addWidget(shown)
    text = "\u2066a\u2069" * 5_000
    shown.show_text(text, [(4, 5)])
    assert shown.toPlainText().replace("\u200b", "") == "a" * 5_000
    assert len(shown.toPlainText()) == len(text)
    shown.show_text("\u2067שלום\u2069 and on")
    assert shown.toPlainText() == "\u2067שלום\u2069 and on"


def test_a_text_keeps_its_paragraphs_and_its_start_is_seen(theme: Theme, qtbot: QtBot) -> None:
    shown = ReadingText(theme, "Abstract", theme.font(), 140)
    qtbot.addWidget(shown)
    shown.show_text("One.\n\nTwo.", [(6, 9)])
    assert shown.toPlainText() == "One.\n\nTwo."
    assert shown.textCursor().position() == 0
    QTest.keyClick(shown, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert shown.textCursor().selectedText().replace("\u2029", "\n") == "One.\n\nTwo."


@pytest.mark.parametrize("make", ["editor", "abstract"])
def test_a_word_without_end_is_broken_anywhere_and_other_texts_between_words(
    make: str, theme: Theme, qtbot: QtBot
) -> None:
    """Qt looks through all of the word for each of its lines: one of 100,000 letters took many seconds."""
    shown: QTextEdit = NoteEditor(theme) if make == "editor" else ReadingText(theme, "Abstract", theme.font(), 140)
    qtbot.addWidget(shown)
    shown.resize(300, 200)

    def show(text: str) -> QTextOption.WrapMode:
        if isinstance(shown, NoteEditor):
            shown.fill(text)
        elif isinstance(shown, ReadingText):
            shown.show_text(text)
        assert shown.toPlainText() == text
        return shown.wordWrapMode()

    modes = QTextOption.WrapMode
    assert show("We sort pebbles. " * 100) == modes.WrapAtWordBoundaryOrAnywhere
    assert show(f"See {'a' * 20_000}.") == modes.WrapAnywhere
    assert show("Short again.") == modes.WrapAtWordBoundaryOrAnywhere


def test_a_word_without_end_can_be_pasted_into_a_note(theme: Theme, qtbot: QtBot) -> None:
    editor = NoteEditor(theme)
    qtbot.addWidget(editor)
    editor.fill("See ")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    pasted = QMimeData()
    pasted.setText("a" * 5_000)
    editor.insertFromMimeData(pasted)
    assert editor.text == "See " + "a" * 5_000
    assert editor.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere
    pasted.setText(" and on")
    editor.insertFromMimeData(pasted)
    assert editor.text.endswith("a and on")
    assert editor.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere
