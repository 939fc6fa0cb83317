"""Which words of a text a query found, so that they can be marked.

Words are cut and folded as the search index does it (SQLite's unicode61 with remove_diacritics 2): letters and digits
make words, letter case counts for nothing, and accents count for nothing on Latin letters and where they are characters
of their own. The index knows Unicode 6.1: what came later (recent emoji among it) it takes for letters, and has no
lower case for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, combining, normalize

from readinglist.core.query import Field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from readinglist.core.query import Query, Term

Span = tuple[int, int]
"""Where marked words stand in a text: from the first offset up to, not including, the second."""

_KEPT_FOLDS = 1 << 14
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
# The accents that belong to the letter before them; any other combining mark ends a word.
_ACCENTS = frozenset(
    map(chr, (*range(0x300, 0x305), *range(0x306, 0x30D), 0x30F, 0x311, 0x31B, *range(0x323, 0x329), 0x32D, 0x32E))
) | {"\u0330", "\u0331"}
_GAP, _ACCENT = " ", "\0"
_ASCII_WORD = re.compile("[a-z0-9]+")
_WORD = re.compile(f"[^{_GAP}{_ACCENT}][^{_GAP}]*")


class Word(NamedTuple):
    """A word of a text as the index knows it, and where it stands."""

    folded: str
    start: int
    end: int


def spans(text: str, query: Query, fields: Collection[Field] = (Field.TEXT,)) -> tuple[Span, ...]:
    """The places in a text that the query's terms of any branch found, in their order, none overlapping another.

    `fields` says what the text is: terms for the title count with `Field.TITLE` among them, terms for notes with
    `Field.NOTE`. Negated terms found nothing. A bare term marks whole words that begin with it; a bare term of several
    words ("state-space") is a phrase whose last word may go on; a phrase in quotes marks the run of exactly its words.
    """
    wanted = [term for term in query.sought if term.field in fields]
    found: list[Span] = []
    words = list(words_of(text)) if wanted else []
    for term in wanted:
        found += _spans_of(term, words)
    return tuple(_joined(sorted(found)))


def folded_words(text: str) -> list[str]:
    """The words of a text as the index has them."""
    return [word.folded for word in words_of(text)]


def holds_a_word(text: str) -> bool:
    """Whether the index finds anything in a text: signs alone are no word."""
    return next(words_of(text), None) is not None


def _spans_of(term: Term, words: Sequence[Word]) -> Iterator[Span]:
    *whole, last = folded_words(term.value) or [""]
    if not last:
        return
    for at, word in enumerate(words[len(whole) :]):
        if (word.folded == last or (not term.phrase and word.folded.startswith(last))) and all(
            words[at + nth].folded == each for nth, each in enumerate(whole)
        ):
            yield words[at].start, word.end


def _joined(found: Sequence[Span]) -> Iterator[Span]:
    """Sorted places, those that overlap made one."""
    open_: Span | None = None
    for start, end in found:
        if open_ is not None and start <= open_[1]:
            open_ = open_[0], max(open_[1], end)
            continue
        if open_ is not None:
            yield open_
        open_ = start, end
    if open_ is not None:
        yield open_


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, cut and folded as the index does it, in their order."""
    if text.isascii():
        for found in _ASCII_WORD.finditer(text.lower()):
            yield Word(found[0], *found.span())
        return
    for found in _WORD.finditer("".join(map(_fold, text))):
        yield Word(found[0].replace(_ACCENT, ""), *found.span())


@lru_cache(_KEPT_FOLDS)
def _fold(sign: str) -> str:
    """What the index makes of a character: one sign, so that offsets stay."""
    if sign in _ACCENTS:
        return _ACCENT
    kind = category(sign)
    if kind[0] not in "LN" and kind not in ("Co", "Cn"):
        return _GAP
    folded = sign.casefold()
    if len(folded) > 1:
        folded = sign.lower()
    apart = normalize("NFD", folded)
    if apart[0] in _LATIN and all(map(combining, apart[1:])):
        return apart[0]
    return folded if len(folded) == 1 else sign
