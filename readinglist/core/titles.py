"""A title taken apart: its words, the numbers and signs by which near-equal titles differ, its subtitle."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from readinglist.core.text import fold, joined, title_segments
from readinglist.core.word_lists import PART_WORDS, STOP_WORDS

_ROMAN: Final = {
    letters: str(number)
    for number, letters in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)
}
_DIGITS = re.compile(r"\d+(?:point\d+)*")
_FRONT_MATTER = re.compile(
    r"\W*(?:(?:guest )?editor(?:ial|'s note)|preface|foreword|in memoriam|obituary|book review|table of contents"
    r"|(?:opening|closing|introductory|concluding) remarks|letters? to the editor|publisher's note|call for papers"
    r"|acknowledge?ments?|list of reviewers|announcements?|front matter|back matter|message from|welcome (?:to|from)"
    r"|introduction(?: to (?:the |this )?(?:special|theme|focus)\b|\W*$)|contents\W*$|news\W*$"
    r"|(?:a |some )?(?:further )?comments? on|(?:author'?s'? )?(?:reply|response) to|errat|corrigend|correction"
    r"|addend|retract|withdrawn|supplement\w* )"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title's words.

    `joined`: all words without spaces; equal for equal titles, never empty unless the title is.
    `content`: folded words without stop words. `parts`: the content, cut at colons and the like.
    `numbers`: sorted, with single letters. `counted`: one of them counts a part, a volume or the like.
    `front`: an editorial, a preface, a comment, an erratum. `cut`: it ends in an ellipsis.
    """

    words: tuple[str, ...]
    joined: str
    content: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    numbers: tuple[str, ...]
    counted: bool
    front: bool
    cut: bool

    @property
    def spelled(self) -> dict[str, str]:
        """How the title writes each word of its content."""
        return {word: word for word in self.content} | {fold(word): word for word in self.words}

    @property
    def weight(self) -> float:
        """How many words say something; a character that is a word counts half."""
        return sum(1.0 if len(word) > 1 else 0.5 for word in self.content)


def read_title(title: str) -> Title:
    """Take a title apart."""
    segments = title_segments(title)
    words = [word for segment in segments for word in segment]
    parts: list[tuple[str, ...]] = []
    at = 0
    for segment in segments:
        found = tuple(_content(words, at, at + len(segment)))
        at += len(segment)
        if found:
            parts.append(found)
    content = tuple(word for part in parts for word in part)
    return Title(
        words=tuple(words),
        joined=joined(words) or title.casefold().strip(),
        content=content,
        parts=tuple(parts),
        numbers=tuple(sorted(number for word in content for number in _numbers(word))),
        counted=any(a in PART_WORDS and _is_count(b) for a, b in pairwise(words)),
        front=_FRONT_MATTER.match(title.lower().replace("’", "'")) is not None,
        cut=title.rstrip().endswith(("…", "...")),
    )


def _content(words: list[str], start: int, end: int) -> list[str]:
    found = []
    for at in range(start, end):
        word = words[at]
        counted = at > 0 and words[at - 1] in PART_WORDS
        if word in _ROMAN and (len(word) > 1 or counted or (at == end - 1 and at > start)):
            found.append(_ROMAN[word])
        elif word not in STOP_WORDS or (counted and len(word) == 1):
            found.append(fold(word))
    return found


def _is_count(word: str) -> bool:
    return word in _ROMAN or len(word) == 1 or word[0].isdigit()


def _numbers(word: str) -> list[str]:
    if len(word) == 1 and word.isascii():
        return [word]
    return _DIGITS.findall(word)
