"""What stands above and below the line: `x^2`, `x_{i+1}`, `V^top`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from readinglist.core.maths_signs import CLEAR, COMMANDS, FUNCTIONS, GREEK, SCRIPTS

if TYPE_CHECKING:
    from readinglist.core.maths_reader import Place, Reader

_WORD: Final = re.compile(r"[A-Za-z]+")
_COMMAND: Final = re.compile(r"\\[A-Za-z]+")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")
_DIGITS: Final = re.compile(r"\d+")
_RAISED_SIGN: Final = re.compile(r"[*+′']")
_PART_OF_WORD: Final = re.compile(r"\w")
_BASE: Final = re.compile(r"([A-Za-z]+|[A-Za-z0-9])\Z")
_LONGEST_BASE: Final = 24
#: A script of a script has the digits that Unicode has.
_SMALL: Final = {"^": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"), "_": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")}


def script(reader: Reader, place: Place) -> int:
    """A script on the line; 0 where its sign means itself, as in names of files."""
    at, text = place.at, reader.text
    level = 1 if text[at] == "^" else -1
    if place.level or not _has_base(reader, at, level):
        return 0
    begin = at + 1
    if text[begin : begin + 1] == "{":
        close = reader.closing(begin, place.end)
        reader.put("", at, begin + 1, 0)
        reader.read(place._replace(at=begin + 1, end=close, level=level, formula=True))
        reader.script_ended = reader.put("", close, min(close + 1, place.end), 0)
        return reader.script_ended
    after = _end(text, begin, place.end, level)
    if after == begin:
        return 0
    reader.put("", at, begin, 0)
    name = text[begin:after].lstrip("\\")
    if name in COMMANDS:
        reader.put(COMMANDS[name], begin, after, level)
    else:
        reader.copy(begin, after, level)
    reader.script_ended = after
    return after


def script_of_script(reader: Reader, place: Place) -> int:
    """Digits above or below what is above or below the line."""
    found = _DIGITS.match(reader.text, place.at + 1, place.end)
    if not place.level or not found:
        return 0
    return reader.put(found[0].translate(_SMALL[reader.text[place.at]]), place.at, found.end(), place.level)


def _end(text: str, begin: int, end: int, level: int) -> int:
    """Where a script without braces ends; `begin` where there is none."""
    if command := _COMMAND.match(text, begin, end):
        return command.end()
    if number := _NUMBER.match(text, begin, end):
        joined = level < 0 and _PART_OF_WORD.match(text, number.end())
        return begin if joined else number.end()
    if word := _WORD.match(text, begin, end):
        return begin + _length(text, word, level)
    raised = _RAISED_SIGN.match(text, begin, end) if level > 0 else None
    return raised.end() if raised else begin


def _length(text: str, word: re.Match[str], level: int) -> int:
    """How many letters of a word are the script; 0 where it is none."""
    for name in SCRIPTS:
        if word[0].startswith(name) and (level > 0 or word[0] == name):
            return len(name)
    single = len(word[0]) == 1 and not _PART_OF_WORD.match(text, word.end())
    return len(word[0]) if single or (level < 0 and word[0] in FUNCTIONS) else 0


def _has_base(reader: Reader, at: int, level: int) -> bool:
    """Whether a script can hang on what stands before it."""
    before = reader.text[at - 1 : at] if at else " "
    if at == reader.script_ended or before in ")]}":
        return True
    if before.isspace() or before in "([{,;:/":
        return False
    if level > 0 or not before.isascii() or not before.isalnum():
        return True
    if reader.text[at + 1 : at + 2] == "{":
        return True
    name = found[1] if (found := _BASE.search(reader.text[max(at - _LONGEST_BASE, 0) : at])) else ""
    return len(name) == 1 or name in GREEK or name in CLEAR or name in FUNCTIONS
