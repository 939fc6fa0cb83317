"""Citation keys: what a paper is called in a BibTeX file, ASCII and the same on every day."""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import count, dropwhile
from typing import TYPE_CHECKING

from readinglist.core.names import parse_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.core.paper import Paper

TITLE_WORDS = 3
LONGEST_WORD = 24
LONGEST_KEY = 64

STOP_WORD = re.compile(
    "a|an|and|are|as|at|be|by|can|do|does|for|from|how|in|into|is|it|its|not|of|on|or|that|the|their|this|to|"
    "toward|towards|using|via|we|what|when|where|which|why|with|without"
)

# Letters that NFKD leaves whole.
_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n",
        "ŧ": "t", "ĸ": "k", "ə": "e",
    }
)  # fmt: skip

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<!--.{0,200}?-->")
_TEX_LETTER = re.compile(r"\\(ae|AE|oe|OE|o|O|l|L|ss|aa|AA|i|j)(?![A-Za-z])\s*(?:\{\})?")
_TEX_ACCENT = re.compile(r"\\(?:[`'^\"~=.]\s*|[cuvHkrdb](?=\s*\{|\s))\s*\{?\\?([A-Za-z])\}?")
_TEX_STYLE = re.compile(r"\\(?:text|math)[a-z]{2,3}(?![a-z])|\\(?:text|emph|bf|it|rm|sc|em|left|right)(?![A-Za-z])")
_JOINED = re.compile(r"[{}^$'’ʼ`´]")
_LONE_GREEK = re.compile("(?<![α-ω])[α-ω](?![α-ω])")
_WORD = re.compile(r"[a-z0-9]+")
_LETTER = re.compile("[a-z]")


def base_key(paper: Paper) -> str:
    """The key a paper would like to have: `mamba_linear_time`, or `gu_mamba_linear_time_2023` where known.

    Lower-case ASCII letters, digits and underscores, a letter first, at most 64 characters. A title
    without any ASCII letter gives way to the paper's uid.
    """
    title = _significant(_words(_without_markup(paper.title)))
    family = "".join(_words(parse_name(paper.authors[0]).family)) if paper.authors else ""
    if not _LETTER.search("".join(title)):
        title = ["paper", "".join(_words(paper.uid))[:8]]
    year = f"_{paper.year}" if paper.year else ""
    words = [word[:LONGEST_WORD] for word in (family, *title) if word]
    if not words[0][0].isalpha():
        words.insert(0, "paper")
    return "_".join(words)[: LONGEST_KEY - len(year)].rstrip("_") + year


def unique_key(base: str, taken: Callable[[str], bool]) -> str:
    """The key itself where it is free, else the first free one of `key_a`, `key_b`, … `key_z`, `key_aa`, ….

    BibTeX's keys clash by case: `taken` is asked for the key and for its lower-case form, and should
    ignore case itself where the keys it knows may hold capitals.
    """
    candidates = (f"{base}_{_letters(number)}" if number else base for number in count())
    return next(key for key in candidates if not (taken(key) or taken(key.lower())))


def _letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _without_markup(title: str) -> str:
    text = html.unescape(_TAG.sub("", title))
    text = _TEX_LETTER.sub(r"\1", _TEX_ACCENT.sub(r"\1", text))
    return _TEX_STYLE.sub("", text)


def _words(text: str) -> list[str]:
    # Apostrophes, braces, carets and dollars stand inside a word: Giant's, S^{2}FT.
    decomposed = unicodedata.normalize("NFKD", _JOINED.sub("", text))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    folded = bare.casefold().translate(_LETTERS)
    # A Greek letter among Latin ones is a symbol with a name (μLO is mulo); a Greek title is not spelled out.
    if _LETTER.search(folded):
        folded = _LONE_GREEK.sub(lambda match: unicodedata.name(match.group()).split()[-1].lower(), folded)
    return _WORD.findall(folded)


def _significant(words: list[str]) -> list[str]:
    telling = [word for word in words if not STOP_WORD.fullmatch(word)] or words
    # A key must not begin with a digit: "4+3 Phases" is known by its phases.
    return (list(dropwhile(str.isdigit, telling)) or telling)[:TITLE_WORDS]
