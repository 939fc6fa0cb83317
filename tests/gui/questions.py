"""Questions about repeats for the tests of the window, and what the review shows of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from readinglist.gui.main_window import MainWindow
from readinglist.gui.widgets.reading_text import ReadingText
from readinglist.store.library import Library
from readinglist.store.questions import Found
from tests.gui.hands import press

REASON = "Same title; the abstracts share 30% of their phrases."


def ask(library: Library, pairs: Sequence[tuple[int, int]], *, alike: bool = False) -> None:
    """Ask about pairs of papers."""
    with library.transaction("Find repeats") as tx:
        tx.ask(Found(one, other, 0.62, REASON, alike) for one, other in pairs)


def titles(window: MainWindow) -> tuple[str, str]:
    """The titles of the pair that is seen; empty where none is."""
    page = window.parts.pair_page
    if not page.texts.isVisible():
        return "", ""
    found = {one.accessibleName(): one.text for one in page.texts.findChildren(ReadingText)}
    return found["Title, left"], found["Title, right"]


def words(window: MainWindow) -> str:
    """Everything that the labels of the page say."""
    return "\n".join(one.text() for one in window.parts.pair_page.findChildren(QLabel) if one.isVisible())


def titles_of(pair: tuple[int, int]) -> tuple[str, str]:
    """How the papers of a pair are called, as they stand."""
    one, other = sorted(pair)
    return f"Paper {one} on Pebbles", f"Paper {other} on Pebbles"


def comes(qtbot: QtBot, window: MainWindow, pair: tuple[int, int] | None) -> None:
    """Wait until a pair is seen and everything is written; None: until there is none to be seen."""
    wanted = titles_of(pair) if pair else ("", "")
    qtbot.waitUntil(lambda: titles(window) == wanted and window.parts.tasks.writes == 0)


def review(qtbot: QtBot, window: MainWindow, first: tuple[int, int] | None) -> None:
    """Open the review by its keys."""
    press(window, "G, C")
    comes(qtbot, window, first)
