"""The log: what the program did, in numbers; never what a paper is called, what a note says, or where files lie.

It lies in the folder of the program's own state, a file a kind of process, and begins anew before it is large.
READINGLIST_LOG=DEBUG has it say more, also what steps are called.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING, Final

from readinglist import traces

if TYPE_CHECKING:
    from pathlib import Path

_BYTES: Final = 500_000
_OLDER: Final = 2  # files that are kept beside the present one


def start(folder: Path, name: str) -> None:
    """Write what is logged from now on into a file of this name, and warnings on stderr as well.

    Where the file can't be written there is none. Called again, it takes the place of what was before.
    """
    from logging.handlers import RotatingFileHandler  # 10 ms, and not needed for the first paint

    ours = logging.getLogger("readinglist")
    for handler in tuple(ours.handlers):
        ours.removeHandler(handler)
        handler.close()
    ours.setLevel(logging.DEBUG if os.environ.get("READINGLIST_LOG", "").upper() == "DEBUG" else logging.INFO)
    ours.addHandler(_on_stderr())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(folder / name, maxBytes=_BYTES, backupCount=_OLDER, encoding="utf-8")
    except OSError as error:
        ours.info("there is no log: %s", error.strerror)
        return
    file.setFormatter(_Plain())
    ours.addHandler(file)


def _on_stderr() -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.addFilter(lambda record: record.exc_info is None)  # these are said in another way
    handler.setFormatter(logging.Formatter("readinglist: %(message)s"))
    return handler


def end(folder: Path, lines: int) -> list[str]:
    """The last lines of every log in a folder, those of the process that wrote last at the end."""
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime)
    return [line for path in files for line in path.read_text("utf-8", "replace").splitlines()[-lines:]]


class _Plain(logging.Formatter):
    """Says of an error what may be passed on."""

    def format(self, record: logging.LogRecord) -> str:
        """A line, and the error that led to it; above DEBUG without whatever might be the user's."""
        said = record.getMessage()
        plain = said if record.levelno <= logging.DEBUG else traces.without_the_users(said)
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name}: {plain}"]
        if record.exc_info and record.exc_info[1]:
            lines += traces.lines_of(record.exc_info[1], record.exc_info[2])[1:]
        return "\n".join(lines)
