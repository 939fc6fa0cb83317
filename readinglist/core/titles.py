"""A title taken apart: its words, the numbers and signs by which near-equal titles differ, its subtitle.

Words are compared normalised and shown as they stand in the title; where they stand is looked for only when asked.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from readinglist.core.text import fold, joined, title_segments
from readinglist.core.word_lists import PART_WORDS, STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROMAN: Final = {
    letters: str(number)
    for number, letters in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)
}
_DIGITS = re.compile(r"\d+(?:point\d+)*")
_RUN = re.compile(r"\w[\w'’\u00ad\u0300-\u036f\u200b-\u200d]*")
_SIGN = re.compile(r"\+\+|[+#*]")
_TOKEN = re.compile(r"""(?:[^\s()\[\],;:!?"“”…/|—]|(?<=\d),(?=\d))+""")
_LONGEST_SPELLING: Final = 8
"""Runs of letters that one word is looked for in: those of a compound, or of a word with TeX accents."""
_LONGEST_COUNT: Final = 3
_TAG = re.compile(r"</?([a-z]+)[^<>]{0,80}>", re.IGNORECASE)
_SIGNS = re.compile(r"[\^_±≤≥<>]|\\(?:leq?|geq?|pm)(?![a-z])|(?<![\w)\]}+-])[+−-](?=\d)|[⁰¹²³⁴-⁹]|[₀-₉]")
_ONE_SIGN: Final = {
    **dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", "^"), **dict.fromkeys("₀₁₂₃₄₅₆₇₈₉", "_"), "−": "-",
    "\\le": "≤", "\\leq": "≤", "\\ge": "≥", "\\geq": "≥", "\\pm": "±",
}  # fmt: skip
_FRONT_MATTER = re.compile(
    r"\W*(?:(?:guest )?editor(?:ial|'s note)|preface|foreword|in memoriam|obituary|book review|table of contents"
    r"|(?:opening|closing|introductory|concluding) remarks|letters? to the editor|publisher's note|call for papers"
    r"|acknowledge?ments?|list of reviewers|announcements?|front matter|back matter|message from|welcome (?:to|from)"
    r"|introduction(?: to (?:the |this )?(?:special|theme|focus)\b|\W*$)|contents\W*$|news\W*$"
    r"|(?:a |some )?(?:further )?comments? on|(?:author'?s'? )?(?:reply|response) to|errat|corrigend|correction"
    r"|addend|retract|withdrawn|supplement\w* |(?:expressions? of concern|rejoinder|commentary|discussion|perspective"
    r"|viewpoint|opinion|letter|highlight|re) ?:|rejoinder|expression of concern)"
)


class Title:
    """A title's words; what only some comparisons need is looked for when it is first asked for.

    `text`: the title as it was written.
    `joined`: all words without spaces; equal for equal titles, never empty unless the title is.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._segments = title_segments(text)
        self._parts: list[list[str]] | None = None
        self.words = [word for segment in self._segments for word in segment]
        self.joined = joined(self.words) or text.casefold().strip()

    @property
    def parts(self) -> list[list[str]]:
        """The content, cut at colons and the like."""
        if self._parts is None:
            self._parts = []
            end = 0
            for segment in self._segments:
                start, end = end, end + len(segment)
                if part := _content(self.words, start, end):
                    self._parts.append(part)
        return self._parts

    @cached_property
    def content(self) -> list[str]:
        """The folded words without stop words."""
        return self.parts[0] if len(self.parts) == 1 else [word for part in self.parts for word in part]

    @cached_property
    def numbers(self) -> list[str]:
        """The numbers, sorted, with single letters."""
        return sorted(number for word in self.content for number in numbers_in(word))

    @cached_property
    def counted(self) -> bool:
        """Whether one of the numbers counts a part, a volume or the like."""
        return any(a in PART_WORDS and _is_count(b) for a, b in pairwise(self.words))

    @cached_property
    def front(self) -> bool:
        """Whether it is that of an editorial, a preface, a comment or an erratum."""
        return _FRONT_MATTER.match(self.text.lower().replace("’", "'")) is not None

    @cached_property
    def signs(self) -> Counter[str]:
        """The signs that words leave out: raised or lowered, less or greater, plus or minus before a number."""
        text = unescape(self.text) if "&" in self.text else self.text
        text = _TAG.sub(lambda tag: {"sup": "^", "sub": "_"}.get(tag[1].lower(), ""), text)
        return Counter(_ONE_SIGN.get(sign, sign) for sign in _SIGNS.findall(text))

    @property
    def cut(self) -> bool:
        """Whether it ends in an ellipsis."""
        return self.text.rstrip().endswith(("…", "..."))

    @cached_property
    def spelled(self) -> dict[str, str]:
        """How the title writes each word of its content."""
        return {word: word for word in self.content} | {fold(word): word for word in self.words}

    @property
    def weight(self) -> float:
        """How many words say something; a character that is a word counts half."""
        return sum(1.0 if len(word) > 1 else 0.5 for word in self.content)

    def has(self, span: str) -> bool:
        """Whether the title as it was written has these words, in capitals or not."""
        return re.search(rf"(?<!\w){re.escape(span)}(?!\w)", self.text, re.IGNORECASE) is not None


def numbers_in(word: str) -> list[str]:
    """The numbers in a word of a title's content; a single letter is one."""
    if len(word) == 1 and word.isascii():
        return [word]
    return _DIGITS.findall(word)


def as_written(title: Title, word: str) -> str:
    """How the title writes a normalised word, with its hyphens and spaces; empty where it has no such word."""
    for span in _spans(title.text):
        found = Title(span)
        if word in ("".join(found.words), "".join(found.content)):
            return span
    within = re.search(re.escape(word), title.text, re.IGNORECASE)  # of a script without spaces, or grown to one
    return within[0] if within else ""


def ending_as_written(title: Title, words: Sequence[str]) -> str:
    """How the title writes its last words; empty where it ends otherwise."""
    wanted = "".join(words)
    for run in reversed([*_RUN.finditer(title.text)]):
        ending = title.text[run.start() :].rstrip(" .:;,!?…\"'”’")
        found = Title(ending).words
        if len(found) > len(words):
            break
        if "".join(found) == wanted:
            return ending.rstrip(")]") if ending.count("(") < ending.count(")") else ending
    return ""


def number_as_written(title: Title, word: str, other: Title) -> str:
    """How the title writes a word with a number in it, with all that hangs on it: GPT-4, 3D-aware, Part II.

    Of several places, the first that the other title doesn't have.
    """
    tokens = [*_TOKEN.finditer(title.text)]
    for size in range(1, _LONGEST_COUNT + 1):
        found = []
        for at, first in enumerate(tokens[: len(tokens) - size + 1]):
            end = tokens[at + size - 1].end()
            if word in Title(title.text[first.start() : end]).content:
                counts = at > 0 and tokens[at - 1][0].strip(".").lower() in PART_WORDS
                start = tokens[at - 1].start() if counts else first.start()
                found.append(title.text[start:end].rstrip(".'’"))
        if found:
            return next((span for span in found if not other.has(span)), found[0])
    return as_written(title, word)


def _content(words: list[str], start: int, end: int) -> list[str]:
    """The folded words of a segment that say something."""
    found = []
    last = end - 1
    for at in range(start, end):
        word = words[at]
        if len(word) == 1 or word in _ROMAN:
            counted = at > 0 and words[at - 1] in PART_WORDS
            if word in _ROMAN and (len(word) > 1 or counted or start < at == last):
                found.append(_ROMAN[word])
            elif counted or word not in STOP_WORDS:
                found.append(fold(word))
        elif word not in STOP_WORDS:
            found.append(fold(word))
    return found


def _is_count(word: str) -> bool:
    return word in _ROMAN or len(word) == 1 or word[0].isdigit()


def _spans(text: str) -> Iterator[str]:
    """The parts of a text that may be a word, shorter ones first."""
    runs = [*_RUN.finditer(text)]
    for size in range(1, min(_LONGEST_SPELLING, len(runs)) + 1):
        for at, first in enumerate(runs[: len(runs) - size + 1]):
            start, end = first.start(), runs[at + size - 1].end()
            if text[start - 1 : start] == "(" and ")" in text[start:end]:
                start -= 1
            yield text[start:end].rstrip("'’")
            if sign := _SIGN.match(text, end):
                yield text[start : sign.end()]
