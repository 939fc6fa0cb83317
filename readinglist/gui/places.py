"""Where the window can be: the lists of the sidebar, and searches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from readinglist.core.errors import NotFoundError
from readinglist.core.query import Field, Query, Term
from readinglist.core.query_parser import parse
from readinglist.core.sentences import quoted
from readinglist.gui.words import day, today

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from readinglist.core.paper import Digest
    from readinglist.core.query import SavedSearch
    from readinglist.store.journal import Step
    from readinglist.store.library import Library

Kind = Literal["state", "all", "digest", "tag", "saved", "search", "step"]


@dataclass(frozen=True, slots=True)
class Place:
    """A list of papers by its name.

    `key` tells it from others of its kind: a state, the id of a digest or of a saved search, a tag's name, a query,
    the number of a step.
    `text` is what it asks: a query, or the name of a digest or tag.
    """

    kind: Kind
    key: str
    name: str
    text: str = ""

    @property
    def query(self) -> Query:
        """What it asks.

        Raises:
            QueryError: a search that can't be read.
        """
        if self.kind in ("digest", "tag"):  # names may hold any sign, also one that the language has a meaning for
            field = Field.DIGEST if self.kind == "digest" else Field.TAG
            return Query(Term(field, self.text, phrase=True))
        return parse(self.text)


#: The lists that are always there, in their order; the key is the name of the count in `Library.totals`.
STATES: Mapping[str, Place] = {
    key: Place("state", key, name, f"is:{key}")
    for key, name in (
        ("inbox", "Inbox"),
        ("queued", "Queue"),
        ("later", "Later"),
        ("read", "Read"),
        ("dismissed", "Dismissed"),
        ("check", "To check"),
        ("starred", "Starred"),
    )
}
STATE_ICONS: Mapping[str, str] = {
    "inbox": "inbox", "queued": "queue", "later": "later", "read": "read", "dismissed": "dismiss", "check": "check",
    "starred": "star",
}  # fmt: skip
EVERYTHING = Place("all", "", "All papers")
CHECK = STATES["check"]  # no list: the questions about repeats, a pair at a time


def digest_place(digest: Digest, now: date) -> Place:
    """The papers of a digest, by its day, or by its name where it has none."""
    return Place("digest", str(digest.id), day(digest.day, now) if digest.day else digest.name, digest.name)


def saved_place(search: SavedSearch) -> Place:
    """What a saved search finds."""
    return Place("saved", str(search.id), search.name, search.query)


def step_place(step: Step) -> Place:
    """The papers that a step is about; of an undone import those that stayed."""
    return Place("step", str(step.id), quoted(step.label, 40), f"step:{step.id}")


def as_it_is(place: Place, library: Library) -> Place | None:
    """A place with the name and the query that it has by now; None where it is gone: its import was undone, say."""
    if place.kind == "saved":
        return next((saved_place(one) for one in library.saved_searches() if str(one.id) == place.key), None)
    if place.kind == "digest":
        if not place.key.isdecimal() or len(place.key) > 18:
            return None
        try:
            digest = library.digest_record(int(place.key)).digest
        except NotFoundError:
            return None
        return place if place.text == digest.name else digest_place(digest, today())
    return place


def search_for(text: str) -> Place:
    """What is typed into the search box."""
    return Place("search", text, "Search", text)
