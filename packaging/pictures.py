"""Draw every view of the window, without a display: python packaging/pictures.py --to FOLDER.

Without --library the pictures show the sample digests, with some of what a user does to papers done to them. The
library that is named is copied first, so that nothing happens to it. --views takes names of views ("main") or of
single pictures ("main-light").
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from readinglist.commands import notes, queue, reading, tags
from readinglist.commands.import_plan import plan
from readinglist.commands.imports import apply
from readinglist.commands.sources import source_of
from readinglist.core.query import Query
from readinglist.gui.app import application, open_window
from readinglist.gui.colors import DARK, LIGHT
from readinglist.gui.theme import Theme
from readinglist.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from readinglist.core.reading import Row
    from readinglist.gui.main_window import MainWindow
    from readinglist.store.library import Library

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
WIDE, SMALL = QSize(1280, 800), QSize(900, 600)
SUFFIX_2X = "-2x"
NOTE = """Why it matters for us: one architecture for pictures and for words.

- how much of the gain is the data, how much the model?
- compare with a convolutional stem at equal compute"""


@dataclass(frozen=True)
class Picture:
    """One file: which view, in which theme, how large."""

    view: str
    theme: str
    suffix: str = ""
    size: QSize = WIDE

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return f"{self.view}-{self.theme}{self.suffix}"


PICTURES = tuple(
    Picture(view, theme, suffix, size)
    for view in ("main", "import", "notice", "empty")
    for suffix, size in (("", WIDE), (SUFFIX_2X, WIDE), ("-900x600", SMALL))
    for theme in ("light", "dark")
)


def main(arguments: Sequence[str]) -> int:
    """Draw what is asked for and print the path of each picture."""
    parser = argparse.ArgumentParser(description="Draw every view of the window.")
    parser.add_argument("--to", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--library", type=Path, help="the library to show, else the sample digests")
    parser.add_argument("--views", default="", help="names of views or pictures with commas between, else all")
    asked = parser.parse_args(arguments)
    asked.to.mkdir(parents=True, exist_ok=True)
    names = [name for name in asked.views.split(",") if name]
    wanted = [one for one in PICTURES if not names or one.view in names or one.name in names]
    if unknown := set(names) - {one.view for one in PICTURES} - {one.name for one in PICTURES}:
        parser.error(f"there is no view {', '.join(sorted(unknown))}")
    scale = os.environ.get("QT_SCALE_FACTOR")
    here = [one for one in wanted if (one.suffix == SUFFIX_2X) == (scale == "2")]
    draw(here, asked.to, asked.library)
    elsewhere = [one.name for one in wanted if one.suffix == SUFFIX_2X]
    if elsewhere and scale is None:  # a process has one scale
        again = [sys.executable, __file__, "--to", str(asked.to), "--views", ",".join(elsewhere)]
        again += ["--library", str(asked.library)] if asked.library else []
        return subprocess.call(again, env={**os.environ, "QT_SCALE_FACTOR": "2"})
    return 0


def draw(pictures: Sequence[Picture], to: Path, library: Path | None) -> None:
    """Draw pictures in this process."""
    app = application()
    if "Inter" in QFontDatabase.families():
        app.setFont(QFont("Inter", 10))
    with tempfile.TemporaryDirectory() as folder:
        shown = Path(folder) / "shown.db"
        if library and library.exists():
            copy(library, shown)
        else:
            fill(shown)
        empty = Path(folder) / "empty.db"
        for one in pictures:
            theme = Theme(app, DARK if one.theme == "dark" else LIGHT)
            window = open_window(Workspace.of(str(empty if one.view in ("empty", "import") else shown)), theme)
            window.resize(one.size)
            window.show()
            window.activateWindow()
            VIEWS[one.view](window)
            settle()
            path = to / f"{one.name}.png"
            window.grab().save(str(path))
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            print(path, flush=True)


def show_main(window: MainWindow) -> None:
    """The list and a paper, the list with the focus; in our own library the paper that has most to show."""
    with_note = next((number for number, row in rows_of(window) if row.noted), 0)
    window.table.choose(with_note)
    window.table.setFocus()


def show_import(window: MainWindow) -> None:
    """An import that is offered, one of its files not readable."""
    files = [*map(str, sorted(SEEDS.glob("*.txt"))), str(SEEDS / "missing.txt")]
    window.imports.offer(files)
    while "Reading" in window.import_bar.sentence:
        settle()


def show_notice(window: MainWindow) -> None:
    """Something went wrong."""
    from readinglist.core.errors import LibraryError

    show_main(window)
    window.notice.show_error(
        LibraryError(
            "The library could not be written: the disk is full.", "Make room and try again. Nothing was lost."
        )
    )


def show_empty(window: MainWindow) -> None:
    """No papers yet."""
    window.setFocus()


VIEWS: dict[str, Callable[[MainWindow], None]] = {
    "main": show_main,
    "import": show_import,
    "notice": show_notice,
    "empty": show_empty,
}


def rows_of(window: MainWindow) -> Iterator[tuple[int, Row]]:
    """The first rows of the list with their places."""
    for number in range(min(window.model.rowCount(), 100)):
        if row := window.model.row(number):
            yield number, row


def settle() -> None:
    """Let the window lay itself out."""
    for _ in range(6):
        QApplication.processEvents()


def copy(library: Path, to: Path) -> None:
    """A copy of a library with what its last writer has not put into it yet."""
    for ending in ("", "-wal"):
        source = library.with_name(library.name + ending)
        if source.exists():
            shutil.copyfile(source, to.with_name(to.name + ending))


def fill(path: Path) -> None:
    """A library of the sample digests in which a user has done something."""
    with Workspace.of(str(path)).open_library() as library:
        sources = [source_of(str(file)) for file in sorted(SEEDS.glob("*.txt"))]
        apply(library, plan(library, sources))
        use(library, [row.id for row in library.page(Query(), limit=12).rows])


def use(library: Library, ids: Sequence[int]) -> None:
    """Verdicts, stars, ratings, tags and a note on the first papers of a list."""
    reading.mark_read(library, ids=[ids[1]])
    reading.dismiss(library, ids=[ids[5]])
    tags.tag(library, ids=[ids[0], ids[2]], add=["architecture", "reading-group"])
    tags.tag(library, ids=[ids[1], ids[7]], add=["training"])
    reading.star(library, ids=[ids[2], ids[6]])
    reading.rate(library, ids=[ids[2]], rating=4)
    notes.write_note(library, paper=ids[2], text=NOTE)
    queue.queue(library, ids=[ids[2], ids[8]])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
