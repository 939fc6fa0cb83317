"""Libraries of any size that read like real ones, kept from one run to the next.

Their texts are recombined from real digests, with words put in that few others have: a vocabulary of some hundred
abstracts would make every search look quick. They come in as a user brings them in, as files of digests. The folder
that keeps them is named after what they are made by, so that an older schema's libraries are never used.
"""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from readinglist.commands import import_plan, imports
from readinglist.commands.sources import source_of
from readinglist.core.batches import batches
from readinglist.core.text import NORMALISER
from readinglist.store.library import Library
from tests.benchmarks.long_tail import LongTail
from tests.benchmarks.originals import Text, originals
from tests.benchmarks.used import use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

NEWEST = date(2025, 3, 18)
DIGESTS, FEWEST = 400, 50  # digests of a large library; papers of one in a small library
NAME = "library.db"
STEP = 5_000  # entries that come in as one step
_HEAD = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n"


@dataclass(frozen=True, slots=True)
class Filled:
    """How long it took to bring papers in, in seconds: reading and planning, and writing."""

    papers: int
    planning: float
    writing: float

    @property
    def seconds(self) -> float:
        """Both together."""
        return self.planning + self.writing


class Corpus:
    """Libraries made of the digests in a folder; `tell` hears what is being made. `filled` says how each was made."""

    def __init__(self, digests: Path, cache: Path, tell: Callable[[str], object]) -> None:
        self.digests = digests
        self.filled: dict[int, Filled] = {}
        self._cache, self._tell = cache, tell

    @cached_property
    def papers(self) -> Sequence[Text]:
        """The real papers."""
        return originals(self.digests)

    def folder(self, papers: int) -> Path:
        """Where what belongs to a library of so many papers is kept."""
        return self._cache / f"{papers}-{self._made_by}"

    def text(self, papers: int) -> Path:
        """A file of the same papers, one a line: title, tab, abstract."""
        path = self.folder(papers) / "papers.tsv"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(".unfinished")
            made = LongTail(self.papers, random.Random(papers))
            with unfinished.open("w", encoding="utf-8") as file:
                for _ in range(papers):
                    title, abstract = made.paper()
                    file.write(f"{title}\t{abstract}\n")
            unfinished.rename(path)
            self._tell(f"{papers:,} texts")
        return path

    def files(self, papers: int) -> list[Path]:
        """The same papers as files of digests, the oldest first."""
        folder = self.folder(papers) / "digests"
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            write_digests(unfinished, self._texts(papers), papers)
            unfinished.rename(folder)
        return sorted(folder.glob("*.txt"))

    def library(self, papers: int) -> Path:
        """A library of so many papers, with verdicts, tags, notes and a backup; it is to be copied, not written to."""
        folder = self.folder(papers) / "library"
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            self.filled[papers] = self.fill(unfinished / NAME, papers)
            use(unfinished / NAME, self._tell)
            with Library.open(unfinished / NAME) as library:
                library.back_up("start")
            unfinished.rename(folder)
        return folder / NAME

    def copy(self, papers: int, to: Path) -> Path:
        """A library of so many papers to write to, in a folder that is not there yet."""
        shutil.copytree(self.library(papers).parent, to)
        return to / NAME

    def fill(self, path: Path, papers: int) -> Filled:
        """Bring so many papers into a new library, as a user does with their files."""
        planning = writing = 0.0
        several = max(1, STEP * len(self.files(papers)) // papers)
        with Library.open(path) as library:
            for some in batches(self.files(papers), several):
                begin = perf_counter()
                plan = import_plan.plan(library, [source_of(str(file), day_of(file)) for file in some])
                middle = perf_counter()
                imports.apply(library, plan)
                planning, writing = planning + middle - begin, writing + perf_counter() - middle
                self._tell(f"{some[-1].name} of {papers:,} papers is in after {planning + writing:.0f} s")
        return Filled(papers, planning, writing)

    def new_papers(self, several: int, chance: random.Random) -> list[Text]:
        """Papers that no library has."""
        made = LongTail(self.papers, chance)
        return [made.paper() for _ in range(several)]

    def _texts(self, papers: int) -> Iterator[Text]:
        with self.text(papers).open(encoding="utf-8") as lines:
            for line in lines:
                title, _, abstract = line.rstrip("\n").partition("\t")
                yield Text(title, abstract)

    @cached_property
    def _made_by(self) -> str:
        """What tells libraries of another schema, of other rules or of other texts apart."""
        with Library.open(None) as library:
            schema = library._connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
        sources = [Path(__file__).with_name(f"{name}.py").read_bytes() for name in ("corpus", "long_tail", "used")]
        made_by = repr([schema, NORMALISER, sources, self.papers])
        return blake2b(made_by.encode(), digest_size=5).hexdigest()


def write_digests(folder: Path, texts: Iterator[Text], papers: int) -> None:
    """Texts as digests of about the same length, a day each, the oldest first."""
    digests = max(1, min(DIGESTS, papers // FEWEST))
    for number in range(digests):
        several = papers * (number + 1) // digests - papers * number // digests
        day = NEWEST - timedelta(days=digests - 1 - number)
        write_digest(folder / f"papers-{day}.txt", [next(texts) for _ in range(several)])


def write_digest(path: Path, texts: Sequence[Text]) -> None:
    """Texts as one digest, of the day that its name ends with."""
    day = day_of(path)
    said = "".join(f"\n{title}\n\n{abstract}\n" for title, abstract in texts)
    path.write_text(f"{_HEAD}\n{day:%b} {day.day}\n{said}", "utf-8")


def day_of(path: Path) -> date:
    """The day that a digest was saved on."""
    return date.fromisoformat(path.stem.removeprefix("papers-"))


def folder_of_digests(root: Path) -> Path:
    """The folder of the real digests; where there is none, that of the samples."""
    real = Path(os.environ.get("READINGLIST_DIGESTS") or root.parent / "shared" / "seeds")
    return real if real.is_dir() else root / "seeds"


def cache_folder() -> Path:
    """Where libraries are kept from one run to the next."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "readinglist-benchmarks"
