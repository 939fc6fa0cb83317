"""From the start of a Python process to a window that is painted: an empty one of Qt, or the program's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]

EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
app.setStyle("Fusion")
window = QMainWindow()
"""
OURS = """
import sys
from readinglist.gui.app import application, open_window
from readinglist.gui.theme import Theme
from readinglist.workspace import Workspace
app = application()
window = open_window(Workspace.of(sys.argv[1]), Theme(app))
"""
SHOWN = """
from PySide6.QtCore import QEvent, QObject, QTimer

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:  # the window first, what stands in it in the same turn of the loop
            watched.removeEventFilter(self)
            QTimer.singleShot(0, app.quit)
        return False

eye = Eye()
window.installEventFilter(eye)
window.resize(1280, 800)
window.show()
app.exec()
print("painted", flush=True)
window.close()
"""


def first_paint(library: Path, times: int, compiled: Path) -> tuple[float, float]:
    """Milliseconds to an empty window and to the program's own, the medians of starts that take turns.

    `compiled` is the folder of the compiled modules; the first start, which fills it, is not counted.
    """
    for program in (EMPTY, OURS):
        _start(program, library, compiled)
    starts = [(_start(EMPTY, library, compiled), _start(OURS, library, compiled)) for _ in range(times)]
    return median(empty for empty, _ in starts), median(ours for _, ours in starts)


def _start(program: str, library: Path, compiled: Path) -> float:
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    settings["PYTHONPYCACHEPREFIX"] = str(compiled)
    began = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program + SHOWN, str(library)], cwd=ROOT, env=settings, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        took = perf_counter() - began
    assert process.returncode == 0
    return 1000 * took
