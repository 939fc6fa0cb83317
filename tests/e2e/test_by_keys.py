"""A first day with the program, with the keyboard alone: from the empty library to an exported list, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from readinglist import resources
from readinglist.core.query import Query
from readinglist.core.query_parser import parse
from readinglist.core.reading import Status
from readinglist.gui.main_window import MainWindow
from readinglist.store.library import Library
from tests.e2e.starting import Use
from tests.gui.hands import name_of

VERDICTS = "qxeqxxeqxe"
BY_KEY = {"q": Status.QUEUED, "x": Status.DISMISSED, "e": Status.READ}


class Keyboard:
    """Sends keys to whatever has the focus, as a keyboard does."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def press(self, *keys: str) -> None:
        """Press keys, each written as "Ctrl+V" or "q"."""
        for key in keys:
            QTest.keySequence(self.focus, QKeySequence(key))

    def type(self, text: str) -> None:
        """Type a text, sign by sign."""
        for sign in text:
            QTest.keyClicks(self.focus, sign)

    def tab_to(self, name: str) -> None:
        """Press Tab until the control of a name has the focus."""
        seen: set[str] = set()
        for _ in range(60):
            if name in (self.focus.accessibleName(), name_of(self.focus)):
                return
            seen.add(name_of(self.focus))
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not come to {name}, only to {sorted(seen)}")

    def written(self) -> None:
        """Wait until everything is on the disk."""
        self.qtbot.waitUntil(lambda: self.window.parts.tasks.writes == 0)


def test_a_first_day_by_keys_alone(
    use: Use, library_path: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "list.bib"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_a, **_k: (str(out), ""))
    left: dict[str, object] = {}

    def first_day(window: MainWindow) -> None:
        keys, parts = Keyboard(window, qtbot), window.parts
        window.resize(900, 640)  # the screen of the tests is a small one
        assert parts.first_run.isVisible()
        paste(keys)
        import_it(keys)
        papers = verdicts(keys)
        note_and_tag(keys)
        search(keys)
        export(keys, out)
        keys.press("g, q")  # the queue, where the day ends
        keys.press("j")
        left.update(papers=papers, paper=parts.table.current, place=parts.navigator.place, size=window.size())
        left["sizes"] = parts.body.sizes()
        keys.press("Ctrl+Q")
        qtbot.waitUntil(lambda: not window.isVisible())

    def next_day(window: MainWindow) -> None:
        parts = window.parts
        assert parts.sides.isVisible()
        assert parts.navigator.place == left["place"]
        assert parts.table.current == left["paper"]
        assert window.size() == left["size"]
        assert parts.body.sizes() == left["sizes"]
        assert parts.table.hasFocus()

    use(first_day)
    with Library.open(library_path, write=False) as library:
        papers = left["papers"]
        assert isinstance(papers, list)
        for paper, key in zip(papers, VERDICTS, strict=True):
            assert library.record(paper).reading.status is BY_KEY[key]
        (noted,) = library.iterate(parse("is:noted"))
        assert library.record(noted.id).note == "Read it **twice**."
        assert noted.tags == ("beaches",)
    use(next_day)


def paste(keys: Keyboard) -> None:
    """Copy a page elsewhere, paste it here: the preview shows what is in it, and nothing is written."""
    sample = resources.samples()[0]
    QGuiApplication.clipboard().setText(sample.read_text("utf-8"))
    keys.press("Ctrl+V")
    parts = keys.window.parts
    keys.qtbot.waitUntil(lambda: "new" in parts.import_page.sentence)
    assert parts.import_page.isVisible()
    assert parts.library.count(Query()) == 0


def import_it(keys: Keyboard) -> None:
    """Bring in what the preview shows; the digest's list opens."""
    parts = keys.window.parts
    keys.press("Ctrl+Return")
    keys.qtbot.waitUntil(lambda: parts.navigator.place.kind == "digest")
    keys.qtbot.waitUntil(lambda: parts.model.rowCount() >= len(VERDICTS))
    assert parts.table.hasFocus()


def verdicts(keys: Keyboard) -> list[int]:
    """Ten papers, ten keys."""
    parts, papers = keys.window.parts, []
    for key in VERDICTS:
        assert parts.table.current is not None
        papers.append(parts.table.current)
        keys.press(key)
    keys.written()
    return papers


def note_and_tag(keys: Keyboard) -> None:
    """A note that saves itself, and a tag."""
    keys.press("k", "k", "n")
    assert name_of(keys.focus) == "Note"
    keys.type("Read it **twice**.")
    keys.press("Esc")
    assert keys.window.parts.table.hasFocus()
    keys.written()
    keys.press("t")
    assert isinstance(keys.focus, QLineEdit)
    keys.type("beaches")
    keys.press("Return", "Esc")
    keys.written()
    assert keys.window.parts.table.hasFocus()


def search(keys: Keyboard) -> None:
    """Find the paper again by its note."""
    parts = keys.window.parts
    keys.press("/")
    keys.type("note:twice tag:beach")
    keys.qtbot.waitUntil(lambda: parts.navigator.place.text == "note:twice tag:beach")
    assert parts.model.rowCount() == 0  # a tag is named whole
    keys.type("es")
    keys.qtbot.waitUntil(lambda: parts.navigator.place.text == "note:twice tag:beaches")
    assert parts.model.rowCount() == 1
    keys.press("Return")
    assert parts.table.hasFocus()


def export(keys: Keyboard, out: Path) -> None:
    """What the search found, as BibTeX, into a file."""
    keys.press("Ctrl+E")
    keys.tab_to("Format")
    keys.type("B")
    keys.tab_to("Choose a file")
    keys.press("Space")
    keys.tab_to("Preview")
    keys.qtbot.waitUntil(lambda: "@misc{" in getattr(keys.focus, "toPlainText", str)())
    keys.press("Ctrl+Return")
    keys.written()
    keys.qtbot.waitUntil(out.exists)
    assert out.read_text("utf-8").count("@misc{") == 1
    keys.qtbot.waitUntil(lambda: keys.window.sheets.current is None)
    keys.press("Esc")  # the search is left as well
