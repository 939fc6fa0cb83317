"""One digest of usual length into a large library: read, planned and written, beside its rows written bare."""

from __future__ import annotations

import random
from contextlib import closing
from time import perf_counter
from typing import TYPE_CHECKING

from readinglist.commands.imports import import_digests
from readinglist.store.library import Library
from readinglist.store.sqlite import connect
from readinglist.store.triggers import drop_triggers
from tests.benchmarks.corpus import NEWEST, write_digest
from tests.benchmarks.figures import Figure, Reach, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.benchmarks.bench import Bench
    from tests.benchmarks.originals import Text

ENTRIES = 535


def rows(bench: Bench) -> Iterator[Row]:
    """The real digests first, then as many papers made like them, each time others."""
    chance = random.Random("one digest")
    bare = bench.folder / "bare-digest.db"
    Library.open(bare).close()
    ours, theirs = [], []
    with Library.open(bench.library) as library:
        for number in range(bench.rounds):
            texts = bench.corpus.new_papers(min(ENTRIES, bench.papers), chance)
            ours.append(_import(library, _files(bench, number, texts)))
            theirs.append(_bare(bare, texts))
    yield Row(
        f"a digest of {ENTRIES}", "ms", Figure.of(ours), Figure.of(theirs), "its rows and their search index, bare",
        Reach(most=100, of="ours"),
    )  # fmt: skip


def _files(bench: Bench, number: int, texts: Sequence[Text]) -> list[Path]:
    if number == 0 and bench.papers >= ENTRIES:
        return sorted(bench.corpus.digests.glob("*.txt"))
    path = bench.folder / f"brought-{number}" / f"papers-{NEWEST}.txt"
    path.parent.mkdir()
    write_digest(path, texts)
    return [path]


def _import(library: Library, files: Sequence[Path]) -> float:
    """Milliseconds."""
    began = perf_counter()
    import_digests(library, paths=[str(file) for file in files], captured=NEWEST)
    return 1000 * (perf_counter() - began)


def _bare(path: Path, texts: Sequence[Text]) -> float:
    """Milliseconds."""
    with closing(connect(path, write=True)) as connection:
        drop_triggers(connection)
        connection.execute("PRAGMA foreign_keys = off")
        (first,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM wording").fetchone()
        numbered = list(enumerate(texts, first))
        began = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO wording (id, title, abstract, hash) VALUES (?, ?, ?, '')",
            ((number, *text) for number, text in numbered),
        )
        connection.executemany(
            "INSERT INTO member (id, uid, wording, cluster, added) VALUES (?, ?, ?, ?, '')",
            ((number, f"{number:032x}", number, number) for number, _ in numbered),
        )
        connection.executemany("INSERT INTO reading (id) VALUES (?)", ((number,) for number, _ in numbered))
        connection.executemany(
            "INSERT INTO sighting (member, digest, wording, line, day, rank) VALUES (?, 1, ?, 1, '', 1)",
            ((number, number) for number, _ in numbered),
        )
        connection.executemany(
            "INSERT INTO search (rowid, title, abstract, notes, tags) VALUES (?, ?, ?, '', '')",
            ((number, *text) for number, text in numbered),
        )
        connection.execute("COMMIT")
        return 1000 * (perf_counter() - began)
