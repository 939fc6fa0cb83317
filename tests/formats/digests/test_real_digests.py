"""The five real digests are read exactly."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from readinglist.core.paper import Entry
from readinglist.formats.digests import Context, ParsedDigest, read_digest

_COUNTS = {"000": 88, "001": 67, "002": 68, "003": 248, "004": 64}
_DAYS = {
    "000": date(2025, 3, 13),
    "001": date(2025, 3, 18),
    "002": date(2025, 3, 12),
    "003": None,
    "004": date(2025, 3, 14),
}


@pytest.fixture(scope="module")
def parsed(real_digests: Path) -> dict[str, tuple[Path, ParsedDigest]]:
    found: dict[str, tuple[Path, ParsedDigest]] = {}
    for path in sorted(real_digests.glob("*.txt")):
        with path.open("rb") as source:
            found[path.name[:3]] = path, read_digest(source, path.name, Context(date(2025, 3, 20)))
    return found


def _entries(parsed: dict[str, tuple[Path, ParsedDigest]]) -> list[Entry]:
    return [entry for _path, digest in parsed.values() for entry in digest.entries]


def test_every_paper_is_found_and_none_invented(parsed: dict[str, tuple[Path, ParsedDigest]]) -> None:
    assert {name: len(digest.entries) for name, (_path, digest) in parsed.items()} == _COUNTS
    assert len({" ".join(entry.title.casefold().split()) for entry in _entries(parsed)}) == 512


def test_nothing_is_wrong_with_them(parsed: dict[str, tuple[Path, ParsedDigest]]) -> None:
    assert [note for _path, digest in parsed.values() for note in digest.diagnostics] == []
    assert {name: digest.day for name, (_path, digest) in parsed.items()} == _DAYS


def test_every_entry_knows_its_line_and_has_its_words(parsed: dict[str, tuple[Path, ParsedDigest]]) -> None:
    for path, digest in parsed.values():
        lines = path.read_text(encoding="utf-8").split("\n")
        for entry in digest.entries:
            assert lines[entry.line - 1].removeprefix("Subscribe") == entry.title
            rest = [line for line in lines[entry.line :] if line]
            assert rest[0] == entry.abstract


def test_a_part_without_its_header_is_taken_for_a_list_of_papers(
    parsed: dict[str, tuple[Path, ParsedDigest]],
) -> None:
    path, digest = parsed["003"]
    part = "\n".join(path.read_text(encoding="utf-8").split("\n")[10:40])
    found = read_digest(BytesIO(part.encode()), "part.txt", Context(date(2025, 3, 20)))
    assert [entry.title for entry in found.entries] == [entry.title for entry in digest.entries[4:19]]
