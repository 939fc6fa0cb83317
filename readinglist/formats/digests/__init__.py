"""Formats that digests come in: the protocol, the registry of what is built in, and the one way to read a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Protocol

from readinglist.core.paper import Diagnostic, Entry
from readinglist.formats.digests.huggingface import HuggingFaceImporter
from readinglist.formats.file_kinds import unknown_format_message
from readinglist.formats.text_source import beyond_long_line, is_binary, is_blank, read_head, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Context:
    """What an importer is told beside the bytes; `captured` is the day when the page was saved."""

    captured: date


class Importer(Protocol):
    """One way in; `name` is how the library remembers the format.

    `sniff` says how likely a file is of this format (0 to 1) from its first 64 KiB and its name, and never raises; of a
    first line that is longer than that, it is given the start and what follows the line. `parse` reads a source from
    where it stands, in bounded memory, and yields what it finds in the order of the file: entries, what is to be said
    about them, and (where the format has such) the days that papers stand under, or none. For bad input it yields
    diagnostics and never raises. An OSError of the source travels up.
    """

    name: str

    def sniff(self, head: bytes, filename: str) -> float:
        """How likely a file is of this format, from 0 to 1."""

    def parse(self, source: BinaryIO, context: Context) -> Iterator[Entry | Diagnostic | date]:
        """The entries of a file, what is to be said about them, and its days."""


IMPORTERS: tuple[Importer, ...] = (HuggingFaceImporter(),)


@dataclass(frozen=True, slots=True)
class ParsedDigest:
    """What was found in a file.

    `format` names the importer (None where none knew it), `day` is the first day in it, papers under it or none.
    """

    format: str | None
    day: date | None
    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def readable(self) -> bool:
        """False where an error concerns the whole file."""
        return not any(note.severity == "error" and note.line is None for note in self.diagnostics)


def read_digest(
    source: BinaryIO, filename: str, context: Context, importers: Sequence[Importer] = IMPORTERS
) -> ParsedDigest:
    """Ask who knows this file, by its name and its first bytes, and have it read.

    `source` must be seekable and is read from its start. Bad input gives diagnostics, never an exception; an OSError
    while reading is the caller's affair.
    """
    source.seek(0)
    head = read_head(source)
    if is_binary(head):
        return _unreadable("binary", "This is a binary file, no text; nothing was read.")
    if is_blank(head) and _nothing_follows(source):
        return _unreadable("empty", "This file is empty; there is nothing to read.")
    head = beyond_long_line(source, head)
    likelihoods = [importer.sniff(head, filename) for importer in importers]
    best = max(likelihoods, default=0.0)
    if best <= 0:
        lines = [line.text for line in text_lines(BytesIO(head))]
        return _unreadable("unknown-format", unknown_format_message(lines, filename))
    importer = importers[likelihoods.index(best)]
    source.seek(0)
    found = list(importer.parse(source, context))
    entries = tuple(item for item in found if isinstance(item, Entry))
    notes = tuple(item for item in found if isinstance(item, Diagnostic))
    day = next((day for item in found if (day := _day_of(item))), None)
    return ParsedDigest(importer.name, day, entries, notes)


def _day_of(item: Entry | Diagnostic | date) -> date | None:
    if isinstance(item, Entry):
        return item.day
    return item if isinstance(item, date) else None


def _unreadable(code: str, message: str) -> ParsedDigest:
    return ParsedDigest(None, None, (), (Diagnostic("error", None, code, message),))


def _nothing_follows(source: BinaryIO) -> bool:
    """Whether only white space is left in a source."""
    while chunk := read_head(source):
        if chunk.strip(b"\0 \t\r\n\f\v"):
            return False
    return True
