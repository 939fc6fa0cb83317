"""What a query says: a tree of conditions joined by "and", "or" and "not".

`is:queued (tag:moe OR note:proof) -year:<2020` is read into it by `query_parser.py`, found by `store/search.py`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from readinglist.core.reading import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date


class Field(StrEnum):
    """What a condition looks at; `TEXT` is everything that is searched."""

    TEXT = ""
    TITLE = "title"
    AUTHOR = "author"
    NOTE = "note"
    TAG = "tag"
    DIGEST = "digest"
    IS = "is"
    HAS = "has"
    SEEN = "seen"
    RATING = "rating"
    YEAR = "year"
    ADDED = "added"
    READ = "read"
    STEP = "step"


#: Fields in which words are looked for; the others are looked up.
TEXT_FIELDS: Final = (Field.TEXT, Field.TITLE, Field.AUTHOR, Field.NOTE)
NUMBER_FIELDS: Final = (Field.SEEN, Field.RATING, Field.YEAR)
DAY_FIELDS: Final = (Field.ADDED, Field.READ)

#: What `is:` knows beside the statuses.
FLAGS: Final = ("starred", "noted", "check")
STATES: Final = (*(status.value for status in Status), *FLAGS)

#: What `has:` knows.
PARTS: Final = ("note", "tag", "author", "year", "arxiv", "doi", "link", "rating", "abstract")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase, or the name of something; `position` is where it begins in the query, for errors.

    A bare word finds the words that begin with it, a phrase exactly its words, in their order.
    """

    field: Field
    value: str
    phrase: bool = False
    position: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A number from `least` to `most`, both among them; None is no bound. A rating of 0 is none."""

    field: Field
    least: int | None
    most: int | None
    position: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Days:
    """Something that happened from the day `first` to the day `last` where the user is; None is no bound."""

    field: Field
    first: date | None
    last: date | None
    position: int = dataclasses.field(default=0, compare=False)


Condition = Term | Numbers | Days


@dataclass(frozen=True, slots=True)
class Not:
    """What does not fulfil a part."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """What fulfils all of two or more parts, none of which is an `And` itself."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What fulfils one of two or more parts, none of which is an `Or` itself."""

    parts: tuple[Node, ...]


Node = Condition | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows; without a tree every paper."""

    tree: Node | None = None

    @property
    def state(self) -> str | None:
        """The one state that this query asks for and nothing else, as a list of the sidebar does."""
        if isinstance(self.tree, Term) and self.tree.field is Field.IS:
            return self.tree.value
        return None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition in it, in the order in which they are written."""
        return tuple(condition for condition, _ in _conditions(self.tree))

    @property
    def sought(self) -> tuple[Term, ...]:
        """The words and phrases that a paper may be found by, of every branch: those that are not negated."""
        return tuple(
            condition
            for condition, negated in _conditions(self.tree)
            if isinstance(condition, Term) and condition.field in TEXT_FIELDS and not negated
        )


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query that the user keeps under a name."""

    id: int
    uid: str
    name: str
    query: str


def all_of(parts: Iterable[Node]) -> Node | None:
    """What fulfils all of some parts; None, which is every paper, where there are none."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, And) else (part,)
    return And(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def any_of(parts: Iterable[Node]) -> Node | None:
    """What fulfils one of some parts; None where there are none."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, Or) else (part,)
    return Or(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def _conditions(node: Node | None, *, negated: bool = False) -> Iterator[tuple[Condition, bool]]:
    """Every condition below a node, with whether an odd number of "not" stands above it."""
    if isinstance(node, Not):
        yield from _conditions(node.part, negated=not negated)
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from _conditions(part, negated=negated)
    elif node is not None:
        yield node, negated
