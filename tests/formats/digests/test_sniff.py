"""What the importer takes for a listing, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.formats.digests import ParsedDigest
from readinglist.formats.digests.huggingface import HuggingFaceImporter

_INVITATION = "Get trending papers in your email inbox!"


@pytest.mark.parametrize(
    ("name", "lowest", "highest"),
    [
        ("blank-lines.txt", 0.9, 1),
        ("single-newlines.txt", 0.9, 1),
        ("utf16-be-no-bom.txt", 0.9, 1),
        ("lone-cr.txt", 0.9, 1),
        ("header-only.txt", 0.9, 1),
        ("bare-list-with-day.txt", 0.3, 0.5),
        ("bare-list.txt", 0.1, 0.3),
        ("prose.txt", 0, 0),
        ("readme.md", 0, 0),
        ("page.html", 0, 0),
        ("mail.eml", 0, 0),
        ("table.csv", 0, 0),
        ("data.json", 0, 0),
        ("binary.txt", 0, 0),
    ],
)
def test_listings_are_known_and_other_files_are_not(name: str, lowest: float, highest: float, golden: Path) -> None:
    likelihood = HuggingFaceImporter().sniff((golden / name).read_bytes(), name)
    assert lowest <= likelihood <= highest


def test_half_a_header_is_enough(read: Callable[..., ParsedDigest]) -> None:
    parsed = read("byAK and the research community\n\nA Title\n\nAn abstract. It is short.\n")
    assert [(entry.title, entry.abstract) for entry in parsed.entries] == [("A Title", "An abstract. It is short.")]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("page.html", f"<html>\n{_INVITATION}\n</html>", "a web page"),
        ("page.txt", f"<!doctype html>\n{_INVITATION}", "a web page"),
        ("mail.txt", f"From: a@example.org\nSubject: x\n\n{_INVITATION}", "a mail"),
        ("notes.md", "# Notes\n\nSome text, and a list.\n\n- one\n- two\n", "Markdown"),
        ("own.bib", "@misc{one,\n  title = {One}\n}", "a list of references"),
        ("paper.tex", "\\documentclass{article}\n", "TeX"),
        ("main.py", "import os\nimport sys\n\nprint(os.name)\n", "source code"),
        ("list.txt", "milk\nbread\nbutter\n", "no list of papers"),
    ],
)
def test_the_error_says_what_the_file_looks_like(
    name: str, content: str, words: str, read: Callable[..., ParsedDigest]
) -> None:
    (note,) = read(content, name).diagnostics
    assert note.code == "unknown-format"
    assert words in note.message


@settings(max_examples=100)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode), st.text(max_size=12))
def test_looking_at_a_file_never_raises(head: bytes, name: str) -> None:
    assert 0 <= HuggingFaceImporter().sniff(head, name) <= 1
