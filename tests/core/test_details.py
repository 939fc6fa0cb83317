"""What may be typed as a detail of a paper, and how it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.details import FIELDS, Detail, DetailField, read_details
from readinglist.core.errors import DetailsError
from readinglist.core.paper import LONGEST_TITLE

PIECES = [
    "10.1000/a", "2403.01234", "v2", "hep-th/9901001", "https://", "arxiv.org/abs/", "doi.org/", "arXiv:", "doi:",
    "example.org", "/", "2024", " and ", ";", "\n", ", ", "Ada Example", "é", "%2F", "\u0130", " ", "?", "#",
]  # fmt: skip


def kept(field: DetailField, text: str) -> Detail:
    return read_details({field: text})[field]


@pytest.mark.parametrize(
    "text",
    [
        "2403.01234",
        " arXiv:2403.01234v2 ",
        "ARXIV: 2403.01234",
        "https://arxiv.org/abs/2403.01234v11",
        "http://www.arxiv.org/pdf/2403.01234v2.pdf",
        "arxiv.org/html/2403.01234v1#S2",
        "https://arxiv.org/abs/2403.01234?context=cs.LG",
        "https://huggingface.co/papers/2403.01234",
        "10.48550/arXiv.2403.01234",
        "doi:10.48550/arxiv.2403.01234v2",
        "https://doi.org/10.48550/arXiv.2403.01234",
        "arXiv:2403.01234 [cs.CL]",
        "arXiv:2403.01234v2 [cs.CL]",
        "2403.01234v2[hep-th]",
    ],
)
def test_an_arxiv_id_is_kept_bare_however_it_is_written(text: str) -> None:
    assert kept("arxiv", text) == "2403.01234"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("hep-th/9901001", "hep-th/9901001"),
        ("arXiv:hep-th/9901001v3", "hep-th/9901001"),
        ("https://arxiv.org/abs/math.GT/0309136", "math.GT/0309136"),
        ("https://arxiv.org/pdf/cs/0703124.pdf", "cs/0703124"),
        ("https://doi.org/10.48550/arXiv.hep-th/9901001", "hep-th/9901001"),
    ],
)
def test_arxiv_ids_of_the_old_form_are_known(text: str, bare: str) -> None:
    assert kept("arxiv", text) == bare


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("http://dx.doi.org/10.1000%2Fabc", "10.1000/abc"),
        ("doi: 10.48550/arXiv.2403.01234", "10.48550/arxiv.2403.01234"),
        ("doi.org/10.1000/a_(b)<c>", "10.1000/a_(b)<c>"),
    ],
)
def test_a_doi_is_kept_bare_and_in_lower_case(text: str, bare: str) -> None:
    assert kept("doi", text) == bare


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("github.com/x/y", "https://github.com/x/y"),
        ("HTTP://Example.org", "HTTP://Example.org"),
        ("example.org:8080/a.", "https://example.org:8080/a."),
        ("https://example.org/käse<b>%20", "https://example.org/k%C3%A4se%3Cb%3E%20"),
    ],
)
def test_a_link_is_kept_as_an_address_that_can_be_opened(text: str, address: str) -> None:
    assert kept("link", text) == address


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Example", ["Ada Example"]),
        ("Ada Example; Bo  Sample ;", ["Ada Example", "Bo Sample"]),
        ("Ada Example and Bo Sample", ["Ada Example", "Bo Sample"]),
        ("Example, Ada; Sample, Jr., Bo and Candide Andover", ["Example, Ada", "Sample, Jr., Bo", "Candide Andover"]),
        ("Ada Example\n\nThe Search and Rescue Team\n", ["Ada Example", "The Search and Rescue Team"]),
        ("Ada\n; Bo", ["Ada", "Bo"]),
        ("Example, Ada", ["Example, Ada"]),
        ("Example Sample, Ada Bo;", ["Example Sample, Ada Bo"]),
        ("Example Sample, Ada Bo; Candide Andover", ["Example Sample, Ada Bo", "Candide Andover"]),
        ("Example Sample, Ada Bo\nCandide Andover", ["Example Sample, Ada Bo", "Candide Andover"]),
        ("van der Example, Ada Bo", ["van der Example, Ada Bo"]),
    ],
)
def test_authors_come_one_a_line_or_with_a_semicolon_or_and_between_them(text: str, names: list[str]) -> None:
    assert kept("authors", text) == "\n".join(names)


def test_a_title_is_one_line_and_a_year_a_number() -> None:
    assert kept("title", " Wet\n  sand ") == "Wet sand"
    assert kept("year", " 2024 ") == 2024


def test_an_empty_text_takes_the_users_own_away() -> None:
    assert read_details(dict.fromkeys(FIELDS, " \n")) == dict.fromkeys(FIELDS)


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("year", "24", "four digits"),
        ("year", "0999", "is no year"),
        ("year", "3000", "is no year"),
        ("year", "in 2024", "is no year"),
        ("arxiv", "2413.01234", "is no arXiv id"),
        ("arxiv", "2403.123", "One looks like 2403.01234"),
        ("arxiv", "https://example.org/abs/2403.01234", "is no arXiv id"),
        ("doi", "11.1000/1", "begins with 10."),
        ("doi", "10.1000/a b", "is no DOI"),
        ("doi", "https://doi.org/", "is no DOI"),
        ("link", "javascript:alert(1)", "is no web address"),
        ("link", "ftp://example.org", "is no web address"),
        ("link", "file:///etc/passwd", "is no web address"),
        ("link", "https://me@example.org", "is no web address"),
        ("link", "https://käse.example/a", "is no web address"),
        ("link", "10.1000/182", "is no web address"),
        ("link", "see here", "is no web address"),
        ("authors", "Ada Example, Bo Sample, Candide Andover", "is not one name"),
        ("authors", "Ada Example, Bo Sample, and Candide Andover", "Put “;” between"),
        ("authors", "Ada Example, Bo Sample", "“Ada Example, Bo Sample” is not one name.*“;” between"),
        ("authors", "Ada Example, Bo Sample and Candide Andover", "“Ada Example, Bo Sample” is not one name"),
        ("authors", ";", "There is no name in “;”"),
        ("authors", " ; \n ;", "There is no name"),
        ("arxiv", "2403.01234 in cs.CL", "is no arXiv id"),
        ("arxiv", "10.1000/arXiv.2403.01234", "is no arXiv id"),
    ],
)
def test_what_can_not_be_it_is_refused_by_the_name_of_its_field(field: DetailField, text: str, says: str) -> None:
    with pytest.raises(DetailsError, match=says) as refused:
        kept(field, text)
    assert refused.value.field == field
    assert refused.value.remedy


@given(st.sampled_from(FIELDS), st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=8).map("".join))
def test_what_is_kept_is_kept_the_same_when_it_is_typed_again(field: DetailField, text: str) -> None:
    try:
        value = kept(field, text)
    except DetailsError:
        return
    assert (value is None) == (not text.strip())
    if "\n" in str(value) or " and " not in str(value):
        ended = f"{value};" if field == "authors" and value else str(value or "")
        assert kept(field, ended) == value


@pytest.mark.parametrize("field", FIELDS)
def test_a_detail_without_end_is_refused(field: DetailField) -> None:
    for sign in ("a", "()", "1.", "https://a.example/", "Ada Example; "):
        with pytest.raises(DetailsError, match="At most") as refused:
            read_details({field: sign * 10_000_000})
        assert refused.value.field == field
        assert len(str(refused.value)) < 200


def test_a_title_is_as_long_as_one_from_a_digest_may_be() -> None:
    assert kept("title", "a" * LONGEST_TITLE) == "a" * LONGEST_TITLE
    with pytest.raises(DetailsError, match="has 1,001 characters"):
        kept("title", "a" * (LONGEST_TITLE + 1))
