"""Starts the window and ends it."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import isValid

from readinglist import resources
from readinglist.core.errors import ReadingListError
from readinglist.gui.main_window import MainWindow
from readinglist.gui.reopening import Reopening
from readinglist.gui.theme import Theme
from readinglist.gui.window_commands import offer_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from readinglist.gui.knock import Knock
    from readinglist.gui.report import Reports
    from readinglist.store.place.window_lock import WindowLock
    from readinglist.workspace import Workspace

_log = logging.getLogger(__name__)

AFTER_ALL = "What you did before is saved. The report has no word of your papers; sent to us, it helps to mend this."
LOG = "window.log"
HAND_OVER = 0.001  # seconds: Python's usual five are waited for several times while a row is painted
CAN_RAISE = ("xcb", "windows", "cocoa")  # on Wayland the token does it
UNSEEN = ("offscreen", "minimal")  # platforms on which nobody can answer a box


def run(workspace: Workspace, files: Sequence[str], lock: WindowLock | None = None) -> int:
    """Show the window until it is closed, with files offered for import; returns the exit code.

    With the lock of the library's window it hears later starts; a copy that is only looked at has none.

    Raises:
        ReadingListError: the library or the keymap can't be used; the user has been told in a box as well.
    """
    gc.freeze()  # what was imported is never garbage
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
        tell(error)
        raise
    window.show()
    QTimer.singleShot(0, lambda: workspace.start_log(LOG))
    QTimer.singleShot(0, lambda: begin(window, files, lock))
    return app.exec()


def tell(error: ReadingListError) -> None:
    """Say in a box why there is no window: who started it by a click sees nothing else."""
    if application().platformName() not in UNSEEN:
        box = QMessageBox(QMessageBox.Icon.Critical, "Reading List", f"{error.what}\n\n{error.remedy}")
        box.setTextFormat(Qt.TextFormat.PlainText)  # the name of a folder is no markup
        box.exec()


def begin(window: MainWindow, files: Sequence[str], lock: WindowLock | None) -> None:
    """Once the window is shown: have it work, and hear who starts the program again."""
    gc.enable()
    window.begin(files)
    if lock and window.isVisible():
        from readinglist.gui.door import Door  # with Qt's network, which the first paint does not need

        door = Door(lock, window)
        door.knocked.connect(lambda knock: let_in(window, knock))
        window.leaving.connect(door.close)
        window.stayed.connect(door.open)
        door.open()


def let_in(window: MainWindow, knock: Knock) -> None:
    """Take what a second start brings, and come to the front, as far as the desktop lets a window do so."""
    if knock.files:
        offer_files(window.parts, knock.files)
    if knock.token:
        os.environ["XDG_ACTIVATION_TOKEN"] = knock.token  # Qt hands it to a Wayland desktop, and takes it out again
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    if QApplication.platformName() in CAN_RAISE:
        window.raise_()
    window.activateWindow()
    QApplication.alert(window)  # where it may not come forward it is marked among the windows


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
    elif cut_off := window.parts.library.cut_off:
        window.parts.notice.say(cut_off.sentence, kind="warning")
    elif far := workspace.warning:
        window.parts.notice.say(far.what, far.remedy, kind="warning")
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
        _log.error("an error that nobody expected", exc_info=(kind, error, trace))
        self._reports = self._reports or Reports()
        text = self._reports.take(kind, error, trace)
        if text is not None and isValid(self._notice):
            copy = ("Copy report", lambda: QApplication.clipboard().setText(text))
            self._notice.say("Something went wrong that should not have.", AFTER_ALL, actions=[copy])


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What no one expected: say all about it on stderr and go on; Qt would swallow it."""
    sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
