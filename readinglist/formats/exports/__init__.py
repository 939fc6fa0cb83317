"""Formats that papers and notes leave in: the protocol, and the registry of what is built in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TextIO

from readinglist.core.reading import Record


class Exporter(Protocol):
    """One way out; `name` is the word of the command line, `suffix` the file's, with its dot.

    Every record that is handed over carries its citation key.
    """

    name: str
    suffix: str

    def write(self, records: Iterable[Record], out: TextIO) -> None:
        """Write the records, in their order, as one document ending in a newline."""
