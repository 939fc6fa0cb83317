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
_WEIGHTS: Final = {IDENTIFIER_KEY: 100, TITLE_KEY: 10, PART_KEY: 4, WORDS_KEY: 3, ABSTRACT_KEY: 3}
_WEAK: Final = 3
"""One key of words: papers of one field share a run of their abstracts or three words of their titles.

A repeat nearly always shares more; so of candidates that don't only the oldest is met.
"""


class MatchIndex(Protocol):
    """Where the library's keys are looked up."""

    def holders(self, keys: Collection[int]) -> Iterable[tuple[int, Sequence[int]]]:
        """For every key that living members hold, these members, lowest ids first; of more than CROWD, CROWD + 1."""

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
        members, entries = library.get(key, ()), run.get(key, ())
        if not (members or entries):
            continue
        if len(members) + len(entries) > CROWD:
            if not always_kept(key):
                continue
            members = members[:CROWD]
            entries = entries[: CROWD - len(members)]
        weight = _WEIGHTS[key & KIND_MASK]
        for number in (*members, *map(_below_zero, entries)):
            weights[number] = weights.get(number, 0) + weight
    if not weights:
        return []
    found = sorted((-weight, _place(number)) for number, weight in weights.items() if weight > _WEAK)[:_MOST]
    weak = [_place(number) for number, weight in weights.items() if weight == _WEAK] if len(found) < _MOST else ()
    return [*(place for _, place in found), *([min(weak)] if weak else ())]


def _below_zero(entry: int) -> int:
    """Entries are numbered from 0, members from 1: so both can be keys of one table."""
    return ~entry


def _place(number: int) -> Place:
    return Place(True, ~number) if number < 0 else Place(False, number)
