"""The lines of a listing that say something about papers: furniture is dropped, days are noted.

Furniture is known by the exact line, without regard to case. Two kinds:

- a *sentence* that no paper is called ("Get trending papers in your email inbox!") is dropped wherever it stands;
- a *word* that a paper might be called ("new", "Subscribe", "Models") is dropped beside a dropped sentence, with no
  other line between them. Elsewhere it is handed on as `doubtful`: it is a title if an abstract follows, and furniture
  if none does.

"Subscribe" is cut off the front of a title only directly after an invitation, where the page's button was glued to it;
a word that it was glued to is `doubtful` as well. A first line of more than `LINE_CHARACTERS` is no part of a listing:
it is left out with a warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readinglist.core.paper import Diagnostic
from readinglist.formats.listings.days import day_of, is_day_line
from readinglist.formats.text_source import LINE_CHARACTERS, shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from readinglist.formats.text_source import TextLine

_INVITATIONS = frozenset(
    {
        "get trending papers in your email inbox!",
        "get trending papers in your email inbox once a day!",
        "get trending papers in your email inbox",
        "get trending papers in your email inbox once a day",
    }
)
_SENTENCES = frozenset(
    {
        "byak and the research community",
        "by ak and the research community",
        "ak and the research community",
        "byakhaliq and the research community",
        "by akhaliq and the research community",
        "and the research community",
        "hugging face's logo",
        "hugging face daily papers",
        "papers - hugging face",
        "trending papers - hugging face",
        "daily papers - hugging face",
        "view all papers",
        "back to top",
        "skip to content",
    }
)
_WORDS = frozenset(
    {
        *("new", "subscribe", "by", "ak", "by ak", "byak", "@ak", "@_akhaliq", "akhaliq", "papers", "daily papers"),
        *("trending papers", "trending", "daily", "weekly", "monthly", "hugging face", "models", "datasets"),
        *("spaces", "docs", "community", "enterprise", "pricing", "log in", "sign up", "submit", "submit paper"),
        *("search", "previous", "next", "load more", "about", "tos", "privacy", "careers", "company", "website"),
    }
)
_GLUED = re.compile(r"Subscribe(?!$|\s|rs?\b|d\b)")
_RULE = re.compile(r"[-=_*~·•–—\s]+")
_LONG_FIRST_LINE = f"This line before the listing is longer than {LINE_CHARACTERS:,} characters; it was left out."
_LONGEST_FURNITURE = 80
_LONGEST_RUN_OF_WORDS = 64


@dataclass(slots=True)
class ListingLine:
    """A line that may be part of a paper.

    `raw`: its start as it stands in the file; `gap`: something that ends a line of thought stands before it (a blank
    line, furniture); `new_day`: a day line stands between it and the line before; `doubtful`: it may be furniture.
    """

    number: int
    text: str
    cut: bool
    raw: str
    gap: bool
    new_day: bool
    day: date | None
    doubtful: bool = False


def is_furniture_sentence(text: str) -> bool:
    """Whether a line is a sentence that only a listing of trending papers carries."""
    folded = _fold(text)
    return folded in _INVITATIONS or folded in _SENTENCES


def listing_lines(lines: Iterable[TextLine], captured: date) -> Iterator[ListingLine | Diagnostic | date]:
    """The lines between the furniture, each under its day; the days too, and a warning for one that no calendar has."""
    return _Sieve(captured).run(lines)


class _Sieve:
    """Walks over the lines once; holds back words until it is known what they stand beside."""

    def __init__(self, captured: date) -> None:
        self.captured = captured
        self.day: date | None = None
        self.gap = False
        self.new_day = False
        self.after_invitation = False
        self.after_furniture = False
        self.words: list[ListingLine] = []

    def run(self, lines: Iterable[TextLine]) -> Iterator[ListingLine | Diagnostic | date]:
        for line in lines:
            if not line.text or (len(line.text) < _LONGEST_FURNITURE and _RULE.fullmatch(line.text)):
                self.gap = True
            else:
                yield from self._line(line)
        yield from self._release()

    def _line(self, line: TextLine) -> Iterator[ListingLine | Diagnostic | date]:
        if self.after_invitation and (glued := _GLUED.match(line.text)):
            self.after_furniture = False  # the button is the last of the furniture: a title was glued to it
            line = line._replace(text=line.text[glued.end() :])
        folded = _fold(line.text)
        self.after_invitation = folded in _INVITATIONS
        if self.after_invitation or folded in _SENTENCES:
            self._drop()
        elif is_day_line(line.text):
            yield from self._start_day(line)
        elif folded in _WORDS:
            yield from self._word(line)
        elif line.cut and line.number == 1:
            self.gap = True
            yield Diagnostic("warning", 1, "line-too-long", _LONG_FIRST_LINE, shown_line(line.raw))
        else:
            yield from self._release()
            yield self._make(line)

    def _drop(self) -> None:
        self.new_day = self.new_day or any(word.new_day for word in self.words)
        self.words.clear()
        self.gap = self.after_furniture = True

    def _start_day(self, line: TextLine) -> Iterator[Diagnostic | date]:
        self._drop()
        self.after_furniture = False
        self.new_day = True
        self.day = day_of(line.text, self.captured)
        if self.day is not None:
            yield self.day
        else:
            yield Diagnostic(
                "warning",
                line.number,
                "no-such-day",
                f"The calendar has no “{line.text}”; the papers under it carry no day.",
                shown_line(line.raw),
            )

    def _word(self, line: TextLine) -> Iterator[ListingLine]:
        if self.after_furniture:
            self.gap = True
            return
        made = self._make(line)
        made.doubtful = True
        self.words.append(made)
        if len(self.words) > _LONGEST_RUN_OF_WORDS:
            yield from self._release()

    def _release(self) -> Iterator[ListingLine]:
        yield from self.words
        self.words.clear()
        self.after_furniture = False

    def _make(self, line: TextLine) -> ListingLine:
        made = ListingLine(line.number, line.text, line.cut, line.raw, self.gap, self.new_day, self.day)
        self.gap = self.new_day = False
        return made


def _fold(text: str) -> str:
    return text.casefold() if len(text) <= _LONGEST_FURNITURE else ""
