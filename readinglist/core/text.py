"""Titles and abstracts as bare words: what stays the same when a paper is typed, saved or set differently.

Everything here is a pure function, frozen under NORMALISER: keys that stand in libraries were made with it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

from readinglist.core.word_lists import PREFIXES, STOP_WORDS

NORMALISER: Final = 1
"""Version of these rules and of the common words; it rises with any change that alters a word or a key."""

_GREEK: Final = {
    letter: "lambda" if name == "lamda" else name
    for letter in "αβγδεζηθικλμνξοπρσςτυφχψω"
    for name in (unicodedata.name(letter).split()[-1].lower(),)
}
_OPERATORS: Final = ("log", "exp", "sin", "cos", "tan", "min", "max", "arg", "sup", "inf", "det", "dim", "ker", "lim")
_MACROS: Final = {
    **{name: f" {name} " for name in {*_GREEK.values(), *_OPERATORS}},
    **{f"var{name}": f" {name} " for name in _GREEK.values()},
    **{name: name.lower() for name in ("ss", "o", "O", "l", "L", "ae", "AE", "oe", "OE", "aa", "AA", "i", "j")},
    "infty": " infinity ",
    "times": " x ",
    "ell": "l",
}
_LATIN: Final = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
_SPELLED: Final = _GREEK | _LATIN | {"×": " x ", "∞": " infinity "} | dict.fromkeys("‐‑‒–−", "-")

_KEPT_LETTERS: Final = 20_000  # all that one library's languages need; there are a million, and a text may hold them

_ENTITY = re.compile("&(?:amp|lt|gt|quot|nbsp|apos);", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?(?:[a-z]+:)?(?:a|b|br|em|i|p|span|strong|sub|sup|tt|u|code|font)\b[^<>]{0,80}>", re.IGNORECASE
)
_ACCENT = re.compile(r"""\\(?:["'`^~=.]\s*\{?\\?([A-Za-z])\}?|[uvHckbdrt]\{\\?([A-Za-z])\})""")
_MACRO = re.compile(r"\\([A-Za-z]+)\*?\s?")
_SIZES = re.compile(r"\\(?:left|right|[Bb]igg?[lr]?)(?![A-Za-z])")
_UNSPACED = re.compile("(?:CJK|HIRAGANA|KATAKANA|THAI|LAO|KHMER|MYANMAR|TIBETAN) ")

_DIGIT_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_PLUS_PLUS = re.compile(r"(?<=\S)\+\+")
_PLUS = re.compile(r"(?<=\w)\+")
_LESS = re.compile(r"<(?![-=])")
_MORE = re.compile(r"(?<![-=])>")
_SHARP = re.compile(r"(?<=\b[a-z])#")
_STAR = re.compile(r"(?<=\b[a-z])\*")
_SHORT_LEAD = re.compile(r"(?<![\w-])([b-z]|in|on|off|out|over|under|up|down)-(?=[a-z]{2})")
_BREAK = re.compile(
    r":(?!\d)|\s-{1,3}\s|—|---|[?!.]\s(?!(?:for|in|of|on|under|with|without)\s)|\||[(\[](?=[^()\[\]]*[)\]]\W*$)"
)

_ZED = re.compile(r"(?<=..[iy])s(?=[aeio])")
_PLURAL_ES = ("sses", "xes", "zes", "ches", "shes")
_NUMBERS: Final = {
    word: str(number)
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve",
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth",
        "0th 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th",
    )
    for number, word in enumerate(words.split())
}


class _Letters(dict[int, str | None]):
    """What becomes of each character; fills itself, so that a text is cut into words by one `str.translate`."""

    def __missing__(self, point: int) -> str | None:
        found = _letter(chr(point))
        if len(self) < _KEPT_LETTERS:
            self[point] = found
        return found


def plain(text: str) -> str:
    """The text in lower case, without entities, tags, TeX and accents; punctuation stays."""
    if "&" in text:
        text = html.unescape(html.unescape(_ENTITY.sub(lambda found: found[0].lower(), text))).replace("&", " and ")
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    if "\\" in text:
        text = _ACCENT.sub(lambda found: found[1] or found[2], _SIZES.sub("", text))
        text = _MACRO.sub(_macro, text.replace("\\&", " and "))
    if "$" in text or "{" in text or "^" in text or "_" in text:
        text = text.translate(_TEX_SIGNS)
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", folded.translate(_FOLDED))


def words(text: str) -> list[str]:
    """The words of a text, in order; scripts written without spaces give a word a character."""
    return plain(text).translate(_LETTERS).split()


def title_segments(title: str) -> list[list[str]]:
    """The words of a title, cut where a subtitle begins; `C++`, `A*`, `2.5` and `k-means` are one word each."""
    text = plain(title)
    if "+" in text:
        text = _PLUS.sub("plus", _PLUS_PLUS.sub("plusplus", text))
    if "<" in text or ">" in text:
        text = _MORE.sub(" greater ", _LESS.sub(" less ", text))
    if "#" in text:
        text = _SHARP.sub("sharp", text)
    if "*" in text:
        text = _STAR.sub("star", text)
    if "-" in text:
        text = _SHORT_LEAD.sub(r"\1", text)
    if "," in text:
        text = _DIGIT_COMMA.sub("", text)
    if "." in text:
        text = _DECIMAL_POINT.sub("point", text)
    cut = (part.translate(_LETTERS).split() for part in _BREAK.split(text))
    return [_glued(part) for part in cut if part]


def normalised(title: str) -> str:
    """A title's words with single spaces between them: what two ways of writing one title share."""
    return " ".join(word for part in title_segments(title) for word in part)


def joined(parts: list[str]) -> str:
    """The words as one string, so that spaces and hyphens make no difference; digits are kept apart."""
    text = "".join(parts)
    if text.isalpha() or not any(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(parts)):
        return text
    return re.sub(r"(?<=\d) (?=\d)", ".", " ".join(parts)).replace(" ", "")


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """One spelling for a word: singular, American, numbers as digits."""
    if word in _NUMBERS:
        return _NUMBERS[word]
    if len(word) < 4 or word[0].isdigit():
        return word
    if len(word) > 4:
        word = _ZED.sub("z", word).replace("our", "or").replace("ll", "l")
        if word.endswith("tre"):
            word = f"{word[:-2]}er"
        elif word.endswith("ogue"):
            word = word[:-2]
        elif word.endswith("ies"):
            return f"{word[:-3]}y"
        elif word.endswith(_PLURAL_ES):
            return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _glued(parts: list[str]) -> list[str]:
    if PREFIXES.isdisjoint(parts):
        return parts
    out: list[str] = []
    lead = ""
    for word in parts:
        if word in PREFIXES:
            lead += word
        elif lead and (word in STOP_WORDS or word[0].isdigit()):
            out += [lead, word]
            lead = ""
        else:
            out.append(lead + word)
            lead = ""
    return [*out, lead] if lead else out


def _macro(found: re.Match[str]) -> str:
    name = found[1]
    return _MACROS.get(name) or _MACROS.get(name.lower()) or " "


def _letter(character: str) -> str | None:
    category = unicodedata.category(character)
    if character in "'’‘ʼ`´′" or category == "Cf":
        return None
    if category[0] not in "LNM":
        return " "
    return f" {character}" if _UNSPACED.match(unicodedata.name(character, "")) else character


class _Folds(dict[int, str | None]):
    """Letters spelled out and accents dropped; vowel signs of other scripts (low combining classes) stay."""

    def __missing__(self, point: int) -> str | None:
        character = chr(point)
        dropped = unicodedata.combining(character) >= 10
        found = None if dropped else _SPELLED.get(character, character)
        if len(self) < _KEPT_LETTERS:
            self[point] = found
        return found


_TEX_SIGNS = str.maketrans("", "", "${}^_")
_LETTERS = _Letters()
_FOLDED = _Folds()
