"""Markdown links show the title as it is and lead to the paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from readinglist.core.reading import Record
from readinglist.formats.plain_text import one_line

MakeRecord = Callable[..., Record]
Export = Callable[[str, list[Record]], str]

PIECES = ["[", "]", "(", ")", "](", "\\", "`", "*", "<", ">", "&lt;", "!", "# ", "- ", "1. ", "\n", "a", "状", "$", "|"]
titles = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map("".join)
links = st.text(st.sampled_from("ab/?&=;()[]'\"*_~`\\ <>{}|^%20#ü."), max_size=20).map("https://example.org/".__add__)


def read_back(text: str) -> tuple[str, str | None]:
    """The text that a reader sees, and where it leads."""
    tokens = MarkdownIt("commonmark").parse(text)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    kinds = {child.type for child in children}
    assert kinds <= {"text", "link_open", "link_close", "text_special"}
    targets = [str(child.attrs["href"]) for child in children if child.type == "link_open"]
    return "".join(child.content for child in children), targets[0] if targets else None


@given(titles, st.none() | links)
def test_a_title_leads_to_its_paper_and_shows_as_it_is(
    make_record: MakeRecord, export: Export, title: str, link: str | None
) -> None:
    record = make_record(title)
    text = export("link", [replace(record, paper=replace(record.paper, link=link))])
    shown, target = read_back(text)
    assert shown == (one_line(title) or "Untitled")
    assert (target is None) == (link is None)
    assert target is None or target.startswith("https://example.org/")


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("https://example.org/a_(b)", "https://example.org/a_%28b%29"),
        ("https://example.org/?a=1&lt;=2&b", "https://example.org/?a=1&amp;lt;=2&b"),
        ("https://example.org/a b>c", "https://example.org/a%20b%3Ec"),
    ],
)
def test_an_address_cannot_end_its_link(make_record: MakeRecord, export: Export, link: str, written: str) -> None:
    record = make_record("A [title]")
    text = export("link", [replace(record, paper=replace(record.paper, link=link))])
    assert text == f"[A \\[title\\]]({written})\n"


def test_papers_stand_in_lines_of_their_own(make_record: MakeRecord, export: Export) -> None:
    assert export("link", [make_record("One"), make_record("Two")]) == "One\nTwo\n"
