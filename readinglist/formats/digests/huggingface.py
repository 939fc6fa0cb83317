"""Listings of the "trending papers" pages of Hugging Face, saved or copied as text.

Two layouts are known: blocks kept apart by blank lines under a header that ends in a month and a day, and one line a
block with "Subscribe" glued to the first title and no day. Damaged, wrapped and partial ones are read as well. The
steps each know one thing: `text_source` makes lines, `listings.lines` drops the page's furniture and notes the days,
`listings.blocks` tells titles from abstracts (its docstring states the rules), `listings.entries` makes entries.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from readinglist.core.paper import Diagnostic, Entry
from readinglist.formats.file_kinds import HTML, MAIL, other_kind
from readinglist.formats.listings.entries import read_entries
from readinglist.formats.listings.lines import is_furniture_sentence
from readinglist.formats.listings.signs import bare_list_likelihood
from readinglist.formats.text_source import HEAD_BYTES, is_binary, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.formats.digests import Context

_KNOWN_BY_ITS_FURNITURE = 0.95


class HuggingFaceImporter:
    """The importer of trending papers listings."""

    name = "huggingface"
    title = "Trending papers, saved as text"

    def sniff(self, head: bytes, filename: str) -> float:
        """0.95 where the page's own sentences stand; 0.4 or 0.2 for a bare list of titles and abstracts."""
        if is_binary(head):
            return 0.0
        lines = [line.text for line in text_lines(BytesIO(head))]
        kind = other_kind(lines, filename)
        if kind in (HTML, MAIL):
            return 0.0
        if any(is_furniture_sentence(line) for line in lines):
            return _KNOWN_BY_ITS_FURNITURE
        if kind is not None:
            return 0.0
        found = list(read_entries(BytesIO(head), date.max))
        return bare_list_likelihood(found, whole=len(head) < HEAD_BYTES)

    def parse(self, source: BinaryIO, context: Context) -> Iterator[Entry | Diagnostic | date]:
        """Day lines and entries in the order of the file, each entry followed by what is to be said about it."""
        empty = True
        for found in read_entries(source, context.captured):
            empty = empty and not isinstance(found, Entry)
            yield found
        if empty:
            message = "This listing holds no papers; there is nothing to bring in."
            yield Diagnostic("info", None, "no-entries", message)
