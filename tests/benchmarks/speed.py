"""What it costs to bring entries into libraries of several sizes, beside what cannot be spared, and by brute force.

*Floor*: the simplest importer that is honest: it reads the file and cuts it at blank lines, normalises the title
(`core.text.normalised`) and the abstract (`core.text.words`), hashes both, and inserts title, abstract and hash, in one
transaction. It finds nothing.

*Ours*: reads the same file in the same way, plans the entries (`core.plan.plan_entries` against the table of keys in
the library), and inserts the papers that are new with their hash, their member and their keys, in one transaction.

*Brute force*: `rapidfuzz.process.cdist` with `ratio` of all titles against all stored titles, on one core, measured on
a sample of the entries and multiplied; reading, abstracts and writing are not in it.

All three are CPU time of this process, in turns, the median of several rounds.
"""

from __future__ import annotations

import importlib.util
import random
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final

from readinglist.core.paper import Entry
from readinglist.core.plan import plan_entries
from readinglist.core.text import normalised, words
from readinglist.store.library import Library
from readinglist.store.rows import hash_of_text
from tests.benchmarks import dressings
from tests.benchmarks.originals import Text, originals
from tests.benchmarks.revisions import cut_short, revised
from tests.benchmarks.stored import Recombined, add, stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

REPEATED: Final = 0.3
"""The share of entries that the library has: half of them word for word, the others revised, cut or dressed anew."""
SAMPLE: Final = 20
ONES: Final = 200


@dataclass(slots=True)
class Figures:
    """CPU seconds of each round, of a library of one size; `one` is milliseconds for one entry, `brute` seconds."""

    papers: int
    floor: list[float] = field(default_factory=list)
    plan: list[float] = field(default_factory=list)
    write: list[float] = field(default_factory=list)
    verdicts: dict[str, int] = field(default_factory=dict)
    brute: float | None = None
    one: float = 0.0
    index: int | None = None
    text: int = 0

    @property
    def ours(self) -> float:
        """Seconds that we need, the median."""
        return median(plan + write for plan, write in zip(self.plan, self.write, strict=True))


def lines(
    digests: Path, cache: Path, sizes: Sequence[int], tell: Callable[[str], object], *, several: int, times: int
) -> Iterator[str]:
    """The table, line by line."""
    papers = originals(digests)
    paths = {size: stored(cache, papers, size, tell) for size in sizes}
    found = [Figures(size) for size in sizes]
    files = {size: _file(cache, paths[size], papers, several, size) for size in sizes}
    for round_ in range(times):
        for figures in found:
            tell(f"round {round_ + 1} of {times}, {figures.papers:,} papers")
            _bring_in(paths[figures.papers], files[figures.papers], figures)
    for figures in found:
        _look(paths[figures.papers], files[figures.papers], figures)
    yield from _table(found, several)


def _file(cache: Path, library: Path, papers: Sequence[Text], several: int, size: int) -> Path:
    """Entries to bring in, in a file: title, blank line, abstract, blank line."""
    chance = random.Random(f"brought into {size}")
    recombined = Recombined(papers, random.Random(f"new for {size}"))
    others = [abstract for _, abstract in papers]
    entries = [recombined.paper() for _ in range(several)]
    with _opened(library, size) as connection:
        for place in chance.sample(range(several), round(several * REPEATED)):
            entries[place] = _again(_paper(connection, chance.randint(1, size)), chance, others)
    path = cache / f"brought-into-{size}.txt"
    path.write_text("".join(f"{title}\n\n{abstract}\n\n" for title, abstract in entries), "utf-8")
    return path


def _again(paper: Text, chance: random.Random, others: Sequence[str]) -> Text:
    title, abstract = paper
    forms = (
        paper, paper, paper,
        Text(title, revised(abstract, chance, others, 0.5)),
        Text(title, cut_short(abstract, chance)),
        Text(dressings.dressed(title, chance), abstract),
    )  # fmt: skip
    return chance.choice(forms)


def _read(path: Path) -> list[Text]:
    parts = path.read_text("utf-8").split("\n\n")
    return [Text(title, abstract) for title, abstract in zip(parts[::2], parts[1::2], strict=False)]


def _bring_in(library: Path, file: Path, figures: Figures) -> None:
    with _opened(library, figures.papers) as connection:
        begin = process_time()
        _floor(connection, file, figures.papers)
        figures.floor.append(process_time() - begin)
    with Library.open(library) as opened, _cleaned(opened._connection, figures.papers) as connection:
        begin = process_time()
        entries = [Entry(line, *text) for line, text in enumerate(_read(file), 1)]
        ((*planned,),) = plan_entries([entries], opened.match_index())
        middle = process_time()
        new = [one for one in planned if one.verdict != "same"]
        held = [(key, member) for member, one in enumerate(new, figures.papers + 1) for key in one.keys]
        connection.execute("BEGIN IMMEDIATE")
        add(connection, figures.papers + 1, [Text(one.entry.title, one.entry.abstract) for one in new], held)
        connection.execute("COMMIT")
        figures.plan.append(middle - begin)
        figures.write.append(process_time() - middle)
        figures.verdicts = {name: sum(one.verdict == name for one in planned) for name in ("new", "same", "ask")}


def _floor(connection: sqlite3.Connection, file: Path, papers: int) -> None:
    rows = []
    for number, (title, abstract) in enumerate(_read(file), papers + 1):
        normalised(title)
        words(abstract)
        rows.append((number, title, abstract, hash_of_text(title, abstract)))
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO wording (id, title, abstract, hash) VALUES (?, ?, ?, ?)", rows)
    connection.execute("COMMIT")


def _look(library: Path, file: Path, figures: Figures) -> None:
    """One entry at a time, brute force, sizes."""
    with Library.open(library) as opened:
        connection = opened._connection
        ones = [[[Entry(1, *text)]] for text in _read(file)[:ONES]]
        taken = []
        for warm in (False, True):
            for one in ones:
                begin = perf_counter()
                plan_entries(one, opened.match_index())
                if warm:
                    taken.append(perf_counter() - begin)
        figures.one = 1000 * median(taken)
        figures.brute = _brute(connection, [text.title for text in _read(file)])
    figures.index, figures.text = _sizes(library)


def _sizes(library: Path) -> tuple[int | None, int]:
    """Bytes of the table of keys, where the interpreter's own SQLite can tell, and of all titles and abstracts."""
    with closing(sqlite3.connect(library)) as connection:
        text = "SELECT sum(length(CAST(title AS BLOB)) + length(CAST(abstract AS BLOB))) FROM wording"
        bytes_of_text = int(connection.execute(text).fetchone()[0])
        try:
            pages = connection.execute("SELECT sum(pgsize) FROM dbstat WHERE name = 'match_key'").fetchone()[0]
        except sqlite3.OperationalError:
            return None, bytes_of_text
        return int(pages), bytes_of_text


def _brute(connection: sqlite3.Connection, titles: Sequence[str]) -> float | None:
    """CPU seconds for all titles against all that are stored; None without numpy, which cdist needs."""
    if not importlib.util.find_spec("numpy"):
        return None
    from rapidfuzz import fuzz, process

    held = [title for (title,) in connection.execute("SELECT title FROM wording")]
    begin = process_time()
    process.cdist(titles[:SAMPLE], held, scorer=fuzz.ratio, workers=1)
    return (process_time() - begin) * len(titles) / SAMPLE


def _table(found: Sequence[Figures], several: int) -> Iterator[str]:
    yield ""
    yield f"{several:,} entries brought into a library of … papers" + "".join(f"{one.papers:>12,}" for one in found)
    rows: list[tuple[str, Callable[[Figures], str]]] = [
        ("new / same / asked", lambda one: "/".join(str(number) for number in one.verdicts.values())),
        ("floor, µs an entry", lambda one: f"{median(one.floor) / several * 1e6:.0f}"),
        ("planning, µs an entry", lambda one: f"{median(one.plan) / several * 1e6:.0f}"),
        ("writing, µs an entry", lambda one: f"{median(one.write) / several * 1e6:.0f}"),
        ("ours over the floor", lambda one: f"{_ratio(one):.1f}×"),
        ("brute force over ours", lambda one: f"{one.brute / one.ours:.0f}×" if one.brute else "no numpy"),
        ("ours, over ours at the smallest", lambda one: f"{one.ours / found[0].ours:.2f}×"),
        ("one entry alone, warm, ms", lambda one: f"{one.one:.2f}"),
        ("table of keys beside the text", lambda one: f"{one.index / one.text:.1%}" if one.index else "no dbstat"),
    ]
    for name, told in rows:
        yield f"  {name:<46}" + "".join(f"{told(one):>12}" for one in found)


def _ratio(figures: Figures) -> float:
    rounds = zip(figures.floor, figures.plan, figures.write, strict=True)
    return median((plan + write) / floor for floor, plan, write in rounds)


@contextmanager
def _opened(library: Path, papers: int) -> Iterator[sqlite3.Connection]:
    with Library.open(library) as opened, _cleaned(opened._connection, papers) as connection:
        yield connection


@contextmanager
def _cleaned(connection: sqlite3.Connection, papers: int) -> Iterator[sqlite3.Connection]:
    """Take away, before and after, whatever came in behind the papers that the library was made with."""
    _clean(connection, papers)
    try:
        yield connection
    finally:
        _clean(connection, papers)


def _clean(connection: sqlite3.Connection, papers: int) -> None:
    from readinglist.core.fingerprint import fingerprint
    from readinglist.core.match_keys import keys

    new = connection.execute("SELECT id, title, abstract FROM wording WHERE id > ?", (papers,)).fetchall()
    connection.execute("PRAGMA foreign_keys = off")  # to see that nothing refers to a wording would read all members
    connection.execute("BEGIN IMMEDIATE")
    held = ((key, member) for member, *text in new for key in keys(fingerprint(*text)))
    connection.executemany("DELETE FROM match_key WHERE key = ? AND member = ?", held)
    connection.execute("DELETE FROM member WHERE id > ?", (papers,))
    connection.execute("DELETE FROM wording WHERE id > ?", (papers,))
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys = on")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _paper(connection: sqlite3.Connection, number: int) -> Text:
    return Text(*connection.execute("SELECT title, abstract FROM wording WHERE id = ?", (number,)).fetchone())
