"""The query language: words, "phrases", -negation and field:value, all of which a paper must fulfil.

`is:queued tag:moe -tag:rl "state space" note:proof` reads as a list of terms. A bare word finds the words that begin
with it; a phrase finds exactly its words, in their order. `digest:` finds names that contain its value, `digest:"…"`
the one name or day that it says; `step:` finds the papers of a step, by its number in the history. Search box, command
line and exports share this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from readinglist.core.errors import QueryError
from readinglist.core.reading import Status


class Field(StrEnum):
    """What a term looks at; `TEXT` is everything that is searched."""

    TEXT = ""
    TITLE = "title"
    NOTE = "note"
    TAG = "tag"
    DIGEST = "digest"
    IS = "is"
    STEP = "step"


#: What `is:` knows beside the statuses.
FLAGS = ("starred", "noted", "check")
STATES = (*(status.value for status in Status), *FLAGS)


#: SQLite takes some 900 conditions; nobody who types gets here, only who pastes a page.
MOST_TERMS = 200

#: Three whole titles fit. The index needs some 27 kB for a word of a phrase: one of 32,000 words took 879 MB and 6 s.
LONGEST = 3_000


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; `position` is where it begins in the query, for errors and marks."""

    field: Field
    value: str
    negated: bool
    phrase: bool
    position: int


@dataclass(frozen=True, slots=True)
class Query:
    """Every term must hold; no term holds for every paper."""

    terms: tuple[Term, ...] = ()

    @property
    def state(self) -> str | None:
        """The one state that this query asks for and nothing else, as a list of the sidebar does."""
        if len(self.terms) == 1 and self.terms[0].field is Field.IS and not self.terms[0].negated:
            return self.terms[0].value
        return None


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query that the user keeps under a name."""

    id: int
    uid: str
    name: str
    query: str


_TERM = re.compile(
    r"""
    (?P<minus>-?)
    (?:(?P<field>(?i:title|note|tag|digest|is|step)(?=:)|[A-Za-z]+(?=:[^\s/])):)?   # "https://" and "COMET: a" are none
    (?: "(?P<phrase>[^"]*)(?P<close>"?) | (?P<word>[^\s"]*) )
    """,
    re.VERBOSE,
)


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        QueryError: a field, a state or a quote that can't be understood, or too many terms; it points at the
            character.
    """
    if len(text) > LONGEST:
        raise QueryError(f"A query has at most {LONGEST:,} characters.", LONGEST, "Leave some out.")
    terms: list[Term] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _TERM.match(text, at)
        if found is None or found.end() == at:
            raise QueryError(f"This query can't be read from {text[at : at + 10]!r} on.", at)
        term = _term(found)
        if term is not None and len(terms) == MOST_TERMS:
            raise QueryError(f"A query has at most {MOST_TERMS} terms.", term.position, "Leave some out.")
        if term is not None:
            terms.append(term)
        at = found.end()
    return Query(tuple(terms))


def _term(found: re.Match[str]) -> Term | None:
    if found["phrase"] is not None and not found["close"]:
        raise QueryError("A quote is opened and not closed.", found.start("phrase") - 1, 'Write "like this".')
    field = _field(found)
    value = found["phrase"] if found["phrase"] is not None else found["word"]
    value = value.strip().encode("utf-8", "replace").decode()  # half of a character, as a clipboard may hold, is none
    if not value:
        if field is Field.TEXT:
            return None  # a lone "-" or an empty quote, as it stands while one types
        raise QueryError(f"{field}: wants a value.", found.start(), f"For example {_example(field)}.")
    if field is Field.IS:
        value = _state(value, found.end() - len(value))
    if field is Field.STEP and not (value.isdecimal() and len(value) < 19):
        raise QueryError(f"A step is a number, not “{value}”.", found.end() - len(value), "The history has them.")
    return Term(field, value, bool(found["minus"]), found["phrase"] is not None, found.start())


def _field(found: re.Match[str]) -> Field:
    name = found["field"]
    if name is None:
        return Field.TEXT
    try:
        return Field(name.casefold())
    except ValueError:
        known = ", ".join(f"{field}:" for field in Field if field)
        raise QueryError(
            f"There is no field “{name}:”.",
            found.start("field"),
            f"Fields are {known}; put other text in quotes.",
        ) from None


def _state(value: str, position: int) -> str:
    if value.casefold() not in STATES:
        raise QueryError(f"There is no state “{value}”.", position, f"States are {', '.join(STATES)}.")
    return value.casefold()


def _example(field: Field) -> str:
    return {Field.TAG: "tag:moe", Field.IS: "is:queued", Field.DIGEST: "digest:2025-03-18", Field.STEP: "step:12"}.get(
        field, f"{field}:proof"
    )
