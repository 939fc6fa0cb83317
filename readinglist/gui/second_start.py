"""A start beside the open window of a library: it hands over its files and its wish to be seen, and ends.

No widget is needed for that, so nothing that makes one is imported.
"""

from __future__ import annotations

import os
import socket
from time import monotonic, sleep
from typing import TYPE_CHECKING, Literal

from readinglist.core.errors import LibraryError
from readinglist.gui.knock import MOST, TAKEN, TOKEN_MOST, Holder, Knock
from readinglist.store.place import window_lock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from readinglist.store.place.window_lock import WindowLock

PATIENCE = 3.0  # seconds for a window that says that it listens
COMING = 20.0  # for one that is on its way, to be there or to be gone
_PAUSE = 0.03
Answer = Literal["taken", "broken off", "silent", "unreachable"]


def wait_for_turn(library: Path, files: Sequence[str]) -> WindowLock | None:
    """The lock of the library's window; None where the window that is open has taken the files.

    While a window is being opened or closed it is waited for: either it takes the files, or this start is its
    successor.

    Raises:
        LibraryError: the window does not answer, is that of another computer, or the place can't be written.
    """
    knock = _knock(files)
    began = monotonic()
    while True:
        try:
            lock = window_lock.take(library)
            holder = None if lock else Holder.read(window_lock.said_by_holder(library))
        except OSError as error:
            raise LibraryError(
                f"Nothing can be written beside the library {library}: {error.strerror or error}.",
                "Name another place with --library PATH.",
            ) from error
        if lock:
            return lock
        answer = hand_over(holder, knock) if holder else "unreachable"
        if answer == "taken":
            return None
        if answer == "silent" or monotonic() - began > (PATIENCE if holder else COMING):
            raise _unanswered(library, holder)
        sleep(_PAUSE)


def hand_over(holder: Holder, knock: Knock) -> Answer:
    """Say it to the window, and wait until it has shown that it heard."""
    from PySide6.QtNetwork import QLocalSocket  # takes some 10 ms, and most starts are the first

    until = monotonic() + PATIENCE

    def left() -> int:
        return max(1, int((until - monotonic()) * 1000))

    line = QLocalSocket()
    line.connectToServer(holder.server)
    if not line.waitForConnected(left()):
        return "unreachable"
    line.write(knock.line)
    heard = b""
    while line.state() is QLocalSocket.LocalSocketState.ConnectedState and monotonic() < until:
        if line.bytesToWrite():
            line.waitForBytesWritten(left())
        elif line.waitForReadyRead(left()):
            heard += bytes(line.readAll().data())
        if heard:
            break
    heard += bytes(line.readAll().data()) if line.isOpen() else b""
    if heard.startswith(TAKEN):
        return "taken"
    return "silent" if monotonic() >= until else "broken off"


def _knock(files: Sequence[str]) -> Knock:
    token = os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID") or ""
    knock = Knock(tuple(os.path.abspath(file) for file in files), token[:TOKEN_MOST])  # noqa: PTH100  links stay links
    if len(knock.line) > MOST:
        raise LibraryError("Too many files are named at once for the window that is open.", "Name fewer at a time.")
    return knock


def _unanswered(library: Path, holder: Holder | None) -> LibraryError:
    if holder is None:
        return LibraryError(
            f"Another window of the library {library} is being opened or closed, and is not done with it.",
            "Try again in a moment.",
        )
    if holder.computer != socket.gethostname():
        return LibraryError(
            f"The library {library} is open in a window on the computer {holder.computer}.", "Close it there first."
        )
    return LibraryError(
        f"The library {library} is open in another window (process {holder.process}), which does not answer.",
        "Close that window, or end its process, and start again.",
    )
