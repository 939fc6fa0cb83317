"""How two titles relate: what is left of their difference once spelling, typos and initials are taken out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from readinglist.core.text import fold
from readinglist.core.title_guards import guard_against, opposites, other_signs
from readinglist.core.titles import as_written
from readinglist.core.word_lists import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.core.title_guards import Remark
    from readinglist.core.titles import Title


class Kind(Enum):
    """From the same title to another one; the values begin the sentence that the user reads."""

    EQUAL = "Same title"
    SPELLING = "Same title but for spelling"
    TYPO = "Same title but for a typo, a short form or a synonym"
    ORDER = "Same title words in another order"
    SUBTITLE = "Same title but for a subtitle"
    CUT = "Same title, cut short in one place"
    ADDED = "Same title but for a word or two more"
    REPLACED = "Titles that differ in a word or two"
    OTHER = "Another title"


@dataclass(frozen=True, slots=True)
class Relation:
    """`guard` says what speaks against one paper, None without.

    `ours` and `theirs` are the words that stand in one title only, typing errors among them; `overlap` is the share
    of content words that both titles have, 0 to 1.
    """

    kind: Kind
    guard: Remark | None = None
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    overlap: float = 1.0


_LONGEST_DIFFERENCE: Final = 6
_SYNONYMS: Final = tuple(
    frozenset(group.split())
    for group in ("net network", "new novel", "approach method technique", "parameter param", "evaluation eval")
)
_RELATED: Final = 0.5


def relate(one: Title, other: Title) -> Relation:
    """The relation of two titles; of two that swap places, `ours` and `theirs` swap too."""
    if one.joined == other.joined:
        return Relation(Kind.EQUAL, other_signs(one, other))
    if "".join(one.content) == "".join(other.content):
        return Relation(Kind.SPELLING, guard_against(one, other, (), (), subtitle=()))
    ours = Counter(one.content)
    theirs = Counter(other.content)
    both = ours & theirs
    ours, theirs = ours - both, theirs - both
    if not ours and not theirs:
        return Relation(Kind.ORDER, guard_against(one, other, (), (), subtitle=()))
    return _differing(one, other, list(ours.elements()), list(theirs.elements()))


def _differing(one: Title, other: Title, ours: list[str], theirs: list[str]) -> Relation:
    kind = Kind.SPELLING
    against: Remark | None = None
    mistyped: list[tuple[str, str]] = []
    short = max(len(ours), len(theirs)) <= _LONGEST_DIFFERENCE
    if ours and theirs and short:
        whole = _drop_compounds(ours, theirs)
        whole += [(pair, word) for word, pair in _drop_compounds(theirs, ours)]
        mistyped = [(word, meant) for word, meant in whole if word != meant]
        against = opposites(one, other, ours, theirs)
        abbreviated = _drop_abbreviations(ours, theirs, one, other)
        mistyped += _drop_typos(ours, theirs, one, other)
        kind = Kind.TYPO if mistyped or abbreviated else Kind.SPELLING if whole else kind
    elif short and _are_own_initials(ours, one) and _are_own_initials(theirs, other):
        ours, theirs = [], []
    if short and _drop_mistyped_stop_words(ours, other) + _drop_mistyped_stop_words(theirs, one):
        kind = Kind.TYPO
    overlap = 1.0 - max(len(ours), len(theirs)) / max(len(one.content), len(other.content))
    subtitle: tuple[str, ...] = ()
    if ours and theirs:
        kind = Kind.REPLACED
    elif ours or theirs:
        longer, shorter, extra = (one, other, ours) if ours else (other, one, theirs)
        subtitle = _subtitle(longer, extra)
        kind = Kind.SUBTITLE if subtitle else Kind.ADDED
        if shorter.cut and longer.joined.startswith(shorter.joined):
            kind, subtitle = Kind.CUT, tuple(extra)
        elif len(one.words) == len(other.words) and _small_words(shorter) - _small_words(longer):
            kind, subtitle = Kind.REPLACED, ()  # by a small word
    if kind in {Kind.ADDED, Kind.REPLACED} and overlap < _RELATED:
        kind = Kind.OTHER
    against = against or guard_against(one, other, ours, theirs, subtitle=subtitle)
    left = (*ours, *(word for word, _ in mistyped))
    right = (*theirs, *(word for _, word in mistyped))
    return Relation(kind, against, left, right, overlap)


def _small_words(title: Title) -> Counter[str]:
    return Counter(word for word in title.words if word in STOP_WORDS)


def _subtitle(longer: Title, extra: list[str]) -> tuple[str, ...]:
    """The words that one title has more, where they are its parts before or after a colon; else empty."""
    wanted = sorted(extra)
    for cut in range(1, len(longer.parts)):
        for parts in (longer.parts[:cut], longer.parts[cut:]):
            found = tuple(word for part in parts for word in part)
            if sorted(found) == wanted:
                return found
    return ()


def _drop_compounds(words: list[str], parted: list[str]) -> list[tuple[str, str]]:
    """Take out words that the other title writes as two, perhaps mistyped; each with what the two make together."""
    found = []
    for word in list(words):
        for at in range(len(parted) - 1):
            pair = parted[at] + parted[at + 1]
            if pair == word or _is_typo(word, pair):
                words.remove(word)
                del parted[at : at + 2]
                found.append((word, pair))
                break
    return found


def _drop_abbreviations(ours: list[str], theirs: list[str], one: Title, other: Title) -> int:
    """Take out initials (LLM) that the other title spells out (large language model); how many."""
    found = 0
    for short, long, spelled in ((ours, theirs, other.words), (theirs, ours, one.words)):
        for word in list(short):
            run = _spelled_out(word, spelled, long)
            if run:
                short.remove(word)
                for part in run:
                    long.remove(part)
                found += 1
    return found


def _spelled_out(initials: str, spelled: Sequence[str], missing: list[str]) -> list[str]:
    """The words that the initials stand for: a run whose content is all missing in the other title; else empty."""
    length = len(initials)
    for at in range(len(spelled) - length + 1):
        run = spelled[at : at + length]
        if length > 1 and all(word[0] == letter for word, letter in zip(run, initials, strict=True)):
            content = [fold(word) for word in run if word not in STOP_WORDS]
            if not Counter(content) - Counter(missing):
                return content
    return []


def _are_own_initials(extra: list[str], title: Title) -> bool:
    """Whether all that a title has more are initials of its own other words: large language models (LLMs)."""
    return all(
        _is_acronym(word, title) and (run := _spelled_out(word, title.words, title.content)) and word not in run
        for word in extra
    )


def _drop_typos(ours: list[str], theirs: list[str], one: Title, other: Title) -> list[tuple[str, str]]:
    found = []
    spelled = one.spelled | other.spelled
    for word in list(ours):
        for meant in theirs:
            alike = any(word in group and meant in group for group in _SYNONYMS)
            mistyped = _is_typo(word, meant) or _is_typo(spelled[word], spelled[meant])
            if alike or (mistyped and not _is_acronym(word, one) and not _is_acronym(meant, other)):
                ours.remove(word)
                theirs.remove(meant)
                found.append((word, meant))
                break
    return found


def _is_acronym(word: str, title: Title) -> bool:
    """Whether a title writes a word in capitals: a letter less makes another method of it."""
    return not title.text.isupper() and as_written(title, word).rstrip("s").isupper()


def _drop_mistyped_stop_words(extra: list[str], other: Title) -> int:
    """Take out "usng", which counts as content in one title where the other has "using"; how many."""
    small = [word for word in other.words if word in STOP_WORDS and len(word) > 3]
    slips = [word for word in extra if any(_is_typo(word, meant) for meant in small)]
    for word in slips:
        extra.remove(word)
    return len(slips)


def _is_typo(word: str, meant: str) -> bool:
    """Whether one or two slips make one word of the other; the first letter is hardly ever missed."""
    shorter = min(len(word), len(meant))
    allowed = 2 if shorter >= 6 else 1
    if shorter < 4 or word[0] != meant[0] or abs(len(word) - len(meant)) > allowed:
        return False
    return OSA.distance(word, meant, score_cutoff=allowed) <= allowed and _digits(word) == _digits(meant)


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))
