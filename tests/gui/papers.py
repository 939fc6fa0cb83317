"""A paper to look at, and commands that only note what was asked of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from readinglist.core.paper import Digest, Identifiers, Paper, Sighting
from readinglist.core.reading import ReadingState, Record, Status
from readinglist.gui.theme import Theme
from readinglist.gui.views.paper_pane import PaperPane

NOW = datetime(2025, 3, 20, tzinfo=UTC)
KEYS = {
    "paper.queue": "Q", "paper.read": "E", "paper.dismiss": "X", "paper.toggle_star": "S", "paper.open": "O",
    "paper.tag": "T", "paper.note": "N",
}  # fmt: skip
ABSTRACT = "We sort pebbles by weight with two sieves. The code is at https://github.com/example/pebbles."


class NotingCommands(QObject):
    """Commands whose calls are kept in `calls`, as "paper.queue" or "paper.rate 4"."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []
        self._actions: dict[str, QAction] = {}

    def action(self, command: str, **arguments: object) -> QAction:
        call = " ".join([command, *map(str, arguments.values())])
        if call not in self._actions:
            self._actions[call] = QAction(command, self)
            self._actions[call].triggered.connect(lambda: self.calls.append(call))
        return self._actions[call]

    def key_of(self, command: str) -> str:
        return KEYS.get(command, "")


def sighting(digest: int, day: date, line: int = 7) -> Sighting:
    page = Digest(digest, f"uid {digest}", f"page-{digest}.txt", "text", day, day, NOW)
    return Sighting(digest, 1, page, line, day, "A title", "An abstract")


def a_record(paper: int = 1, **changes: Any) -> Record:
    """A record of the paper with an id; what differs is given by the names of `Paper` and `Record`."""
    base = Paper(paper, f"uid {paper}", f"Sorting Pebbles, Part {paper}", ABSTRACT)
    names = ("title", "abstract", "authors", "year", "identifiers", "link")
    shown = replace(base, **{name: changes.pop(name) for name in names if name in changes})
    seen = (sighting(1, date(2025, 3, 18)),)
    return replace(Record(shown, ReadingState(), (), (), seen, NOW), **changes)


def a_full_record() -> Record:
    """One that has something of everything."""
    return a_record(
        authors=("Ada Example", "Bo Example"), year=2024, identifiers=Identifiers("2403.01234", "10.1000/182"),
        abstract=f"{ABSTRACT} " * 20, reading=ReadingState(Status.QUEUED, 1.0, starred=True, rating=4),
        tags=("beach", "sieve"),
        sightings=tuple(sighting(number, date(2025, 3, number + 10)) for number in (3, 2, 1)),
        own=frozenset({"authors", "year"}),
    )  # fmt: skip


def a_pane(theme: Theme, commands: NotingCommands, window: QWidget) -> PaperPane:
    """A pane in a window that has nothing else."""
    made = PaperPane(theme, commands)
    made.setParent(window)
    size(made, 660, 700)
    made.show()
    return made


def size(pane: PaperPane, width: int, height: int) -> None:
    """Give a pane and its window a size."""
    pane.window().resize(width, height)
    pane.resize(width, height)


def settle() -> None:
    """Let everything find its place."""
    for _ in range(4):
        QApplication.processEvents()


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
