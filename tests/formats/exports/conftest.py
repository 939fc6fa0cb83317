"""Records to export, hard texts, and other people's readers of what comes out."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readinglist.core.citekey import base_key, unique_key
from readinglist.core.paper import Digest, Identifiers, Paper, Sighting
from readinglist.core.reading import Note, ReadingState, Record, Status
from readinglist.formats.exports import exporter

if TYPE_CHECKING:
    from collections.abc import Callable

ADDED = datetime(2024, 3, 14, 9, 30, tzinfo=UTC)
DIGESTS = (
    Digest(1, "digest-1", "trending_march.txt", "huggingface", date(2024, 3, 13), date(2024, 3, 14), ADDED),
    Digest(2, "digest-2", "[old] *page*.txt", "huggingface", None, date(2024, 2, 1), ADDED),
)


@pytest.fixture(scope="session")
def make_record() -> Callable[..., Record]:
    """A record of which nothing is known but its text."""

    def make(title: str, abstract: str = "", *, notes: tuple[str, ...] = (), number: int = 1) -> Record:
        paper = Paper(number, f"{number:08x}-0000-4000-8000-000000000000", title, abstract)
        written = tuple(Note(f"note-{at}", number, text, ADDED) for at, text in enumerate(notes))
        return Record(paper, ReadingState(), (), written, (), ADDED, f"{base_key(paper)}_{number}")

    return make


@pytest.fixture(scope="session")
def export() -> Callable[[str, list[Record]], str]:
    """What a format writes for some records."""

    def write(name: str, records: list[Record]) -> str:
        out = io.StringIO()
        exporter(name).write(records, out)
        return out.getvalue()

    return write


@pytest.fixture(scope="session")
def golden() -> Callable[[str], str]:
    """A file of the folder `golden`."""
    folder = Path(__file__).with_name("golden")
    return lambda name: (folder / name).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def shown_papers() -> list[Record]:
    """A few papers in which everything occurs that a format has to show."""
    full = Paper(
        1,
        "3f2b8c1e-0000-4000-8000-000000000001",
        "Mamba-like Models: Reading S^{2} State Spaces at 100% & 50_000 Steps",
        "A first paragraph with *stars*, <b>tags</b> and a link, https://github.com/example/s2.\n\n"
        "- Not a list, &amp; not an entity; see arxiv.org/abs/2401.00001.",
        ("Ada van Example", "The Demo Team", "Bo Sample Jr."),
        2023,
        Identifiers("2401.00001", "10.1000/demo_(1)"),
        "https://example.org/s2?page=1&x=%20#top",
    )
    prices = Paper(
        2, "3f2b8c1e-0000-4000-8000-000000000002", "From $5 to $7: an $O(\\log n)$ Bound for LoRA -- in C#", ""
    )
    chinese = Paper(3, "3f2b8c1e-0000-4000-8000-000000000003", "状态空间模型", "摘要。")
    notes = (
        Note("note-1", 1, "# Why\n\nIt is *short*.\n\nUnderlined\n==========\n\n```python\n# a comment\n```", ADDED),
        Note("note-2", 1, "```\nleft open", ADDED),
    )
    seen = tuple(
        Sighting(line, 1, digest, line, digest.day or digest.captured, full.title, full.abstract)
        for digest, line in zip(DIGESTS, (11, 3), strict=True)
    )
    records = [
        Record(full, ReadingState(Status.QUEUED, 1.0, starred=True, rating=4), ("moe", "to_read"), notes, seen, ADDED),
        Record(prices, ReadingState(), (), (), seen[:1], ADDED),
        Record(chinese, ReadingState(Status.READ), (), (), (), ADDED),
    ]
    return [replace(record, citekey=base_key(record.paper)) for record in records]


@pytest.fixture(scope="session")
def real_records(real_digests: Path) -> list[Record]:
    """The 512 papers of the real digests, with citation keys as the library would give them.

    Read here in the plainest way, for these files alone: title and abstract take turns.
    """
    texts: dict[str, str] = {}
    furniture = re.compile(r"new|Get trending papers.*|Subscribe|byAK and the research community|[A-Z][a-z]{2} \d+")
    for path in sorted(real_digests.glob("*.txt")):
        lines = filter(str.strip, path.read_text(encoding="utf-8-sig").split("\n"))
        kept = [line.removeprefix("Subscribe") for line in lines if not furniture.fullmatch(line)]
        texts |= zip(kept[::2], kept[1::2], strict=True)
    records, taken = [], set[str]()
    for number, (title, abstract) in enumerate(texts.items(), start=1):
        paper = Paper(number, f"uid-{number}", title, abstract)
        key = unique_key(base_key(paper), taken.__contains__)
        taken.add(key)
        records.append(Record(paper, ReadingState(), (), (), (), ADDED, key))
    return records
