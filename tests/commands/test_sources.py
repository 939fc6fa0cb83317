"""What a digest is called: the name of its file, as one line that a query can ask for."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import Thread

import pytest

from readinglist.commands.digests import undo_import
from readinglist.commands.import_plan import plan
from readinglist.commands.imports import import_digests
from readinglist.commands.sources import digest_name, source_of
from readinglist.core.query_parser import parse
from readinglist.store.library import Library
from tests.digests import page


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("page.txt", "page.txt"),
        ("two  words.txt", "two  words.txt"),
        ('my "best" page.txt', "my 'best' page.txt"),
        ("a\nb\tc\r\nd\re\u2028f.txt", "a b c d e f.txt"),
        (" page ", "page"),
        ("caf\udce9\x9b.txt", "caf?.txt"),
        ("\n", "digest"),
    ],
)
def test_a_digest_has_a_name_of_one_line_without_double_quotes(
    library: Library, tmp_path: Path, file: str, name: str
) -> None:
    path = tmp_path / file
    try:
        path.write_bytes(page())
    except OSError:
        pytest.skip("this file system has no such names")
    assert source_of(str(path)).name == name == digest_name(file)
    import_digests(library, paths=[str(path)])
    assert library.history(1)[0].label == f"Import {name}"
    assert len(library.found(parse(f'digest:"{name}"'))) == 5
    undo_import(library, digest=library.digest_named(digest_name(file)).id)
    assert library.digests() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_pipe_that_never_ends_is_refused_and_one_that_ends_is_read(library: Library, tmp_path: Path) -> None:
    (file,) = plan(library, [source_of("/dev/zero")]).files
    (remark,) = file.parsed.diagnostics
    assert remark.message == (
        "zero can't be read: it gives more than 32 MB and may never end; save what it gives as a file first."
    )
    pipe = tmp_path / "page.txt"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_bytes, args=(page(),))
    writer.start()
    (read,) = plan(library, [source_of(str(pipe))]).files
    writer.join()
    assert len(read.entries) == 5
