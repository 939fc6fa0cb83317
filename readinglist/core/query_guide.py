"""What can be written in a query, in words: for README and help, and for what is offered while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from readinglist.core.query import PARTS, STATES, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Final[Mapping[Field, str]] = {
    Field.TITLE: "a word of the title",
    Field.AUTHOR: "a word of the authors' names",
    Field.NOTE: "a word of your notes",
    Field.TAG: "papers with a tag",
    Field.DIGEST: "papers of a digest, by name or day",
    Field.IS: "where a paper stands",
    Field.HAS: "what a paper has",
    Field.SEEN: "in how many digests it was seen",
    Field.RATING: "your rating, 0 for none",
    Field.YEAR: "the year of the paper",
    Field.ADDED: "when it came into the library",
    Field.READ: "when you marked it as read",
    Field.STEP: "papers of a step of the history",
}

STATE_WORDS: Final[Mapping[str, str]] = {
    "inbox": "without a verdict", "dismissed": "out of sight", "later": "put off", "queued": "to be read next",
    "read": "marked as read", "starred": "with a star", "noted": "with a note", "check": "possible repeats",
}  # fmt: skip

PART_WORDS: Final[Mapping[str, str]] = {
    "note": "a note of yours", "tag": "a tag", "author": "authors that you gave it", "year": "a year",
    "arxiv": "an arXiv number", "doi": "a DOI", "link": "a link that you gave it", "rating": "a rating",
    "abstract": "an abstract",
}  # fmt: skip

NUMBER_WORDS: Final[Mapping[Field, Mapping[str, str]]] = {
    Field.SEEN: {">2": "more than twice", "1": "only once", "2..4": "two to four times"},
    Field.RATING: {">=4": "4 or 5", "0": "not rated", "1..2": "1 or 2"},
    Field.YEAR: {"2024": "of that year", ">=2020": "of that year or later", "2019..2021": "from one year to another"},
}

#: `{month}` and `{year}` are those of today.
DAY_WORDS: Final[Mapping[str, str]] = {
    "today": "today", "yesterday": "yesterday", "<7d": "less than 7 days ago", ">30d": "longer ago than 30 days",
    "{month}": "this month", "{year}": "this year", "{year}-01..{month}": "from one month to another",
    "2w": "within the last 2 weeks", "3m": "within the last 3 months", "1y": "within the last year",
}  # fmt: skip

#: Ways to write, and what they find; every one of them is a query.
GUIDE: Final[Mapping[tuple[str, ...], str]] = {
    ("sieve",): "A word that begins so, in title, abstract, notes, tags or authors.",
    ('"state space"',): "Exactly these words, one after the other.",
    ("sieve pebble",): "Both, wherever they stand.",
    ("sieve OR pebble",): "One of them. `OR` in capitals parts all that stands before it from all that follows.",
    ("(sieve OR pebble) beach",): "Parentheses group.",
    ("-sieve", "-(sieve OR pebble)"): "Papers without it.",
    ("title:sieve", "author:noether", 'note:"to try"'): "A word or a phrase there.",
    ("tag:moe",): "Papers with that tag.",
    ("digest:2025-03-18", "digest:page", 'digest:"page.txt"'): (
        "Papers of a day's digests, of those whose name has it in it, of the one with that name."
    ),
    tuple(f"is:{state}" for state in STATES): "Where a paper stands; `check` are possible repeats.",
    tuple(f"has:{part}" for part in PARTS): "What a paper has; `author` and `link` are those that you gave it.",
    ("seen:3", "seen:>2", "rating:>=4", "year:<2020", "year:2019..2021"): (
        "How many digests it was seen in, your rating, its year: a number, more, less, or from one to another."
        " `rating:0` are papers without a rating, which no `<` finds."
    ),
    ("added:2025-03-18", "added:2025-03", "read:2025", "read:>=2025-03", "added:2025-03..2025-05"): (
        "When it came in, when you marked it as read: a day, a month, a year, one of them and later or before, or from"
        " one to another. Days are those where you are."
    ),
    ("added:today", "read:yesterday", "added:<7d", "added:>30d", "read:2w"): (
        "By its age in `d`ays, `w`eeks, `m`onths or `y`ears: less than 7 days ago, longer ago than 30 days, within the"
        " last 2 weeks. A saved search moves on with time."
    ),
    ("step:12",): "Papers of a step, by its number in the history.",
}
