"""What an import would do: each entry is met with the library and with the entries before it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from readinglist.core.batches import batches
from readinglist.core.candidates import Place, Text, candidates
from readinglist.core.fingerprint import Fingerprint, fingerprint
from readinglist.core.match_keys import keys
from readinglist.core.matching import Outcome, Verdict, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from readinglist.core.candidates import MatchIndex
    from readinglist.core.paper import Entry, Identifiers

LOOKED_UP: Final = 1000
"""Entries whose keys are looked up in one pass; more are planned in several."""

_FETCHED: Final = 100
_RANK: Final = {Outcome.SAME: 2, Outcome.ASK: 1, Outcome.DIFFERENT: 0}
_BEYOND_DOUBT: Final = (_RANK[Outcome.SAME], True, 1.0)
"""The rank of a paper that is the entry word for word."""


@dataclass(frozen=True, slots=True)
class EntryRef:
    """An entry of this run: the file's place among the files, the entry's in its file, from 0."""

    file: int
    entry: int


@dataclass(frozen=True, slots=True)
class Match:
    """The paper that an entry is, or may be: a member of the library, or an earlier entry of this run."""

    target: int | EntryRef
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """An entry with its verdict; `keys` are those of the paper it becomes, none where it is one already."""

    entry: Entry
    verdict: Literal["new", "same", "ask"]
    match: Match | None
    keys: tuple[int, ...]


class _Newcomer(NamedTuple):
    ref: EntryRef
    entry: Entry
    print: Fingerprint
    keys: tuple[int, ...]


def plan_entries(
    files: Sequence[Sequence[Entry]], index: MatchIndex, tick: Callable[[int], None] | None = None
) -> tuple[tuple[PlannedEntry, ...], ...]:
    """The verdicts of all entries, as if each were imported before the next is looked at.

    Files planned together get the verdicts that they would get if imported one after the other. `tick` is told
    before every 500 entries how many were planned; what it raises ends the planning.
    """
    run = _Run(index, tick or _nobody_listens)
    planned: list[list[PlannedEntry]] = [[] for _ in files]
    entries = ((EntryRef(at, place), entry) for at, file in enumerate(files) for place, entry in enumerate(file))
    while chunk := list(islice(entries, LOOKED_UP)):
        for ref, result in run.plan(chunk):
            planned[ref.file].append(result)
    return tuple(map(tuple, planned))


class _Run:
    """One run of the planner: the papers that its entries became, and the keys they hold."""

    def __init__(self, index: MatchIndex, tick: Callable[[int], None]) -> None:
        self._index = index
        self._tick = tick
        self._planned = 0
        self._said = _Said(index)
        self._papers: list[tuple[EntryRef, Entry]] = []
        self._held: dict[int, list[int]] = {}

    def plan(self, chunk: Sequence[tuple[EntryRef, Entry]]) -> Iterator[tuple[EntryRef, PlannedEntry]]:
        """The verdicts of entries whose keys are looked up together."""
        waiting: deque[_Newcomer] = deque()
        for some in batches(chunk):
            self._tick(self._planned)
            self._planned += len(some)
            waiting += [_newcomer(ref, entry) for ref, entry in some]
        library = dict(self._index.holders({key for newcomer in waiting for key in newcomer.keys}))
        while waiting:
            group = [waiting.popleft() for _ in range(min(_FETCHED, len(waiting)))]
            self._said.learn_of_entries([newcomer.entry for newcomer in group])
            prints = _Prints(self._index, self._papers, self._said)
            known = [candidates(newcomer.keys, library, {}) for newcomer in group]
            prints.fetch(set(chain.from_iterable(known)))
            for newcomer, in_library in zip(group, known, strict=True):
                places = in_library
                if not self._held.keys().isdisjoint(newcomer.keys):
                    places = candidates(newcomer.keys, library, self._held)
                    prints.fetch(places)
                yield newcomer.ref, self._verdict(newcomer, _best(newcomer, places, prints))

    def _verdict(self, newcomer: _Newcomer, best: _Meeting | None) -> PlannedEntry:
        if best is None or best.verdict.outcome is Outcome.DIFFERENT:
            self._add(newcomer)
            return PlannedEntry(newcomer.entry, "new", None, newcomer.keys)
        target = self._papers[best.place.number][0] if best.place.of_run else best.place.number
        match = Match(target, best.verdict.score, best.verdict.reason)
        if best.verdict.outcome is Outcome.SAME:
            return PlannedEntry(newcomer.entry, "same", match, ())
        self._add(newcomer)
        return PlannedEntry(newcomer.entry, "ask", match, newcomer.keys)

    def _add(self, newcomer: _Newcomer) -> None:
        number = len(self._papers)
        self._papers.append((newcomer.ref, newcomer.entry))
        for key in newcomer.keys:
            self._held.setdefault(key, []).append(number)


class _Said:
    """What the user said: which papers are other ones than which."""

    def __init__(self, index: MatchIndex) -> None:
        self._index = index
        self._former: dict[Text, Collection[int]] = {}
        self._apart: dict[int, Collection[int]] = {}

    def learn_of_entries(self, entries: Collection[Entry]) -> None:
        """Look up what was said of the texts of entries when they were in the library before."""
        found = self._index.former({(entry.title, entry.abstract) for entry in entries})
        self._former.update(found)
        self.learn_of_members({member for members in found.values() for member in members})

    def learn_of_members(self, members: Collection[int]) -> Collection[int]:
        """Look up what was said of members; returns all that they are held apart from."""
        apart = self._index.kept_apart(members)
        self._apart.update(apart)
        return set().union(*apart.values())

    def apart(self, member: int) -> Collection[int]:
        """The members that the user holds apart from one, those of undone imports among them."""
        return self._apart.get(member, ())

    def former(self, entry: Entry) -> Collection[int]:
        """The members, of undone imports too, that an entry is word for word, and of which something was said."""
        return self._former.get((entry.title, entry.abstract), ())


class _Prints:
    """Fingerprints of candidates, kept for one group of entries."""

    def __init__(self, index: MatchIndex, papers: Sequence[tuple[EntryRef, Entry]], said: _Said) -> None:
        self.said = said
        self._index = index
        self._papers = papers
        self._texts: dict[int, tuple[str, str, Identifiers]] = {}
        self._known: dict[Place, Fingerprint] = {}

    def fetch(self, places: Collection[Place]) -> None:
        """Read the texts of those that are members of the library, in one go, and of what is held apart from them."""
        missing = {place.number for place in places if not place.of_run} - self._texts.keys()
        if missing:
            self._texts.update(self._index.texts(missing.union(self.said.learn_of_members(missing))))

    def members(self, place: Place) -> Collection[int]:
        """The member that a candidate is; for an entry of this run those that it was."""
        return self.said.former(self._papers[place.number][1]) if place.of_run else (place.number,)

    def of(self, place: Place) -> Fingerprint:
        """The fingerprint of a candidate; a member's text was fetched before."""
        if place not in self._known:
            if place.of_run:
                entry = self._papers[place.number][1]
                text = entry.title, entry.abstract, entry.identifiers
            else:
                text = self._texts[place.number]
            self._known[place] = fingerprint(*text)
        return self._known[place]


class _Meeting(NamedTuple):
    place: Place
    verdict: Verdict
    rank: tuple[int, bool, float, bool, int]


def _best(new: _Newcomer, places: Iterable[Place], prints: _Prints) -> _Meeting | None:
    best: _Meeting | None = None
    for place in places:
        meeting = _meeting(new.print, prints.of(place), place)
        if _is_another(new, meeting, prints):
            continue
        if best is None or meeting.rank > best.rank:
            best = meeting
        if best.rank[:3] == _BEYOND_DOUBT:
            break
    return best


def _is_another(new: _Newcomer, meeting: _Meeting, prints: _Prints) -> bool:
    """Whether the user has said that the candidate is another paper than this entry.

    It was said of the entry's very words, or of a paper that the entry is rather than the candidate.
    """
    if meeting.verdict.outcome is Outcome.DIFFERENT:
        return False
    was, members = set(prints.said.former(new.entry)), prints.members(meeting.place)
    if not was.isdisjoint(members):
        return False
    apart = {other for member in members for other in prints.said.apart(member)}
    if not apart.isdisjoint(was):
        return True
    if meeting.place.of_run:
        return False
    others = (_meeting(new.print, prints.of(place), place) for place in (Place(False, other) for other in apart))
    return any(other.verdict.outcome is Outcome.SAME and other.rank[:3] > meeting.rank[:3] for other in others)


def _meeting(new: Fingerprint, old: Fingerprint, place: Place) -> _Meeting:
    """Same before ask, equal titles before others, the more that is shared the better; then the older paper."""
    verdict = compare(new, old)
    equal = new.title.joined == old.title.joined
    return _Meeting(place, verdict, (_RANK[verdict.outcome], equal, verdict.score, not place.of_run, -place.number))


def _nobody_listens(_planned: int) -> None:
    """Stands where no sign of life is asked for."""


def _newcomer(ref: EntryRef, entry: Entry) -> _Newcomer:
    paper = fingerprint(entry.title, entry.abstract, entry.identifiers)
    return _Newcomer(ref, entry, paper, keys(paper))
