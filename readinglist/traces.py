"""Tracebacks fit to be passed on: nothing of the user's papers and folders is in them."""

from __future__ import annotations

import builtins
import re
from pathlib import PurePath
from traceback import FrameSummary, StackSummary, walk_tb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

#: A quotation inside a message; the apostrophe of a word does not begin one.
QUOTED = re.compile(r"(?<!\w)(['\"“‘])(.*?)(['\"”’])(?!\w)")
#: A path, up to what follows it behind a colon: folders have spaces in their names.
PATH = re.compile(r"(?<![\w/\\])(?:~|[A-Za-z]:)?[/\\][^\n:]*")
LONGEST = 300  # characters of a message
FIRST, LAST = 5, 25  # frames that are shown of a long traceback
ROOTS = ("site-packages", "readinglist")  # from where on a path says which file it is


def lines_of(error: BaseException, trace: TracebackType | None, kind: type[BaseException] | None = None) -> list[str]:
    """The errors that led to one with their lines in the program, an empty line before each, the last one last.

    Paths begin where the program does. A quotation in a message shows only names of the program's own code: anything
    else may be the user's.
    """
    lines: list[str] = []
    for one in _causes(error):
        here = trace if one is error else one.__traceback__
        name = kind if one is error and kind else type(one)
        lines += ["", *_traceback(here), f"{_name(name)}: {_message(one, here)}".removesuffix(": ")]
    return lines


def last_frame(trace: TracebackType | None) -> FrameSummary | None:
    """Where an error came from."""
    return next(reversed(_frames(trace)), None)


def without_the_users(text: str) -> str:
    """A text without whatever in it may be the user's: what is quoted, and paths."""
    return PATH.sub("…", QUOTED.sub(r"\1…\3", text))


def _causes(error: BaseException) -> list[BaseException]:
    """The error and what it came from, the first one first."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return chain[::-1]


def _traceback(trace: TracebackType | None) -> Iterable[str]:
    frames = _frames(trace)
    left_out = len(frames) - FIRST - LAST
    for number, frame in enumerate(frames):
        if left_out > 0 and FIRST <= number < FIRST + left_out:
            if number == FIRST:
                yield f"  … {left_out:,} more"
            continue
        yield f"  {_short(frame.filename)}, line {frame.lineno}, in {frame.name}"
        if frame.line:
            yield f"    {frame.line}"


def _frames(trace: TracebackType | None) -> list[FrameSummary]:
    return list(StackSummary.extract(walk_tb(trace)))


def _short(path: str) -> str:
    """A file of the program or of what it uses, without the folders it is installed in."""
    parts = PurePath(path).parts
    for root in ROOTS:
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at + (root == "site-packages") :])
    return parts[-1] if parts else path


def _name(kind: type[BaseException]) -> str:
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _message(error: BaseException, trace: TracebackType | None) -> str:
    try:
        said = str(error)
    except Exception:  # noqa: BLE001  an error that can't say what it is must not hide the report
        return "(it can't be said)"
    known = _names_in_code(trace)
    first = said.partition("\n")[0]

    def shown(found: re.Match[str]) -> str:
        return found[0] if found[2] in known else f"{found[1]}…{found[3]}"

    return PATH.sub("…", QUOTED.sub(shown, first))[:LONGEST]


def _names_in_code(trace: TracebackType | None) -> set[str]:
    """The names that the code of a traceback speaks of, and Python's own."""
    known = {*dir(builtins), "NoneType"}
    for frame, _line in walk_tb(trace):
        code = frame.f_code
        known.update(code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, {code.co_name})
    return known
