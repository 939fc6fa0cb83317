"""Names of authors: which part is the family's, which the given one, and what is no person at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
CORPORATE_WORD = re.compile(
    "and|association|authors|collaboration|committee|community|company|consortium|contributors|corporation|"
    "department|foundation|gmbh|group|inc|institute|laboratory|labs|llc|ltd|organization|project|research|"
    "society|team|technologies|university",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts; one that must not be taken apart (a group's, a single word) is all `family`."""

    family: str
    given: str = ""
    suffix: str = ""


def parse_name(text: str) -> Name:
    """Take a plain name apart: "Ada van Example Jr." or "van Example, Ada" or "Example, Jr., Ada".

    Lower-case words before the last one belong to the family name, as in BibTeX.
    """
    words = text.split()
    whole = " ".join(words)
    if len(words) < 2 or _corporate(words) or not all(any(map(str.isalpha, word)) for word in words):
        return Name(whole)
    if "," not in whole:
        return _given_first(words)
    parts = [part.strip() for part in whole.split(",")]
    if len(parts) == 2 and " " in parts[0] and parts[1].lower() in SUFFIXES:
        return _given_first([*parts[0].split(), parts[1]])
    if len(parts) > 3 or not all(any(map(str.isalpha, part)) for part in parts):
        return Name(whole)
    return Name(parts[0], parts[-1], parts[1] if len(parts) == 3 else "")


def _corporate(words: list[str]) -> bool:
    return any(word in ("AI", "&") or CORPORATE_WORD.fullmatch(word.strip(".,()")) for word in words)


def _given_first(words: list[str]) -> Name:
    suffix = words.pop() if words[-1].lower() in SUFFIXES and len(words) > 2 else ""
    start = len(words) - 1
    while start > 1 and words[start - 1][0].islower():
        start -= 1
    return Name(" ".join(words[start:]), " ".join(words[:start]), suffix)
