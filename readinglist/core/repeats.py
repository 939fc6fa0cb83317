"""Looking for repeats in a whole library: every member meets the older ones that an import of it would meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from readinglist.core.batches import batches
from readinglist.core.candidates import candidates
from readinglist.core.fingerprint import fingerprint
from readinglist.core.match_keys import keys
from readinglist.core.matching import Outcome, Verdict, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from readinglist.core.candidates import MatchIndex
    from readinglist.core.fingerprint import Fingerprint

_AT_ONCE: Final = 100
"""Members whose texts, with those of their candidates, are in memory together."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two members that may be one paper, `a` the older one; `alike` are those that an import would have merged."""

    a: int
    b: int
    verdict: Verdict

    @property
    def alike(self) -> bool:
        """Whether nothing is left to be asked."""
        return self.verdict.outcome is Outcome.SAME


def find_repeats(index: MatchIndex, members: Iterable[Sequence[int]], tick: Callable[[int], None]) -> Iterator[Repeat]:
    """Every pair of living members that is the same or to be asked, each once, whatever was decided about it.

    `members` come in batches of any size. `tick` is told how many were looked at since it was last told, before every
    batch of a hundred or fewer and at the end; what it raises ends the search.
    """
    looked_at = 0
    for batch in members:
        for some in batches(batch, _AT_ONCE):
            tick(looked_at)
            yield from _among_older(index, some)
            looked_at = len(some)
    tick(looked_at)


def _among_older(index: MatchIndex, members: Sequence[int]) -> Iterator[Repeat]:
    prints = {member: fingerprint(*text) for member, text in index.texts(members).items()}
    held = {member: keys(prints[member]) for member in members}
    library = dict(index.holders({key for some in held.values() for key in some}))
    met = {member: _older(member, held[member], library) for member in members}
    missing = {old for some in met.values() for old in some} - prints.keys()
    prints |= {member: fingerprint(*text) for member, text in index.texts(missing).items()}
    for member in members:
        yield from _repeats(member, met[member], prints)


def _older(member: int, held: Iterable[int], library: Mapping[int, Sequence[int]]) -> list[int]:
    older = {key: [other for other in library[key] if other < member] for key in held if library.get(key)}
    return [place.number for place in candidates((key for key in older if older[key]), older, {})]


def _repeats(member: int, older: Iterable[int], prints: Mapping[int, Fingerprint]) -> Iterator[Repeat]:
    for old in sorted(older):
        verdict = compare(prints[member], prints[old])
        if verdict.outcome is not Outcome.DIFFERENT:
            yield Repeat(old, member, verdict)
