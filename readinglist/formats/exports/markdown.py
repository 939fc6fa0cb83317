"""Markdown: all papers in one document, each with what is known, its links, its abstract and its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from readinglist.core.links import links
from readinglist.formats.markdown_text import code, inline, nested_note, quote
from readinglist.formats.plain_text import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.core.paper import Paper
    from readinglist.core.reading import ReadingState, Record

NOTE_LEVEL = 2


class MarkdownExporter:
    """One document: a heading of the first level a paper, everything else below it.

    The words before the colons are the keys that the front matter of a file a paper has.
    """

    name = "markdown"
    title = "Markdown"
    suffix = ".md"
    keyed = True

    def write(self, records: Iterable[Record], out: TextIO) -> None:
        """Write front matter, then the papers."""
        # With a blank line before its end a reader without front matter sees text, not a heading.
        out.write('---\ntitle: "Reading list"\n\n---\n')
        out.writelines("\n" + "\n\n".join(_blocks(record)) + "\n" for record in records)


def _blocks(record: Record) -> Iterator[str]:
    yield f"# {inline(record.paper.title) or 'Untitled'}"
    yield "\n".join(f"- {fact}" for fact in _facts(record))
    if abstract := quote(record.paper.abstract):
        yield abstract
    for note in record.notes:
        if text := nested_note(note.text, NOTE_LEVEL):
            yield f"{'#' * NOTE_LEVEL} Note"
            yield text


def _facts(record: Record) -> Iterator[str]:
    yield f"status: {_state(record.reading)}"
    if record.tags:
        yield f"tags: {', '.join(map(inline, record.tags))}"
    if record.citekey:
        yield f"citekey: {code(record.citekey)}"
    yield from _known(record.paper)
    yield f"added: {record.added.date().isoformat()}"
    if record.sightings:
        yield f"seen: {'; '.join(f'{seen.day.isoformat()} in {inline(seen.digest.name)}' for seen in record.sightings)}"
    if found := _links(record.paper):
        yield f"links: {', '.join(f'<{one}>' for one in found)}"
    yield f"paper_id: {code(record.paper.uid)}"


def _state(reading: ReadingState) -> str:
    rating = f", rating: {reading.rating}" if reading.rating else ""
    return f"{reading.status}{rating}{', starred' if reading.starred else ''}"


def _known(paper: Paper) -> Iterator[str]:
    if paper.authors:
        yield f"authors: {'; '.join(map(inline, paper.authors))}"
    if paper.year:
        yield f"year: {paper.year}"
    if paper.identifiers.arxiv:
        yield f"arxiv: {inline(paper.identifiers.arxiv)}"
    if paper.identifiers.doi:
        yield f"doi: {inline(paper.identifiers.doi)}"


def _links(paper: Paper) -> list[str]:
    """The link that the user gave first, whole, then those of the abstract."""
    own = [address(paper.link)] if paper.link else []
    return list(dict.fromkeys([*own, *links(paper.abstract)]))
