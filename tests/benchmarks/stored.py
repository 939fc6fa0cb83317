"""Libraries of any size to bring entries into: papers that read like real ones, with their text and their keys.

Only what matching reads is stored, wordings, members and keys, in chunks of the size of a large import, so that the
table of keys is as full as it becomes by importing.
"""

from __future__ import annotations

import random
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from readinglist.core.batches import batches
from readinglist.core.fingerprint import fingerprint
from readinglist.core.match_keys import keys
from readinglist.store import migrations
from readinglist.store.library import Library
from readinglist.store.match_index import add_keys
from readinglist.store.rows import hash_of_text
from tests.benchmarks.originals import Text, sentences

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence

AT_ONCE: Final = 10_000
_STRANGE: Final = 0.06
"""One word of sixteen is replaced by one of another paper, so that sentences are taken over, but none word for word."""


class Recombined:
    """Papers made of thirds of titles and of the sentences of abstracts, with some words replaced."""

    def __init__(self, papers: Sequence[Text], chance: random.Random) -> None:
        self._chance = chance
        self._thirds = [_thirds(title) for title, _ in papers]
        said = [[sentence.split(" ") for sentence in sentences(abstract)] for _, abstract in papers]
        self._lengths = [len(abstract) for abstract in said]
        self._sentences = [sentence for abstract in said for sentence in abstract]
        self._strange = sorted({word for sentence in self._sentences for word in sentence if len(word) > 4})

    def paper(self) -> Text:
        """The next paper; no two have the same title but by chance."""
        pick = self._chance.choice
        title = " ".join(part for at in range(3) if (part := pick(self._thirds)[at]))
        return Text(title, " ".join(" ".join(self._told(pick(self._sentences))) for _ in range(pick(self._lengths))))

    def _told(self, sentence: list[str]) -> list[str]:
        said = sentence.copy()
        for _ in range(max(1, round(len(said) * _STRANGE))):
            said[self._chance.randrange(len(said))] = self._chance.choice(self._strange)
        return said


def stored(folder: Path, papers: Sequence[Text], several: int, tell: Callable[[str], object]) -> Path:
    """A library of so many papers: the one that was made before with the same keys, or a new one."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"stored-{several}-{_made_of(papers)}.db"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        for old in folder.glob(f"{unfinished.name}*"):
            old.unlink()
        with Library.open(unfinished) as library:
            _fill(library._connection, Recombined(papers, random.Random(several)), several, tell)
        unfinished.rename(path)
    return path


def add(connection: sqlite3.Connection, first: int, papers: Sequence[Text], held: Sequence[tuple[int, int]]) -> None:
    """Papers with ids from `first`, and (key, member) pairs, within the transaction that is open."""
    numbered = [(first + place, paper) for place, paper in enumerate(papers)]
    connection.executemany(
        "INSERT INTO wording (id, title, abstract, hash) VALUES (?, ?, ?, ?)",
        ((number, *paper, hash_of_text(*paper)) for number, paper in numbered),
    )
    connection.executemany(
        "INSERT INTO member (id, uid, wording, cluster, added) VALUES (?, ?, ?, ?, '')",
        ((number, f"{number:x}", number, number) for number, _ in numbered),
    )
    add_keys(connection, held)


def _fill(connection: sqlite3.Connection, recombined: Recombined, several: int, tell: Callable[[str], object]) -> None:
    connection.execute("PRAGMA synchronous = off")
    for numbers in batches(range(1, several + 1), AT_ONCE):
        papers = [recombined.paper() for _ in numbers]
        connection.execute("BEGIN")
        add(connection, numbers[0], papers, [*_pairs(numbers[0], papers)])
        connection.execute("COMMIT")
        if numbers[-1] % 100_000 < AT_ONCE or numbers[-1] == several:
            tell(f"{numbers[-1]:,} of {several:,} papers")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _pairs(first: int, papers: Sequence[Text]) -> Iterator[tuple[int, int]]:
    for member, paper in enumerate(papers, first):
        for key in keys(fingerprint(*paper)):
            yield key, member


def _made_of(papers: Sequence[Text]) -> str:
    """What tells libraries with other papers, other keys or another schema apart."""
    schema = Path(migrations.__file__).read_text("utf-8")
    made = repr([schema, *((paper, keys(fingerprint(*paper))) for paper in papers[:50])])
    return blake2b(made.encode(), digest_size=5).hexdigest()


def _thirds(title: str) -> tuple[str, str, str]:
    words = title.split()
    first, second = (len(words) + 2) // 3, (2 * len(words) + 1) // 3
    return " ".join(words[:first]), " ".join(words[first:second]), " ".join(words[second:])
