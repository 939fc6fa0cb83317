"""A plain model of who belongs to whom and of what was written on whom, walked beside a library at random.

`python -m tests.commands.membership_model --steps 10000` walks long; the tests walk a little.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import ChainMap, Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import permutations, product
from pathlib import Path

import pytest

from readinglist.commands import duplicates, notes, reading, tags
from readinglist.core.changes import Changes
from readinglist.core.errors import ReadingListError, UndoRefusedError
from readinglist.store.library import Library
from tests.digests import bring_in, page
from tests.state import recomputed, state_of

Fact = tuple[str, int, str]
TAGS = ("sand", "moe", "rl")
WORDS = [
    "amber", "beach", "candle", "dune", "ember", "ferry", "garden", "harbour", "island", "juniper", "kettle", "ladder",
    "meadow", "nettle", "orchard", "pebble", "quarry", "river", "sieve", "tide", "umbrella", "valley", "willow",
]  # fmt: skip
FIELDS = ("cluster", "note", "status", "starred", "rating", "until")
SAID = [*FIELDS[1:], *TAGS]


@dataclass
class Step:
    """What one step changed, a fact at a time, and whether it was taken back."""

    changes: list[tuple[Fact, object, object]]
    undone: bool = False


@dataclass
class Model:
    """Every fact by its name, and every step that changed some."""

    facts: dict[Fact, object] = field(default_factory=dict)
    steps: dict[int, Step] = field(default_factory=dict)

    def do(self, group: int, wanted: dict[Fact, object]) -> None:
        """Write facts as one step."""
        changes = [(fact, self.facts.get(fact, 0), value) for fact, value in wanted.items()]
        self.steps[group] = Step([one for one in changes if one[1] != one[2]])
        self.facts.update(wanted)

    def can_turn(self, group: int) -> bool:
        """Whether nothing that stands was done later to what a step changed, and all of that can still be undone then.

        Whatever is turned finds every fact as it was left, and tears no paper apart.
        """
        later = sorted(
            (number for number, step in self.steps.items() if number > group and not step.undone), reverse=True
        )
        mine = {fact for fact, *_ in self.steps[group].changes}
        if any(fact in mine for number in later for fact, *_ in self.steps[number].changes):
            return False
        facts = dict(self.facts)
        undone = [self.steps[number] for number in later]
        return self._turns(self.steps[group], facts) and all(self._turns(step, facts) for step in undone)

    @staticmethod
    def _turns(step: Step, facts: dict[Fact, object]) -> bool:
        """Turn a step among some facts, where that can be."""
        for fact, before, after in step.changes:
            found, wanted = (before, after) if step.undone else (after, before)
            if facts.get(fact, 0) != found:
                return False
            facts[fact] = wanted
        clusters = {number: value for (kind, number, name), value in facts.items() if name == "cluster"}
        moved = {value for fact, *both in step.changes if fact[2] == "cluster" for value in both}
        return all(
            clusters[cluster] == cluster
            for cluster in clusters.values()
            if cluster in moved and isinstance(cluster, int)
        )

    def turn(self, group: int) -> None:
        """Undo a step, or redo it."""
        step = self.steps[group]
        for fact, before, after in step.changes:
            self.facts[fact] = after if step.undone else before
        step.undone = not step.undone

    def members(self) -> list[int]:
        """Every member there ever was."""
        return sorted(number for kind, number, name in self.facts if (kind, name) == ("member", "cluster"))

    def sightings(self) -> dict[int, set[int]]:
        """The standing sightings of each member."""
        found = defaultdict(set)
        for (kind, number, name), value in self.facts.items():
            if (kind, name) == ("sighting", "member") and self.facts["digest", self._digest(number), "standing"]:
                assert isinstance(value, int)
                found[value].add(number)
        return found

    def living(self) -> dict[int, list[int]]:
        """The living members of each paper that lives."""
        seen, papers = self.sightings(), defaultdict(list)
        for member in self.members():
            if seen[member] or any(self.facts["member", member, name] for name in SAID):
                papers[self.cluster(member)].append(member)
        return papers

    def cluster(self, member: int) -> int:
        """The paper that a member belongs to."""
        found = self.facts["member", member, "cluster"]
        assert isinstance(found, int)
        return found

    def group(self, paper: int) -> list[int]:
        """Every member of a paper, living or not."""
        return [member for member in self.members() if self.cluster(member) == paper]

    def _digest(self, sighting: int) -> int:
        found = self.facts["sighting", sighting, "digest"]
        assert isinstance(found, int)
        return found


class Walk:
    """Random steps on a library, each done to the model too and compared."""

    def __init__(self, library: Library, seed: int) -> None:
        self.library = library
        self.model = Model()
        self.chance = random.Random(seed)
        self.done: Counter[str] = Counter()
        self._unions: list[tuple[int, list[list[int]]]] = []
        self._texts: list[tuple[str, str]] = []
        self._imports: list[int] = []

    def step(self) -> None:
        """One random step; what the library refuses must change nothing."""
        name = self.chance.choices(
            ("bring", "merge", "split", "take_out", "note", "tag", "mark", "separate", "undo", "redo", "undo_old"),
            (6, 14, 8, 6, 18, 10, 12, 4, 10, 6, 5),
        )[0]
        papers = list(self.model.living())
        if len(papers) < 4 and name not in ("undo", "redo", "undo_old"):
            name = "bring"
        getattr(self, f"_{name}")(papers)
        self.done[name] += 1
        self.compare()

    def compare(self) -> None:
        """The library says what the model says, of every member."""
        assert facts_of(self.library) == {
            fact: value for fact, value in self.model.facts.items() if _is_told(fact, value)
        }
        ask = self.library._connection.execute
        assert {row[0] for row in ask("SELECT id FROM cluster")} == set(self.model.living())
        for status, of_it in ((4, "finished"), (2, "until")):
            assert not ask(f"SELECT id FROM reading WHERE (status = {status}) <> ({of_it} IS NOT NULL)").fetchall()

    def check_derived(self) -> None:
        """What is kept beside the facts is what it would be if it were made anew."""
        assert {name: state_of(self.library)[name] for name in recomputed(self.library)} == recomputed(self.library)

    def take_all_apart(self) -> None:
        """Undo every merge by taking it apart: each member is alone then, with what was written on it."""
        said = {fact: value for fact, value in self.model.facts.items() if fact[0] == "member" and fact[2] != "cluster"}
        for paper in list(self.model.living()):
            waiting = [paper]
            while waiting:
                one = waiting.pop()
                merge = self.library.record(one).merge if one in self.model.living() else None
                if merge:
                    changes = duplicates.split(self.library, paper=one)
                    self._follow_membership(changes)
                    waiting += merge.papers
        self.compare()
        assert said == {fact: self.model.facts[fact] for fact in said}
        for paper, members in self.model.living().items():
            assert len(self.model.group(paper)) == 1 == len(members), "a merge is left"

    def _bring(self, _: list[int]) -> None:
        new = [self._text() for _ in range(self.chance.randint(1, 2 if len(self._texts) < 60 else 1))]
        if len(self._texts) >= 60:
            new = []
        again = self.chance.sample(self._texts, min(len(self._texts), self.chance.randint(1, 4)))
        self._texts += new
        entries = [*new, *again]
        self.chance.shuffle(entries)
        number = len(self._imports) + 1
        changes = bring_in(self.library, page([*entries, (f"Leaflet {number} of the Shore", "")])).changes
        assert changes.group is not None
        self._imports.append(changes.group)
        before = dict(self.model.facts)
        found = facts_of(self.library)
        silent = {fact: value for fact, value in found.items() if fact not in before}
        (digest,) = (fact for fact in silent if fact[0] == "digest")
        self.model.facts.update(silent | {digest: 0})
        self.model.do(changes.group, {digest: 1})

    def _text(self) -> tuple[str, str]:
        title = " ".join(self.chance.sample(WORDS, 7)).title()
        return title, " ".join(self.chance.choice(WORDS) for _ in range(60)).capitalize() + "."

    def _merge(self, papers: list[int]) -> None:
        some = self.chance.sample(papers, self.chance.randint(2, 3))
        by = [self.chance.choice(self.model.living()[paper]) for paper in some]
        changes = duplicates.merge(self.library, ids=by)
        members = [member for paper in some for member in self.model.group(paper)]
        wanted: dict[Fact, object] = {("member", member, "cluster"): min(members) for member in members}
        pairs = (("apart", one, str(other)) for one, other in permutations(members, 2))
        apart = {fact: 0 for fact in pairs if self.model.facts.get(fact)}
        self._write(changes, wanted | apart)

    def _split(self, papers: list[int]) -> None:
        paper = self.chance.choice(papers)
        merge = self.library.record(paper).merge
        if merge is None:
            with pytest.raises(ReadingListError, match="was not merged"):
                duplicates.split(self.library, paper=paper)
            return
        changes = duplicates.split(self.library, paper=paper)
        self._follow_membership(changes)
        assert {self.model.cluster(part) for part in merge.papers} == set(merge.papers)
        assert all(self.model.facts[fact] for fact in self._apart(merge.papers))

    def _take_out(self, papers: list[int]) -> None:
        paper = self.chance.choice(papers)
        sightings = sorted(number for member in self.model.group(paper) for number in self.model.sightings()[member])
        if not sightings:
            return
        sighting = self.chance.choice(sightings)
        if len(sightings) == 1:
            with pytest.raises(ReadingListError, match="seen only once"):
                duplicates.split(self.library, paper=paper, sighting=sighting)
            return
        changes = duplicates.split(self.library, paper=paper, sighting=sighting)
        self._follow_membership(changes)
        owner = self.model.facts["sighting", sighting, "member"]
        assert isinstance(owner, int)
        assert self.model.group(self.model.cluster(owner)) == [owner]

    def _follow_membership(self, changes: Changes) -> None:
        """Take from the library who went where, and hold that nothing else has changed."""
        found, known = facts_of(self.library), self.model.facts
        other = {fact: value for fact, value in found.items() if known.get(fact, 0) != value}
        new = {fact: value for fact, value in other.items() if fact[0] == "member" and fact not in known}
        moved = {fact: value for fact, value in other.items() if fact not in new}
        assert {(fact[0], fact[2]) for fact in moved if fact[0] != "apart"} <= {
            ("member", "cluster"),
            ("sighting", "member"),
        }
        known.update(new | {fact: value for fact, value in found.items() if fact[0] == "member" and fact not in known})
        self._write(changes, moved)

    def _note(self, papers: list[int]) -> None:
        member = self.chance.choice(self.model.living()[self.chance.choice(papers)])
        text = self.chance.choice(["", f"Of {member}: {self.chance.choice(WORDS)}.", self.chance.choice(WORDS)])
        self._write(notes.write_note(self.library, paper=member, text=text), {("member", member, "note"): text})

    def _tag(self, papers: list[int]) -> None:
        some = self.chance.sample(papers, 2)
        name, put = self.chance.choice(TAGS), self.chance.random() < 0.6
        changes = tags.tag(self.library, ids=some, **{"add" if put else "remove": [name]})
        self._write(changes, self._on(some, name, int(put)))

    def _mark(self, papers: list[int]) -> None:
        some = self.chance.sample(papers, 2)
        rating = self.chance.randint(0, 5)
        until = datetime.now(UTC).astimezone().date() + timedelta(self.chance.randint(2, 9))
        marks: dict[str, dict[str, object]] = {
            "dismiss": {"status": 1, "until": None}, "mark_read": {"status": 4, "until": None},
            "back_to_inbox": {"status": 0, "until": None}, "put_off": {"status": 2, "until": until.isoformat()},
            "star": {"starred": 1}, "unstar": {"starred": 0}, "rate": {"rating": rating},
        }  # fmt: skip
        what = self.chance.choice(list(marks))
        needs: dict[str, dict[str, object]] = {"put_off": {"until": until}, "rate": {"rating": rating}}
        wanted = [self._on(some, name, value) for name, value in marks[what].items()]
        self._write(getattr(reading, what)(self.library, ids=some, **needs.get(what, {})), dict(ChainMap(*wanted)))

    def _on(self, papers: list[int], name: str, value: object) -> dict[Fact, object]:
        return {("member", member, name): value for paper in papers for member in self.model.living()[paper]}

    def _separate(self, papers: list[int]) -> None:
        some = self.chance.sample(papers, 2)
        self._write(duplicates.separate(self.library, ids=some), dict.fromkeys(self._apart(some), 1))
        assert tuple(some) in self.library.held_apart(some)

    def _apart(self, papers: Iterable[int]) -> list[Fact]:
        """The facts that say of every member of some papers that it is another one than those of the others."""
        groups = [self.model.group(paper) for paper in papers]
        return [
            ("apart", one, str(other))
            for ours, theirs in permutations(groups, 2)
            for one, other in product(ours, theirs)
        ]

    def _undo(self, _: list[int]) -> None:
        for _again in range(self.chance.randint(1, 4)):
            step = self.library.to_undo()
            if step is not None:
                self._turn(step.id, self.library.undo)

    def _redo(self, _: list[int]) -> None:
        for _again in range(self.chance.randint(1, 3)):
            step = self.library.to_redo()
            if step is not None:
                self._turn(step.id, self.library.redo)

    def _undo_old(self, _: list[int]) -> None:
        standing = [group for group, step in self.model.steps.items() if not step.undone]
        if standing:
            group = self.chance.choice(standing[-40:])
            self._turn(group, lambda: self.library.undo(group))

    def _turn(self, group: int, turn: object) -> None:
        assert callable(turn)
        possible = group not in self.model.steps or self.model.can_turn(group)
        try:
            turn()
        except UndoRefusedError as error:
            why = error.what
        else:
            assert possible, "a step whose facts were touched is refused"
            self.model.turn(group)
            return
        self.done["refused"] += 1
        anew = "brought anew since" in why  # a paper that is gone, and an import that may have brought it
        assert not possible or anew, f"a step whose facts nobody touched can be turned: {why}"

    def _write(self, changes: Changes, wanted: dict[Fact, object]) -> None:
        if changes.group is not None:
            self.model.do(changes.group, wanted)


def facts_of(library: Library) -> dict[Fact, object]:
    """The same facts from the library's tables."""
    ask = library._connection.execute
    facts: dict[Fact, object] = {}
    for number, *values in ask(
        "SELECT m.id, m.cluster, coalesce(n.body, ''), r.status, r.starred, r.rating, r.until FROM member m"
        " JOIN reading r ON r.id = m.id LEFT JOIN note n ON n.member = m.id"
    ):
        facts |= {("member", number, name): 0 for name in TAGS}
        facts |= {("member", number, name): value for name, value in zip(FIELDS, values, strict=True)}
    for member, name, standing in ask("SELECT x.member, g.name, x.standing FROM tagging x JOIN tag g ON g.id = x.tag"):
        facts["member", member, name] = standing
    for number, member, digest in ask("SELECT id, member, digest FROM sighting"):
        facts["sighting", number, "member"], facts["sighting", number, "digest"] = member, digest
    facts |= {("apart", a, str(b)): 1 for a, b in ask("SELECT a, b FROM apart WHERE standing = 1")}
    for number, standing in ask("SELECT id, standing FROM digest"):
        facts["digest", number, "standing"] = standing
    return facts


def _is_told(fact: Fact, value: object) -> bool:
    """Whether `facts_of` names a fact: not that two members are held apart no longer."""
    return fact[0] != "apart" or value == 1


def walk(library: Library, steps: int, seed: int) -> Walk:
    """Walk so many steps, compare after each, and at the end take every merge apart."""
    walked = Walk(library, seed)
    for number in range(steps):
        walked.step()
        if number % 50 == 49:
            walked.check_derived()
    walked.take_all_apart()
    walked.check_derived()
    return walked


def main() -> int:
    """Walk as long as one likes, in several libraries."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--steps", type=int, default=10_000)
    asked.add_argument("--each", type=int, default=500, help="steps in one library")
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    done: Counter[str] = Counter()
    for number in range(-(-wanted.steps // wanted.each)):
        with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db") as library:
            done += walk(library, wanted.each, wanted.seed + number).done
    steps = sum(count for name, count in done.items() if name != "refused")
    sys.stdout.write(f"{steps:,} steps, nothing lost: {dict(done)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
