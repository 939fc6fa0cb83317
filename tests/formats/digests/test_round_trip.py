"""What is written as a page comes back as it was; damage to one entry costs no other; no bytes make it raise."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.formats.digests import ParsedDigest

_Paper = tuple[str, Sequence[str]]

_NAMES = ["Sparse", "Graphs", "Learning", "Über", "Модели", "Routers", "Weather", "Größe", "Memory", "Folding", "R2D2"]
_SMALL = ["of", "with", "for", "in", "under", "без"]
_WORDS = ["we", "graph", "measure", "slowly", "schön", "tokens", "α", "модели", "rare", "$x_i$", "and", "it", "network"]
_ENCODINGS = {
    "utf-8": b"",
    "utf-8 with its mark": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}


@st.composite
def _titles(draw: st.DrawFn, most: int = 10) -> str:
    words = draw(st.lists(st.sampled_from(_NAMES), min_size=2, max_size=most))
    words.insert(1, draw(st.sampled_from(_SMALL)))
    return " ".join(words) + draw(st.sampled_from(["", "", "", "?", "!", ": A Study"]))


@st.composite
def _paragraphs(draw: st.DrawFn) -> str:
    sentences = draw(st.lists(st.lists(st.sampled_from(_WORDS), min_size=12, max_size=25), min_size=5, max_size=8))
    return " ".join(f"The {' '.join(words)}." for words in sentences)


def _papers(*, most_words: int = 10, most_paragraphs: int = 1) -> st.SearchStrategy[list[_Paper]]:
    paragraphs = st.lists(_paragraphs(), min_size=1, max_size=most_paragraphs)
    return st.lists(st.tuples(_titles(most_words), paragraphs), min_size=1, max_size=6)


def _found(parsed: ParsedDigest) -> list[tuple[str, str]]:
    return [(entry.title, entry.abstract) for entry in parsed.entries]


def _meant(papers: Sequence[_Paper]) -> list[tuple[str, str]]:
    return [(title, "\n\n".join(paragraphs)) for title, paragraphs in papers]


def _encoded(text: str, encoding: str, line_end: str) -> bytes:
    mark = _ENCODINGS[encoding]
    return mark + text.replace("\n", line_end).encode(encoding.split(" ", 1)[0])


@settings(max_examples=60, deadline=None)
@given(
    papers=_papers(most_paragraphs=3),
    encoding=st.sampled_from(sorted(_ENCODINGS)),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    width=st.sampled_from([None, 72, 80]),
)
def test_a_page_with_blank_lines_comes_back(
    *,
    papers: list[_Paper],
    encoding: str,
    line_end: str,
    width: int | None,
    read: Callable[..., ParsedDigest],
    render: Callable[..., str],
) -> None:
    text = render(papers, spaced=True, width=width)
    parsed = read(_encoded(text, encoding, line_end))
    assert _found(parsed) == _meant(papers)
    assert (parsed.day, parsed.diagnostics) == (date(2025, 3, 13), ())
    lines = text.split("\n")
    assert all(entry.title.startswith(lines[entry.line - 1]) for entry in parsed.entries)


@settings(max_examples=60, deadline=None)
@given(papers=_papers(), encoding=st.sampled_from(sorted(_ENCODINGS)), line_end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_page_of_single_lines_comes_back(
    *, papers: list[_Paper], encoding: str, line_end: str, read: Callable[..., ParsedDigest], render: Callable[..., str]
) -> None:
    parsed = read(_encoded(render(papers, spaced=False), encoding, line_end))
    assert _found(parsed) == _meant(papers)
    assert [entry.line for entry in parsed.entries] == [3 + 2 * place for place in range(len(papers))]
    assert parsed.diagnostics == ()


@settings(max_examples=60, deadline=None)
@given(papers=_papers(most_words=5), width=st.sampled_from([72, 80, 100]))
def test_a_wrapped_page_of_single_lines_comes_back(
    *, papers: list[_Paper], width: int, read: Callable[..., ParsedDigest], render: Callable[..., str]
) -> None:
    assert _found(read(render(papers, spaced=False, width=width))) == _meant(papers)


@settings(max_examples=60, deadline=None)
@given(papers=_papers(), spaced=st.booleans(), data=st.data())
def test_missing_abstracts_keep_their_titles_and_shift_nothing(
    *,
    papers: list[_Paper],
    spaced: bool,
    data: st.DataObject,
    read: Callable[..., ParsedDigest],
    render: Callable[..., str],
) -> None:
    silent = data.draw(st.sets(st.integers(0, len(papers) - 1)))
    left: list[_Paper] = [(title, [] if n in silent else text) for n, (title, text) in enumerate(papers)]
    parsed = read(render(left, spaced=spaced))
    assert _found(parsed) == _meant(left)
    assert [(note.severity, note.code) for note in parsed.diagnostics] == [("warning", "missing-abstract")] * len(
        silent
    )


@settings(max_examples=60, deadline=None)
@given(papers=_papers(), spaced=st.booleans(), damage=st.binary(min_size=1, max_size=60), data=st.data())
def test_damage_to_one_abstract_costs_no_other_entry(
    *,
    papers: list[_Paper],
    spaced: bool,
    damage: bytes,
    data: st.DataObject,
    read: Callable[..., ParsedDigest],
    render: Callable[..., str],
) -> None:
    hit = data.draw(st.integers(0, len(papers) - 1))
    marked = [
        (title, ["@@@".join([text[0][:40], text[0][40:]])] if n == hit else text)
        for n, (title, text) in enumerate(papers)
    ]
    damaged = damage.replace(b"\n", b" ").replace(b"\r", b" ")
    parsed = read(render(marked, spaced=spaced).encode().replace(b"@@@", damaged))
    expected = _meant(papers)
    assert [found for n, found in enumerate(_found(parsed)) if n != hit] == [
        meant for n, meant in enumerate(expected) if n != hit
    ]
    assert parsed.entries[hit].title == expected[hit][0]


@settings(max_examples=20, deadline=None)
@given(papers=_papers(), spaced=st.booleans(), place=st.integers(0, 6), text=st.sampled_from(["x", "word ", "字"]))
def test_a_stray_line_of_great_length_costs_no_entry(
    *,
    papers: list[_Paper],
    spaced: bool,
    place: int,
    text: str,
    read: Callable[..., ParsedDigest],
    render: Callable[..., str],
) -> None:
    place = min(place, len(papers))
    stray: _Paper = (text * 30_000, [])
    parsed = read(render([*papers[:place], stray, *papers[place:]], spaced=spaced))
    found = _found(parsed)
    assert len(found.pop(place)[0]) <= 1_000
    assert found == _meant(papers)
    assert {note.code for note in parsed.diagnostics} == {"line-too-long", "missing-abstract"}


@settings(max_examples=150, deadline=None)
@given(
    content=st.binary(max_size=600),
    start=st.sampled_from([b"", b"Get trending papers in your email inbox!\nSubscribe", b"\xff\xfe"]),
)
def test_no_bytes_make_it_raise(*, content: bytes, start: bytes, read: Callable[..., ParsedDigest]) -> None:
    parsed = read(start + content)
    assert parsed.readable == all(note.line is not None or note.severity == "info" for note in parsed.diagnostics)
    assert all(entry.title and entry.line >= 1 for entry in parsed.entries)


@settings(max_examples=150, deadline=None)
@given(content=st.text(alphabet=st.sampled_from("aA .\n\r?&;<#-1字ا\u2028\x0c"), max_size=200))
def test_no_text_makes_it_raise(*, content: str, read: Callable[..., ParsedDigest]) -> None:
    parsed = read(f"Get trending papers in your email inbox!\n{content}")
    assert parsed.format == "huggingface"
    lines = [entry.line for entry in parsed.entries]
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("spaced", [True, False])
def test_a_title_or_abstract_replaced_by_a_huge_line_stays_one_entry(
    place: int, spaced: bool, read: Callable[..., ParsedDigest], render: Callable[..., str]
) -> None:
    text = "We look at what happens here. It is little, and we say so at some length in this abstract of two sentences."
    papers = [(f"On the Number {n} of Things", [text]) for n in "123"]
    titles = [*papers]
    titles[place] = ("huge " * 100_000, [text])
    found = read(render(titles, spaced=spaced)).entries
    assert [entry.abstract for entry in found] == [text] * 3
    texts = [*papers]
    texts[place] = (papers[place][0], ["huge " * 100_000])
    found = read(render(texts, spaced=spaced)).entries
    assert [entry.title for entry in found] == [title for title, _text in papers]
    assert len(found[place].abstract) <= 20_000
