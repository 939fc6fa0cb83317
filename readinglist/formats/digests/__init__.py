"""Formats that digests come in: the protocol, the registry of what is built in, and the one way to read a file."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Protocol

from readinglist.core.errors import NotFoundError
from readinglist.core.paper import Diagnostic, Entry
from readinglist.formats.digests.huggingface import HuggingFaceImporter
from readinglist.formats.file_kinds import unknown_format_message
from readinglist.formats.reading_bounds import Found, telling
from readinglist.formats.text_source import beyond_long_line, is_binary, is_blank, read_head, text_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Context:
    """What an importer is told beside the bytes; `captured` is the day when the page was saved."""

    captured: date


class Importer(Protocol):
    """One way in; `name` is how the library remembers the format, `title` how a person is told of it.

    `sniff` says how likely a file is of this format (0 to 1) from its first 64 KiB and its name, and never raises; of a
    first line that is longer than that, it is given the start and what follows the line. `parse` reads a source from
    where it stands, in bounded memory, and yields what it finds in the order of the file: entries, what is to be said
    about them, and (where the format has such) the days that papers stand under, or none. For bad input it yields
    diagnostics and never raises. An OSError of the source travels up.
    """

    name: str
    title: str

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


def importer(name: str, importers: Sequence[Importer] = IMPORTERS) -> Importer:
    """The format of this name; raises NotFoundError, which says what there is."""
    for candidate in importers:
        if candidate.name == name:
            return candidate
    there_is = ", ".join(candidate.name for candidate in importers)
    raise NotFoundError(f"There is no digest format '{name}'.", f"Formats are: {there_is}.")


def read_digest(
    source: BinaryIO,
    filename: str,
    context: Context,
    importers: Sequence[Importer] = IMPORTERS,
    *,
    form: str | None = None,
    tick: Callable[[], None] | None = None,
) -> ParsedDigest:
    """Ask who knows this file, by its name and its first bytes, and have it read; `form` names who reads it unasked.

    `source` must be seekable and is read from its start. Bad input gives diagnostics, never an exception; an OSError
    while reading is the caller's affair. `tick` is called now and then; what it raises ends the reading. Of a file
    beyond all bounds the start is read, and a remark says so.

    Raises:
        NotFoundError: there is no format called `form`.
    """
    chosen = None if form is None else importer(form, importers)
    source = telling(source, tick)
    source.seek(0)
    head = read_head(source)
    if is_binary(head):
        return _unreadable("binary", "This is a binary file, no text; nothing was read.")
    if is_blank(head) and _nothing_follows(source):
        return _unreadable("empty", "This file is empty; there is nothing to read.")
    if chosen is None:
        head = beyond_long_line(source, head)
        chosen = _surest(importers, head, filename)
    if chosen is None:
        lines = [line.text for line in text_lines(BytesIO(head))]
        return _unreadable("unknown-format", unknown_format_message(lines, filename))
    source.seek(0)
    return _parsed(chosen, source, context, tick)


def _surest(importers: Sequence[Importer], head: bytes, filename: str) -> Importer | None:
    likelihoods = [each.sniff(head, filename) for each in importers]
    best = max(likelihoods, default=0.0)
    return importers[likelihoods.index(best)] if best > 0 else None


def _parsed(chosen: Importer, source: BinaryIO, context: Context, tick: Callable[[], None] | None) -> ParsedDigest:
    found = Found(tick)
    found.take(chosen.parse(source, context))
    return ParsedDigest(chosen.name, found.day, tuple(found.entries), tuple(found.remarks))


def _unreadable(code: str, message: str) -> ParsedDigest:
    return ParsedDigest(None, None, (), (Diagnostic("error", None, code, message),))


def _nothing_follows(source: BinaryIO) -> bool:
    """Whether only white space is left in a source."""
    while chunk := read_head(source):
        if chunk.strip(b"\0 \t\r\n\f\v"):
            return False
    return True
