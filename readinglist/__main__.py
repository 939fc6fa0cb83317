"""`readinglist [gui] [FILE…]` opens the window, a verb runs on the command line; the only file above both."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.cli import VERBS

if TYPE_CHECKING:
    from readinglist.workspace import Workspace


def main() -> int:
    """The program; returns its exit code. What stands behind `--` is files, whatever it looks like."""
    arguments = sys.argv[1:]
    library, words = _split_library(arguments)
    first = words[0] if words else None
    if first is None or first in ("gui", "--"):
        return _window(library, words[1:] if first == "gui" else words)
    if first in VERBS or first.startswith("-"):
        return _command_line(arguments)
    if all(Path(word).exists() for word in words):
        return _window(library, words)
    from readinglist.cli.app import MISUSED, complain

    missing = next(word for word in words if not Path(word).exists())
    return complain(f"“{missing}” is no verb and no file. `readinglist --help` lists the verbs.", MISUSED)


def _split_library(arguments: list[str]) -> tuple[str | None, list[str]]:
    """A --library in front of everything else, and what follows it."""
    library, rest = None, list(arguments)
    while rest and (rest[0].startswith("--library=") or (rest[0] == "--library" and len(rest) > 1)):
        option = rest.pop(0)
        library = option.partition("=")[2] if "=" in option else rest.pop(0)
    return library, rest


def _command_line(arguments: list[str]) -> int:
    from readinglist.cli.app import main as run

    return run(arguments)


def _window(library: str | None, words: list[str]) -> int:
    from readinglist.cli.app import FAILED, MISUSED, complain
    from readinglist.core.errors import ReadingListError
    from readinglist.workspace import Workspace

    after, words = _split_library(words)
    end = words.index("--") if "--" in words else len(words)
    files = [*words[:end], *words[end + 1 :]]
    unknown = next((word for word in words[:end] if word.startswith("--")), None)
    if unknown:
        return complain(f"“{unknown}” is no option of the window. It takes files and --library PATH.", MISUSED)
    if not _has_display():
        return complain("There is no display to open a window on. `readinglist --help` lists what works here.", FAILED)
    try:
        return _open(Workspace.of(after or library), files)
    except ReadingListError as error:
        return complain(str(error), FAILED)


def _open(workspace: Workspace, files: list[str]) -> int:
    """Hand the files to the window that is open, else open it; of a copy to look at there may be any number.

    Until it is painted nothing is looked through for garbage: what a start makes stays.
    """
    from readinglist.cli.app import FAILED, complain
    from readinglist.core.errors import ReadingListError
    from readinglist.gui.second_start import wait_for_turn

    lock, refusal = None, None
    try:
        if not workspace.hindrance and not (lock := wait_for_turn(workspace.settings.library, files)):
            return 0
    except ReadingListError as error:
        refusal = error
    gc.disable()
    try:
        from readinglist.gui.app import run, tell
    except ImportError as error:
        return complain(f"The window can't be opened: {error}. The command line works without it.", FAILED)
    if refusal:
        tell(refusal)
        raise refusal
    try:
        return run(workspace, files, lock)
    finally:
        if lock:
            lock.release()


def _has_display() -> bool:
    """Whether Qt will find a screen; without one it would end the process by itself."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


if __name__ == "__main__":
    sys.exit(main())
