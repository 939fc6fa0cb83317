"""What is fuzzed with Qt: pages laid out, notes coloured, and hostile papers shown in the real window."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QRect, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from readinglist.commands.notes import write_note
from readinglist.commands.sources import digest_name
from readinglist.core.paper import LONGEST_TITLE, DigestReport, Entry
from readinglist.formats.digests import Context, read_digest
from readinglist.formats.listings.entries import ABSTRACT_CHARACTERS
from readinglist.gui.app import application, open_window
from readinglist.gui.theme import Theme
from readinglist.gui.views.note_editor import NoteEditor
from readinglist.gui.views.note_preview import NotePreview
from readinglist.gui.widgets.reading_text import ReadingText
from readinglist.store.library import Library
from readinglist.store.transaction import NewDigest, NewMember
from readinglist.workspace import Workspace
from tests.benchmarks.heartbeat import Heartbeat
from tests.faults.fuzz_targets import Target, folder_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from random import Random

    from tests.faults.fuzz_inputs import Inputs

DAY = date(2025, 3, 18)
STEP = 120  # milliseconds that a paper is looked at
TOO_LONG = 100  # milliseconds that the event loop may be away


@dataclass(frozen=True, slots=True)
class Gaps:
    """How long the event loop was away, in milliseconds, while nothing happened and while papers were shown."""

    papers: int
    idle: float
    worst: float
    median: float
    too_long: int

    def __str__(self) -> str:
        return (
            f"{self.papers:,} hostile papers shown: gaps of the event loop {self.median:.0f} ms in the middle,"
            f" {self.worst:.0f} at worst, {self.too_long} over {TOO_LONG} (while nothing happens {self.idle:.0f})"
        )


def window_targets(inputs: Inputs) -> list[Target]:
    """Views that show a text each, laid out and painted."""
    theme = Theme(application())
    preview, editor = NotePreview(theme), NoteEditor(theme)
    reading = ReadingText(theme, "Abstract", theme.reading_font(), 150)
    for view in (preview, editor, reading):
        view.resize(700, 500)

    def read(text: str) -> None:
        shown = text[:ABSTRACT_CHARACTERS]
        reading.show_text(shown, [(0, len(shown) // 2)])
        _paint(reading)
        assert len(reading.text) == len(shown)

    def preview_note(text: str) -> None:
        preview.show_markdown(text)
        _paint(preview)

    def colour(text: str) -> None:
        editor.fill(text)
        _paint(editor)

    return [
        Target("abstracts laid out", 0.005, inputs.text, read),
        Target("notes laid out", 0.005, inputs.text, preview_note),
        Target("notes coloured", 0.005, inputs.text, colour),
    ]


def _paint(view: QWidget) -> None:
    """As much of it as a pane shows: a text is as high as all of it is."""
    view.resize(700, 500)
    view.grab(QRect(0, 0, 700, 500))


class Window:
    """The real window over a library of hostile papers."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self._folder, self._chance, self._number = folder, chance, 0
        folder.mkdir()
        self._heart = Heartbeat()

    def show(self, texts: Sequence[str]) -> Gaps:
        """Open the window over papers of these texts, and look at each of them."""
        self._number += 1
        folder = folder_for(self._folder / str(self._number))
        path = folder / "library.db"
        self._fill(path, texts)
        window = open_window(Workspace.of(str(path)), Theme(application()))
        window.resize(1280, 800)
        window.show()
        window.begin()
        _wait(500)
        heart = self._heart
        heart.worst.clear()
        heart.start()
        heart.begin("nothing")
        _wait(min(len(texts), 20) * STEP)
        table = window.parts.table
        for number in range(len(texts)):
            heart.begin("show")
            table.choose(number)
            _wait(STEP)
            for button in window.parts.paper.note.findChildren(QAbstractButton):
                if number % 4 == 0 and button.isCheckable() and not button.isChecked():
                    heart.begin("preview")
                    button.click()
                    _wait(STEP)
                    break
        heart.stop()
        window.close()
        window.parts.tasks.close()
        window.deleteLater()
        _wait(50)
        lengths = sorted(gap.length for name, turns in heart.worst.items() if name != "nothing" for gap in turns)
        idle = max((gap.length for gap in heart.worst["nothing"]), default=0.0)
        return Gaps(
            len(texts), idle, lengths[-1], lengths[len(lengths) // 2], sum(length > TOO_LONG for length in lengths)
        )

    def close(self) -> None:
        """Let go of the clock."""
        self._heart.deleteLater()

    def _fill(self, path: Path, texts: Sequence[str]) -> None:
        """Papers as an import leaves them: through the same cleaning and the same bounds."""
        entries = [entry for line, text in enumerate(texts, 1) for entry in [_entry(line, text)]]
        with Library.open(path) as library:
            with library.transaction("Import") as tx:
                first = tx.next_member()
                report = DigestReport(len(entries), 0, 0)
                digest = tx.add_digest(
                    NewDigest("hash", digest_name(texts[0][:80]), "huggingface", DAY, DAY, len(entries), report)
                )
                tx.add_members(NewMember(first + at, entry, ()) for at, entry in enumerate(entries))
                tx.add_sightings(digest, DAY, [(first + at, entry) for at, entry in enumerate(entries)])
            for at, text in enumerate(texts):
                if at % 2 == 0:
                    write_note(library, paper=first + at, text=text)


def _entry(line: int, text: str) -> Entry:
    """One paper; its title and abstract are what a listing's importer makes of the text, repeated to their bounds."""
    import io

    whole = " ".join((text * (ABSTRACT_CHARACTERS // max(len(text), 1) + 1)).split())[:ABSTRACT_CHARACTERS]
    listing = f"Get trending papers in your email inbox!\n\nA Title\n\n{whole}\n"
    found = read_digest(io.BytesIO(listing.encode("utf-8", "replace")), "a.txt", Context(DAY), form="huggingface")
    abstract = max((entry.abstract for entry in found.entries), key=len, default="") or "-"
    return Entry(line, " ".join(abstract.split())[:LONGEST_TITLE] or "-", abstract)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
