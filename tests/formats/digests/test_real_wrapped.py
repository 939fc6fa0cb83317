"""The real digests, wrapped as mail programs and editors wrap text: every title is still found."""

from __future__ import annotations

import io
import textwrap
from datetime import date
from pathlib import Path

import pytest

from readinglist.core.paper import Entry
from readinglist.formats.digests import Context, read_digest

HEADER = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nMar 13\n"
TODAY = Context(date(2025, 3, 20))


def wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


@pytest.fixture(scope="module")
def entries(real_digests: Path) -> list[Entry]:
    """All 535 entries, as they stand in the files."""
    found: list[Entry] = []
    for path in sorted(real_digests.glob("*.txt")):
        with path.open("rb") as source:
            found += read_digest(source, path.name, TODAY).entries
    return found


@pytest.mark.parametrize("width", [66, 72, 80, 100])
def test_a_long_wrapped_digest_with_blank_lines_is_read_like_the_page_itself(entries: list[Entry], width: int) -> None:
    blocks = (f"{wrapped(entry.title, width)}\n\n{wrapped(entry.abstract, width)}\n" for entry in entries)
    page = f"{HEADER}\n" + "\n".join(blocks)
    found = read_digest(io.BytesIO(page.encode()), "mail.txt", TODAY)
    assert [entry.title for entry in found.entries] == [entry.title for entry in entries]
    assert len(found.diagnostics) == 0
    same = sum(a.abstract == b.abstract for a, b in zip(found.entries, entries, strict=True))
    assert same >= 530


@pytest.mark.parametrize("width", [72, 80, 100])
def test_hardly_a_title_is_lost_where_no_blank_line_helps(entries: list[Entry], width: int) -> None:
    lines = (f"{wrapped(entry.title, width)}\n{wrapped(entry.abstract, width)}\n" for entry in entries)
    page = "Get trending papers in your email inbox!\nSubscribe" + "".join(lines)
    found = read_digest(io.BytesIO(page.encode()), "mail.txt", TODAY)
    titles = {entry.title for entry in found.entries}
    assert sum(entry.title in titles for entry in entries) >= 530
