"""What forbids to take two papers for one without asking, however alike their titles and abstracts are."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

from readinglist.core.text import fold
from readinglist.core.titles import as_written, ending_as_written, number_as_written, numbers_in
from readinglist.core.word_lists import DECORATION, HYPHENATED, OPPOSITES, PREFIXES, SEQUELS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from readinglist.core.titles import Title

    Remark = Callable[[], str]
    """What is to be said of two titles. It quotes them, and is put into words only when somebody reads it."""

_SEQUELS: Final = frozenset(map(fold, SEQUELS))
_OPPOSITES: Final = frozenset(frozenset((fold(one), fold(other))) for one, other in OPPOSITES)
DECORATIVE: Final = frozenset(map(fold, DECORATION))
"""Folded words that a title gains or loses without its paper becoming another one."""
_LINKS: Final = frozenset({"for", "in", "of", "on", "to", "from", "with", "under", "by", "and"})
_LEADS: Final = PREFIXES | HYPHENATED
_SAME_NEGATION: Final = frozenset({"il", "im", "in", "ir"})
_SIGNED = re.compile("[a-z](?:plus|plusplus|sharp|star)")


def guard_against(
    one: Title, other: Title, ours: Collection[str], theirs: Collection[str], *, subtitle: Sequence[str]
) -> Remark | None:
    """Why the two titles may name two papers; None when nothing of the kind is found.

    `ours` and `theirs` are the words left over on either side; `subtitle` is what one title has more as a part of
    its own, where that is all.
    """
    if one.front != other.front:
        return lambda: "only one of them is a comment, an erratum or front matter"
    return (
        other_signs(one, other)
        or _numbers(one, other, subtitle)
        or _sequel(one, other, ours, theirs, subtitle)
        or _turned_round(one, other)
        or _other_name(one, other, ours, theirs)
        or (_bare_subtitle(subtitle, one, other) if subtitle else _field(one, other, ours, theirs))
    )


def other_signs(one: Title, other: Title) -> Remark | None:
    """Whether each title has a sign that the other has not: raised against lowered, at most against at least."""
    ours, theirs = one.signs - other.signs, other.signs - one.signs
    if not ours or not theirs:  # digests lose signs: one that is missing says nothing
        return None
    left, right = sorted((" ".join(sorted(ours)), " ".join(sorted(theirs))))
    return lambda: f"{_in_quotes(left)} against {_in_quotes(right)}"


def quoted(word: str, *titles: Title) -> str:
    """A normalised word in quotes, as the first of the titles that has it writes it."""
    return _in_quotes(next(filter(None, (as_written(title, word) for title in titles)), ""))


def opposites(one: Title, other: Title, ours: Collection[str], theirs: Collection[str]) -> Remark | None:
    """Two words, one of each side, that mean opposites or are one stem behind different prefixes."""
    for word in ours:
        for against in theirs:
            if _are_opposed(word, against):
                return partial(_opposed, one, other, word, against)
    return None


def _opposed(one: Title, other: Title, word: str, against: str) -> str:
    return _against(quoted(word, one), quoted(against, other))


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


def _numbers(one: Title, other: Title, subtitle: Sequence[str]) -> Remark | None:
    if one.numbers == other.numbers:
        return None
    more, less = Counter(one.numbers) - Counter(other.numbers), Counter(other.numbers) - Counter(one.numbers)
    if more and less:
        return lambda: _numbers_as_written(one, other)
    longer = one if more else other
    if subtitle and not longer.counted:
        # "CodeGen2: …" and "…: lessons from 12 years" are subtitles; "…: Part 2" and "…? 2.0" are other papers
        leads = longer.content[: len(subtitle)] == list(subtitle)
        if _telling(subtitle, named=leads) >= (1 if leads else 2):
            return None
    return lambda: _numbers_as_written(one, other)


def _numbers_as_written(one: Title, other: Title) -> str:
    """What holds the numbers that differ; C++ has none, and stands against the C that counts as one."""
    left, right = _carriers(one, other), _carriers(other, one)
    if left and right:
        return _against(_listed(left), _listed(right))
    return _only_one(left or right, other if left else one)


def _carriers(title: Title, other: Title) -> list[str]:
    more = Counter(title.content) - Counter(other.content)
    held = (word for word in more if numbers_in(word) or _SIGNED.fullmatch(word))
    return list(dict.fromkeys(number_as_written(title, word, other) for word in held))


def _only_one(found: list[str], without: Title) -> str:
    again = all(found) and any(map(without.has, found))
    return f"one title has {_listed(found)} once more" if again else f"only one title has {_listed(found)}"


def _against(found: str, other: str) -> str:
    low, high = sorted((found, other), key=lambda quotes: quotes.strip("“”").casefold())
    return f"{low} against {high}"


def _listed(found: list[str]) -> str:
    *before, last = map(_in_quotes, found)
    return f"{', '.join(before)} and {last}" if before else last


def _in_quotes(found: str) -> str:
    return f"“{found}”" if found else "a word of its own"


def _sequel(
    one: Title, other: Title, ours: Collection[str], theirs: Collection[str], subtitle: Sequence[str]
) -> Remark | None:
    found = _SEQUELS.intersection(ours).union(_SEQUELS.intersection(theirs))
    if not found or _telling(subtitle, named=False) >= 2:
        return None
    word = min(found)
    longer, shorter = (one, other) if word in ours else (other, one)
    return lambda: _only_one([as_written(longer, word)], shorter)


def _telling(subtitle: Sequence[str], *, named: bool) -> int:
    """How many words of a subtitle say something themselves; `named`: a name with a digit in it is one of them."""
    return sum(
        1
        for word in subtitle
        if len(word) > 1
        and word not in _SEQUELS
        and (any(map(str.isalpha, word)) if named else not any(map(str.isdigit, word)))
    )


def _turned_round(one: Title, other: Title) -> Remark | None:
    """Text to image is not image to text."""
    for first, link, last in zip(one.words, one.words[1:], one.words[2:], strict=False):
        if link in {"to", "from"} and first != last:
            runs = set(zip(other.words, other.words[1:], other.words[2:], strict=False))
            if (last, link, first) in runs and (first, link, last) not in runs:
                return partial(_change_places, one, min(first, last), max(first, last))
    return None


def _change_places(one: Title, word: str, against: str) -> str:
    return f"{quoted(word, one)} and {quoted(against, one)} change places"


def _other_name(one: Title, other: Title, ours: Collection[str], theirs: Collection[str]) -> Remark | None:
    """Two names before one and the same subtitle."""
    if ours and theirs and len(one.parts) > 1 and len(other.parts) > 1 and one.parts[1:] == other.parts[1:]:
        return lambda: "the names before the subtitle differ"
    return None


def _bare_subtitle(subtitle: Sequence[str], one: Title, other: Title) -> Remark | None:
    """One word after the title ("...? Reproduced") is no subtitle; one before it is a name."""
    longer, shorter = (one, other) if len(one.content) > len(other.content) else (other, one)
    if shorter.cut or len(subtitle) > 1 or longer.content[0] == subtitle[0] or DECORATIVE.issuperset(subtitle):
        return None
    return lambda: f"one title goes on with {quoted(subtitle[0], longer)}"


def _field(one: Title, other: Title, ours: Collection[str], theirs: Collection[str]) -> Remark | None:
    """A title that goes on as "... for speech", or begins as "Limits of ...", is about something of the other's."""
    if bool(ours) == bool(theirs) or DECORATIVE.issuperset(ours or theirs):
        return None
    longer, shorter = (one, other) if ours else (other, one)
    more = len(longer.words) - len(shorter.words)
    if more <= 0:
        return None
    if longer.words[more:] == shorter.words:
        return lambda: f"one title begins with {quoted(longer.words[0], longer)}"
    tail = longer.words[-more:]
    if longer.words[:-more] == shorter.words and tail[0] in _LINKS:
        return lambda: f"one title goes on with {_in_quotes(ending_as_written(longer, tail))}"
    same = next(at for at, word in enumerate(longer.words) if shorter.words[at : at + 1] != [word])
    if longer.words[same + more :] == shorter.words[same:] and longer.words[same] in _LINKS:
        return lambda: f"one title has {quoted(longer.words[same + 1], longer)} in between"
    return None
