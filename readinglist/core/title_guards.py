"""What forbids to take two papers for one without asking, however alike their titles and abstracts are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from readinglist.core.text import fold
from readinglist.core.word_lists import DECORATION, HYPHENATED, OPPOSITES, PREFIXES, SEQUELS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from readinglist.core.titles import Title

_SEQUELS: Final = frozenset(map(fold, SEQUELS))
_OPPOSITES: Final = frozenset(frozenset((fold(one), fold(other))) for one, other in OPPOSITES)
DECORATIVE: Final = frozenset(map(fold, DECORATION))
"""Folded words that a title gains or loses without its paper becoming another one."""
_LINKS: Final = frozenset({"for", "in", "of", "on", "to", "from", "with", "under", "by", "and"})
_LEADS: Final = PREFIXES | HYPHENATED
_SAME_NEGATION: Final = frozenset({"il", "im", "in", "ir"})


def guard_against(
    one: Title, other: Title, ours: Collection[str], theirs: Collection[str], *, subtitle: Sequence[str]
) -> str:
    """Why the two titles may name two papers, in words; empty when nothing of the kind is found.

    `ours` and `theirs` are the words left over on either side; `subtitle` is what one title has more as a part of
    its own, where that is all.
    """
    if one.front != other.front:
        return "only one of them is a comment, an erratum or front matter"
    return (
        _numbers(one, other, subtitle)
        or _sequel(ours, theirs, subtitle)
        or _turned_round(one.words, other.words)
        or _other_name(one, other, ours, theirs)
        or (_bare_subtitle(subtitle, one, other) if subtitle else _field(one, other, ours, theirs))
    )


def opposites(ours: Collection[str], theirs: Collection[str]) -> str:
    """Two words, one of each side, that mean opposites or are one stem behind different prefixes."""
    for word in ours:
        for against in theirs:
            if _are_opposed(word, against):
                low, high = sorted((word, against))
                return f"“{low}” stands against “{high}”"
    return ""


def _are_opposed(word: str, against: str) -> bool:
    if frozenset((word, against)) in _OPPOSITES or _differ_by_prefix(word, against):
        return True
    most = min(len(word), len(against))
    for size in range(most - 3, 1, -1):  # in a compound: self-(un)supervised, ultra-high and ultra-low
        if word[:size] == against[:size] and word[:size] in PREFIXES:
            word, against = word[size:], against[size:]
            return frozenset((word, against)) in _OPPOSITES or _differ_by_prefix(word, against)
    return False


def _differ_by_prefix(word: str, against: str) -> bool:
    """Supervised, unsupervised, semisupervised: one stem, another prefix or none."""
    most = min(len(word), len(against))
    same = 0
    while same < most and word[-1 - same] == against[-1 - same]:
        same += 1
    for stem in range(3, same + 1):
        one, other = word[: len(word) - stem], against[: len(against) - stem]
        if (
            one != other
            and not {one, other} <= _SAME_NEGATION
            and (not one or one in _LEADS)
            and (not other or other in _LEADS)
        ):
            return True
    return False


def _numbers(one: Title, other: Title, subtitle: Sequence[str]) -> str:
    if one.numbers == other.numbers:
        return ""
    more, less = Counter(one.numbers) - Counter(other.numbers), Counter(other.numbers) - Counter(one.numbers)
    if more and less:
        low, high = sorted((_shown(more), _shown(less)))
        return f"the numbers differ: {low} and {high}"
    longer = one if more else other
    if subtitle and not longer.counted:
        # "CodeGen2: …" and "…: lessons from 12 years" are subtitles; "…: Part 2" and "…? 2.0" are other papers
        leads = longer.content[: len(subtitle)] == tuple(subtitle)
        if _telling(subtitle, named=leads) >= (1 if leads else 2):
            return ""
    return f"only one title has the number {_shown(more or less)}"


def _shown(numbers: Counter[str]) -> str:
    return " ".join(sorted(numbers.elements())).replace("point", ".")


def _sequel(ours: Collection[str], theirs: Collection[str], subtitle: Sequence[str]) -> str:
    found = _SEQUELS.intersection(ours).union(_SEQUELS.intersection(theirs))
    if not found or _telling(subtitle, named=False) >= 2:
        return ""
    return f"only one title has “{min(found)}”"


def _telling(subtitle: Sequence[str], *, named: bool) -> int:
    """How many words of a subtitle say something themselves; `named`: a name with a digit in it is one of them."""
    return sum(
        1
        for word in subtitle
        if len(word) > 1
        and word not in _SEQUELS
        and (any(map(str.isalpha, word)) if named else not any(map(str.isdigit, word)))
    )


def _turned_round(one: Sequence[str], other: Sequence[str]) -> str:
    """Text to image is not image to text."""
    for at in range(1, len(one) - 1):
        first, link, last = one[at - 1 : at + 2]
        if link in {"to", "from"} and first != last:
            runs = set(zip(other, other[1:], other[2:], strict=False))
            if (last, link, first) in runs and (first, link, last) not in runs:
                return f"“{min(first, last)}” and “{max(first, last)}” change places"
    return ""


def _other_name(one: Title, other: Title, ours: Collection[str], theirs: Collection[str]) -> str:
    """Two names before one and the same subtitle."""
    if ours and theirs and len(one.parts) > 1 and len(other.parts) > 1 and one.parts[1:] == other.parts[1:]:
        return "what stands before the colon differs"
    return ""


def _bare_subtitle(subtitle: Sequence[str], one: Title, other: Title) -> str:
    """One word after the title ("...? Reproduced") is no subtitle; one before it is a name."""
    longer, shorter = (one, other) if len(one.content) > len(other.content) else (other, one)
    if shorter.cut or len(subtitle) > 1 or longer.content[0] == subtitle[0] or DECORATIVE.issuperset(subtitle):
        return ""
    return f"one title goes on with “{longer.words[-1]}”"


def _field(one: Title, other: Title, ours: Collection[str], theirs: Collection[str]) -> str:
    """A title that goes on as "... for speech", or begins as "Federated ...", is about a field of the other's."""
    if bool(ours) == bool(theirs) or DECORATIVE.issuperset(ours or theirs):
        return ""
    longer, shorter = (one, other) if ours else (other, one)
    more = len(longer.words) - len(shorter.words)
    tail = longer.words[-more:]
    if longer.words[:-more] == shorter.words and tail[0] in _LINKS:
        return f"one title goes on with “{' '.join(tail)}”"
    if more == 1 and longer.words[1:] == shorter.words:
        return f"one title begins with “{longer.words[0]}”"
    return ""
