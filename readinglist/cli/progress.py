"""A bar on stderr where a person is watching."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readinglist.core.pace import Pace
from readinglist.core.sentences import time_left

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from readinglist.commands.import_plan import Far


@contextmanager
def progress(doing: str) -> Iterator[Callable[[int, int, str], None]]:
    """Gives what is told of things done, things in all, and the name of the one at hand; nobody watches a pipe."""
    with _bars() as tell:
        yield lambda done, total, name: tell(doing, done, total, name)


@contextmanager
def reading_progress() -> Iterator[Callable[[Far], None]]:
    """The same for files that are read, then compared with the papers that are here."""
    with _bars() as tell:
        yield lambda far: tell(far.doing.capitalize(), far.done, far.total, far.name)


@contextmanager
def _bars() -> Iterator[Callable[[str, int, int, str], None]]:
    """One bar for each thing that is done, with its pace and the time that is left."""
    if not sys.stderr.isatty():
        yield lambda _doing, _done, _total, _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}")
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}
        paces: dict[str, Pace] = {}

        def tell(doing: str, done: int, total: int, name: str) -> None:
            if doing not in tasks:
                tasks[doing] = bar.add_task(doing, pace="")
                paces[doing] = Pace()
            outlook = paces[doing].outlook(done, total)
            pace = f"{outlook.rate:,.0f} a second, {time_left(outlook.left)}" if outlook else ""
            said = f"{doing} {name}".strip()
            bar.update(tasks[doing], completed=done, total=total, description=said, pace=pace)

        yield tell
