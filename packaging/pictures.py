"""Draw every view of the window, without a display: python packaging/pictures.py --to FOLDER.

Without --library the pictures show the sample digests, with some of what a user does to papers done to them. The
library that is named is copied first, so that nothing happens to it. --views takes names of views ("main") or of
single pictures ("main-light").
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from picture_library import Shelf
from picture_scene import Scene, settle
from picture_views import VIEWS, open_scene
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPixmap

from readinglist.gui.app import application
from readinglist.gui.colors import DARK, LIGHT, Tokens
from readinglist.gui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

PLATFORM = os.environ["QT_QPA_PLATFORM"]
WIDE, SMALL = (1280, 800), (900, 600)
SUFFIX_2X = "-2x"
THEMES = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True)
class Picture:
    """One file: which view, in which theme, how large."""

    view: str
    theme: str
    suffix: str = ""
    size: tuple[int, int] = WIDE

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return f"{self.view}-{self.theme}{self.suffix}"


#: The themes of a view follow each other: they are drawn in one window.
PICTURES = tuple(
    Picture(view, theme, suffix, size)
    for suffix, size in (("", WIDE), (SUFFIX_2X, WIDE), ("-900x600", SMALL))
    for view in VIEWS
    for theme in THEMES
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
    if here:
        draw(here, asked.to, asked.library)
    elsewhere = [one.name for one in wanted if one.suffix == SUFFIX_2X]
    if elsewhere and scale is None:  # a process has one scale
        again = [sys.executable, __file__, "--to", str(asked.to), "--views", ",".join(elsewhere)]
        again += ["--library", str(asked.library)] if asked.library else []
        return subprocess.call(again, env={**os.environ, "QT_QPA_PLATFORM": PLATFORM, "QT_SCALE_FACTOR": "2"})
    return 0


def draw(pictures: Sequence[Picture], to: Path, library: Path | None) -> None:
    """Draw pictures in this process."""
    with tempfile.TemporaryDirectory() as folder:
        if PLATFORM == "offscreen":  # whose own screen is too small for a menu
            os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screen(Path(folder))}"
        app = application()
        app.setCursorFlashTime(0)  # or a cursor is seen in some pictures and not in others
        if "Inter" in QFontDatabase.families():
            app.setFont(QFont("Inter", 10))
        shelf = Shelf(Path(folder), library)
        for (view, _, size), group in groupby(pictures, lambda one: (one.view, one.suffix, one.size)):
            first, *others = group
            theme = Theme(app, _tokens(first))
            scene = open_scene(shelf, view, theme, QSize(*size))
            for one in (first, *others):
                if theme.tokens is not _tokens(one):
                    theme.show(_tokens(one))
                    settle()
                path = to / f"{one.name}.png"
                picture_of(scene).save(str(path))
                print(path, flush=True)
            scene.close()


def picture_of(scene: Scene) -> QPixmap:
    """The window, with the menu that is open over it."""
    picture = scene.window.grab()
    if scene.menu:
        painter = QPainter(picture)
        painter.drawPixmap(scene.window.mapFromGlobal(scene.menu.pos()), scene.menu.grab())
        painter.end()
    return picture


def _screen(folder: Path) -> Path:
    """A file that makes a large screen of the platform that shows nothing."""
    screen = {"name": "large", "x": 0, "y": 0, "width": 3840, "height": 2400, "dpr": 1}
    path = folder / "screen.json"
    path.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "logicalBaseDpi": 96}]}), "utf-8")
    return path


def _tokens(picture: Picture) -> Tokens:
    return THEMES[picture.theme]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
