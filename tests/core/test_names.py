"""Names of authors are taken apart only where that is safe."""

from __future__ import annotations

import pytest

from readinglist.core.names import Name, parse_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Example", Name("Example", "Ada")),
        ("Ada B. van der Example", Name("van der Example", "Ada B.")),
        ("van der Example, Ada B.", Name("van der Example", "Ada B.")),
        ("Example, Jr., Ada", Name("Example", "Ada", "Jr.")),
        ("Ada Example III", Name("Example", "Ada", "III")),
        ("Ada Example, Jr.", Name("Example", "Ada", "Jr.")),
        ("ada example", Name("example", "ada")),
        ("Example", Name("Example")),
        ("王小明", Name("王小明")),
    ],
)
def test_a_person_has_a_family_name_and_a_given_name(text: str, name: Name) -> None:
    assert parse_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "The Demo Team",
        "Example Research, Inc.",
        "Demo AI",
        "Ada and Bo",
        "University of Demo",
        "a, b, c, d",
        ", Ada",
        "Ada Example, $",
    ],
)
def test_what_is_no_person_stays_whole(text: str) -> None:
    assert parse_name(text) == Name(text)
