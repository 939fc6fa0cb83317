"""The query language: text -> a `Query`. Search box, command line, saved searches and exports share it.

Words, "phrases" and field:value stand beside each other where all must hold; `OR`, which binds less, parts what may
hold instead; parentheses group, and `-` negates a term or a group. A parenthesis that is opened within a word, as in
O(n log n), is text. `digest:` finds names that contain its value, `digest:"…"` the one name or day that it says;
`step:` the papers of a step, by its number in the history.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NoReturn

from readinglist.core.errors import QueryError
from readinglist.core.found import holds_a_word
from readinglist.core.query import (
    DAY_FIELDS,
    NUMBER_FIELDS,
    PARTS,
    STATES,
    TEXT_FIELDS,
    Field,
    Not,
    Query,
    Term,
    all_of,
    any_of,
)
from readinglist.core.query_values import days, numbers

if TYPE_CHECKING:
    from datetime import date

    from readinglist.core.query import Node

#: SQLite takes some 900 conditions; nobody who types gets here, only who pastes a page.
MOST_TERMS: Final = 200

#: Parentheses within each other. SQLite 3.40 takes 28 in a condition, and the index some 50 in what it is asked.
MOST_NESTED: Final = 10

#: Three whole titles fit. The index needs some 27 kB for a word of a phrase: one of 32,000 words took 879 MB and 6 s.
LONGEST: Final = 3_000

EXAMPLES: Final = {
    Field.TITLE: "title:proof", Field.AUTHOR: "author:noether", Field.NOTE: "note:proof", Field.TAG: "tag:moe",
    Field.DIGEST: "digest:2025-03-18", Field.IS: "is:queued", Field.HAS: "has:note", Field.SEEN: "seen:>2",
    Field.RATING: "rating:>=4", Field.YEAR: "year:2020..2024", Field.ADDED: "added:<7d", Field.READ: "read:2025-03",
    Field.STEP: "step:12",
}  # fmt: skip

_FIELD = re.compile(
    rf"(?P<known>(?i:{'|'.join(each for each in Field if each)})):(?=\S)"
    rf"|(?P<bare>{'|'.join(each for each in Field if each)}):"
    r"|(?P<unknown>[A-Za-z]+):(?=[^\s/])"  # "https://" and "COMET: a" are none
)
_OR = re.compile(r'OR(?=[\s()"]|$)')


def parse(text: str, today: date | None = None) -> Query:
    """Read a query. Ages and names of days are counted from `today`, by default the day where the user is.

    Raises:
        QueryError: it can't be understood, or is too long, too deep or has too many terms; the error points at the
            character, and says whether more text could mend it.
    """
    if len(text) > LONGEST:
        raise QueryError(f"A query has at most {LONGEST:,} characters.", LONGEST, "Leave some out.")
    return Query(_Reader(text, today or datetime.now(UTC).astimezone().date()).everything())


class _Reader:
    """Reads from left to right; `_at` is the character that is looked at."""

    def __init__(self, text: str, today: date) -> None:
        self._text, self._today = text, today
        self._at = self._terms = self._nested = 0
        self._loose = 0  # parentheses that words of this group have opened and not closed

    def everything(self) -> Node | None:
        found = self._alternatives()
        if self._at < len(self._text):
            self._wrong("This parenthesis closes nothing.", self._at, "Leave it out, or put the text in quotes.")
        return found

    def _alternatives(self) -> Node | None:
        """What stands between two parentheses, or the whole: parts with `OR` between them."""
        first = self._together()
        found = [first]
        while _OR.match(self._text, self._at):
            at = self._at
            self._at += 2
            if found[-1] is None:
                self._wrong("There is nothing before this OR.", at, 'Write a OR b, or "OR" for the word.')
            found.append(self._together())
            if found[-1] is None:
                self._wrong("There is nothing after this OR.", at, 'Write a OR b, or "OR" for the word.')
        return any_of(part for part in found if part)

    def _together(self) -> Node | None:
        """What stands beside each other and must hold together; None where nothing does."""
        parts: list[Node] = []
        while not self._ends():
            part = self._part()
            if part:
                parts.append(part)
        return all_of(parts)

    def _ends(self) -> bool:
        """Whether, behind spaces, nothing follows that stands together with what came before."""
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._next in ("", ")") or bool(_OR.match(self._text, self._at))

    @property
    def _next(self) -> str:
        """The character that is looked at; "" at the end."""
        return self._text[self._at : self._at + 1]

    def _part(self) -> Node | None:
        """A term or a group, negated or not; None for a lone "-" or an empty quote, as it stands while one types."""
        begins = self._at
        negated = self._next == "-"
        self._at += negated
        part = self._group() if self._next == "(" else self._term(begins)
        return Not(part) if part and negated else part

    def _group(self) -> Node:
        opened = self._at
        self._nested += 1
        if self._nested > MOST_NESTED:
            self._wrong(f"Parentheses stand in each other at most {MOST_NESTED} deep.", opened, "Leave some out.")
        self._at += 1
        around, self._loose = self._loose, 0
        found = self._alternatives()
        if self._next != ")":
            self._wrong("A parenthesis is opened and not closed.", opened, "Write (like this).", goes_on=True)
        if found is None:
            self._wrong("There is nothing between these parentheses.", opened, "Write (a OR b), or leave them out.")
        self._at += 1
        self._nested -= 1
        self._loose = around
        return found

    def _term(self, begins: int) -> Node | None:
        field = self._field()
        place, loose = self._at, self._loose
        phrase = self._next == '"'
        value = (self._phrase() if phrase else self._word(field)).strip()
        value = value.encode("utf-8", "replace").decode()  # half of a character, as a clipboard may hold, is none
        if not value and field:
            self._wrong(f"{field}: wants a value.", begins, f"For example {EXAMPLES[field]}.")
        if not value or (field in TEXT_FIELDS and not holds_a_word(value)):
            self._loose = min(loose, self._loose)  # signs alone open no parenthesis for words to close
            return None
        self._terms += 1
        if self._terms > MOST_TERMS:
            self._wrong(f"A query has at most {MOST_TERMS} terms.", begins, "Leave some out.", goes_on=False)
        return self._condition(field, value, begins, place + phrase, phrase=phrase)

    def _field(self) -> Field:
        found = _FIELD.match(self._text, self._at)
        if not found:
            return Field.TEXT
        if found["unknown"]:
            known = ", ".join(f"{field}:" for field in Field if field)
            what = f"There is no field “{found['unknown']}:”."
            self._wrong(what, self._at, f"Fields are {known}; put other text in quotes.", goes_on=False)
        self._at = found.end()
        return Field((found["known"] or found["bare"]).casefold())

    def _phrase(self) -> str:
        opened = self._at
        closed = self._text.find('"', opened + 1)
        if closed < 0:
            self._wrong("A quote is opened and not closed.", opened, 'Write "like this".', goes_on=True)
        self._at = closed + 1
        return self._text[opened + 1 : closed]

    def _word(self, field: Field) -> str:
        """Up to a space, a quote, or a parenthesis that closes more than words have opened."""
        begins = self._at
        if field and self._next == "(":
            example = EXAMPLES[field]
            self._wrong(f"{field}: takes one value.", begins, f"Write ({example} OR {field}:…), or use quotes.")
        while self._next not in ("", '"') and not self._next.isspace():
            if self._next == ")" and not self._loose:
                break
            self._loose += {"(": 1, ")": -1}.get(self._next, 0)
            self._at += 1
        return self._text[begins : self._at]

    def _condition(self, field: Field, value: str, begins: int, place: int, *, phrase: bool) -> Node:
        last = self._at == len(self._text) and not phrase
        if field in NUMBER_FIELDS:
            return numbers(field, value, begins, place, last=last)
        if field in DAY_FIELDS:
            return days(field, value, begins, place, self._today, last=last)
        if field in (Field.IS, Field.HAS):
            value = self._known(field, value.casefold(), place, last=last)
        if field is Field.STEP and not (value.isascii() and value.isdecimal() and len(value) < 19):
            self._wrong(f"A step is a number, not “{value}”.", place, "The history has them.", goes_on=False)
        return Term(field, value, phrase, begins)

    def _known(self, field: Field, value: str, place: int, *, last: bool) -> str:
        """A value of `is:` or `has:`."""
        known, what = (STATES, "state") if field is Field.IS else (PARTS, "part")
        if value not in known:
            begun = last and any(each.startswith(value) for each in known)
            remedy = f"{what.capitalize()}s are {', '.join(known)}."
            self._wrong(f"There is no {what} “{value}”.", place, remedy, goes_on=begun)
        return value

    def _wrong(self, what: str, position: int, remedy: str, *, goes_on: bool | None = None) -> NoReturn:
        """Refuse a query; without a word on it, what is wrong at the very end could still go on."""
        unfinished = self._at == len(self._text) if goes_on is None else goes_on
        raise QueryError(what, position, remedy, unfinished=unfinished)
