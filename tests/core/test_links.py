"""Addresses are found in abstracts as people write them."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readinglist.core.links import links

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
