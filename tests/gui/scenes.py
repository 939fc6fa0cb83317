"""The views that packaging/pictures.py draws, for the tests: so both look at the same.

They are loaded from their files: the name `packaging` belongs to a library that others may have installed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMenu, QWidget

from readinglist.gui.main_window import MainWindow
from readinglist.gui.parts import Parts
from readinglist.gui.theme import Theme

FOLDER = Path(__file__).resolve().parents[2] / "packaging"
WIDE, SMALL = QSize(1280, 800), QSize(900, 600)


class Scene(Protocol):
    """A window with a view that was brought about in it."""

    @property
    def window(self) -> MainWindow: ...

    @property
    def parts(self) -> Parts: ...

    @property
    def menu(self) -> QMenu | None: ...

    def close(self) -> None: ...


def _load(name: str) -> ModuleType:
    """Known by its own name, by which the others ask for it."""
    spec = spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


_LIBRARY, *_, _VIEWS = map(
    _load,
    (
        "picture_library",
        "picture_scene",
        "picture_repeats",
        "picture_history",
        "picture_later",
        "picture_queue",
        "picture_views",
    ),
)

#: The names of all views.
VIEWS: tuple[str, ...] = tuple(_VIEWS.VIEWS)


def make_shelf(folder: Path) -> Any:
    """The libraries that the views show; every window gets a copy."""
    return _LIBRARY.Shelf(folder)


@contextmanager
def shown(shelf: Any, view: str, theme: Theme, size: QSize = WIDE) -> Iterator[Scene]:
    """While it lasts, the view is seen."""
    scene: Scene = _VIEWS.open_scene(shelf, view, theme, size)
    try:
        yield scene
    finally:
        scene.close()


def front(scene: Scene) -> QWidget:
    """What the user looks at: the menu or the card that is open, else the whole window."""
    sheet = scene.window.sheets.current
    return scene.menu or (sheet.card if sheet else scene.window)
