"""The formats that papers leave in are those of the folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readinglist.core.errors import NotFoundError
from readinglist.formats import exports
from readinglist.formats.exports import EXPORTERS, exporter

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.core.reading import Record


def test_every_file_of_the_folder_is_registered_and_nothing_else() -> None:
    folder = Path(exports.__file__).parent
    files = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    assert sorted(type(each).__module__.rpartition(".")[2] for each in EXPORTERS) == files
    assert sorted(each.name for each in EXPORTERS) == files


def test_a_format_is_found_by_its_name() -> None:
    assert exporter("bibtex").suffix == ".bib"
    assert exporter("markdown").suffix == ".md"


def test_an_unknown_format_is_refused_with_the_formats_there_are() -> None:
    with pytest.raises(NotFoundError, match=r"no export format .docx.*markdown, bibtex, citation, link"):
        exporter("docx")


@pytest.mark.parametrize("name", [each.name for each in EXPORTERS])
def test_every_format_writes_its_golden_file(
    name: str,
    shown_papers: list[Record],
    export: Callable[[str, list[Record]], str],
    golden: Callable[[str], str],
) -> None:
    assert export(name, shown_papers) == golden(f"{name}{exporter(name).suffix}")
