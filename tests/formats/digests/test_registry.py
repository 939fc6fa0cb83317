"""The registry of importers: what is in the folder is in the tuple, and the right one is asked."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest

from readinglist.core.errors import NotFoundError
from readinglist.core.paper import Diagnostic, Entry
from readinglist.formats import digests
from readinglist.formats.digests import IMPORTERS, Context, ParsedDigest, read_digest

_CONTEXT = Context(date(2025, 3, 20))
_ABSTRACT = "We count what is here. There is a lot of it, and we count it all, one after the other, until the end."


class _Importer:
    def __init__(self, name: str, likelihood: float) -> None:
        self.name = self.title = name
        self._likelihood = likelihood

    def sniff(self, head: bytes, filename: str) -> float:
        return self._likelihood if head and filename.endswith(".day") else 0.0

    def parse(self, source: BinaryIO, context: Context) -> Iterator[Entry | Diagnostic | date]:
        yield Entry(1, source.read().decode(), "", context.captured)


class _BrokenDisk(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(f"the disk is gone, {size} bytes with it")


def test_every_file_of_the_folder_is_in_the_tuple() -> None:
    folder = Path(digests.__file__).parent
    files = {f"{digests.__name__}.{path.stem}" for path in folder.glob("*.py") if path.stem != "__init__"}
    assert [type(importer).__module__ for importer in IMPORTERS] == sorted(files)
    assert len({importer.name for importer in IMPORTERS}) == len(IMPORTERS)


def test_the_surest_importer_reads_the_file() -> None:
    importers = (_Importer("unsure", 0.1), _Importer("sure", 0.9))
    parsed = read_digest(io.BytesIO(b"something"), "x.day", _CONTEXT, importers)
    assert (parsed.format, parsed.day, parsed.readable) == ("sure", date(2025, 3, 20), True)
    assert parsed.entries == (Entry(1, "something", "", date(2025, 3, 20)),)


def test_a_file_is_read_from_its_start_wherever_it_stands() -> None:
    source = io.BytesIO(b"something")
    source.read()
    assert read_digest(source, "x.day", _CONTEXT, (_Importer("any", 1.0),)).entries[0].title == "something"


def test_a_file_that_nobody_knows_gives_one_error() -> None:
    parsed = read_digest(io.BytesIO(b"something"), "x.txt", _CONTEXT, (_Importer("any", 1.0),))
    assert [(note.severity, note.line, note.code) for note in parsed.diagnostics] == [("error", None, "unknown-format")]
    assert (parsed.format, parsed.entries, parsed.readable) == (None, (), False)


def test_the_format_that_is_named_reads_a_file_that_it_would_not_know() -> None:
    importers = (_Importer("sure", 0.9), _Importer("never", 0.0))
    parsed = read_digest(io.BytesIO(b"something"), "x.day", _CONTEXT, importers, form="never")
    assert (parsed.format, parsed.entries[0].title) == ("never", "something")
    for content, code in ((b"", "empty"), (b"\x7fELF\0\1", "binary")):
        parsed = read_digest(io.BytesIO(content), "x.day", _CONTEXT, importers, form="never")
        assert [note.code for note in parsed.diagnostics] == [code]
        assert not parsed.readable


def test_a_format_that_does_not_exist_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotFoundError, match=r"no digest format 'papyrus'.*huggingface"):
        read_digest(io.BytesIO(b"something"), "x.day", _CONTEXT, form="papyrus")


def test_every_format_has_a_title_for_people() -> None:
    titles = [importer.title for importer in IMPORTERS]
    assert "Trending papers, saved as text" in titles
    assert all(title[:1].isupper() for title in titles)


def test_a_long_file_tells_that_it_is_being_read_and_can_be_left(render: Callable[..., str]) -> None:
    text = render([(f"The Many Things That Are Number {n}", [_ABSTRACT]) for n in range(1_200)], spaced=True)
    told: list[None] = []
    parsed = read_digest(io.BytesIO(text.encode()), "x.txt", _CONTEXT, tick=lambda: told.append(None))
    assert len(parsed.entries) == 1_200
    assert len(told) == 2

    class LeftError(Exception):
        pass

    def leave() -> None:
        raise LeftError

    with pytest.raises(LeftError):
        read_digest(io.BytesIO(text.encode()), "x.txt", _CONTEXT, tick=leave)


@pytest.mark.parametrize(
    ("line", "code", "shown"),
    [
        ("  Feb\t30 ", "no-such-day", "  Feb 30 "),
        ("\tA Title \x01 without\u2028 an Abstract", "missing-abstract", " A Title   without  an Abstract"),
        ("x" * 30_000, "line-too-long", "x" * 500),
    ],
)
def test_a_remark_shows_the_line_as_it_stands_in_the_file(
    line: str, code: str, shown: str, read: Callable[..., ParsedDigest]
) -> None:
    parsed = read(f"Get trending papers in your email inbox!\n\nMar 13\n\n{line}\n\nAnother Title\n\n{_ABSTRACT}\n")
    assert (code, 5, shown) in [(note.code, note.line, note.text) for note in parsed.diagnostics]


def test_the_mark_of_the_encoding_is_no_part_of_a_line(read: Callable[..., ParsedDigest]) -> None:
    parsed = read("\ufeffFeb 30\n\nGet trending papers in your email inbox!\n\nA Title\n\n" + _ABSTRACT)
    assert [note.text for note in parsed.diagnostics] == ["Feb 30"]


def test_a_failing_disk_is_not_hidden() -> None:
    with pytest.raises(OSError, match="the disk is gone"):
        read_digest(_BrokenDisk(), "x.txt", _CONTEXT)


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty"), (b" \r\n\t", "empty"), (b"\xff\xfe\n\0", "empty"), (b"\x7fELF\0\1", "binary")]
)
def test_a_file_without_text_gives_one_error(content: bytes, code: str, read: Callable[..., ParsedDigest]) -> None:
    parsed = read(content)
    assert [(note.severity, note.line, note.code) for note in parsed.diagnostics] == [("error", None, code)]
    assert not parsed.readable


def test_an_entry_that_was_left_out_leaves_the_file_readable(read: Callable[..., ParsedDigest]) -> None:
    text = "Get trending papers in your email inbox!\n\nMar 13\n\n" + "we are lost without a title. " * 20
    parsed = read(text)
    assert [note.code for note in parsed.diagnostics] == ["missing-title", "no-entries"]
    assert parsed.readable
