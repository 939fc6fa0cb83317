"""Where the window hears a second start; opened after the first paint, closed before the window begins to end."""

from __future__ import annotations

import logging
import os
import socket
from secrets import token_hex
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from readinglist.gui.knock import MOST, TAKEN, Holder, Knock

if TYPE_CHECKING:
    from readinglist.store.place.window_lock import WindowLock

_log = logging.getLogger(__name__)

VISITORS = 4  # at a time
PATIENCE = 2000  # milliseconds for a visitor to say what it wants
SEEN = 200  # milliseconds that the window has had the files before it is said that they are taken
_BUFFER = 1 << 16


class Door(QObject):
    """Only the same user can knock: the name is not to be guessed and stands beside the lock of the library.

    `knocked` tells what was said (a `Knock`). It is answered only a moment later: where the window is closed until
    then, the second start becomes the window.
    """

    knocked = Signal(object)

    def __init__(self, lock: WindowLock, parent: QObject) -> None:
        super().__init__(parent)
        self._lock = lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._let_in)
        self._inside: list[Visitor] = []
        if gone := Holder.read(lock.before):  # a window that was killed leaves the file of its socket
            QLocalServer.removeServer(gone.server)

    def open(self) -> None:
        """Listen, and say where."""
        if self._server.isListening():
            return
        if not self._server.listen(f"readinglist-{token_hex(16)}"):
            _log.warning("a second start can't be heard: %s", self._server.errorString())
            return
        try:
            self._lock.write(Holder(self._server.fullServerName(), os.getpid(), socket.gethostname()).text)
        except OSError as error:  # the disk is full: the window works all the same
            _log.warning("a second start can't be told where to knock: %s", error.strerror)

    def close(self) -> None:
        """Listen no more; who has no answer yet gets none."""
        self._lock.write("")
        self._server.close()
        for visitor in list(self._inside):
            visitor.leave()

    def _let_in(self) -> None:
        while self._server.hasPendingConnections():
            visitor = Visitor(self._server.nextPendingConnection(), self)
            visitor.spoke.connect(self.knocked)
            visitor.left.connect(self._see_off)
            self._inside.append(visitor)
            if len(self._inside) > VISITORS:
                visitor.leave()
            else:
                visitor.listen()

    def _see_off(self, visitor: Visitor) -> None:
        self._inside.remove(visitor)
        visitor.deleteLater()


class Visitor(QObject):
    """One second start: it says a line within its time, or is sent away. Nothing here waits for it."""

    spoke = Signal(object)
    left = Signal(object)

    def __init__(self, line: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._line, self._said = line, b""
        self._here = True
        line.setParent(self)
        line.setReadBufferSize(_BUFFER)
        line.readyRead.connect(self.listen)
        line.disconnected.connect(self.leave)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.leave)
        self._timer.start(PATIENCE)

    def listen(self) -> None:
        """Take in what has come so far; once it is a whole line, tell it, and answer in a moment."""
        if not self._here or self._said.endswith(b"\n"):
            return
        self._said += bytes(self._line.read(MOST + 1 - len(self._said)).data())
        line, end, _ = self._said.partition(b"\n")
        if not end:
            if len(self._said) > MOST:
                self.leave()
            return
        self._said = line + end
        knock = Knock.read(line)
        if knock is None:
            self.leave()
            return
        self._timer.stop()
        self.spoke.emit(knock)
        QTimer.singleShot(SEEN, self, self._answer)

    def leave(self) -> None:
        """End the conversation, answered or not."""
        if self._here:
            self._here = False
            self._timer.stop()
            self._line.abort()
            self.left.emit(self)

    def _answer(self) -> None:
        if self._here:
            self._line.write(TAKEN)
            self._line.flush()
            self._line.disconnectFromServer()  # which leaves, once the word has gone out
