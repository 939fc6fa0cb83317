"""What is passed on when something went wrong: versions, numbers, errors; nothing that is the user's."""

from __future__ import annotations

import platform
import sys
from typing import TYPE_CHECKING

from readinglist import __version__, traces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from readinglist.store.health import Health


def facts() -> dict[str, str]:
    """What a report says of the program and of the machine; no name of the user or the machine is among it."""
    from readinglist.store.sqlite import engine

    sqlite = engine()
    frozen = ", frozen" if getattr(sys, "frozen", False) else ""
    return {
        "Reading List": f"{__version__}{frozen}",
        "Python": platform.python_version(),
        "SQLite": f"{'.'.join(map(str, sqlite.version))} ({sqlite.name}), journal {sqlite.journal}",
        "System": platform.platform(),
    }


def of_error(
    error: BaseException,
    trace: TracebackType | None,
    *,
    facts: Mapping[str, str],
    kind: type[BaseException] | None = None,
) -> str:
    """The report of an error that nobody expected: versions, then what led to it."""
    return "\n".join([*_said(facts), *traces.lines_of(error, trace, kind)]) + "\n"


def of_library(health: Health, *, facts: Mapping[str, str], log: Sequence[str]) -> str:
    """The report of a library and of what was done with it last: sizes, numbers, and the end of the log."""
    megabytes = {"library": health.size, "digests": health.digest_size, "second copy": health.copy_size}
    numbers = {
        "Library": f"schema {health.schema}, {health.journal} journal, {health.papers:,} papers,"
        f" {health.digests:,} digests, {health.steps:,} steps",
        "On disk": ", ".join(f"{name} {size / 1e6:,.1f} MB" for name, size in megabytes.items()),
        "Second copy": f"{health.copied:,} steps, {health.behind:,} changes behind",
        "Problems": f"{len(health.problems):,}",
    }
    problems = [f"  {traces.without_the_users(problem)}" for problem in health.problems]
    return "\n".join([*_said(facts), *_said(numbers), *problems, "", "The end of the log:", *log]) + "\n"


def _said(facts: Mapping[str, str]) -> list[str]:
    return [f"{name}: {value}" for name, value in facts.items()]
