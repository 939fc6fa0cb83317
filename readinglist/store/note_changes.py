"""A change of a note's text as the log keeps it: what was taken out and put in at some places, and two hashes.

A note is saved every second while it is typed: were it logged as a whole, it would fill the disk.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_WORD: Final = re.compile(r"\s+|\S+")
_MOST_WORDS: Final = 5_000  # which are compared in a second at most


class Hunk(NamedTuple):
    """At a place of the text before, in characters: what is taken out there, and what is put in."""

    at: int
    removed: str
    inserted: str


@dataclass(frozen=True, slots=True)
class NoteChange:
    """Hunks in the order of their places, which do not touch; the hashes of the text before and after."""

    hunks: tuple[Hunk, ...]
    was: str
    became: str

    def __str__(self) -> str:
        """As it stands in the log."""
        return json.dumps([self.hunks, self.was, self.became], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> NoteChange:
        """From what stands in the log."""
        hunks, was, became = json.loads(text)
        return cls(tuple(Hunk(*hunk) for hunk in hunks), was, became)

    def of(self, body: str) -> str:
        """The text after the change."""
        pieces, done = [], 0
        for at, removed, inserted in self.hunks:
            pieces += [body[done:at], inserted]
            done = at + len(removed)
        return "".join([*pieces, body[done:]])

    def backwards(self) -> NoteChange:
        """The change that takes this one back."""
        hunks, moved = [], 0
        for at, removed, inserted in self.hunks:
            hunks.append(Hunk(at + moved, inserted, removed))
            moved += len(inserted) - len(removed)
        return NoteChange(tuple(hunks), self.became, self.was)


def change_of(before: str, after: str) -> NoteChange:
    """What makes one text of another, as one hunk."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    hunk = Hunk(start, before[start : len(before) - end], after[start : len(after) - end])
    return NoteChange((hunk,) if before != after else (), hash_of_note(before), hash_of_note(after))


def composed(before: str, changes: Sequence[NoteChange]) -> NoteChange:
    """What changes that follow each other make of a text together; what one puts in and another takes out is gone."""
    pieces: list[str | range] = [range(len(before))]
    for change in changes:
        for at, removed, inserted in reversed(change.hunks):
            pieces = _spliced(pieces, at, len(removed), inserted)
    hunks, done, put_in = [], 0, ""
    for piece in [*pieces, range(len(before), len(before))]:
        if isinstance(piece, str):
            put_in += piece
            continue
        if put_in or piece.start > done:
            hunks.append(Hunk(done, before[done : piece.start], put_in))
        done, put_in = piece.stop, ""
    finer = tuple(part for hunk in hunks for part in _finer(hunk))
    return NoteChange(finer, hash_of_note(before), changes[-1].became if changes else hash_of_note(before))


def hash_of_note(text: str) -> str:
    """The hash by which the log knows a note's text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)


def _finer(hunk: Hunk) -> Iterator[Hunk]:
    """A hunk without the words that stay where they are: two places that are changed at once are one hunk at first."""
    removed, inserted = (_WORD.findall(text) for text in (hunk.removed, hunk.inserted))
    if not removed or not inserted or max(len(removed), len(inserted)) > _MOST_WORDS:
        yield hunk
        return
    places = list(accumulate(map(len, removed), initial=hunk.at))
    for what, one, end, other, last in SequenceMatcher(None, removed, inserted, autojunk=False).get_opcodes():
        if what != "equal":
            yield Hunk(places[one], "".join(removed[one:end]), "".join(inserted[other:last]))


def _spliced(pieces: list[str | range], at: int, length: int, inserted: str) -> list[str | range]:
    """Pieces, of the text before or put in, with some characters taken out at a place and others put in there."""
    left, rest = _parted(pieces, at)
    _, right = _parted(rest, length)
    return [*left, inserted, *right] if inserted else [*left, *right]


def _parted(pieces: list[str | range], at: int) -> tuple[list[str | range], list[str | range]]:
    """The pieces before a place and those behind it; one that lies across is cut."""
    for number, piece in enumerate(pieces):
        if at <= 0:
            return pieces[:number], pieces[number:]
        if at < len(piece):
            return [*pieces[:number], piece[:at]], [piece[at:], *pieces[number + 1 :]]
        at -= len(piece)
    return pieces, []
