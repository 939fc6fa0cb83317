"""Arguments for every command of the registry, at random: a new command is tried by being there."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from readinglist.core.order import Order, Sorting
from readinglist.core.query import Query
from tests.digests import page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from readinglist.commands.registry import Command
    from readinglist.store.library import Library

WORDS = (
    "amber beach candle dune ember ferry garden harbour island juniper kettle ladder meadow nettle orchard pebble"
    " quarry river sieve tide umbrella valley willow yarrow zephyr anchor bridge cloud drum eagle"
)
MOST_PAPERS = 60


class Chance:
    """Draws arguments for commands on a library; `folder` holds the files that commands read and write."""

    def __init__(self, random: Random, folder: Path) -> None:
        self.random = random
        self.folder = folder
        self.stretch: int | None = None

    def arguments(self, command: Command, library: Library) -> dict[str, Any] | None:
        """Arguments by the names of a command's parameters; None where the library has nothing for it."""
        papers = [row.id for row in library.iterate(Query())]
        names = list(inspect.signature(command.run).parameters)[1:]
        draw = self._draws(library, papers)
        if not papers and {"ids", "paper", "digest"} & {*names}:
            return None
        if command.id == "digest.import" and len(papers) >= MOST_PAPERS:
            return None
        drawn = {name: draw[name]() for name in names}
        if command.id == "papers.export":  # the papers are named, or asked for
            drawn["query"] = None
        return None if any(value is _NOTHING for value in drawn.values()) else drawn

    def _draws(self, library: Library, papers: list[int]) -> dict[str, Callable[[], Any]]:
        """How a parameter of each name is drawn; a new name has to be added here."""
        pick, chance = self.random.choice, self.random.random
        return {
            "ids": lambda: sorted(self.random.sample(papers, min(len(papers), self.random.randint(2, 4)))),
            "paper": lambda: pick(papers),
            "text": lambda: " ".join(self.words(self.random.randint(0, 40))),
            "rating": lambda: self.random.randint(0, 5),
            "until": lambda: datetime.now(UTC).astimezone().date() + timedelta(self.random.randint(2, 9)),
            "add": lambda: self.words(self.random.randint(0, 2)),
            "remove": list,
            "paths": lambda: [str(self._digest())],
            "captured": lambda: None,
            "title": lambda: pick([None, "", " ".join(self.words(6)).title()]),
            "authors": lambda: pick([None, "", "Ada Example; Bo Sample"]),
            "year": lambda: pick([None, "", "2024"]),
            "arxiv": lambda: pick([None, "", f"2403.0{self.random.randint(1000, 1009)}"]),
            "doi": lambda: pick([None, "", "10.1000/kettle"]),
            "link": lambda: pick([None, "", "https://example.org/kettle"]),
            "base": lambda: None,
            "joins": lambda: self.stretch if chance() < 0.7 else None,
            "search": lambda: pick([one.id for one in library.saved_searches()] or [_NOTHING]),
            "name": lambda: pick(self.words(1)),
            "query": lambda: " ".join(self.words(2)) or "sand",
            "sorting": lambda: pick([None, Sorting(pick(list(Order)))]),
            "digest": lambda: pick([one.digest.id for one in library.digests()] or [_NOTHING]),
            "sighting": lambda: None,
            "step": lambda: pick([one.id for one in library.history(20)] or [_NOTHING]),
            "form": lambda: pick(["bibtex", "markdown"]),
            "to": lambda: self.folder / "papers.out",
            "places": lambda: self.random.randint(1, 3),
            "before": lambda: pick([None, *papers]),
        }

    def words(self, number: int) -> list[str]:
        """Some words, each once."""
        return self.random.sample(WORDS.split(), min(number, 28))

    def _digest(self) -> Path:
        """A new digest of a few papers, two of which other digests are likely to have too."""
        made = [self.paper(self.random.randint(0, 10**9)) for _ in range(self.random.randint(1, 4))]
        made += [self.paper(self.random.randint(0, 12)) for _ in range(2)]
        path = self.folder / f"page-{self.random.randint(0, 10**9)}.txt"
        path.write_bytes(page(made))
        return path

    @staticmethod
    def paper(number: int) -> tuple[str, str]:
        """A paper of that number: always the same title and abstract."""
        from random import Random

        own = Random(number)
        title = " ".join(own.sample(WORDS.split(), 7)).title()
        return title, " ".join(own.choice(WORDS.split()) for _ in range(60)).capitalize() + "."


_NOTHING = object()
