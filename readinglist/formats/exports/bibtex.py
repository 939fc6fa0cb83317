"""BibTeX, classic: one `@misc` a paper, in UTF-8, with nothing that is not known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote

from readinglist.core.names import parse_name
from readinglist.formats import tex
from readinglist.formats.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.core.paper import Paper
    from readinglist.core.reading import Record

_ARXIV_PREFIX = re.compile("^arxiv:", re.IGNORECASE)
_ARXIV_VERSION = re.compile(r"v\d+$")
# What RFC 3986 allows in an address, and the percent sign of what is encoded already.
_ADDRESS_SIGNS = "-._~:/?#[]@!$&'()*+,;=%"


class BibtexExporter:
    """Entries that BibTeX, its successors and the usual reference managers read."""

    name = "bibtex"
    suffix = ".bib"

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
        yield "eprint", _address(_ARXIV_VERSION.sub("", bare))
        yield "archivePrefix", "arXiv"
    yield "doi", _address(paper.identifiers.doi or "")
    yield "url", _address(paper.link or "")


def _author(text: str) -> str:
    name = parse_name(one_line(text))
    if not name.given:
        return f"{{{tex.escape(name.family)}}}" if name.family else ""
    return ", ".join(tex.escape(part) for part in (name.family, name.suffix, name.given) if part)


def _address(text: str) -> str:
    """An address as it stands, for these fields are not TeX; what no address may hold is percent-encoded."""
    return quote(one_line(text), safe=_ADDRESS_SIGNS)
