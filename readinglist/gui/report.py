"""The report of an error that nobody expected, fit to be copied: nothing of the user's papers and folders is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from readinglist import traces
from readinglist.commands import problem_report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from readinglist.store.library import Library


class Reports:
    """Writes one report for each place that fails in a session, so that a loop of errors does not flood the window."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str, int]] = set()

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str | None:
        """The report; None where the same error came from the same line before."""
        last = traces.last_frame(trace)
        place = kind.__qualname__, last.filename if last else "", (last.lineno or 0) if last else 0
        if place in self._seen:
            return None
        self._seen.add(place)
        return problem_report.of_error(error, trace, facts=facts(), kind=kind)


def report_of(library: Library, log: Sequence[str]) -> str:
    """The report of a library and of what was done with it last; reads the whole library."""
    return problem_report.of_library(library.health(), facts=facts(), log=log)


def facts() -> dict[str, str]:
    """What a report says of the program and of the machine; no name of the user or the machine is among it."""
    qt = f"{qVersion()}, PySide6 {PySide6.__version__}, {QGuiApplication.platformName()}"
    return problem_report.facts() | {"Qt": qt}
