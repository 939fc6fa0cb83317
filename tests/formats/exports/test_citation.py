"""Citations say what is known, in one line, and invent nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.paper import Identifiers
from readinglist.core.reading import Record

MakeRecord = Callable[..., Record]
Export = Callable[[str, list[Record]], str]


def cited(record: Record, export: Export, **known: object) -> str:
    """The line of a paper of which this is known."""
    return export("citation", [replace(record, paper=replace(record.paper, **known))])  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("title", "known", "line"),
    [
        ("A Title", {}, "A Title."),
        ("Is It a Title?", {}, "Is It a Title?"),
        ("A Title", {"year": 2024}, "A Title. (2024)."),
        ("A Title", {"authors": ("Ada Example",)}, "Example, A. A Title."),
        ("A Title", {"authors": ("Ada Bo Example", "Team One"), "year": 2}, "Example, A. B., Team One (2). A Title."),
        ("A Title", {"authors": ("Example, Jr., Ada-Bo J.R.",)}, "Example, A.-B. J.R., Jr. A Title."),
        ("A Title", {"authors": ("王 小明", "E\u0301mile Example")}, "小明, 王, Example, É. A Title."),
        ("A Title", {"authors": (" ", "\n")}, "A Title."),
        ("A Title", {"link": "https://example.org/a b"}, "A Title. https://example.org/a%20b"),
        ("A Title", {"identifiers": Identifiers("2401.00001")}, "A Title. https://arxiv.org/abs/2401.00001"),
        ("A Title", {"abstract": "See github.com/example/a."}, "A Title. https://github.com/example/a"),
        (" \n", {}, "Untitled."),
    ],
)
def test_a_citation_says_what_is_known(
    make_record: MakeRecord, export: Export, title: str, known: dict[str, object], line: str
) -> None:
    assert cited(make_record(title), export, **known) == f"{line}\n"


@given(st.lists(st.tuples(st.text(), st.lists(st.text(), max_size=3)), max_size=4))
def test_every_paper_is_one_line(make_record: MakeRecord, export: Export, papers: list[tuple[str, list[str]]]) -> None:
    records = [make_record(title) for title, _ in papers]
    named = [
        replace(record, paper=replace(record.paper, authors=tuple(authors)))
        for record, (_, authors) in zip(records, papers, strict=True)
    ]
    text = export("citation", named)
    assert len(text.splitlines()) == text.count("\n") == len(papers)
    assert text.encode("utf-8").decode("utf-8") == text
