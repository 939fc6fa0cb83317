"""What the pictures show: the sample digests, with some of what a user does to papers done to them."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING

from readinglist import resources
from readinglist.commands import details, notes, queue, reading, searches, tags
from readinglist.commands.import_plan import plan
from readinglist.commands.imports import apply
from readinglist.commands.sources import source_of
from readinglist.core.query import Query
from readinglist.settings import Settings
from readinglist.store.library import Library
from readinglist.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

DAYS = (date(2025, 3, 11), date(2025, 3, 12), date(2025, 3, 17), date(2025, 3, 18))  # when the samples were saved
TAGS = {
    "language": ("BERT", "Attention Is All You Need", "LoRA", "Language Models are Few-Shot Learners"),
    "reading-group": ("BERT", "Highly accurate protein structure prediction with AlphaFold", "Deep Sets"),
    "games": ("Mastering the game of Go without human knowledge", "Playing Atari with Deep Reinforcement Learning"),
    "optimizers": ("Adam", "Decoupled Weight Decay Regularization"),
}
NOTE = """## Why it matters for us
One encoder reads *both sides* of a gap, so that no decoder is needed.

- how much of the gain is the data, how much the **masking**?
- compare with frozen features at equal compute
- [code](https://github.com/google-research/bert)"""

#: A digest in which something is wrong with almost every paper.
PROBLEMS = (
    """and so only the end of this text was copied, which happens to everyone who begins to select a line too late. We \
lost its title on the way, and our method of saying so is to show the place.

Sorting Pebbles with a Single Sieve

Beaches are sorted by hand, which takes a summer. We show that one sieve is enough when it is shaken at two speeds. \
The results were measured twice, and the pebbles that stay behind are those that a person would have kept.

Weights of Wet Stones

How Long a Tide Remembers

A tide leaves marks on the sand that later tides wash away. We follow single marks for a month and estimate how long \
they live. The results do not depend on the depth that a mark had at first, and wind changes them less than expected.

Counting Shells with Na\ufffdve Methods

Shells are counted from photographs that were taken at ebb. This paper shows that a method that looks only at edges \
counts as well as a person. Our experiments say nothing about shells that lie on each other.

Waves Written Down One by One

We introduce a log of waves and train nobody to read it. """
    + "The same wave came again, and our method wrote it down. " * 400
    + """

Maps of Beaches That Move

A map of a beach is old before it is printed. We propose to draw the parts that stay and to leave the others white. \
In our evaluation, walkers who had such a map asked for directions half as often as those with an older model.
"""
)


@dataclass(frozen=True)
class Digests:
    """Files to be imported, in a folder of their own, saved on days that do not depend on who has the checkout."""

    folder: Path

    @property
    def samples(self) -> list[Path]:
        """The sample digests, in their order."""
        return sorted(self.folder.glob("[0-9]*.txt"))

    @property
    def missing(self) -> Path:
        """A file that is not there."""
        return self.folder / "missing.txt"

    @property
    def problems(self) -> Path:
        """A file in which much is wrong."""
        return self.folder / "newsletter.txt"

    @classmethod
    def put(cls, folder: Path) -> Digests:
        """Put all of them into a folder."""
        digests = cls(folder)
        folder.mkdir()
        for sample in resources.samples():
            shutil.copyfile(sample, folder / sample.name)
        digests.problems.write_text(PROBLEMS, "utf-8")
        for path, day in zip([*digests.samples, digests.problems], [*DAYS, DAYS[-1]], strict=True):
            noon = datetime.combine(_this_year(day), time(12)).astimezone().timestamp()
            os.utime(path, (noon, noon))
        return digests


class Shelf:
    """Libraries to be shown: one that is used, or one that is named, and one without papers; each use has its copy."""

    def __init__(self, folder: Path, library: Path | None = None) -> None:
        self.digests = Digests.put(folder / "digests")
        self._folder, self._used, self._numbers = folder, folder / "used.db", count(1)
        if library and library.exists():
            _copy(library, self._used)
        else:
            with Library.open(self._used) as made:
                apply(made, plan(made, [source_of(str(path)) for path in self.digests.samples]))
                use(made)

    def workspace(self, *, empty: bool = False) -> Workspace:
        """A workspace over a copy that no other has; it knows nothing of the user's windows and keys."""
        folder = self._folder / f"window {next(self._numbers)}"
        folder.mkdir()
        if not empty:
            _copy(self._used, folder / "library.db")
        return Workspace(Settings(folder / "library.db", folder / "config", folder / "state"))


def use(library: Library) -> None:
    """Verdicts, stars, ratings, tags, details, a note and searches, as after a week with the program."""
    ids = {row.title.partition(":")[0]: row.id for row in library.page(Query(), limit=100).rows}
    bert = ids["BERT"]
    reading.mark_read(library, ids=[ids["Proximal Policy Optimization Algorithms"], ids["Attention Is All You Need"]])
    reading.dismiss(library, ids=[ids["Neural Message Passing for Quantum Chemistry"], ids["XGBoost"], ids["WaveNet"]])
    queue.queue(library, ids=[bert, ids["Deep Sets"], ids["LoRA"]])
    reading.star(library, ids=[bert, ids["Mastering the game of Go without human knowledge"]])
    reading.rate(library, ids=[bert], rating=4)
    for name, titles in TAGS.items():
        tags.tag(library, ids=[ids[title] for title in titles], add=[name])
    authors = "Jacob Devlin\nMing-Wei Chang\nKenton Lee\nKristina Toutanova"
    details.edit_details(library, paper=bert, authors=authors, year="2018", arxiv="1810.04805")
    searches.save(library, name="Attention, not read", query="attention -is:read")
    searches.save(library, name="For the group", query="tag:reading-group")
    notes.write_note(library, paper=bert, text=NOTE)


def _this_year(day: date) -> date:
    """The last such day that has passed, so that lists need not name the year."""
    today = datetime.now().astimezone().date() - timedelta(days=1)
    return day.replace(year=today.year if (day.month, day.day) <= (today.month, today.day) else today.year - 1)


def _copy(library: Path, to: Path) -> None:
    """A copy of a library with what its last writer has not put into it yet."""
    for ending in ("", "-wal"):
        source = library.with_name(library.name + ending)
        if source.exists():
            shutil.copyfile(source, to.with_name(to.name + ending))
