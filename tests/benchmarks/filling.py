"""The first fill: digests brought into an empty library as users do it, beside the sum of what can't be spared."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from readinglist.core.paper import DigestReport, Entry
from readinglist.store.library import Library
from readinglist.store.rows import hash_of_text
from readinglist.store.sqlite import connect
from readinglist.store.transaction import NewDigest, NewMember
from readinglist.store.triggers import drop_triggers
from tests.benchmarks.bare_parts import bare_parts
from tests.benchmarks.figures import Figure, Reach, Row, in_turns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.benchmarks.bare_parts import BareParts
    from tests.benchmarks.bench import Bench
    from tests.benchmarks.corpus import Filled

ONCE = 50_000  # papers from which one round has to do
TIMES = 2  # else
ROWS = 10_000
DAY = date(2025, 3, 18)


def rows(bench: Bench) -> Iterator[Row]:
    """The whole, what it is made of, and rows alone."""
    filled, bare = _filled(bench)
    parts = {
        "rows": [one.rows for one in bare],
        "search index": [one.index for one in bare],
        "keys computed": [one.computing for one in bare],
        "keys inserted": [one.keys for one in bare],
    }
    yield Row(
        "first fill", "s", Figure.of(one.seconds for one in filled), Figure.of(one.seconds for one in bare),
        "its bare parts: " + ", ".join(f"{name} {Figure.of(some).value:.1f}" for name, some in parts.items()),
        Reach(most=1.3),
    )  # fmt: skip
    yield Row(
        "first fill: reading and planning", "s", Figure.of(one.planning for one in filled),
        Figure.of(parts["keys computed"]), "keys computed",
    )  # fmt: skip
    yield Row(
        "first fill: writing", "s", Figure.of(one.writing for one in filled),
        Figure.of(one.seconds - one.computing for one in bare), "bare rows, search index and keys inserted",
    )  # fmt: skip
    ours, theirs = _rows_alone(bench)
    yield Row("rows alone", "per s", ours, theirs, "bare executemany into the same tables", Reach(least=0.8))


def _filled(bench: Bench) -> tuple[list[Filled], list[BareParts]]:
    """Both in turns; the import that made the library in this run is one of them."""
    made = bench.corpus.library(bench.papers)
    known = bench.corpus.filled.get(bench.papers)
    filled = [known] if known else []
    bare: list[BareParts] = []
    times = 1 if bench.papers >= ONCE else min(TIMES, bench.rounds)
    for number in range(times):
        if len(filled) <= number:
            filled.append(bench.corpus.fill(_folder(bench, f"filled-{number}") / "library.db", bench.papers))
        bare.append(bare_parts(made, _folder(bench, f"bare-{number}") / "library.db"))
    return filled, bare


def _folder(bench: Bench, name: str) -> Path:
    folder = bench.folder / name
    folder.mkdir()
    return folder


def _rows_alone(bench: Bench) -> tuple[Figure, Figure]:
    """How many papers a second are written without keys and search index, until the commit; and bare."""
    texts = bench.corpus.new_papers(min(ROWS, bench.papers), random.Random("rows alone"))
    entries = [Entry(3 * line + 1, *text) for line, text in enumerate(texts)]
    turns = iter(range(2 * bench.rounds))
    ours, theirs = in_turns(
        bench.rounds,
        lambda: _ours(_folder(bench, f"rows-{next(turns)}") / "library.db", entries),
        lambda: _bare(_folder(bench, f"rows-{next(turns)}") / "library.db", entries),
    )
    return Figure.of(ours), Figure.of(theirs)


def _ours(path: Path, entries: Sequence[Entry]) -> float:
    with Library.open(path) as library, library.transaction("Import") as tx:
        began = perf_counter()
        digest = tx.add_digest(NewDigest("a", "a.txt", "text", DAY, DAY, len(entries), DigestReport(0, 0, 0)))
        first = tx.next_member()
        tx.add_members(NewMember(number, entry, ()) for number, entry in enumerate(entries, first))
        tx.add_sightings(digest, DAY, list(enumerate(entries, first)))
        return len(entries) / (perf_counter() - began)


def _bare(path: Path, entries: Sequence[Entry]) -> float:
    Library.open(path).close()
    numbered = list(enumerate(entries, 1))
    with closing(connect(path, write=True)) as connection:
        drop_triggers(connection)
        connection.execute("PRAGMA foreign_keys = off")
        connection.execute("BEGIN IMMEDIATE")
        began = perf_counter()
        connection.executemany(
            "INSERT INTO wording (id, title, abstract, hash) VALUES (?, ?, ?, ?)",
            ((number, one.title, one.abstract, hash_of_text(one.title, one.abstract)) for number, one in numbered),
        )
        connection.executemany(
            "INSERT INTO member (id, uid, wording, cluster, added) VALUES (?, ?, ?, ?, '')",
            ((number, f"{number:032x}", number, number) for number, _ in numbered),
        )
        connection.executemany("INSERT INTO reading (id) VALUES (?)", ((number,) for number, _ in numbered))
        connection.executemany(
            "INSERT INTO sighting (member, digest, wording, line, day, rank) VALUES (?, 1, ?, ?, '2025-03-18', ?)",
            ((number, number, one.line, number) for number, one in numbered),
        )
        spent = perf_counter() - began
        connection.execute("COMMIT")
    return len(entries) / spent
