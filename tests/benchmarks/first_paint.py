"""From the start of a Python process to a window that is painted: an empty one of Qt, or the program's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tests.benchmarks.figures import Figure, Reach, Row, in_turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

ROOT = Path(__file__).resolve().parents[2]
STARTS = 2  # of each window, a round

EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
app.setStyle("Fusion")
window = QMainWindow()
"""
#: What `__main__` and `gui/app.py` do until the window is shown.
OURS = """
import gc
import sys
from readinglist.workspace import Workspace
gc.disable()
from readinglist.gui.app import application, open_window
from readinglist.gui.theme import Theme
gc.freeze()
app = application()
window = open_window(Workspace.of(sys.argv[1]), Theme(app))
"""
SHOWN = """
from PySide6.QtCore import QEvent, QObject, QTimer

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:  # the window first, what stands in it in the same turn of the loop
            watched.removeEventFilter(self)
            QTimer.singleShot(0, tell)
        return False

def tell():
    print("painted", flush=True)  # before anything is closed: a backup is made then
    app.quit()

eye = Eye()
window.installEventFilter(eye)
window.resize(1280, 800)
window.show()
app.exec()
window.close()
"""


def rows(bench: Bench) -> Iterator[Row]:
    """Our window beside an empty one, and over this library beside a small one."""
    library, small, compiled = bench.library, bench.small_library, bench.compiled
    for program, of in ((EMPTY, library), (OURS, library), (OURS, small)):
        start(program, of, compiled)  # compiles, and has the files in memory; not counted
    empty, ours, at_small = in_turns(
        STARTS * bench.rounds,
        lambda: start(EMPTY, library, compiled),
        lambda: start(OURS, library, compiled),
        lambda: start(OURS, small, compiled),
    )
    yield Row(
        "start to first paint", "ms", Figure.of(ours), Figure.of(empty), "an empty window of PySide6", Reach(most=1.35)
    )
    yield Row(
        "start to first paint", "ms", Figure.of(ours), Figure.of(at_small), f"the same over {bench.small:,} papers",
        Reach(most=1.05),
    )  # fmt: skip


def start(program: str, library: Path, compiled: Path) -> float:
    """Milliseconds until a window is painted; `compiled` is the folder of the compiled modules."""
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
