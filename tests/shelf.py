"""The index of a library in memory, for what is recognised and what is not."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from readinglist.core.fingerprint import fingerprint
from readinglist.core.match_keys import CROWD, always_kept, keys
from readinglist.core.paper import Identifiers
from readinglist.core.plan import EntryRef

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from readinglist.core.candidates import Text
    from readinglist.core.plan import PlannedEntry


class Shelf:
    """A library in memory, as far as the planner sees one; members are numbered from 1."""

    def __init__(self, crowd: int = CROWD) -> None:
        self.crowd = crowd
        self.rows: dict[int, tuple[str, str, Identifiers]] = {}
        self.apart: dict[int, list[int]] = {}
        self.passes = 0
        self._held: defaultdict[int, list[int]] = defaultdict(list)

    def holders(self, keys: Iterable[int]) -> Iterator[tuple[int, Sequence[int]]]:
        self.passes += 1
        for key in keys:
            if held := self._held.get(key):
                yield key, held[: self.crowd + 1] if len(held) <= self.crowd or always_kept(key) else ()

    def texts(self, members: Collection[int]) -> Mapping[int, tuple[str, str, Identifiers]]:
        return {member: self.rows[member] for member in members}

    def kept_apart(self, members: Collection[int]) -> Mapping[int, Collection[int]]:
        return {member: self.apart[member] for member in members if member in self.apart}

    def former(self, texts: Collection[Text]) -> Mapping[Text, Collection[int]]:
        held = {member: self.rows[member][:2] for member in self.apart}
        return {text: [member for member in held if held[member] == text] for text in texts if text in held.values()}

    def forget(self, member: int) -> None:
        """Take a member's keys away, as undoing its import does."""
        for holders in self._held.values():
            if member in holders:
                holders.remove(member)

    def add(self, title: str, abstract: str, identifiers: Identifiers = Identifiers()) -> int:  # noqa: B008  frozen
        """Take in a paper whatever it looks like; its number."""
        member = len(self.rows) + 1
        self.rows[member] = (title, abstract, identifiers)
        for key in keys(fingerprint(title, abstract, identifiers)):
            self._held[key].append(member)
        return member

    def apply(self, files: Iterable[Iterable[PlannedEntry]]) -> dict[EntryRef, int]:
        """Take in what was planned; where each entry that became a paper of its own now stands."""
        members = {}
        for at, file in enumerate(files):
            for place, planned in enumerate(file):
                if planned.verdict != "same":
                    entry = planned.entry
                    members[EntryRef(at, place)] = self.add(entry.title, entry.abstract, entry.identifiers)
        return members
