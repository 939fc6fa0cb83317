"""Taking papers and notes out: ids, a list or a query, in one of the formats."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from readinglist.commands.registry import command
from readinglist.core.batches import batches
from readinglist.core.errors import OutputError, ReadingListError
from readinglist.store.place.files import replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from readinglist.core.order import Sorting
    from readinglist.core.query import Query
    from readinglist.core.reading import Record
    from readinglist.store.library import Library


SHOWN = 3  # papers of a preview
MOST_COPIED = 10_000  # some 20 MB of text


@command(
    "papers.export",
    title="Export…",
    help="Write papers and notes as Markdown, BibTeX, citations or links.",
    writes=False,
)
def export(
    library: Library,
    *,
    form: str,
    to: Path | TextIO,
    query: Query | None = None,
    sorting: Sorting | None = None,
    ids: Iterable[int] = (),
) -> int:
    """Write papers into a file, replaced whole, or into an open stream; returns how many.

    The papers are those of `ids`, in that order, each once, or those that `query` finds, in the order of `sorting`.
    Where the format shows citation keys, every one gets its own; a library that is only looked at keeps none of them.

    Raises:
        NotFoundError: there is no such format or paper.
        OutputError: the file can't be written.
    """
    from readinglist.formats.exports import exporter

    way_out = exporter(form)
    chosen = _each_once(library, ids) if query is None else library.found(query, sorting=sorting)
    counted = _Counted(_records(library, chosen, keyed=way_out.keyed))
    if isinstance(to, Path):
        _write_file(library, to, lambda out: way_out.write(counted, out))
    else:
        way_out.write(counted, to)
    return counted.count


@command(
    "papers.copy_bibtex", title="Copy BibTeX", help="Copy the BibTeX entries of papers, with their keys.", writes=False
)
def copy_bibtex(library: Library, *, ids: Iterable[int]) -> str:
    """BibTeX for the clipboard."""
    return text_of(library, form="bibtex", ids=ids)


@command(
    "papers.copy_citation", title="Copy citation", help="Copy a line of plain text that cites each paper.", writes=False
)
def copy_citation(library: Library, *, ids: Iterable[int]) -> str:
    """Citations in plain text for the clipboard: lines without an end after the last, to go into a sentence."""
    return text_of(library, form="citation", ids=ids).removesuffix("\n")


@command(
    "papers.copy_link",
    title="Copy Markdown link",
    help="Copy the titles of papers as Markdown links to them.",
    writes=False,
)
def copy_link(library: Library, *, ids: Iterable[int]) -> str:
    """Links in Markdown for the clipboard: lines without an end after the last, to go into a sentence."""
    return text_of(library, form="link", ids=ids).removesuffix("\n")


def text_of(library: Library, *, form: str, ids: Iterable[int]) -> str:
    """What an export of these papers writes, for the clipboard.

    Raises:
        NotFoundError: there is no such format or paper.
        ReadingListError: they are more than a clipboard should hold.
    """
    ids = list(ids)
    if len(ids) > MOST_COPIED:
        raise ReadingListError(
            f"{len(ids):,} papers are too many to be copied.",
            f"Export them into a file, or copy at most {MOST_COPIED:,}.",
        )
    out = io.StringIO()
    export(library, form=form, to=out, ids=ids)
    return out.getvalue()


def preview(
    library: Library,
    *,
    form: str,
    query: Query | None = None,
    sorting: Sorting | None = None,
    ids: Iterable[int] = (),
    limit: int = SHOWN,
) -> str:
    """What an export would begin with: its first papers, under the citation keys that they have or would get.

    Nothing is written, so no key is given.

    Raises:
        NotFoundError: there is no such format or paper.
    """
    from readinglist.formats.exports import exporter

    way_out, out = exporter(form), io.StringIO()
    listed = None if query is None else library.iterate(query, sorting=sorting, limit=limit)
    chosen = _each_once(library, ids) if listed is None else (row.id for row in listed)
    records = map(library.record, islice(chosen, limit))
    way_out.write(_keyed(library, records) if way_out.keyed else records, out)
    return out.getvalue()


class _Counted:
    """An iterator that knows how many it gave."""

    def __init__(self, records: Iterator[Record]) -> None:
        self.count = 0
        self._records = records

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.count += 1
            yield record


def _each_once(library: Library, ids: Iterable[int]) -> Iterator[int]:
    """The papers that ids (of any member) name; an id that names none stays, to be complained of."""
    given: set[int] = set()
    for some in batches(ids):
        clusters = library.clusters_of(some)
        for paper in (clusters.get(one, one) for one in some):
            if paper not in given:
                given.add(paper)
                yield paper


def _records(library: Library, ids: Iterable[int], *, keyed: bool) -> Iterator[Record]:
    from readinglist.core.citekey import base_key

    if keyed and not library.writable:
        yield from _keyed(library, map(library.record, ids))
        return
    for some in batches(ids):
        if keyed:
            library.give_citekeys(some, base_key)
        yield from map(library.record, some)


def _keyed(library: Library, records: Iterable[Record]) -> Iterator[Record]:
    """The records, each with a key of its own, as an export would give them."""
    from readinglist.core.citekey import base_key

    given: set[str] = set()
    for record in records:
        key = record.citekey or library.free_citekey(record.paper, base_key(record.paper), given)
        given.add(key)
        yield replace(record, citekey=key)


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
