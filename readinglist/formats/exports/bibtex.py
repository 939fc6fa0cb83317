"""BibTeX, classic: one `@misc` a paper, in UTF-8, with nothing that is not known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from readinglist.core.names import parse_name
from readinglist.formats import tex
from readinglist.formats.plain_text import address, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.core.paper import Paper
    from readinglist.core.reading import Record

_ARXIV_PREFIX = re.compile("^arxiv:", re.IGNORECASE)
_ARXIV_VERSION = re.compile(r"v\d+$")


class BibtexExporter:
    """Entries that BibTeX, its successors and the usual reference managers read.

    Titles and names are TeX; identifiers and addresses stand as they are, for in these fields nothing is TeX.
    """

    name = "bibtex"
    title = "BibTeX, classic"
    suffix = ".bib"
    keyed = True

    def write(self, records: Iterable[Record], out: TextIO) -> None:
        """Write one entry a record, a blank line between two."""
        for number, record in enumerate(records):
            out.write("\n" if number else "")
            out.write(_entry(record))


def _entry(record: Record) -> str:
    if not record.citekey:
        raise ValueError(f"paper {record.paper.id} was handed over without its citation key")
    lines = [f"@misc{{{record.citekey}"]
    lines += [f"  {name} = {{{value}}}" for name, value in _fields(record.paper) if value]
    return ",\n".join(lines) + "\n}\n"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", tex.title(one_line(paper.title))
    yield "author", " and ".join(filter(None, map(_author, paper.authors)))
    yield "year", str(paper.year) if paper.year else ""
    if paper.identifiers.arxiv:
        bare = _ARXIV_PREFIX.sub("", one_line(paper.identifiers.arxiv))
        yield "eprint", address(_ARXIV_VERSION.sub("", bare))
        yield "archivePrefix", "arXiv"
    yield "doi", address(paper.identifiers.doi or "")
    yield "url", address(paper.link or "")


def _author(text: str) -> str:
    name = parse_name(one_line(text))
    if not name.given:
        return f"{{{tex.escape(name.family)}}}" if name.family else ""
    return ", ".join(tex.escape(part) for part in (name.family, name.suffix, name.given) if part)
