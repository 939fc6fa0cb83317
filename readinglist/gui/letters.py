"""Finds what was typed in a title, whatever the case and the accents of its letters."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]  # half-open, counted in characters


def fold(text: str) -> str:
    """The text without case and accents, with single spaces."""
    return " ".join(_folded(text)[0].split())


def holds(text: str, title: str) -> bool:
    """Whether every word of the text stands somewhere in the title."""
    letters = fold(title)
    return all(word in letters for word in fold(text).split())


def begins(text: str, title: str) -> bool:
    """Whether every word of the text begins a word of the title."""
    letters = fold(title)
    return all(_at_start(word, letters) >= 0 for word in fold(text).split())


def abbreviates(text: str, title: str) -> bool:
    """Whether the text is made of initials of the title, its first among them: "gq" of "Go to the queue"."""
    return bool(_initials(fold(text), _folded(title)[0]))


@lru_cache(maxsize=2048)
def spans(text: str, title: str) -> tuple[Span, ...]:
    """Which characters of the title were typed, sorted and disjoint.

    The text as a whole is looked for first, then its words, then its letters as initials. A place where a word begins
    is better than one within a word. Empty where nothing is found.
    """
    wanted, (letters, owners) = fold(text), _folded(title)
    found: list[int] = []
    for part in [wanted] if wanted and wanted in letters else wanted.split():
        at = _at_start(part, letters)
        at = letters.find(part) if at < 0 else at
        found += range(at, at + len(part)) if at >= 0 else ()
    return _joined(title, {owners[at] for at in found or _initials(wanted, letters)})


@lru_cache(maxsize=2048)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The letters without case and accents, and of each the character that it comes from."""
    pairs = [
        (letter, place)
        for place, character in enumerate(text)
        for letter in normalize("NFKD", normalize("NFKD", character).casefold())
        if not combining(letter)
    ]
    return "".join(letter for letter, _ in pairs), tuple(place for _, place in pairs)


def _at_start(word: str, letters: str) -> int:
    """Where the word begins a word of the letters; -1 where it nowhere does."""
    at = letters.find(word)
    while at > 0 and letters[at - 1].isalnum() and letters[at].isalnum():
        at = letters.find(word, at + 1)
    return at


def _initials(wanted: str, letters: str) -> list[int]:
    """The places of the initials that the letters are; empty where they are not."""
    starts = [0] if letters[:1].isalnum() else []
    starts += [at for at, (before, here) in enumerate(pairwise(letters), 1) if here.isalnum() and not before.isalnum()]
    if len(wanted) < 2 or not starts or letters[starts[0]] != wanted[0]:
        return []
    found: list[int] = []
    rest = iter(starts)
    for letter in wanted:
        at = next((at for at in rest if letters[at] == letter), None)
        if at is None:
            return []
        found.append(at)
    return found


def _joined(title: str, places: Iterable[int]) -> tuple[Span, ...]:
    """Places beside each other as one span; accents that stand after their letter belong to it."""
    found: list[Span] = []
    for place in sorted(places):
        end = place + 1
        while end < len(title) and combining(title[end]):
            end += 1
        if found and found[-1][1] >= place:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((place, end))
    return tuple(found)
