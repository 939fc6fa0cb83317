"""Entries made of a listing's lines and their parts, each followed by what a user should know about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from readinglist.core.paper import LONGEST_TITLE, Diagnostic, Entry
from readinglist.formats.listings.blocks import Part, label_lines
from readinglist.formats.listings.lines import ListingLine, listing_lines
from readinglist.formats.listings.text import decode_entities, join_wrapped
from readinglist.formats.text_source import shown_line, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

ABSTRACT_CHARACTERS = 20_000
"""As much of an abstract as is kept, all its paragraphs together."""

_SHOWN_OF_A_TEXT = 60


def read_entries(source: BinaryIO, captured: date) -> Iterator[Entry | Diagnostic | date]:
    """The entries and day lines of a listing in the order of the file; memory stays small however big it is."""
    notes: list[Diagnostic | date] = []
    draft: _Draft | None = None
    for line, part in label_lines(_lines_only(listing_lines(text_lines(source), captured), notes)):
        if part is Part.TITLE or (line.new_day and part is Part.PARAGRAPH):
            yield from _drained(notes)
            yield from _finished(draft)
            draft = _Draft(line) if part is Part.TITLE else None
        if draft is not None:
            draft.add(line, part)
        elif part is Part.TEXT or line.new_day:
            yield _without_title(line)
    yield from _drained(notes)
    yield from _finished(draft)


@dataclass(slots=True)
class _Draft:
    """An entry while its lines come in."""

    first: ListingLine
    title: list[str] = field(default_factory=list)
    paragraphs: list[list[str]] = field(default_factory=list)
    characters: int = 0
    title_cut: bool = False
    cut_at: ListingLine | None = None

    def add(self, line: ListingLine, part: Part) -> None:
        """Take in a line that belongs to this entry."""
        if part in (Part.TITLE, Part.TITLE_MORE):
            self.title.append(line.text)
            self.title_cut = self.title_cut or line.cut
        else:
            self._add_text(line, part)

    def _add_text(self, line: ListingLine, part: Part) -> None:
        room = ABSTRACT_CHARACTERS - self.characters
        if self.cut_at is None and (line.cut or len(line.text) > room):
            self.cut_at = line
        if room <= 0:
            return
        if part is not Part.TEXT_MORE:
            self.paragraphs.append([])
        self.paragraphs[-1].append(line.text[:room])
        self.characters += len(line.text)


def _finished(draft: _Draft | None) -> Iterator[Entry | Diagnostic]:
    if draft is None or (draft.first.doubtful and len(draft.title) == 1 and not draft.paragraphs):
        return
    first = draft.first
    whole = decode_entities(join_wrapped(draft.title))
    title = whole[:LONGEST_TITLE].rstrip()
    abstract = "\n\n".join(decode_entities(join_wrapped(paragraph)) for paragraph in draft.paragraphs)
    yield Entry(first.number, title, abstract, first.day)
    if draft.title_cut or len(whole) > LONGEST_TITLE:
        yield _too_long(first, "title", LONGEST_TITLE)
    if draft.cut_at is not None:
        yield _too_long(draft.cut_at, "abstract", ABSTRACT_CHARACTERS)
    if not abstract:
        message = "No abstract follows this title; the paper comes in without one."
        yield _warning(first, "missing-abstract", message)
    if "\ufffd" in title or "\ufffd" in abstract:
        message = "Some characters of this paper are damaged in the file; each stands as “\ufffd” now."
        yield _warning(first, "damaged-characters", message)


def _too_long(line: ListingLine, what: str, bound: int) -> Diagnostic:
    message = f"This {what} is longer than {bound:,} characters; what goes beyond was left out."
    return _warning(line, "line-too-long", message)


def _warning(line: ListingLine, code: str, message: str) -> Diagnostic:
    return Diagnostic("warning", line.number, code, message, shown_line(line.raw))


def _without_title(line: ListingLine) -> Diagnostic:
    shown = line.text if len(line.text) <= _SHOWN_OF_A_TEXT else f"{line.text[:_SHOWN_OF_A_TEXT].rstrip()}…"
    message = f"An abstract without a title stands here (“{shown}”); it was left out."
    return Diagnostic("error", line.number, "missing-title", message, shown_line(line.raw))


def _lines_only(
    items: Iterable[ListingLine | Diagnostic | date], notes: list[Diagnostic | date]
) -> Iterator[ListingLine]:
    """The lines; what else is found on the way is put down in `notes`."""
    for item in items:
        if isinstance(item, ListingLine):
            yield item
        else:
            notes.append(item)


def _drained(notes: list[Diagnostic | date]) -> Iterator[Diagnostic | date]:
    yield from notes
    notes.clear()
