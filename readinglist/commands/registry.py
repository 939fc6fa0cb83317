"""Every command by its id: `@command` marks a function, an explicit tuple of modules makes the registry."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeVar

from readinglist.core.errors import NotFoundError

Function = TypeVar("Function", bound=Callable[..., Any])
_MARK = "readinglist_command"

#: The modules that hold commands; a test holds this tuple and the folder equal.
MODULES = (
    "backups",
    "details",
    "digests",
    "duplicates",
    "exports",
    "history",
    "imports",
    "notes",
    "purge",
    "queue",
    "reading",
    "searches",
    "tags",
    "window",
)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a user can do. `title` stands in menus, `help` is one sentence; `run(library, **arguments)`.

    `writes` says that it is a step which undo takes back; such a command returns `Changes`.
    """

    id: str
    title: str
    help: str
    run: Callable[..., Any]
    writes: bool


def done_by_window() -> None:
    """Stands where a command of the window has no function here."""
    raise AssertionError("a command of the window is done by the window")


def window_command(identity: str, title: str, help: str) -> Command:  # noqa: A002  the word that menus use
    """A command that only the window knows how to do."""
    return Command(identity, title, help, done_by_window, writes=False)


def command(identity: str, *, title: str, help: str, writes: bool = True) -> Callable[[Function], Function]:  # noqa: A002  the word that menus and command lines use
    """Mark a function as a command."""

    def mark(function: Function) -> Function:
        setattr(function, _MARK, Command(identity, title, help, function, writes))
        return function

    return mark


class Registry:
    """The commands of the program, in the order of their modules."""

    def __init__(self, commands: Mapping[str, Command]) -> None:
        self._commands = commands

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __contains__(self, identity: object) -> bool:
        return identity in self._commands

    def __getitem__(self, identity: str) -> Command:
        try:
            return self._commands[identity]
        except KeyError:
            raise NotFoundError(f"There is no command “{identity}”.") from None


def make_registry() -> Registry:
    """Collect what the modules mark; two commands of one id are a bug."""
    found: dict[str, Command] = {}
    for name in MODULES:
        for marked in _marked(vars(import_module(f"readinglist.commands.{name}"))):
            if marked.id in found:
                raise ValueError(f"two commands are called {marked.id}")
            found[marked.id] = marked
    return Registry(found)


def _marked(module: Mapping[str, Any]) -> Iterator[Command]:
    """What a module marks, and the commands of the window that it lists."""
    for value in module.values():
        marked = getattr(value, _MARK, None)
        if isinstance(marked, Command) and marked.run is value:
            yield marked
    yield from module.get("WINDOW_COMMANDS", ())


def papers(count: int) -> str:
    """How labels and reports say a number of papers: "1 paper", "1,602 papers"."""
    return "1 paper" if count == 1 else f"{count:,} papers"


def notes(count: int) -> str:
    """How reports say a number of notes: "1 note", "1,602 notes"."""
    return "1 note" if count == 1 else f"{count:,} notes"


def papers_of(ids: Collection[int]) -> str:
    """How labels say how many papers a step is about."""
    return papers(len(set(ids)))
