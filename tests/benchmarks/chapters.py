"""What the walk does, one chapter after the other: everything that a user does in the window, many times."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from readinglist.formats.exports import exporter
from readinglist.gui.dialogs.export_sheet import ExportSheet
from readinglist.gui.places import EVERYTHING, STATES
from tests.benchmarks.first_paint import ROOT
from tests.benchmarks.reviewing import reviewing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.benchmarks.hands import Hands, Steps

SEARCHES = ("transformer", "the", "is:queued attention", "a")
NOTE = "The third section is new; compare it with what we did before"  # sixty letters
PAUSE = 1000.0  # milliseconds in which a note saves itself, and saved searches are counted
SOON = 40.0  # milliseconds between keys while something else is under way
VERDICTS_ELSEWHERE = 50
DISMISS_ALL = """
import subprocess, sys
for paper in sys.argv[2:]:
    subprocess.run([sys.executable, "-m", "readinglist", "--library", sys.argv[1], "dismiss", paper], check=True)
"""


def walk(hands: Hands, digests: Sequence[Path], to: Path) -> Steps:
    """All chapters; `to` is the folder that is exported to."""
    hands.doing("nothing: the noise of the machine")
    yield 1500.0
    yield from moving(hands)
    yield from scrolling(hands)
    yield from judging(hands)
    yield from lists(hands)
    yield from searching(hands)
    yield from sheets(hands)
    yield from writing_a_note(hands)
    yield from looks(hands)
    yield from many_at_once(hands)
    yield from exporting(hands, to)
    yield from reviewing(hands)
    yield from importing(hands, digests)
    yield from another_program(hands)


def moving(hands: Hands) -> Steps:
    """From paper to paper."""
    yield from go(hands, "go to a list by its key", "G, I")
    for action, keys in (("j", "J"), ("k", "K"), ("page down", "PgDown"), ("page up", "PgUp")):
        yield from hands.every(action, keys)
    for _ in range(hands.times):
        for action, keys in (("End", "End"), ("Home", "Home")):
            hands.doing(action)
            hands.press(keys)
            yield from hands.settle()


def scrolling(hands: Hands) -> Steps:
    """The handle of the scroll bar is dragged all over the list."""
    bar, chance = hands.parts.table.verticalScrollBar(), random.Random(1)
    bar.setSliderDown(True)
    for _ in range(3 * hands.times):
        hands.doing("drag the scroll bar")
        bar.setSliderPosition(chance.randint(bar.minimum(), bar.maximum()))
        yield from hands.settle()
    bar.setSliderDown(False)


def judging(hands: Hands) -> Steps:
    """Verdicts one after the other, then as fast as keys come, and back again."""
    yield from go(hands, "go to a list by its key", "G, I")
    for action, keys in (("queue", "Q"), ("dismiss", "X"), ("read", "E"), ("star", "S")):
        yield from hands.every(action, keys)
    for turn in range(hands.times):
        hands.doing("rate")
        hands.press(str(turn % 5 + 1))
        yield from hands.settle()
    yield from hands.every("undo", "Z")
    yield from hands.every("redo", "Shift+Z")
    for _ in range(hands.times):
        hands.doing("a verdict every 60 ms")
        for keys in "QXE":
            hands.press(keys)
            yield 60.0
    yield from hands.settle()
    hands.doing("saved searches are counted after a verdict")
    hands.press("X")
    yield PAUSE
    yield from hands.settle()


def lists(hands: Hands) -> Steps:
    """Every list of the sidebar by a click, in turns."""
    model = hands.parts.sidebar.model
    entries = [model.entry(model.index(number)) for number in range(model.rowCount())]
    places = [entry.place for entry in entries if entry and entry.place]
    usual = [place for place in places if place.kind == "state"]
    others = [place for place in places if place.kind != "state"][:: max(1, 10 // hands.times)]
    for turn in range(hands.times):
        for place in (*usual, *(others if turn < max(1, hands.times // 10) else ())):
            hands.doing(f"open {place.name}" if place.kind == "state" else f"open a list of kind {place.kind}")
            hands.click(place)
            yield from hands.settle()
    for _ in range(hands.times):
        hands.doing("open All papers")
        hands.press("G, A")
        yield from hands.settle()


def searching(hands: Hands) -> Steps:
    """Queries typed letter by letter, and given up."""
    for _ in range(max(1, hands.times // 4)):
        for query in SEARCHES:
            yield from go(hands, "go to a list by its key", "G, I")
            hands.press("/")
            hands.doing(f"type “{query}”")
            yield from hands.type(query)
            yield from hands.settle()
            hands.doing("down and up in what was found")
            hands.press("Return", hands.parts.list.search.field)
            for keys in ("End", "Home"):
                hands.press(keys)
                yield from hands.settle()
            hands.doing("clear the search")
            hands.press("Esc")
            yield from hands.settle()


def sheets(hands: Hands) -> Steps:
    """The sheets that open over the window, and what is typed in them."""
    few = max(1, hands.times // 2)
    yield from go(hands, "go to a list by its key", "G, I")
    for name, keys, text in (
        ("palette", "Ctrl+K", "transf"), ("keys", "?", "undo"), ("tags", "T", "tag-1"), ("details", "F2", "Ada"),
        ("help", "F1", ""),
    ):  # fmt: skip
        for _ in range(few):
            hands.doing(f"open the sheet: {name}")
            hands.press(keys)
            yield from hands.settle()
            if text:
                hands.doing(f"type in the sheet: {name}")
                yield from hands.type(text)
                yield from hands.settle()
            hands.doing(f"close the sheet: {name}")
            hands.sheet.close_sheet()
            yield from hands.settle()
    for _ in range(few):
        hands.press("J")
        yield from hands.settle()
        hands.press("T")
        yield from hands.settle()
        hands.doing("tag a paper")
        QTest.keyClicks(hands.sheet.findChildren(QLineEdit)[0], "tag-7")
        hands.key(Qt.Key.Key_Return)
        yield from hands.settle()
        hands.sheet.close_sheet()


def writing_a_note(hands: Hands) -> Steps:
    """Sixty letters, which save themselves when the typing rests."""
    for _ in range(max(1, hands.times // 10)):
        hands.press("J")
        yield from hands.settle()
        hands.doing("begin a note")
        hands.press("N")
        yield from hands.settle()
        hands.doing("type a note")
        yield from hands.type(NOTE)
        hands.doing("the note saves itself")
        yield PAUSE
        yield from hands.settle()
        hands.doing("leave the note")
        hands.key(Qt.Key.Key_Escape)
        yield from hands.settle()


def looks(hands: Hands) -> Steps:
    """Colours, density, size of the type, size of the window."""
    window, action = hands.window, hands.parts.actions.action
    for _ in range(hands.times):
        for name, command in (
            ("dark colours", "view.dark"), ("light colours", "view.light"), ("close lists", "view.compact"),
            ("wide lists", "view.comfortable"), ("larger type", "view.larger"), ("smaller type", "view.smaller"),
        ):  # fmt: skip
            hands.doing(name)
            action(command).trigger()
            yield from hands.settle()
        for width, height in ((900, 600), (1280, 800)):
            hands.doing(f"resize the window to {width}×{height}")
            window.resize(width, height)
            yield from hands.settle()


def many_at_once(hands: Hands) -> Steps:
    """A verdict on all papers of a long list, taken back and given again."""
    for _ in range(max(1, hands.times // 10)):
        yield from go(hands, "go to a list by its key", "G, I")
        hands.doing("select all")
        hands.press("Ctrl+A")
        yield from hands.settle()
        for action, keys in (("queue all", "Q"), ("undo that", "Z"), ("redo that", "Shift+Z")):
            hands.doing(action)
            hands.press(keys)
            yield from hands.settle()
        hands.press("Z")
        yield from hands.settle()


def exporting(hands: Hands, to: Path) -> Steps:
    """The preview of all papers in every format, and a file of the papers that were read."""
    for _ in range(max(1, hands.times // 10)):
        for place, keys in ((EVERYTHING, "G, A"), (STATES["read"], "G, R")):
            yield from go(hands, "go to a list by its key", keys)
            hands.doing("open the export")
            hands.press("Ctrl+E")
            yield from hands.settle()
            sheet = hands.sheet
            assert isinstance(sheet, ExportSheet)
            for number in range(sheet._forms.count()):
                hands.doing(f"preview of {place.name} in another format")
                sheet._forms.setCurrentIndex(number)
                yield from hands.settle()
            if place == EVERYTHING:
                sheet.close_sheet()
                continue
            sheet._forms.setCurrentText(exporter("bibtex").title)
            yield from hands.settle()
            sheet.set_place(to / f"papers{sheet.suffix}")
            hands.doing("export the papers that were read")
            hands.press("Ctrl+Return", sheet)
            yield SOON
            sheet.close_sheet()  # the writing goes on
            yield from exporting_beside(hands)


def exporting_beside(hands: Hands) -> Steps:
    """The user goes from paper to paper while the file is written."""
    number = 0
    while hands.parts.tasks.writes:
        hands.doing("j or k while a file is exported")
        hands.press("J" if number < 100 else "K")
        number += 1
        yield SOON
    yield from hands.settle()


def importing(hands: Hands, digests: Sequence[Path]) -> Steps:
    """Digests one by one: the preview, the import, and its undoing."""
    parts = hands.parts
    for digest in digests:
        hands.doing("read a digest and show its preview")
        parts.imports.offer([str(digest)])
        yield from hands.settle()
        hands.doing("import a digest")
        hands.press("Ctrl+Return", parts.import_page)
        yield from hands.settle()
        hands.doing("saved searches are counted after an import")
        yield PAUSE
        yield from hands.settle()
        hands.doing("undo an import")
        hands.press("Z")
        yield from hands.settle()
        yield from importing_beside(hands, digest)


def importing_beside(hands: Hands, digest: Path) -> Steps:
    """The user goes on in the list while a digest is read, and while it is written."""
    parts = hands.parts
    parts.imports.offer([str(digest)])
    hands.window.pages.show_lists()
    while parts.tasks._reading:
        hands.doing("j while a digest is read")
        hands.press("J")
        yield SOON
    yield from hands.settle()
    parts.imports.accept()
    while parts.tasks.writes:
        hands.doing("k while a digest is written")
        hands.press("K")
        yield SOON
    yield from hands.settle()
    hands.doing("undo an import")
    hands.press("Z")
    yield from hands.settle()


def another_program(hands: Hands) -> Steps:
    """The command line gives verdicts while the user goes from paper to paper."""
    yield from go(hands, "go to a list by its key", "G, I")
    papers = [str(row.id) for number in range(VERDICTS_ELSEWHERE) if (row := hands.parts.model.row(number))]
    hands.doing("the walk itself starts another program")
    command = [sys.executable, "-c", DISMISS_ALL, str(hands.library), *papers[:: max(1, 20 // hands.times)]]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        yield SOON
        down = True
        while process.poll() is None:
            hands.doing("another program writes")
            hands.press("J" if down else "K")
            down = not down
            yield SOON
    hands.doing("another program writes")
    yield PAUSE
    yield from hands.settle()


def go(hands: Hands, action: str, keys: str) -> Steps:
    """Go to a list by its key."""
    hands.doing(action)
    hands.press(keys)
    yield from hands.settle()
