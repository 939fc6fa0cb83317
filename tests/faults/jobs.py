"""What is done to a library at random: every command of the registry, and what is done to libraries beside commands.

A new command is drawn by being in the registry. Something else is one line in `JOBS`: how its arguments are drawn,
which must be fit for JSON because one process says them to another, and what it does.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from readinglist.commands.imports import import_digests
from readinglist.commands.notes import write_note
from readinglist.commands.registry import Registry, make_registry
from readinglist.core.errors import ReadingListError
from readinglist.core.query import Query
from readinglist.store.library import Library
from tests.arguments import Chance
from tests.digests import large_page

EXPORTED = "papers.out"
OFTEN = 4  # how often a command is drawn, among others
SELDOM = {"digest.import": 3, "digest.undo_import": 1, "repeats.find": 1, "papers.purge": 1}
LARGE = 300  # papers of a large digest
ENOUGH = 30  # papers that make a library large enough to be worth a large digest

Arguments = dict[str, Any]


class Hand:
    """Does things to a library, drawn at random or named."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.path = path
        self.library = self._opened()
        self.chance = Chance(chance, path.parent)
        self._registry = make_registry()
        often = {one.id: SELDOM.get(one.id, OFTEN) for one in self._registry if is_done_here(one.id, self._registry)}
        often |= {name: job.often for name, job in JOBS.items()}
        self._names = [name for name, times in often.items() for _ in range(times)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.library.close()

    def open_again(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Close the library, do something, and open it."""
        self.library.close()
        try:
            meanwhile()
        finally:
            self.library = self._opened()

    def draw(self) -> tuple[str, Arguments]:
        """Something to do, and its arguments."""
        empty = self.library.count(Query()) == 0
        while True:
            name = "digest.import" if empty and self.chance.random.random() < 0.5 else self._any_name()
            job = JOBS.get(name)
            arguments = job.draw(self) if job else self.chance.arguments(self._registry[name], self.library)
            if arguments is not None:
                return name, arguments

    def _any_name(self) -> str:
        return self.chance.random.choice(self._names)

    def do(self, name: str, arguments: Arguments) -> Any:
        """Do it, and say what it returned; what is refused changes nothing."""
        if "until" in arguments:  # may have come as JSON
            arguments = {**arguments, "until": date.fromisoformat(str(arguments["until"]))}
        if "to" in arguments:
            arguments = {**arguments, "to": self.path.parent / EXPORTED}
        try:
            if name in JOBS:
                changes = JOBS[name].run(self, **arguments)
            else:
                changes = self._registry[name].run(self.library, **arguments)
        except ReadingListError:
            return None
        if name in ("paper.note", "type") and changes:
            self.chance.stretch = changes.group
        return changes

    def _opened(self) -> Library:
        library = Library.open(self.path)
        while library.rekey_some():  # as the window does, before anything can be imported
            pass
        return library


def is_done_here(name: str, registry: Registry) -> bool:
    """Whether a command has a function here, and is not one that only the window knows how to do."""
    return registry[name].run.__module__ != "readinglist.commands.registry"


@dataclass(frozen=True)
class Job:
    """Something that is no command: its arguments, None where it can't be done now; what it does; how often."""

    draw: Callable[[Hand], Arguments | None]
    run: Callable[..., Any]
    often: int = 1


def _nothing(_: Hand) -> Arguments:
    return {}


def _draw_typing(hand: Hand) -> Arguments | None:
    """The next save of a note that is being typed: the text goes on, or changes in the middle."""
    papers = [row.id for row in hand.library.iterate(Query(), limit=3)]
    if not papers:
        return None
    chance, paper = hand.chance.random, min(papers)
    before = next((note.text for note in hand.library.record(paper).notes if note.paper == paper), "")
    at = len(before) if chance.random() < 0.7 else chance.randint(0, len(before))
    typed = f" {' '.join(hand.chance.words(chance.randint(1, 5)))}"
    return {"paper": paper, "text": before[:at] + typed + before[at:], "base": before, "joins": hand.chance.stretch}


def _type(hand: Hand, **arguments: Any) -> Any:
    return write_note(hand.library, **arguments)


def _draw_large_digest(hand: Hand) -> Arguments | None:
    if not ENOUGH <= hand.library.count(Query()) < LARGE:
        return None
    path = hand.path.parent / "large.txt"
    path.write_bytes(large_page(hand.chance.random, LARGE))
    return {"paths": [str(path)]}


def _import_large(hand: Hand, paths: list[str]) -> Any:
    return import_digests(hand.library, paths=paths)


def _make_keys_anew(hand: Hand) -> None:
    """What happens after an update that knows repeats by other rules: all keys are made anew."""
    hand.library._connection.execute("UPDATE meta SET value = '0' WHERE key = 'normaliser'")
    while hand.library.rekey_some():
        pass


def _restore(hand: Hand) -> None:
    hand.open_again(lambda: Library.restore(hand.path))


def _lose_the_file(hand: Hand) -> None:
    """The library is gone, as if a person had removed it; opening makes it again."""
    hand.open_again(hand.path.unlink)


JOBS: dict[str, Job] = {
    "type": Job(_draw_typing, _type, often=12),
    "import a large digest": Job(_draw_large_digest, _import_large),
    "make the keys anew": Job(_nothing, _make_keys_anew),
    "open again": Job(_nothing, lambda hand: hand.open_again()),
    "restore": Job(_nothing, _restore),
    "lose the file": Job(_nothing, _lose_the_file),
}
