"""The report of an error that nobody expected, fit to be copied: nothing of the user's papers and folders is in it."""

from __future__ import annotations

import builtins
import platform
import re
import sys
from pathlib import Path, PurePath
from traceback import FrameSummary, StackSummary, walk_tb
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from readinglist import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

#: A quotation inside a message; the apostrophe of a word does not begin one.
QUOTED = re.compile(r"(?<!\w)(['\"“‘])(.*?)(['\"”’])(?!\w)")
LONGEST = 300  # characters of a message
FIRST, LAST = 5, 25  # frames that are shown of a long traceback
ROOTS = ("site-packages", "readinglist")  # from where on a path says which file it is


class Reports:
    """Writes one report for each place that fails in a session, so that a loop of errors does not flood the window."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str, int]] = set()

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str | None:
        """The report; None where the same error came from the same line before."""
        frames = _frames(trace)
        last = frames[-1] if frames else None
        place = kind.__qualname__, last.filename if last else "", (last.lineno or 0) if last else 0
        if place in self._seen:
            return None
        self._seen.add(place)
        return report_of(kind, error, trace, facts=facts())


def facts() -> dict[str, str]:
    """What a report says of the program and of the machine; no name of the user or the machine is among it."""
    from readinglist.store.sqlite import engine

    sqlite = engine()
    frozen = ", frozen" if getattr(sys, "frozen", False) else ""
    return {
        "Reading List": f"{__version__}{frozen}",
        "Python": platform.python_version(),
        "Qt": f"{qVersion()}, PySide6 {PySide6.__version__}, {QGuiApplication.platformName()}",
        "SQLite": f"{'.'.join(map(str, sqlite.version))} ({sqlite.name}), journal {sqlite.journal}",
        "System": platform.platform(),
    }


def report_of(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None, *, facts: Mapping[str, str]
) -> str:
    """The whole report: versions, then the errors that led to it with their lines in the program, the last one last.

    Paths begin where the program does. A quotation in a message shows only names of the program's own code: anything
    else may be the user's.
    """
    lines = [f"{name}: {value}" for name, value in facts.items()]
    for one in _causes(error):
        here = trace if one is error else one.__traceback__
        name = kind if one is error else type(one)
        lines += ["", *_traceback(here), f"{_name(name)}: {_message(one, here)}".removesuffix(": ")]
    return "\n".join(lines) + "\n"


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
    first = said.partition("\n")[0].replace(str(Path.home()), "~")

    def shown(found: re.Match[str]) -> str:
        return found[0] if found[2] in known else f"{found[1]}…{found[3]}"

    return QUOTED.sub(shown, first)[:LONGEST]


def _names_in_code(trace: TracebackType | None) -> set[str]:
    """The names that the code of a traceback speaks of, and Python's own."""
    known = {*dir(builtins), "NoneType"}
    for frame, _line in walk_tb(trace):
        code = frame.f_code
        known.update(code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, {code.co_name})
    return known
