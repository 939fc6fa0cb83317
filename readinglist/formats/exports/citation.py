"""Citations in plain text: one line a paper, for a mail or a list of references that is put together by hand.

`Author, B., Author, C. (2024). Title. https://…`: only what is known. Without authors the title goes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO
from unicodedata import normalize

from readinglist.core.links import main_link
from readinglist.core.names import parse_name
from readinglist.formats.plain_text import address, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.core.paper import Paper
    from readinglist.core.reading import Record

_STOPS = (".", "?", "!", "…", "。", "？", "！")


class CitationExporter:
    """Lines in the usual order: authors, year, title, where the paper is."""

    name = "citation"
    title = "Citations, plain text"
    suffix = ".txt"
    keyed = False

    def write(self, records: Iterable[Record], out: TextIO) -> None:
        """Write one line a record."""
        out.writelines(" ".join(_parts(record.paper)) + "\n" for record in records)


def _parts(paper: Paper) -> Iterator[str]:
    title = _closed(one_line(paper.title) or "Untitled")
    authors = ", ".join(filter(None, map(_author, paper.authors)))
    year = f"({paper.year})" if paper.year else ""
    if authors:
        yield _closed(f"{authors} {year}".rstrip())
        yield title
    else:
        yield title
        if year:
            yield _closed(year)
    if link := main_link(paper):
        yield address(link)


def _closed(text: str) -> str:
    """The text with a full stop, unless it ends a sentence already."""
    return text if text.endswith(_STOPS) else f"{text}."


def _author(text: str) -> str:
    name = parse_name(one_line(normalize("NFC", text)))
    return ", ".join(filter(None, (name.family, " ".join(map(_initials, name.given.split())), name.suffix)))


def _initials(word: str) -> str:
    """The initials of one given name: "J.-L." for "Jean-Luc"; a word without capitals has none and stays."""
    parts = word.split("-")
    return "-".join(f"{part[0]}." if part[:1].isupper() and "." not in part else part for part in parts)
