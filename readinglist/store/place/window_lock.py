"""One window a library: a lock on a file beside it, which goes with its process, and a line about who holds it."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING

from readinglist.store.place.files import companions, make_folder, try_lock

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path

NAME = "window.lock"
_TRIES, _PAUSE = 5, 0.005  # seconds: somebody who only asks holds the lock for less than one of them
_FAR = 1 << 30  # Windows lets nobody read a byte that is locked, so it is one that stands behind all text
_LONGEST = 4096


class WindowLock:
    """The lock, held until it is released or the process ends. `before` is what the last holder left written."""

    def __init__(self, held: FileIO) -> None:
        self._held = held
        held.seek(0)
        self.before = held.read(_LONGEST).decode("utf-8", "replace")
        self.write("")

    def write(self, text: str) -> None:
        """Say something to those who find the lock held; it takes the place of what was said before.

        OSError travels up: to say nothing needs no room on the disk, a sentence does.
        """
        self._held.seek(0)
        self._held.truncate()
        self._held.write(text.encode())

    def release(self) -> None:
        """Let another window be opened; may be called twice."""
        self._held.close()


def take(library: Path) -> WindowLock | None:
    """The lock of a library's window; None where another window has it. OSError travels up."""
    make_folder(companions(library))
    held = (companions(library) / NAME).open("a+b", buffering=0)
    for _ in range(_TRIES):
        if try_lock(held, at=_FAR):
            return WindowLock(held)
        sleep(_PAUSE)
    held.close()
    return None


def is_held(library: Path) -> bool:
    """Whether a window is open on a library, be it of this process; takes some microseconds."""
    try:
        probe = (companions(library) / NAME).open("rb")
    except FileNotFoundError:
        return False
    with probe:
        return not try_lock(probe, shared=True, at=_FAR)


def said_by_holder(library: Path) -> str:
    """What the holder of the lock says; empty where it says nothing yet, or no more. OSError travels up."""
    with (companions(library) / NAME).open("rb") as held:
        return held.read(_LONGEST).decode("utf-8", "replace")
