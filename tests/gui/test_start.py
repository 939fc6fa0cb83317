"""The start: what the first paint does not need stays out; pictures can be drawn without a display."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.gui.hands import Fill

ROOT = Path(__file__).resolve().parents[2]
OPEN = """
import sys
from readinglist.gui import app
from readinglist.gui.theme import Theme
from readinglist.workspace import Workspace
window = app.open_window(Workspace.of(sys.argv[1]), Theme(app.application()))
window.show()
for _ in range(5):
    app.application().processEvents()
print(window.parts.model.rowCount())
late = {"numpy", "rapidfuzz", "sqlite_utils", "click", "rich", "PySide6.QtNetwork"}
late |= {f"readinglist.gui.{name}" for name in ("imports", "pair_review", "history")}
late |= {f"readinglist.gui.views.{name}" for name in ("import_page", "pair_page", "history_page", "first_run")}
late |= {f"readinglist.store.{name}" for name in ("purging", "health", "compaction", "citekeys")}
late |= {f"readinglist.store.copies.{name}" for name in ("backups", "snapshot", "recovery", "making_again")}
print(*sorted(late & sys.modules.keys()))
window.close()
"""


@pytest.fixture(autouse=True)
def source(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of its own finds the program where the tests found it."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def test_opening_a_library_imports_nothing_that_the_first_paint_does_not_need(fill: Fill, library_path: Path) -> None:
    fill(3)
    answer = subprocess.run(
        [sys.executable, "-c", OPEN, str(library_path)], capture_output=True, text=True, check=False
    )
    assert answer.stderr == ""
    assert answer.stdout.split() == ["3"]


def draw(to: Path, *arguments: str) -> list[str]:
    """Draw pictures as a user does; returns the paths that were printed."""
    command = [sys.executable, str(ROOT / "packaging" / "pictures.py"), "--to", str(to), *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")
    return answer.stdout.split()


def test_a_picture_is_drawn_without_a_display_in_each_size(tmp_path: Path) -> None:
    sizes = {"main-dark": (1280, 800), "main-light-900x600": (900, 600), "first-light-2x": (2560, 1600)}
    drawn = draw(tmp_path / "pictures", "--views", ",".join(sizes))
    assert sorted(drawn) == sorted(str(tmp_path / "pictures" / f"{name}.png") for name in sizes)
    for name, size in sizes.items():
        image = QImage(str(tmp_path / "pictures" / f"{name}.png"))
        assert (image.width(), image.height()) == size


def test_a_picture_is_the_same_each_time_and_nothing_of_the_user_is_touched(tmp_path: Path, own_folders: Path) -> None:
    (first,) = draw(tmp_path / "one", "--views", "palette-light")
    (second,) = draw(tmp_path / "two", "--views", "palette-light")
    assert QImage(first) == QImage(second)
    assert list(own_folders.rglob("*")) == []


def test_drawing_a_library_leaves_it_as_it_is(fill: Fill, library_path: Path, tmp_path: Path) -> None:
    fill(3)
    before = library_path.read_bytes()
    draw(tmp_path, "--views", "main-light", "--library", str(library_path))
    assert library_path.read_bytes() == before
