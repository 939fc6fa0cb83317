"""Taking papers and notes out: ids, a list or a query, in one of the formats."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from readinglist.commands.registry import command
from readinglist.core.batches import batches
from readinglist.core.errors import OutputError
from readinglist.store.files import replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from readinglist.core.query import Query
    from readinglist.core.reading import Record
    from readinglist.store.library import Library


@command("papers.export", title="Export…", help="Write papers and notes as Markdown or BibTeX.", writes=False)
def export(
    library: Library,
    *,
    form: str,
    to: Path | TextIO,
    query: Query | None = None,
    ids: Iterable[int] = (),
) -> int:
    """Write papers into a file, replaced whole, or into an open stream; returns how many.

    The papers are those of `ids`, in that order, or those that `query` finds; every one gets its citation key.

    Raises:
        NotFoundError: there is no such format or paper.
        OutputError: the file can't be written.
    """
    from readinglist.formats.exports import exporter

    way_out = exporter(form)
    chosen = list(ids) if query is None else (row.id for row in library.iterate(query))
    counted = _Counted(_records(library, chosen))
    if isinstance(to, Path):
        _write_file(library, to, lambda out: way_out.write(counted, out))
    else:
        way_out.write(counted, to)
    return counted.count


class _Counted:
    """An iterator that knows how many it gave."""

    def __init__(self, records: Iterator[Record]) -> None:
        self.count = 0
        self._records = records

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.count += 1
            yield record


def _records(library: Library, ids: Iterable[int]) -> Iterator[Record]:
    from readinglist.core.citekey import base_key

    for some in batches(ids):
        library.give_citekeys(some, base_key)
        yield from map(library.record, some)


def _write_file(library: Library, path: Path, write: Callable[[TextIO], None]) -> None:
    target = path.resolve()  # a link stays a link, and what it points at is written
    if library.path and (target == library.path.resolve() or library.files in target.parents):
        raise OutputError(f"{path} is the library itself.", "Choose another place; nothing was changed.")
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written into, never replaced
            with target.open("w", encoding="utf-8", newline="\n") as out:
                write(out)
            return
        with replaced(target) as raw:
            text = io.TextIOWrapper(raw, encoding="utf-8", newline="\n", write_through=True)
            write(text)
            text.detach()  # else it would close the file under `replaced`
    except OSError as error:
        raise OutputError(
            f"{path} can't be written: {error.strerror or error}.", "Choose another place; nothing was changed."
        ) from error
