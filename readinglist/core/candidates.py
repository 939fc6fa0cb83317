"""Which papers a paper should be compared with: those that share enough of its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from readinglist.core.match_keys import (
    ABSTRACT_KEY,
    CROWD,
    IDENTIFIER_KEY,
    KIND_MASK,
    PART_KEY,
    TITLE_KEY,
    WORDS_KEY,
    always_kept,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from readinglist.core.paper import Identifiers

Text = tuple[str, str]

_MOST: Final = 6
_WEIGHTS: Final = {IDENTIFIER_KEY: 100, TITLE_KEY: 10, PART_KEY: 6, ABSTRACT_KEY: 4, WORDS_KEY: 1}
_LOOSE: Final = 4
"""One run of the abstract, or the rare words of the title alone, all four keys of them: papers of one field share that.

A repeat nearly always shares more. So of candidates that don't, only the one that shares most is met.
"""
_OF_RUN: Final = 1 << 62
"""Added to the number of an entry, so that it sorts behind all members."""


class MatchIndex(Protocol):
    """Where the library's keys are looked up."""

    def holders(self, keys: Collection[int]) -> Iterable[tuple[int, Sequence[int]]]:
        """For every key that living members hold, these members, lowest ids first.

        Of more than CROWD members none are given, or, for a key that is always kept, CROWD + 1.
        """

    def texts(self, members: Collection[int]) -> Mapping[int, tuple[str, str, Identifiers]]:
        """Title, abstract and identifiers of members: the texts that their keys were made from."""

    def kept_apart(self, members: Collection[int]) -> Mapping[int, Collection[int]]:
        """For members whose paper the user said is another than some, the members of those; most have none."""

    def former(self, texts: Collection[Text]) -> Mapping[Text, Collection[int]]:
        """For (title, abstract) that a member held apart from some has word for word: that member, living or not.

        What the user said of an undone import holds when its texts come in again.
        """


class Place(NamedTuple):
    """Where a candidate stands; sorted as the library would be after the run: members, then entries in order."""

    of_run: bool
    number: int


def candidates(
    held: Iterable[int], library: Mapping[int, Sequence[int]], run: Mapping[int, Sequence[int]]
) -> list[Place]:
    """The places that share most with a paper that holds these keys, heaviest first, then oldest first.

    `library` has the members that hold a key, `run` the entries of this run that do, both in order.
    """
    weights: dict[int, int] = {}
    for key in held:
        members, entries = library.get(key), run.get(key, ())
        if members is None:
            members = ()
        elif not members:
            continue
        if len(members) + len(entries) > CROWD:
            if not always_kept(key):
                continue
            members = members[:CROWD]
            entries = entries[: CROWD - len(members)]
        weight = _WEIGHTS[key & KIND_MASK]
        numbers = (*members, *map(_OF_RUN.__add__, entries)) if entries else members
        for number in numbers:
            weights[number] = weights.get(number, 0) + weight
    return [Place(number >= _OF_RUN, number % _OF_RUN) for number in _heaviest(weights)]


def _heaviest(weights: Mapping[int, int]) -> list[int]:
    most = max(weights.values(), default=0)
    if most <= _LOOSE:
        return [min(number for number, weight in weights.items() if weight == most)] if weights else []
    found = sorted((-weight, number) for number, weight in weights.items())[:_MOST]
    firm = sum(weight < -_LOOSE for weight, _ in found)
    return [number for _, number in found[: firm + 1]]
