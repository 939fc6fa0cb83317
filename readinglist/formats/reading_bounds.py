"""How much of what stands in one file is taken into memory, and how often its reading tells that it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, cast

from readinglist.core.paper import Diagnostic, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

MOST_ENTRIES = 100_000
"""Papers of one file, which take some 300 MB while they are planned; forty years of a daily page have fewer."""

MOST_CHARACTERS = 200_000_000
"""Of all titles and abstracts of a file: `MOST_ENTRIES` papers of usual length have three quarters of it."""

MOST_REMARKS = 10_000
"""Remarks on one file: nobody reads as many, and a file that is no digest gives cause for one a line."""

TICK_ITEMS = 500
"""After so many entries, remarks and days a reader of a file says that it goes on."""

TICK_BYTES = 1 << 20
"""And after so many bytes in which nothing may have been found."""


class Found:
    """Collects what an importer finds, as far as it fits; what was left out is a remark with the line."""

    def __init__(self, tick: Callable[[], None] | None) -> None:
        self.entries: list[Entry] = []
        self.remarks: list[Diagnostic] = []
        self.day: date | None = None
        self._tick = tick
        self._characters = self._seen = 0

    def take(self, items: Iterable[Entry | Diagnostic | date]) -> None:
        """Take in what is found, to its end or until no more fits; `day` becomes the first one."""
        for item in items:
            if isinstance(item, Entry):
                if not self._fits(item):
                    return
                self.entries.append(item)
                self.day = self.day or item.day
            elif isinstance(item, Diagnostic):
                self._remark(item)
            else:
                self.day = self.day or item
            self._seen += 1
            if self._tick and self._seen % TICK_ITEMS == 0:
                self._tick()

    def _fits(self, entry: Entry) -> bool:
        self._characters += len(entry.title) + len(entry.abstract)
        if len(self.entries) < MOST_ENTRIES and self._characters <= MOST_CHARACTERS:
            return True
        message = (
            f"This file holds more than the {len(self.entries):,} papers before this line, which are as many as can be"
            " read at once; put what follows into a file of its own."
        )
        self.remarks.append(Diagnostic("error", entry.line, "too-many-papers", message, entry.title))
        return False

    def _remark(self, remark: Diagnostic) -> None:
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(remark)
        elif len(self.remarks) == MOST_REMARKS:
            message = f"There is cause for more than {MOST_REMARKS:,} remarks on this file; from here on none is kept."
            self.remarks.append(Diagnostic("error", remark.line, "too-many-remarks", message, remark.text))


def telling(source: BinaryIO, tick: Callable[[], None] | None) -> BinaryIO:
    """The source, which calls `tick` whenever so many bytes were read of it; what that raises ends the reading."""
    return source if tick is None else cast("BinaryIO", _Telling(source, tick))


class _Telling:
    """As much of a file as importers use."""

    def __init__(self, source: BinaryIO, tick: Callable[[], None]) -> None:
        self.seek = source.seek
        self._source, self._tick, self._bytes = source, tick, 0

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self._bytes += len(data)
        if self._bytes >= TICK_BYTES:
            self._bytes = 0
            self._tick()
        return data
