"""Lines of a title or a paragraph put together again: wraps joined, HTML entities decoded."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_ESCAPED_ENTITY = re.compile(r"&amp;(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_BROKEN_WORD = re.compile(r"[^\W_](?:-{1,3}|—)$")
_NOT_BROKEN = re.compile(r"(?:and|or|to)\b(?!-)")
_UNSPACED = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd]"
_UNSPACED_END = re.compile(f"{_UNSPACED}$")
_UNSPACED_START = re.compile(_UNSPACED)
_SOFT_HYPHEN = "\u00ad"


def join_wrapped(lines: Sequence[str]) -> str:
    """One text out of wrapped lines.

    A space stands between two lines, but none in Chinese and Japanese, and none after a hyphen within a word, which is
    kept ("low-" and "rank" give "low-rank"): whether it belongs to the word cannot be known. A soft hyphen goes.
    """
    if len(lines) == 1:
        return lines[0]
    text = lines[0]
    for line in lines[1:]:
        if text.endswith(_SOFT_HYPHEN):
            text = text[:-1] + line
        elif _belongs_together(text[-4:], line):
            text += line
        else:
            text += f" {line}"
    return text


def decode_entities(text: str) -> str:
    """The text with its HTML entities decoded; a second time where a whole entity was plainly escaped again.

    Only entities that end in a semicolon count, so that links keep their "&copy=1".
    """
    if "&" not in text:
        return text
    twice = _ESCAPED_ENTITY.search(text) is not None
    decoded = _decode(text)
    if twice:
        decoded = _decode(decoded)
    return " ".join(decoded.split())


def _decode(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def _belongs_together(end: str, start: str) -> bool:
    if _BROKEN_WORD.search(end):
        return not _NOT_BROKEN.match(start)
    return _UNSPACED_END.search(end) is not None and _UNSPACED_START.match(start) is not None
