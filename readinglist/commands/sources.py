"""Where the bytes of a digest come from: a file, a pipe or the clipboard."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from errno import EFBIG
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from readinglist.commands.text import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

PIPE_BYTES = 32 << 20
"""As much is taken from a pipe: more than twenty thousand papers of usual length."""


@dataclass(frozen=True, slots=True)
class Source:
    """A digest to be read: `path` as the user named it, `open` gives its bytes, each time from the start."""

    path: str
    name: str
    captured: date
    open: Callable[[], BinaryIO]


def source_of(path: str, captured: date | None = None) -> Source:
    """A file by its path; `captured` is when it was saved, else the file's own time tells."""
    file, name = Path(path), digest_name(Path(path).name)
    if file.exists() and not file.is_file() and not file.is_dir():
        once = cache(partial(_all_of, file))  # a pipe can be read only once
        return Source(path, name, captured or _today(), lambda: io.BytesIO(once()))
    return Source(path, name, captured or _saved_on(file), lambda: file.open("rb"))


def digest_name(file: str) -> str:
    """What a digest is called whose file has this name: one line, and no quote that would end the name in a query."""
    return on_one_line(file).replace('"', "'") or "digest"


def pasted(text: str, now: datetime) -> Source:
    """A page that was copied; it is called after the minute, and was saved on the day of `now`."""
    name = f"Pasted {now:%Y-%m-%d %H.%M}.txt"  # no colon: it may become the name of a file
    data = text.encode("utf-8", "replace")
    return Source(name, name, now.date(), lambda: io.BytesIO(data))


def _all_of(pipe: Path) -> bytes:
    """What comes out of a pipe or a device until it ends, kept in memory.

    Raises:
        OSError: it gives more than `PIPE_BYTES`, and may never end.
    """
    with pipe.open("rb") as stream:
        data = stream.read(PIPE_BYTES + 1)
    if len(data) > PIPE_BYTES:
        more = f"it gives more than {PIPE_BYTES >> 20} MB and may never end; save what it gives as a file first"
        raise OSError(EFBIG, more, str(pipe))
    return data


def _saved_on(file: Path) -> date:
    try:
        return date.fromtimestamp(file.stat().st_mtime)  # noqa: DTZ012  the user's own day
    except OSError:
        return _today()  # the file can't be read either, and the report says so


def _today() -> date:
    return date.today()  # noqa: DTZ011  the user's own day
