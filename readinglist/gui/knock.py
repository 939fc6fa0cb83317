"""What a second start says to the window that is open: one line of JSON, bounded; the answer is one word."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

MOST = 4 << 20  # bytes of a line: the names of some ten thousand files
TOKEN_MOST = 1000  # characters
TAKEN = b"taken\n"
_NAME = re.compile(r"readinglist-[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Knock:
    """Files to be offered, by absolute paths, and what the desktop gave the start so that a window may come forward."""

    files: tuple[str, ...] = ()
    token: str = ""

    @property
    def line(self) -> bytes:
        """As it is sent."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Knock | None:
        """What a line says; None where it is not one of ours."""
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            return None
        if not isinstance(said, dict):
            return None
        files, token = said.get("files"), said.get("token")
        if not isinstance(files, list) or not isinstance(token, str) or len(token) > TOKEN_MOST:
            return None
        if not all(isinstance(file, str) and "\0" not in file and Path(file).is_absolute() for file in files):
            return None
        return cls(tuple(files), "".join(sign for sign in token if sign.isprintable()))


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a library's window: where it listens, and which process of which computer it is."""

    server: str
    process: int
    computer: str

    @property
    def text(self) -> str:
        """As it is written down beside the lock."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Holder | None:
        """Who says so; None where nobody says anything yet, or no more."""
        try:
            said = json.loads(text)
            holder = cls(str(said["server"]), int(said["process"]), str(said["computer"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        return holder if _NAME.fullmatch(re.split(r"[\\/]", holder.server)[-1]) else None
