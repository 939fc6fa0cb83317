"""Digests for the tests of the importers: files with what is expected of them, and pages made of entries."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from textwrap import wrap

import pytest

from readinglist.formats.digests import Context, ParsedDigest, read_digest

CAPTURED = date(2025, 3, 20)
Read = Callable[..., ParsedDigest]
Render = Callable[..., str]


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads text or bytes as a digest that was captured on 20 March 2025."""

    def read_content(content: str | bytes, name: str = "page.txt", captured: date = CAPTURED) -> ParsedDigest:
        data = content.encode() if isinstance(content, str) else content
        return read_digest(io.BytesIO(data), name, Context(captured))

    return read_content


@pytest.fixture(scope="session")
def render() -> Render:
    """Makes a page of (title, paragraphs) in one of the two layouts, wrapped to a width or not."""

    def render_page(entries: Sequence[tuple[str, Sequence[str]]], *, spaced: bool, width: int | None = None) -> str:
        blocks = [text for title, paragraphs in entries for text in (title, *paragraphs)]
        if width:
            blocks = ["\n".join(wrap(block, width)) for block in blocks]
        invitation = "Get trending papers in your email inbox!"
        if not spaced:
            return f"{invitation[:-1]} once a day!\n{invitation}\nSubscribe" + "\n".join(blocks)
        head = ["new", invitation, "Subscribe", "byAK and the research community", "Mar 13"]
        return "\n\n".join([*head, *blocks])

    return render_page


@pytest.fixture(scope="session")
def golden() -> Path:
    """The folder of the golden pairs."""
    return Path(__file__).parent / "golden"
