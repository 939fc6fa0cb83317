"""How the title of one paper changes on its way from the preprint to the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.benchmarks.originals import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

_SMALL: Final = "a an the of on for in to and with by from at via using through as is are or"
SMALL_WORDS: Final = frozenset(_SMALL.split())
SUBTITLES: Final = (
    ": A Unified View", ": Theory and Applications", ": An Empirical Study", " - A Comprehensive Analysis",
    ": Methods and Findings", " (Extended Version)", ": From Theory to Practice", ": A New Framework",
    ": Lessons Learned", ". A Systematic Investigation", ": Generalization and Optimization",
)  # fmt: skip
_PRAISE: Final = (
    "Efficient", "Scalable", "Simple", "Robust", "Deep", "Adaptive", "Practical", "Unified", "Effective", "General",
)  # fmt: skip
_INITIALS: Final = (
    ("Large Language Models", "LLMs"), ("Large Language Model", "LLM"), ("Reinforcement Learning", "RL"),
    ("Graph Neural Networks", "GNNs"), ("Convolutional Neural Networks", "CNNs"), ("Mixture of Experts", "MoE"),
    ("Mixture-of-Experts", "MoE"), ("Neural Networks", "Neural Nets"), ("Natural Language Processing", "NLP"),
    ("Vision-Language Models", "VLMs"), ("Chain of Thought", "CoT"), ("Chain-of-Thought", "CoT"),
)  # fmt: skip
_LINKS: Final = (
    (" via ", " by "), (" using ", " with "), (" with ", " via "), (" for ", " in "), (" in ", " for "),
    (" from ", " using "), (" through ", " via "), (" of ", " for "),
)  # fmt: skip
_AROUND = re.compile(r"^(.*?\S) (for|via|with|using|in|through) (\S.*)$")
_LEAD = re.compile(r"^(?:Towards?|On|An Empirical Study of) ")


def without_subtitle(title: str, chance: Random) -> str | None:
    """What stands before the colon; None where that is nothing."""
    before, colon, _ = title.partition(": ")
    return before if colon else None


def without_name(title: str, chance: Random) -> str | None:
    """What stands after the colon; None where that is nothing."""
    return title.partition(": ")[2] or None


def with_subtitle(title: str, chance: Random) -> str:
    """A subtitle more."""
    return title + chance.choice(SUBTITLES)


def renamed(title: str, chance: Random) -> str:
    """One of the changes that editors and second thoughts make."""
    changes: list[Callable[[str, Random], str | None]] = [_praised, _led, _linked, _initials, _shortened, _shortened]
    if ": " in title:
        changes += [without_name, without_subtitle]
    if _AROUND.match(title):
        changes.append(_turned)
    while True:
        found = chance.choice(changes)(title, chance)
        if found and found != title:
            return found


def new_title(chance: Random, others: Sequence[str]) -> str:
    """The beginning of a sentence of another paper, as a title."""
    words = chance.choice(sentences(chance.choice(others))).split()
    return " ".join(words[: chance.randint(6, 11)]).strip(" .,;:")


def content_places(title: str, longest: int) -> list[int]:
    """The places, counted in words between spaces, of words of more than so many letters that say something."""
    return [
        at
        for at, word in enumerate(title.split(" "))
        if len(word) > longest and word.strip(":,").isalpha() and word.lower().strip(":,") not in SMALL_WORDS
    ]


def _praised(title: str, chance: Random) -> str:
    words = title.split(" ")
    words.insert(chance.randrange(len(words)), chance.choice(_PRAISE))
    return " ".join(words)


def _led(title: str, chance: Random) -> str:
    if _LEAD.match(title):
        return _LEAD.sub("", title)
    if chance.random() < 0.5:
        return chance.choice(("Towards ", "On ", "An Empirical Study of ")) + title
    return title + chance.choice((" with Applications", ": A Unified View", ": An Empirical Study"))


def _linked(title: str, chance: Random) -> str:
    found = [pair for pair in _LINKS if pair[0] in title]
    return title.replace(*chance.choice(found), 1) if found else f"The {title}"


def _initials(title: str, chance: Random) -> str:
    for spelled, initials in _INITIALS:
        if spelled in title:
            return title.replace(spelled, initials)
        if re.search(rf"\b{initials}\b", title):
            return re.sub(rf"\b{initials}\b", spelled, title)
    return title


def _shortened(title: str, chance: Random) -> str:
    places = content_places(title, 3)
    if len(places) < 6:
        return title
    words = title.split(" ")
    del words[chance.choice(places)]
    return " ".join(words)


def _turned(title: str, chance: Random) -> str:
    found = _AROUND.match(title)
    if not found:
        return title
    first, link, last = found.groups()
    other = {"for": "with", "in": "and"}.get(link, "for")
    return f"{last} {other} {first.split(': ')[-1]}"
