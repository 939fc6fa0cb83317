"""Big files: memory stays small whatever a line's length or a file's."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, cast

import pytest

from readinglist.core.paper import Diagnostic, Entry
from readinglist.formats import reading_bounds
from readinglist.formats.digests import IMPORTERS, Context, read_digest

_CONTEXT = Context(date(2025, 3, 20))
_ABSTRACT = b"We count what is here. There is a lot of it, and we count it all, one after the other, until the end.\n"


class _Stream(io.RawIOBase):
    """Bytes made as they are read: a start, a piece repeated, an end."""

    def __init__(self, start: bytes, piece: bytes, times: int, end: bytes) -> None:
        super().__init__()
        self._parts = self._made(start, piece, times, end)
        self._rest = b""

    @staticmethod
    def _made(start: bytes, piece: bytes, times: int, end: bytes) -> Iterator[bytes]:
        yield start
        for _ in range(times):
            yield piece
        yield end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        self._rest = self._rest or next(self._parts, b"")
        taken, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(taken)] = taken
        return len(taken)


def _read(stream: _Stream) -> tuple[list[Entry | Diagnostic | date], int, int]:
    """The last few items, how many there were, and the most memory that was used on the way."""
    tracemalloc.start()
    try:
        last: list[Entry | Diagnostic | date] = []
        count = 0
        for item in IMPORTERS[0].parse(cast("BinaryIO", stream), _CONTEXT):
            count += 1
            last = [*last[-9:], item]
        return last, count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_line_of_200_megabytes_is_cut_and_the_rest_is_read() -> None:
    start = b"Get trending papers in your email inbox!\nSubscribeThe First of Two\n"
    stream = _Stream(start, b"many words and more " * 50_000, 200, b"\nThe Second of Two\n" + _ABSTRACT)
    found, _count, peak = _read(stream)
    entries = [item for item in found if isinstance(item, Entry)]
    assert [(entry.title, len(entry.abstract)) for entry in entries] == [
        ("The First of Two", 19_999),
        ("The Second of Two", len(_ABSTRACT) - 1),
    ]
    assert [item.code for item in found if isinstance(item, Diagnostic)] == ["line-too-long"]
    assert peak < 30_000_000


def test_a_file_of_many_entries_is_never_held_whole() -> None:
    piece = b"".join(b"The Many Things That Are Number %d\n" % n + _ABSTRACT for n in range(100))
    found, count, peak = _read(_Stream(b"Get trending papers in your email inbox!\n", piece, 100, b""))
    assert count == 10_000
    assert isinstance(found[-1], Entry)
    assert found[-1].line == 20_000
    assert peak < 5_000_000


def test_a_file_that_is_one_long_abstract_stays_small() -> None:
    start = b"Get trending papers in your email inbox!\n\nA Book by Mistake\n\n"
    found, count, peak = _read(_Stream(start, (_ABSTRACT[:-1] * 3 + b"\n\n") * 100, 40, b""))
    assert count == 2
    assert isinstance(found[0], Entry)
    assert len(found[0].abstract) < 21_000
    assert peak < 30_000_000


def test_many_lines_of_great_length_stay_small() -> None:
    start = b"Get trending papers in your email inbox!\nSubscribeThe First of Many\n"
    found, count, peak = _read(_Stream(start, b"many words " * 4_000 + b"\n", 1_000, _ABSTRACT))
    assert count > 1
    assert isinstance(found[-1], Diagnostic | Entry)
    assert peak < 30_000_000


def test_a_first_line_of_megabytes_does_not_hide_the_listing_after_it() -> None:
    page = b"Get trending papers in your email inbox!\nSubscribeThe First of Two\n" + _ABSTRACT
    for long in (b"x" * 3_000_000, b"some words " * 300_000):
        parsed = read_digest(io.BytesIO(long + b"\n" + page), "page.txt", _CONTEXT)
        assert [(entry.line, entry.title) for entry in parsed.entries] == [(3, "The First of Two")]
        assert [(note.line, note.code) for note in parsed.diagnostics] == [(1, "line-too-long")]


def _listing(papers: int) -> bytes:
    return b"Get trending papers in your email inbox!\n\n" + b"".join(
        b"The Many Things That Are Number %d\n\n" % n + _ABSTRACT + b"\n" for n in range(papers)
    )


@pytest.mark.parametrize(("bound", "most"), [("MOST_ENTRIES", 30), ("MOST_CHARACTERS", 30 * 136)])
def test_of_a_file_of_too_many_papers_the_first_are_read_and_it_is_said_where_the_others_begin(
    bound: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_bounds, bound, most)
    parsed = read_digest(io.BytesIO(_listing(40)), "page.txt", _CONTEXT)
    assert len(parsed.entries) == 30
    (remark,) = parsed.diagnostics
    assert (remark.severity, remark.line, remark.code) == ("error", 3 + 4 * 30, "too-many-papers")
    assert remark.text == "The Many Things That Are Number 30"
    assert "30 papers" in remark.message
    assert parsed.readable
    assert read_digest(io.BytesIO(_listing(30)), "page.txt", _CONTEXT).diagnostics == ()


def test_remarks_without_end_end_with_one_that_says_so() -> None:
    many = reading_bounds.MOST_REMARKS + 2_000
    data = b"Get trending papers in your email inbox!\n" + b"Feb 30\n" * many + b"The Last Thing\n" + _ABSTRACT
    parsed = read_digest(io.BytesIO(data), "page.txt", _CONTEXT)
    assert len(parsed.diagnostics) == reading_bounds.MOST_REMARKS + 1
    assert (parsed.diagnostics[-1].code, parsed.diagnostics[-1].line) == ("too-many-remarks", 10_002)
    assert [entry.title for entry in parsed.entries] == ["The Last Thing"]


def test_a_file_in_which_nothing_is_found_can_be_left_too() -> None:
    told: list[None] = []
    data = b"Get trending papers in your email inbox!\n\nA Book by Mistake\n\n" + (_ABSTRACT[:-1] + b"\n\n") * 30_000
    parsed = read_digest(io.BytesIO(data), "page.txt", _CONTEXT, tick=lambda: told.append(None))
    assert len(parsed.entries) == 1
    assert len(told) >= 2


def test_characters_in_which_terminals_take_orders_are_left_out() -> None:
    data = _listing(1).replace(b"The Many", "The \x9b31m\x90Many\x85Red".encode())
    (entry,) = read_digest(io.BytesIO(data), "page.txt", _CONTEXT).entries
    assert entry.title == "The 31mMany Red Things That Are Number 0"
