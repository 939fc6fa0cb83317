"""Names of tags: one word, without what no query could ask for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.commands.tags import tag, tag_name
from readinglist.core.errors import ReadingListError
from readinglist.core.query_parser import parse
from readinglist.store.library import Library
from tests.digests import bring_in, page


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("moe", "moe"),
        ("#field work", "field-work"),
        (" a\tb\nc ", "a-b-c"),
        ("a\x9bb\x00", "ab"),
        ("caf\udce9", "caf?"),
        ("it's", "it's"),
    ],
)
def test_a_tag_is_one_word(text: str, name: str) -> None:
    assert tag_name(text) == name


@pytest.mark.parametrize("text", ["", " # ", "\x9b", "x" * 65, '"', 'a"b', '"moe"'])
def test_what_can_be_no_tag_is_refused(library: Library, text: str) -> None:
    bring_in(library, page())
    with pytest.raises(ReadingListError, match="tag") as refused:
        tag(library, ids=[1], add=[text])
    assert refused.value.remedy
    assert library.tags() == []


@settings(max_examples=40)
@given(st.text(max_size=12) | st.sampled_from(["-x", "+", "is:read", "\u2028", "\xa0", '"']))
def test_every_tag_can_be_asked_for(text: str) -> None:
    try:
        name = tag_name(text)
    except ReadingListError:
        return
    with Library.open(None) as library:
        bring_in(library, page())
        tag(library, ids=[2], add=[text])
        if not {*"()"} & {*name}:  # which would group, outside of quotes
            assert list(library.found(parse(f"tag:{name}"))) == [2]
        assert list(library.found(parse(f'tag:"{name}"'))) == [2]
        assert library.record(2).tags == (name,)
