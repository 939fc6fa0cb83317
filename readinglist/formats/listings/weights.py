"""How much a line looks like a title, and how much like a piece of an abstract; lower is likelier.

A weight of 1 is a weak sign, 2 about as much as "this paper has no abstract", 4 and more a strong one. Widths are
counted in columns: a Chinese or Japanese character takes two.
"""

from __future__ import annotations

import re
from typing import NamedTuple

FAR_TOO_WIDE = 400
"""Wider than any title: what is wider is told by its width alone."""

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd]"
)
_CLOSING = "\"'”’»)]}」』*$ \u200e\u200f"
_FULL_STOPS = (".", "。", "．", "۔", "।")
_OTHER_STOPS = ("?", "!", "？", "！", "؟", "…", "...")
_FULL_STOP_INSIDE = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[\d)\]$\"”]))\.[\"”’)]*\s+(?=[\"“(]?[^\W\d_a-z])|[。۔।](?=.)")
_OTHER_STOP_INSIDE = re.compile(r"[?!؟？！]+[\"”’)]*\s*(?=\w)")
_ABBREVIATION = re.compile(r"\b(?:vs|al|cf|etc|St|Dr|Fig|No)\.\s")
_ABBREVIATED_END = re.compile(r"(?:^|[\s(\[])(?:[A-Z]|i\.e|e\.g|al|vs|cf|Fig|Eq|Dr|St|No)\.$")
_NO_START = tuple("/-,.;:)]}&=?_%")
_LINK = re.compile(r"https?://|\bwww\.|\bgithub\.com/")
_LINK_AT_END = re.compile(r"(?:https?://|www\.)\S+$|\b(?:github\.com/)\S+$")
_OPENING = re.compile(
    r"(?:We|Our|This|These|It|Despite|While|Although|Since|In (?:this|our)|To (?:this|address)"
    r"|(?:Extensive )?[Ee]xperiments)(?= [a-z])|(?:However|Moreover|Furthermore|Therefore|Thus|Then|Hence|First|Second"
    r"|Next|Here|[A-Z][a-z]+ly),(?= )"
)
_UNFINISHED = re.compile(r"\b(?:an?|the|of|for|with|and|or|in|on|by|to|from|as|via|is|are|we|that|which|its?)$")
_NAMED = re.compile(r"[^\W_a-z][^.:!?]{1,60}: \S")
_ACRONYM = re.compile(r"\([A-Z][A-Za-z-]*[A-Z]s?\)")
_SENTENCE_WORD = re.compile(
    r"\b(?:[Ww]e|[Oo]urs?|is|are|was|were|has|have|been|can|[Tt]h(?:is|ese) (?:paper|work|article|study|results?)"
    r"|[Tt]hese|that|which|they|it|[Hh]owever|also)\b"
)
_WORD = re.compile(r"[^\W\d_]{2,}")


class Weights(NamedTuple):
    """What each part costs that a line could play."""

    title_start: float
    """To be a title's first line (all but how it ends)."""
    title_more: float
    """To be a further line of a wrapped title (all but how it ends)."""
    title_end: float
    """To be where a title ends."""
    text_start: float
    """To be the first line of a paragraph."""
    text_whole: float
    """To be a paragraph of one line."""
    text_end: float
    """To be the last of several lines of a paragraph."""
    text_more: float
    """To be a further line of a paragraph."""
    wrapped_title: float = 0.0
    """To be a line of a title where all lines were filled, beside the above: few titles' lines begin as sentences do
    (with a capital, and mostly without further on), and few introduce an acronym."""


def columns(text: str) -> int:
    """The width of a line in columns."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does: with a stop, or with a link."""
    bare = text[-12:].rstrip(_CLOSING)
    if bare.endswith(".") and _ABBREVIATED_END.search(bare):
        return False
    if bare.endswith(_FULL_STOPS) or bare.endswith(_OTHER_STOPS):
        return True
    return ends_in_link(text)


def ends_in_link(text: str) -> bool:
    """Whether a line ends with a link, a full stop after it or not."""
    end = text[-200:]
    return _has_link(end) and _LINK_AT_END.search(end) is not None


def weigh(text: str, width: int, *, cut: bool, doubtful: bool) -> Weights:
    """The weights of one line; `cut` says that it went on, `doubtful` that it may be furniture."""
    if cut:
        return Weights(7.0, 9.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    end = 0.0 if ends_sentence(text) else 1.5
    if width > FAR_TOO_WIDE:
        too_wide = 14.0 + min((width - FAR_TOO_WIDE) / 100, 8.0)
        return Weights(too_wide, too_wide, 0.0, 0.0, end / 3, end * 5 / 3, 0.0)
    signs = _signs(text)
    prose = _prose(signs) + _wide(width)
    dense = width - len(text)  # a Chinese or Japanese character says more than its two columns
    return Weights(
        title_start=prose + 1.0 * signs.lower + 1.0 * (width < 4) + 3.0 * text.startswith(_NO_START),
        title_more=prose + 0.7 + 0.8 * signs.sentence,
        title_end=_stop(signs)
        + 3.0 * (_UNFINISHED.search(text) is not None)
        + 1.0 * text.endswith((":", ",", ";", "：", "，")),
        text_start=1.5 * (signs.capitals and not signs.acronym) + 0.5 * signs.lower,
        text_whole=20.0 if doubtful else max(_narrow(width + dense) + _text_end(end, signs.bare) + _whole(signs), 0.0),
        text_end=end * 5 / 3,
        text_more=1.5 * (signs.capitals and not signs.acronym),
        wrapped_title=0.7 * signs.sentence + 2.5 * signs.acronym,
    )


class _Signs(NamedTuple):
    """What is seen in a line."""

    bare: str
    """The line without what may close it: quotes and brackets."""
    full_stop: bool
    """It ends with a full stop."""
    stops: int
    """Full stops within it that end a sentence."""
    others: int
    """Question and exclamation marks within it."""
    words: int
    """Words that sentences have and titles seldom: "we", "is", "this paper"."""
    link: bool
    lower: bool
    """It begins with a small letter."""
    opening: bool
    """It begins as sentences of abstracts do."""
    named: bool
    """It reads as "Name: rest"."""
    acronym: bool
    """It introduces an acronym in brackets, as abstracts do."""
    capitals: bool
    """Most of its words begin with a capital, as titles' words do."""
    sentence: bool
    """Its first word alone does, as in a sentence."""


def _signs(text: str) -> _Signs:
    bare = text.rstrip(_CLOSING)
    stops = len(_FULL_STOP_INSIDE.findall(text))
    stops -= len(_ABBREVIATION.findall(text)) if stops else 0
    link = _has_link(text)
    share, counted = _capitals(text)
    return _Signs(
        bare=bare,
        full_stop=bare.endswith(_FULL_STOPS) and not bare.endswith("..."),
        stops=max(stops, 0),
        others=len(_OTHER_STOP_INSIDE.findall(text)),
        words=len(_SENTENCE_WORD.findall(text)),
        link=link,
        lower=text[0].islower(),
        opening=_OPENING.match(text) is not None,
        named=stops <= 0 and not link and _NAMED.match(text) is not None,
        acronym="(" in text and _ACRONYM.search(text) is not None,
        capitals=counted >= 3 and share > 0.7,
        sentence=counted >= 4 and share < 0.5 and text[0].isupper(),
    )


def _prose(signs: _Signs) -> float:
    """Against a title: the line reads as sentences do."""
    prose = 1.5 * min(signs.stops, 3) + 0.5 * min(signs.others, 2) + 0.8 * min(signs.words, 3) + 3.0 * signs.link
    prose += 2.5 * signs.opening
    return max(prose - 1.6, 0.0) if signs.named else prose


def _whole(signs: _Signs) -> float:
    """Against an abstract of this one line: it reads as titles do."""
    whole = 0.5 * signs.lower + (2.5 if signs.acronym else 1.0) * signs.capitals + 2.0 * signs.named
    whole -= 0.7 * (signs.words > 0 and not signs.named) + 0.7 * (signs.stops > 0) + 1.0 * signs.link
    if not signs.words and not signs.stops and not (signs.full_stop and signs.sentence):
        whole += 1.5
    return whole


def _stop(signs: _Signs) -> float:
    """Against a title that ends with a full stop: the more, the more it reads as a sentence."""
    if not signs.full_stop:
        return 0.0
    if signs.capitals or signs.named:
        return 1.0
    if signs.sentence:
        return 4.5
    return 3.5 if signs.words or signs.stops else 2.0


def _has_link(text: str) -> bool:
    return ("://" in text or "www." in text or "github" in text) and _LINK.search(text) is not None


def _wide(width: int) -> float:
    """Against a title: nothing up to 120 columns, 1.5 at 200, 6 at 400."""
    if width <= 120:
        return 0.0
    return (width - 120) / 80 * 1.5 if width <= 200 else 1.5 + (width - 200) / 200 * 4.5


def _narrow(width: int) -> float:
    """Against an abstract: nothing from 300 columns, 1.5 at 150, 4 at 60, 5.5 at 0."""
    if width >= 300:
        return 0.0
    if width >= 150:
        return (300 - width) / 150 * 1.5
    return 1.5 + (150 - width) / 90 * 2.5 if width >= 60 else 4.0 + (60 - width) / 60 * 1.5


def _text_end(end: float, bare: str) -> float:
    return 0.8 if not end and bare.endswith(("?", "!", "？", "！", "؟")) else end


def _capitals(text: str) -> tuple[float, int]:
    """The share of a line's longer words that begin with a capital, and the number of these words."""
    words = [word for word in _WORD.findall(text) if len(word) > 3]
    return sum(not word[0].islower() and word[0].isupper() for word in words) / max(len(words), 1), len(words)
