"""Markdown shows every text as it is, and no text breaks out of its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from readinglist.core.reading import Record
from readinglist.formats.plain_text import one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

MakeRecord = Callable[..., Record]
Export = Callable[[str, list[Record]], str]

PIECES = [
    *("# ", "###### ", "#", "\n", "\n\n", "\r\n", "===", "---", "\n===\n", "\n---\n", "* * *", "+ ", "- ", "1. ", "> "),
    *("```", "~~~", "  ```", "````", "    ", "\t", "`", "*", "_", "\\", "|", "$", "![", "](", "[a]: b", "[a]", "\x00"),
    *("<!--", "-->", "<script>", "</script>", "<b>", "<?", "<![CDATA[", "<!X", "<div>", "<", "&", "&lt;", "&#35;"),
    *("word", "1", "https://example.org/a", "<https://example.org>", "状态空间", "😀"),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=10).map("".join)


def parse(text: str) -> list[Token]:
    return MarkdownIt("commonmark").parse(text)


def shown(inline: Token) -> str:
    """The text a reader sees."""
    return "".join(child.content for child in inline.children or [] if child.type != "softbreak")


def paper_headings(text: str) -> list[str]:
    tokens = parse(text)
    return [
        shown(tokens[at + 1])
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.tag == "h1"
    ]


def quoted(text: str) -> str:
    """What stands in block quotes, as a reader sees it."""
    tokens, depth, found = parse(text), 0, []
    for token in tokens:
        depth += token.nesting if token.type.startswith("blockquote") else 0
        if depth and token.type == "inline":
            found.append(shown(token))
    return " ".join(found)


@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=3))
def test_every_paper_has_one_heading_that_shows_its_title(
    make_record: MakeRecord, export: Export, papers: list[tuple[str, str, str]]
) -> None:
    records = [make_record(title, abstract, notes=(note, note)) for title, abstract, note in papers]
    expected = [one_line(title) or "Untitled" for title, _, _ in papers]
    assert paper_headings(export("markdown", records)) == expected


@given(texts, texts)
def test_titles_and_abstracts_show_as_they_are_and_bring_no_html(
    make_record: MakeRecord, export: Export, title: str, abstract: str
) -> None:
    text = export("markdown", [make_record(title, abstract)])
    tokens = parse(text)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or []}
    assert not kinds & {"html_block", "html_inline", "fence", "code_block", "ordered_list_open", "image", "em_open"}
    assert quoted(text) == one_line(abstract)


def test_all_real_papers_are_there(real_records: list[Record], export: Export) -> None:
    text = export("markdown", real_records)
    assert paper_headings(text) == [record.paper.title for record in real_records]
    assert "".join(quoted(text).split()) == "".join("".join(record.paper.abstract.split()) for record in real_records)


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("Plain *text* with [[a link]] and #tag.\n\n- a list", "Plain *text* with [[a link]] and #tag.\n\n- a list"),
        ("# One\n\n###### Six", "### One\n\n###### Six"),
        ("One\n===\n\nTwo,\nstill two\n---\n", "### One\n\n#### Two, still two"),
        ("```sh\n# a comment\n```", "```sh\n# a comment\n```"),
        ("> - # Deep", "> - ### Deep"),
        ("1. 1\n   ===", "1. ### 1"),
        ("a <!-- closed --> comment", "a <!-- closed --> comment"),
        ("```\nleft open", "> ```\n> left open"),
        ("<!-- left open\n\nand on", "> <!-- left open\n>\n> and on"),
        ("A text\r\nof Windows", "A text\nof Windows"),
    ],
)
def test_a_note_is_kept_as_written_with_its_headings_below_its_own(
    make_record: MakeRecord, export: Export, note: str, written: str
) -> None:
    _, _, section = export("markdown", [make_record("A title", notes=(note,))]).partition("## Note\n\n")
    assert section == f"{written}\n"


def test_each_note_is_its_own_section_and_an_empty_one_is_none(make_record: MakeRecord, export: Export) -> None:
    text = export("markdown", [make_record("A title", notes=("one", " \n", "two"))])
    assert text.count("## Note") == 2


def test_paragraphs_of_an_abstract_stay_apart(make_record: MakeRecord, export: Export) -> None:
    text = export("markdown", [make_record("A title", "One,\nwrapped.\n\n2. Two\n \n- three")])
    assert text.endswith("\n\n> One, wrapped.\n>\n> 2\\. Two\n>\n> \\- three\n")


def test_nothing_to_export_is_a_document_without_papers(export: Export) -> None:
    assert export("markdown", []) == '---\ntitle: "Reading list"\n\n---\n'
