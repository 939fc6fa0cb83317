"""What is offered while one types a query, and what becomes of the text when it is taken."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.completion import MOST, Choice, complete, wants_names
from readinglist.core.query import PARTS, STATES, Field
from readinglist.core.query_parser import parse
from tests.queries import texts

TODAY = date(2025, 3, 18)
NAMES = {
    Field.TAG: (Choice("sand", "12 papers"), Choice("moe", "9 papers"), Choice("quicksand", "1 paper")),
    Field.DIGEST: (Choice("page 1.txt", "18 March"), Choice("sand.txt", "17 March")),
}


def offered(text: str, *, asked: bool = False) -> list[str]:
    """What is offered where a | stands in a text."""
    cursor = text.index("|")
    found = complete(text.replace("|", ""), cursor, NAMES, TODAY, asked=asked)
    return [choice.text for choice in found.choices] if found else []


def taken(text: str, choice: str) -> str:
    """The text after something that is offered where the | stands was taken, with the | where the cursor is."""
    cursor, text = text.index("|"), text.replace("|", "")
    found = complete(text, cursor, NAMES, TODAY)
    assert found is not None
    after, cursor = found.taken(text, next(one for one in found.choices if one.text == choice))
    return f"{after[:cursor]}|{after[cursor:]}"


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("ti|", ["title:"]),
        ("RE|", ["read:"]),
        ("sand -au|", ["author:"]),
        ("(ha|", ["has:"]),
        ("(no|)", ["note:"]),
        ("moe OR di| x", ["digest:"]),
        ("is:re|", ["read"]),
        ("-is:|", [*STATES]),
        ("has:|", [*PARTS]),
        ("HAS:a|", ["author", "arxiv", "abstract"]),
        ("tag:|", ["sand", "moe", "quicksand"]),
        ("tag:Sa|", ["sand", "quicksand"]),
        ("digest:|", ['"page 1.txt"', '"sand.txt"']),
        ('digest:"page 1|', ['"page 1.txt"']),
        ('digest:"p|"', ['"page 1.txt"']),
        ("seen:>|", [">2"]),
        ("rating:|", [">=4", "0", "1..2"]),
        ("added:2025|", ["2025-03", "2025", "2025-01..2025-03"]),
        ("read:t|", ["today"]),
    ],
)
def test_what_fits_is_offered(text: str, choices: list[str]) -> None:
    assert {*offered(text)} == {*choices}
    assert offered(text)[0] == choices[0] or not text.startswith("tag")


@pytest.mark.parametrize(
    "text",
    [
        "|", "t|", "sand|", "sand |", "ti|tle", "title:|", "title:sa|", "note:x|", "step:|", "tag:none|", "is:read|",
        "has:note|", "tag:moe|", "foo:a|", '"ti|', 'tag:x "is:|', "https://is|", "ti:|", "seen:7|", "-|", "(|", "or|",
    ],
)  # fmt: skip
def test_nothing_is_offered_where_it_would_not_help(text: str) -> None:
    assert offered(text) == []


@pytest.mark.parametrize("text", ["|", "sand |", "t|", "(a OR -|"])
def test_who_asks_is_told_the_fields(text: str) -> None:
    assert offered(text, asked=True)[0] == "title:"


@pytest.mark.parametrize(
    ("text", "choice", "after"),
    [
        ("ti|", "title:", "title:|"),
        ("-(moe OR ta|)", "tag:", "-(moe OR tag:|)"),
        ("-(moe OR is:re|)", "read", "-(moe OR is:read|)"),
        ("is:re|", "read", "is:read |"),
        ("is:re| sand", "read", "is:read |sand"),
        ("tag:sa|", "quicksand", "tag:quicksand |"),
        ("digest:pa|", '"page 1.txt"', 'digest:"page 1.txt" |'),
        ('digest:"pa|" x', '"page 1.txt"', 'digest:"page 1.txt" |x'),
        ("seen:| x", ">2", "seen:>2 |x"),
    ],
)
def test_a_choice_takes_the_place_of_what_was_begun(text: str, choice: str, after: str) -> None:
    assert taken(text, choice) == after


@pytest.mark.parametrize("field", [field for field in Field if field])
def test_every_choice_makes_a_query_that_can_be_read(field: Field) -> None:
    text = f"{field}:"
    found = complete(text, len(text), NAMES, TODAY)
    for choice in found.choices if found else ():
        made, _ = found.taken(text, choice)  # type: ignore[union-attr]  # it has choices
        (condition,) = parse(made, TODAY).conditions
        assert condition.field is field
        assert choice.meaning


@given(texts(), st.integers(0, 40), st.booleans())
def test_a_choice_changes_only_what_is_before_the_cursor(text: str, cursor: int, asked: bool) -> None:
    cursor = min(cursor, len(text))
    found = complete(text, cursor, NAMES, TODAY, asked=asked)
    if found is None:
        return
    assert 0 <= found.start <= cursor <= found.end <= min(cursor + 1, len(text))
    for choice in found.choices:
        made, stands = found.taken(text, choice)
        assert made.startswith(text[: found.start] + choice.text)
        assert made.rstrip().endswith(text[found.end :].rstrip())
        assert found.start < stands <= len(made)


def test_names_are_wanted_only_where_one_is_written() -> None:
    assert wants_names("moe -tag:", 9)
    assert wants_names('digest:"page 1', 14)
    assert not wants_names("is: tag:x", 3)
    assert not wants_names("moe", 3)


def test_of_many_names_as_many_are_offered_as_one_looks_through() -> None:
    names = {Field.TAG: tuple(Choice(f"tag-{number}", "1 paper") for number in range(500))}
    found = complete("tag:", 4, names, TODAY)
    assert found is not None
    assert len(found.choices) == MOST


def test_a_tag_with_a_parenthesis_is_written_in_quotes() -> None:
    found = complete("tag:", 4, {Field.TAG: (Choice("a(b", "1 paper"), Choice("c", "1 paper"))}, TODAY)
    assert found is not None
    assert [choice.text for choice in found.choices] == ['"a(b"', "c"]
