"""Starts the window and ends it."""

from __future__ import annotations

import signal
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import isValid

from readinglist import resources
from readinglist.core.errors import ReadingListError
from readinglist.gui.main_window import MainWindow
from readinglist.gui.reopening import Reopening
from readinglist.gui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from readinglist.gui.report import Reports
    from readinglist.workspace import Workspace

AFTER_ALL = "What you did before is saved. The report has no word of your papers; sent to us, it helps to mend this."
HAND_OVER = 0.001  # seconds: Python's usual five are waited for several times while a row is painted
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

    def opened() -> MainWindow:
        window = open_window(workspace, theme)
        sys.excepthook = Reporter(window)
        return window

    try:
        window = Reopening(opened, theme, app).window
    except ReadingListError as error:
        if app.platformName() not in UNSEEN:
            QMessageBox.critical(None, "Reading List", f"{error.what}\n\n{error.remedy}")
        raise
    window.show()
    QTimer.singleShot(0, lambda: window.begin(files))
    return app.exec()


def application() -> QApplication:
    """The application, made if it is not there. Threads that work give way to the window's soon."""
    sys.setswitchinterval(HAND_OVER)
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
    recovery = None
    if not workspace.has_library:
        with workspace.open_library() as library:
            recovery = library.recovery
    window = MainWindow(workspace, theme)
    if recovery := recovery or window.parts.library.recovery:
        all_there = "" if recovery.missing else "Everything that was saved is there again."
        window.parts.notice.say(recovery.sentence, all_there, kind="warning")
    return window


class Reporter:
    """Says an error that no one expected in the window, once for each place that fails, with a report to be copied."""

    def __init__(self, window: MainWindow) -> None:
        self._notice = window.parts.notice
        self._reports: Reports | None = None

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take the place of `sys.excepthook`."""
        from readinglist.gui.report import Reports

        report(kind, error, trace)
        self._reports = self._reports or Reports()
        text = self._reports.take(kind, error, trace)
        if text is not None and isValid(self._notice):
            copy = ("Copy report", lambda: QApplication.clipboard().setText(text))
            self._notice.say("Something went wrong that should not have.", AFTER_ALL, actions=[copy])


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What no one expected: say all about it on stderr and go on; Qt would swallow it."""
    sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
