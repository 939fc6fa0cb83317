"""BibTeX is read back by other people's programs, title by title."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string as pybtex_parse
from pybtex.richtext import Text
from pylatexenc.latex2text import (  # type: ignore[import-untyped]  # it has no types
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from readinglist.core.paper import Identifiers
from readinglist.core.reading import Record
from readinglist.formats.plain_text import one_line

MakeRecord = Callable[..., Record]
Export = Callable[[str, list[Record]], str]

# What LaTeX prints for them, and what the readers' own tables lack or give as another sign.
MACROS = {"textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}"}
PRIVATE = {**{f"{{\\{name}}}": chr(0xE000 + at) for at, name in enumerate(MACROS)}, "\\$": "\ue003"}
SHOWN = str.maketrans("".join(PRIVATE.values()), "^{}$")

PIECES = [
    *"\\{}$#%&_~^-`',<>\"@= \n\t\x00\u00a0\u2028",
    *("--", "---", "``", "''", "?`", "!`", ",,", "<<", "$$", "\\$", "\\{", "{}", "\\textasciicircum", "\\input{x}"),
    *("$x^2$", "$k$", "$\\frac{1}{2}$", "3$\\times$3", "$\\mathbb{R}^{d_1}$", "$5 and $7"),
    *("GPT-4", "LoRA", "C#", "@misc{a,", "状态空间", "שלום", "مرحبا", "😀", "é"),
]
titles = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=8).map("".join)


def read_by_bibtexparser(text: str) -> list[str]:
    """The titles, decoded; formulas stay with their dollars."""
    context = get_default_latex_context_db()
    macros = [MacroTextSpec(name, sign) for name, sign in MACROS.items()]
    context.add_context_category("missing", prepend=True, macros=macros)
    decoder = LatexNodes2Text(latex_context=context, math_mode="verbatim")
    read = parse_string(text, append_middleware=[LatexDecodingMiddleware(decoder=decoder)])
    assert not read.failed_blocks
    assert len(read.blocks) == len(read.entries)
    return [str(entry.fields_dict["title"].value) if "title" in entry.fields_dict else "" for entry in read.entries]


def read_by_pybtex(text: str) -> list[str]:
    """The titles, decoded; its decoder sets formulas its own way and knows no escaped dollar."""
    decoded = []
    for entry in pybtex_parse(text, "bibtex").entries.values():
        title = entry.fields.get("title", "")
        for tex, private in PRIVATE.items():
            title = title.replace(tex, private)
        decoded.append(str(Text.from_latex(title)).translate(SHOWN))
    return decoded


def title_of(record: Record, export: Export) -> str:
    """The title field as it is written."""
    line = export("bibtex", [record]).split("\n")[1]
    return line.removeprefix("  title = {").removesuffix("}")


def test_all_real_papers_are_read_back_with_their_titles(real_records: list[Record], export: Export) -> None:
    text = export("bibtex", real_records)
    expected = [record.paper.title for record in real_records]
    assert len(expected) == 512
    assert read_by_bibtexparser(text) == expected
    assert read_by_pybtex(text) == expected


@given(st.lists(titles, min_size=1, max_size=3))
def test_any_title_is_read_back(make_record: MakeRecord, export: Export, texts: list[str]) -> None:
    records = [make_record(text, number=number) for number, text in enumerate(texts)]
    text = export("bibtex", records)
    expected = [one_line(text) for text in texts]
    assert read_by_bibtexparser(text) == expected
    for title, back in zip(expected, read_by_pybtex(text), strict=True):
        assert back == title or "$" in title or SHOWN.keys() & set(map(ord, title))


@given(st.lists(titles, min_size=1, max_size=4))
def test_any_authors_are_counted_right(make_record: MakeRecord, export: Export, names: list[str]) -> None:
    record = make_record("A title")
    text = export("bibtex", [replace(record, paper=replace(record.paper, authors=tuple(names)))])
    expected = sum(bool(one_line(name)) for name in names)
    (entry,) = pybtex_parse(text, "bibtex").entries.values()
    assert len(entry.persons.get("author", [])) == expected
    read = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert not read.failed_blocks
    assert len(read.entries[0].fields_dict["author"].value if expected else []) == expected


@pytest.mark.parametrize(
    ("plain", "tex"),
    [
        ("100% of A & B_C #1", r"{100\%} of A \& {B\_C} \#{1}"),
        ("a \\ b ~ c", r"a {\textbackslash} b {\textasciitilde} c"),
        ("S^{2}FT: More", r"{S{\textasciicircum}{\textbraceleft}2{\textbraceright}FT}: More"),
        ("One -- Two --- ``Three''", "One -{}- Two -{}-{}- `{}`Three'{}'"),
        ("Line\nbreak and\x00 control", "Line break and control"),
        ("Schrödinger und 状态空间 😀", "Schrödinger und 状态空间 😀"),
    ],
)
def test_signs_of_tex_are_written_as_text(make_record: MakeRecord, export: Export, plain: str, tex: str) -> None:
    assert title_of(make_record(plain), export) == tex


@pytest.mark.parametrize(
    ("plain", "tex"),
    [
        ("From $5 to $7", r"From \${5} to \${7}"),
        ("Between $5-$7 and US$", r"Between \${5-\$7} and {US\$}"),
        ("An $O(\\log n)$ bound", r"An {$O(\log n)$} bound"),
        ("ViT$^2$ with $k$-means in $\\mathbb{R}^{d}$", r"{ViT$^2$} with {$k$-means} in {$\mathbb{R}^{d}$}"),
        ("Half a pair: x$", r"Half a pair: x\$"),
        ("Open brace $x^{2$", r"Open brace \${x{\textasciicircum}{\textbraceleft}2\$}"),
        ("Twice $x^2^3$", r"Twice \${x{\textasciicircum}2{\textasciicircum}3\$}"),
        ("Comment $a%b$", r"Comment \$a\%b\$"),
    ],
)
def test_a_formula_stays_one_and_a_price_does_not_become_one(
    make_record: MakeRecord, export: Export, plain: str, tex: str
) -> None:
    assert title_of(make_record(plain), export) == tex


def test_a_title_cannot_bring_commands_of_tex_in(make_record: MakeRecord, export: Export) -> None:
    for hostile in ("$\\input{/etc/passwd}$", "\\write18{ls}", "$\\def\\x{y}$", "$\\csname x\\endcsname^2$"):
        written = title_of(make_record(hostile), export)
        assert not {"\\input", "\\write", "\\def", "\\csname"} & set(written.replace("{", " ").split())
        assert "{\\textbackslash}" in written


@pytest.mark.parametrize(
    ("plain", "tex"),
    [
        ("LoRA and GPT-4, (BERT).", "{LoRA} and {GPT-4}, ({BERT})."),
        ("Low-Rank Plug-and-Play Models", "Low-Rank Plug-and-Play Models"),
        ("Top-K and E(n)-GNN", "{Top-K} and {E(n)-GNN}"),
        ("μLO, LE-PDE++ and 3D", "{μLO}, {LE-PDE++} and {3D}"),
        ('The "Reversal Curse"', 'The "Reversal Curse"'),
    ],
)
def test_words_whose_capitals_matter_are_protected_whole(
    make_record: MakeRecord, export: Export, plain: str, tex: str
) -> None:
    assert title_of(make_record(plain), export) == tex


def test_nothing_is_invented(make_record: MakeRecord, export: Export) -> None:
    assert (
        export("bibtex", [make_record("Only a title", number=7)])
        == "@misc{only_title_7,\n  title = {Only a title}\n}\n"
    )
    assert export("bibtex", []) == ""


def test_a_paper_without_anything_known_is_still_an_entry(make_record: MakeRecord, export: Export) -> None:
    text = export("bibtex", [make_record(""), make_record(" ", number=2)])
    assert read_by_bibtexparser(text) == read_by_pybtex(text) == ["", ""]


def test_identifiers_and_addresses_are_written_bare(make_record: MakeRecord, export: Export) -> None:
    record = make_record("A title")
    known = replace(
        record.paper,
        identifiers=Identifiers("arXiv:2401.00001v3", "10.1000/a_b"),
        link="https://example.org/a_b?c=%20&d={e}",
    )
    text = export("bibtex", [replace(record, paper=known)])
    assert "  eprint = {2401.00001},\n  archivePrefix = {arXiv},\n  doi = {10.1000/a_b},\n" in text
    assert "  url = {https://example.org/a_b?c=%20&d=%7Be%7D}\n" in text


def test_a_record_without_its_key_is_a_mistake_of_ours(make_record: MakeRecord, export: Export) -> None:
    with pytest.raises(ValueError, match="without its citation key"):
        export("bibtex", [replace(make_record("A title"), citekey=None)])


def test_reading_back_warns_of_nothing(
    shown_papers: list[Record], export: Export, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="bibtexparser"):
        titles = read_by_bibtexparser(export("bibtex", shown_papers))
    assert titles == [record.paper.title for record in shown_papers]
    assert not caplog.records
