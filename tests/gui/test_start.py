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
print(window.model.rowCount())
print(*sorted({"numpy", "rapidfuzz", "sqlite_utils", "click", "rich"} & sys.modules.keys()))
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


@pytest.mark.parametrize(("picture", "width", "height"), [("main-dark", 1280, 800), ("empty-light-2x", 2560, 1600)])
def test_a_picture_is_drawn_without_a_display(picture: str, width: int, height: int, tmp_path: Path) -> None:
    script = str(ROOT / "packaging" / "pictures.py")
    command = [sys.executable, script, "--to", str(tmp_path / "pictures"), "--views", picture]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    path = tmp_path / "pictures" / f"{picture}.png"
    assert (answer.stderr, answer.stdout.split()) == ("", [str(path)])
    image = QImage(str(path))
    assert (image.width(), image.height()) == (width, height)


def test_drawing_a_library_leaves_it_as_it_is(fill: Fill, library_path: Path, tmp_path: Path) -> None:
    fill(3)
    before = library_path.read_bytes()
    script = str(ROOT / "packaging" / "pictures.py")
    command = [sys.executable, script, "--to", str(tmp_path), "--views", "main-light", "--library", str(library_path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert library_path.read_bytes() == before
