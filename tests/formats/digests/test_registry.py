"""The registry of importers: what is in the folder is in the tuple, and the right one is asked."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest

from readinglist.core.paper import Diagnostic, Entry
from readinglist.formats import digests
from readinglist.formats.digests import IMPORTERS, Context, ParsedDigest, read_digest

_CONTEXT = Context(date(2025, 3, 20))


class _Importer:
    def __init__(self, name: str, likelihood: float) -> None:
        self.name = name
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
