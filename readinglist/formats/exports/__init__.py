"""Formats that papers and notes leave in: the protocol, and the registry of what is built in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

from readinglist.core.errors import NotFoundError
from readinglist.formats.exports.bibtex import BibtexExporter
from readinglist.formats.exports.citation import CitationExporter
from readinglist.formats.exports.link import LinkExporter
from readinglist.formats.exports.markdown import MarkdownExporter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.core.reading import Record


class Exporter(Protocol):
    """One way out; `name` is the word of the command line, `title` that of menus, `suffix` the file's, with its dot.

    `keyed` says that it shows citation keys: every record that is handed over then carries its own.
    """

    name: str
    title: str
    suffix: str
    keyed: bool

    def write(self, records: Iterable[Record], out: TextIO) -> None:
        """Write the records, in their order, as one document ending in a newline.

        `out` takes text in UTF-8 and writes newlines as they are. Without records a format whose
        document is nothing but its entries writes nothing.
        """


EXPORTERS: tuple[Exporter, ...] = (MarkdownExporter(), BibtexExporter(), CitationExporter(), LinkExporter())


def exporter(name: str) -> Exporter:
    """The format of this name; raises NotFoundError, which says what there is."""
    for candidate in EXPORTERS:
        if candidate.name == name:
            return candidate
    there_is = ", ".join(candidate.name for candidate in EXPORTERS)
    raise NotFoundError(f"There is no export format '{name}'.", f"Formats are: {there_is}.")
