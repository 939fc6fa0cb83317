"""Starts the window and ends it."""

from __future__ import annotations

import signal
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from readinglist import resources
from readinglist.core.errors import ReadingListError
from readinglist.gui.main_window import MainWindow
from readinglist.gui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from readinglist.workspace import Workspace

UNSEEN = ("offscreen", "minimal")  # platforms on which nobody can answer a box


def run(workspace: Workspace, files: Sequence[str]) -> int:
    """Show the window until it is closed, with files offered for import; returns the exit code.

    Raises:
        ReadingListError: the library or the keymap can't be used; the user has been told in a box as well.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in a terminal; every step that ended is on disk
    sys.excepthook = report
    app = application()
    theme = Theme(app)
    try:
        window = open_window(workspace, theme)
    except ReadingListError as error:
        if app.platformName() not in UNSEEN:
            QMessageBox.critical(None, "Reading List", f"{error.what}\n\n{error.remedy}")
        raise
    window.show()
    QTimer.singleShot(0, lambda: window.begin(files))
    return app.exec()


def application() -> QApplication:
    """The application, made if it is not there."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Reading List")
    app.setDesktopFileName("reading-list")
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(resources.path("icons/reading-list.svg"))))
    return app


def open_window(workspace: Workspace, theme: Theme) -> MainWindow:
    """The window over a library, which is made if it is not there."""
    if not workspace.has_library:
        workspace.open_library().close()
    return MainWindow(workspace, theme)


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What no one expected: say all about it on stderr and go on; Qt would swallow it."""
    sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
