"""Addresses are found in abstracts as people write them."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readinglist.core.links import LONGEST_LABEL, Link, links, links_of, lookups, main_link
from readinglist.core.paper import Identifiers, Paper

PIECES = ["https://", "http://", "example.org", "github.com/", "arxiv.org/abs/", "a", "/", ".", "(", ")", "[", "]", " "]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Code: https://example.org/a/b_c.", ["https://example.org/a/b_c"]),
        ("(see https://example.org/a).", ["https://example.org/a"]),
        ("https://example.org/x_(y), and on", ["https://example.org/x_(y)"]),
        ("[here](https://example.org/a) it is", ["https://example.org/a"]),
        ("**https://example.org/a**!", ["https://example.org/a"]),
        ("{https://example.org/a}.", ["https://example.org/a"]),
        ("https://example.org/a{https://example.org/b}", ["https://example.org/a", "https://example.org/b"]),
        ("https://example.org/a](https://example.org/b)", ["https://example.org/a", "https://example.org/b"]),
        ("见https://example.org/a。谢谢", ["https://example.org/a"]),
        ("https://example.org/?q=1&r=%20#top;", ["https://example.org/?q=1&r=%20#top"]),
        ("https://example.org, twice: https://example.org", ["https://example.org"]),
        ("b https://b.example.org a https://a.example.org", ["https://b.example.org", "https://a.example.org"]),
        ("at github.com/example/code.", ["https://github.com/example/code"]),
        (
            "arxiv.org/abs/2401.00001v2, www.github.com/a",
            ["https://arxiv.org/abs/2401.00001v2", "https://www.github.com/a"],
        ),
        ("https://doi.org/10.1000/a doi.org/10.1000/b", ["https://doi.org/10.1000/a", "https://doi.org/10.1000/b"]),
        ("user@github.com/x notgithub.com/x a/github.com/x", []),
        ("ftp://example.org javascript:alert(1) file:///etc mailto:a@example.org", []),
        ("http:// https://x https://me@example.org example.org/a and/or", []),
        ("https://a.b.c@example.org/x https://good.example:80@example.org http://a.b:c.d@example.org/", []),
        ("https://example.org/@me, https://example.org?a@b", ["https://example.org/@me", "https://example.org?a@b"]),
        ("", []),
    ],
)
def test_what_is_an_address_is_found_and_what_is_not_is_left(text: str, found: list[str]) -> None:
    assert list(links(text)) == found


@example("https://example.org[https://")
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=15).map("".join))
def test_every_address_found_is_one_and_stands_in_the_text(text: str) -> None:
    found = links(text)
    assert len(set(found)) == len(found)
    for address in found:
        parts = urlsplit(address)
        assert parts.scheme in ("http", "https")
        assert "." in parts.netloc
        assert not set(address) & set(' \n\t<>"{}|\\^`')
        assert address.partition("://")[2] in text


def paper(abstract: str = "", *, link: str | None = None, arxiv: str | None = None, doi: str | None = None) -> Paper:
    return Paper(1, "uid", "Wet Sand", abstract, identifiers=Identifiers(arxiv, doi), link=link)


def test_the_users_link_comes_first_then_arxiv_then_doi_then_the_abstract() -> None:
    found = links_of(
        paper("At github.com/example/sand.", link="https://example.org/a", arxiv="2403.01234", doi="10.1000/a_(b)")
    )
    assert found == (
        Link("example.org/a", "https://example.org/a"),
        Link("arXiv:2403.01234", "https://arxiv.org/abs/2403.01234"),
        Link("doi:10.1000/a_(b)", "https://doi.org/10.1000/a_(b)"),
        Link("example/sand", "https://github.com/example/sand"),
    )


@pytest.mark.parametrize(
    ("known", "main"),
    [
        ({"link": "https://example.org/a", "arxiv": "2403.01234"}, "https://example.org/a"),
        ({"arxiv": "hep-th/9901001", "doi": "10.1000/a"}, "https://arxiv.org/abs/hep-th/9901001"),
        ({"doi": "10.1000/a", "abstract": "See https://example.org."}, "https://doi.org/10.1000/a"),
        ({"abstract": "See https://example.org."}, "https://example.org"),
        ({"abstract": "See there."}, None),
    ],
)
def test_a_paper_is_opened_at_its_best_address(known: dict[str, str], main: str | None) -> None:
    assert main_link(paper(**known)) == main


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://github.com/ZhenweiAn/Dynamic_MoE", "ZhenweiAn/Dynamic_MoE"),
        ("https://www.github.com/example/sand.git", "example/sand"),
        ("https://gitlab.com/group/part/sand", "group/part/sand"),
        ("https://huggingface.co/datasets/example/sand/", "datasets/example/sand"),
        ("https://github.com/example", "github.com/example"),
        ("https://arxiv.org/abs/2403.01234v2", "arXiv:2403.01234"),
        ("https://arxiv.org/pdf/2403.01234.pdf", "arXiv:2403.01234"),
        ("https://doi.org/10.1000/a", "doi:10.1000/a"),
        ("http://www.example.org/", "example.org"),
        ("https://example.org/a?b=c", "example.org/a?b=c"),
        (f"https://example.org/{'a' * 30}/end.html", "example.org/aaaaaaaa…aaaaaaaaaa/end.html"),
    ],
)
def test_a_label_is_short_and_says_where_a_link_goes(url: str, label: str) -> None:
    (link,) = links_of(paper(link=url))
    assert link == Link(label, url)
    assert len(link.label) <= LONGEST_LABEL


def test_a_place_is_named_once_whatever_its_address() -> None:
    abstract = "https://arxiv.org/pdf/2403.01234v3, http://example.org/a/ and https://dx.doi.org/10.1000/A"
    found = links_of(paper(abstract, link="https://www.example.org/a", arxiv="2403.01234", doi="10.1000/a"))
    assert [link.url for link in found] == [
        "https://www.example.org/a", "https://arxiv.org/abs/2403.01234", "https://doi.org/10.1000/a",
    ]  # fmt: skip
    assert len(links_of(paper("https://example.org/a https://example.org/A"))) == 2


def test_an_arxiv_paper_and_its_doi_are_one_place() -> None:
    found = links_of(
        paper("https://doi.org/10.48550/ARXIV.2403.01234v2", arxiv="2403.01234", doi="10.48550/arxiv.2403.01234")
    )
    assert found == (Link("arXiv:2403.01234", "https://arxiv.org/abs/2403.01234"),)
    assert len(links_of(paper(arxiv="2403.01234", doi="10.48550/arxiv.2403.01235"))) == 2
    (alone,) = links_of(paper(doi="10.48550/arxiv.2403.01234"))
    assert alone == Link("arXiv:2403.01234", "https://doi.org/10.48550/arxiv.2403.01234")


@pytest.mark.parametrize("escape", ["%0A", "%00", "%9B", "%C2%9B", "%E2%80%AE", "%E2%81%A6", "%E2%80%A8", "%C2%A0"])
def test_a_label_has_no_sign_that_turns_or_breaks_what_stands_around_it(escape: str) -> None:
    url = f"https://doi.org/10.1000/sand{escape}wet"
    (link,) = links_of(paper(f"See {url}."))
    assert link.url == url
    assert link.label.isprintable()
    assert link.label.replace("\ufffd", "") == "doi:10.1000/sandwet"


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=15).map("".join))
def test_every_link_has_a_short_label_and_an_address_of_its_own(text: str) -> None:
    found = links_of(paper(text, arxiv=text or None, doi=text or None))
    assert len({link.url for link in found}) == len(found)
    for link in found:
        assert 0 < len(link.label) <= LONGEST_LABEL
        assert link.label.isprintable()
        assert link.url.isascii()


def test_a_paper_can_be_looked_up_by_its_title() -> None:
    found = lookups("Sand & Sea:\n 100% wet? é")
    assert [link.label for link in found] == ["arXiv", "HF papers", "Scholar", "Semantic Scholar"]
    for link in found:
        assert link.url.endswith("=Sand%20%26%20Sea%3A%20100%25%20wet%3F%20%C3%A9")
    assert lookups(" \n") == ()
    assert all(len(link.url) < 2000 for link in lookups("sand " * 1000))
