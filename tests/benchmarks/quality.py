"""How many repeats are recognised and how many impostors are merged, class by class, by us and by the peers."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.benchmarks.impostors import impostors
from tests.benchmarks.judges import ours
from tests.benchmarks.repeats import TO_BE_ASKED, repeats
from tests.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.benchmarks.judges import Peer
    from tests.benchmarks.originals import Text

PARTS: Final = 4
"""One paper of four is kept out of the library: its abstract stands under impostors, and it is really new itself."""
HARDEST: Final = "twins: one word of the title swapped, abstract nearly identical"
EASIER: Final = "all other impostors"


@dataclass(slots=True)
class Tally:
    """What became of the texts of one class.

    `same`, `asked`: met with the right paper. `wrong`: merged with another one. `peers`: how often each peer says
    that the text is the paper it was made from.
    """

    texts: int = 0
    same: int = 0
    asked: int = 0
    wrong: int = 0
    peers: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Quality:
    """What was counted: repeats and impostors by class, papers that are really new, and wrong merges by name."""

    repeats: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    impostors: defaultdict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    groups: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    new: Tally = field(default_factory=Tally)
    merged: list[tuple[str, Text, Text]] = field(default_factory=list)
    missed: list[tuple[str, Text, Text]] = field(default_factory=list)

    def recall(self, *, asked: bool) -> float:
        """The share of repeats that are recognised silently, without the classes to be asked; or silently or asked."""
        some = [tally for name, tally in self.repeats.items() if asked or name not in TO_BE_ASKED]
        return sum(tally.same + asked * tally.asked for tally in some) / max(1, sum(tally.texts for tally in some))


def measure(
    papers: Sequence[Text],
    peers: Sequence[Peer],
    *,
    seeds: Iterable[int],
    repeats_in: int,
    tell: Callable[[str], object] = lambda _: None,
) -> Quality:
    """Count over several seeds; repeats are made for the first `repeats_in` of them, impostors for all.

    Every seed keeps another part of the papers out of the library.
    """
    found = Quality()
    for number, seed in enumerate(seeds):
        chance = random.Random(f"matching {seed}")
        library = [paper for place, paper in enumerate(papers) if place % PARTS != seed % PARTS]
        fresh = [paper for place, paper in enumerate(papers) if place % PARTS == seed % PARTS]
        shelf = Shelf()
        for paper in library:
            shelf.add(*paper)
        some = _Seed(found, shelf, chance, [text for _, text in library], [text for _, text in fresh], peers)
        for member, paper in enumerate(library, 1):
            if number < repeats_in:
                some.judge_repeats(member, paper)
            some.judge_impostors(member, paper)
        if number < PARTS:
            for paper in fresh:
                some.judge_new(paper)
        tell(f"seed {seed}: {sum(tally.texts for tally in found.impostors.values()):,} impostors")
    return found


@dataclass(frozen=True, slots=True)
class _Seed:
    found: Quality
    shelf: Shelf
    chance: random.Random
    others: Sequence[str]
    fresh: Sequence[str]
    peers: Sequence[Peer]

    def judge_repeats(self, member: int, paper: Text) -> None:
        for name, text in repeats(paper, self.chance, self.others).items():
            tally = self.found.repeats[name]
            right = self._count(text, paper, member, tally)
            if not right:
                self.found.missed.append((name, paper, text))

    def judge_impostors(self, member: int, paper: Text) -> None:
        for impostor in impostors(paper, self.chance, self.others, self.fresh):
            group = self.found.groups[HARDEST if impostor.twin else EASIER]
            tally = self.found.impostors[impostor.kind, impostor.witness]
            before = tally.same + tally.wrong
            asked = tally.asked
            self._count(impostor.text, paper, member, tally)
            group.texts += 1
            group.asked += tally.asked - asked
            if tally.same + tally.wrong > before:
                group.same += 1
                self.found.merged.append((f"{impostor.kind}, {impostor.witness}", paper, impostor.text))

    def judge_new(self, paper: Text) -> None:
        tally = self.found.new
        tally.texts += 1
        ruling = ours(paper, self.shelf)
        tally.wrong += ruling.verdict == "same"
        tally.asked += ruling.verdict == "ask"

    def _count(self, text: Text, paper: Text, member: int, tally: Tally) -> bool:
        tally.texts += 1
        ruling = ours(text, self.shelf)
        right = ruling.member == member
        tally.same += right and ruling.verdict == "same"
        tally.asked += right and ruling.verdict == "ask"
        tally.wrong += ruling.verdict == "same" and not right
        for peer in self.peers:
            tally.peers[peer.name] += peer.same(text, paper)
        return right
