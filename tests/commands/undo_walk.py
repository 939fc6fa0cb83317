"""Do, undo and redo at random, beside a plain model: after each the library is what the model says.

`python -m tests.commands.undo_walk --steps 100000` walks long; the tests walk a little. The model is two things. Every
fact of the tables that are logged, and what each step made of them: it says what an undo, a redo and the undo of a step
of long ago must lead to, and which must be refused. And a hash of the whole state (rows, queue order, search index,
keys, counts) for every set of steps that ever stood: when the same steps stand again, the state is the same.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from readinglist.core.changes import Changes
from readinglist.core.errors import UndoRefusedError
from readinglist.store.journal import Step as Listed
from readinglist.store.library import Library
from readinglist.store.triggers import LOGGED
from tests.faults.jobs import Arguments, Hand
from tests.state import recomputed, state_of

Fact = tuple[str, int, str]
#: Every field that undo gives back; a note's text is logged by the store itself.
FIELDS = {**LOGGED, "note": ("body",)}
#: What a field is in a row that came silently; of other fields, what the row came with.
FIRST: dict[str, object] = {
    "standing": 0, "status": 0, "starred": 0, "rating": 0, "body": "", "query": "", "place": None, "finished": None,
    "until": None,
    **dict.fromkeys(LOGGED["detail"]),
}  # fmt: skip
NAMELESS = ("saved_search", "name")
LEFT_OUT = {
    "import a large digest", "papers.export", "papers.copy_bibtex", "papers.copy_citation", "papers.copy_link",
    "papers.purge",
}  # fmt: skip
#: Why a step is refused though its own facts are as it left them: papers would come twice, names would meet.
CAUTIOUS = ("may have brought anew since", "changed the saved search")
TURNS = {"history.undo": 12, "history.redo": 9, "history.undo_step": 5, "history.redo_step": 3}
#: Turns of a step by its number: of one that is undone or not, and what the library does.
BY_NUMBER = {"history.undo_step": (False, Library.undo), "history.redo_step": (True, Library.redo)}
OTHERS = 30  # things that are done while so many turns are made
EACH = 400  # steps of one library, before all that stands is undone
LOOK_CLOSER = 100  # steps after which what is kept beside the facts is made anew and compared


@dataclass
class Step:
    """What a step made of each fact, and whether it was taken back; its mark stands for it among others."""

    changes: dict[Fact, tuple[object, object]]
    mark: int
    undone: bool = False


class Walk:
    """Random steps on one library."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.hand = Hand(folder / "library.db", random.Random(seed))
        self.done: Counter[str] = Counter()
        self._chance = random.Random(seed)
        self._facts = facts_of(self.hand.library)
        self._steps: dict[int, Step] = {}
        self._order: list[tuple[str, int]] = []  # (what was done, with which step)
        self._standing = 0  # the marks of all steps that stand
        self._states = {0: self._state()}

    def step(self) -> None:
        """Do, undo or redo something, and compare."""
        name, *_ = self._chance.choices([*TURNS, "other"], [*TURNS.values(), OTHERS])
        if name == "other":
            name, arguments = self.hand.draw()
            while name in LEFT_OUT or name in TURNS:
                name, arguments = self.hand.draw()
            if name == "digest.undo_import":
                step = self.hand.library.digest_record(arguments["digest"]).step
                self._turn(name, step, lambda: self.hand.library.undo(step))
            else:
                self._do(name, arguments)
        elif name in BY_NUMBER:
            undone, turn = BY_NUMBER[name]
            found = [number for number, step in self._steps.items() if step.undone is undone][-40:]
            if found:
                number = self._chance.choice(found)
                self._turn(name, number, lambda: turn(self.hand.library, number))
        else:
            self._turn_newest(name)
        if sum(self.done.values()) % LOOK_CLOSER == 0:
            self._look_closer()

    def undo_all(self) -> None:
        """Take back all that stands, newest first, as far as that goes."""
        refused: set[int] = set()
        while (step := self.hand.library.to_undo()) and step.id not in refused:
            if not self._turn_newest("history.undo"):
                refused.add(step.id)
        self._look_closer()

    def _do(self, name: str, arguments: Arguments) -> None:
        changes = self.hand.do(name, arguments)
        facts = facts_of(self.hand.library)
        changed = _changed(self._facts, facts)
        if name == "digest.import":  # a newcomer that was held apart before comes in held apart
            changed = {fact: both for fact, both in changed.items() if fact[0] == "digest"}
        group = changes.group if isinstance(changes, Changes) else None
        self._facts = facts
        if group is not None:
            before = self._steps.pop(group, None)
            if before:  # a stretch of typing that went on
                self._standing ^= before.mark
                changed = {fact: (before.changes.get(fact, both)[0], both[1]) for fact, both in changed.items()}
            else:
                self._order.append(("do", group))
            self._steps[group] = Step(changed, self._chance.getrandbits(64))
            self._standing ^= self._steps[group].mark
        elif changed:  # a stretch that came back to where it began
            self._forget(arguments["joins"])
        self._compare(name)

    def _forget(self, group: int) -> None:
        self._standing ^= self._steps.pop(group).mark
        self._order.remove(("do", group))

    def _turn_newest(self, name: str) -> bool:
        """Undo or redo what is next; whether there was anything that could be."""
        if name == "history.undo":
            wanted, found = self._to_undo(), self.hand.library.to_undo()
            turn: Callable[[], object] = self.hand.library.undo
        else:
            wanted, found = self._to_redo(), self.hand.library.to_redo()
            turn = self.hand.library.redo
        assert _number(found) == wanted, f"{name} is about {found}, not {wanted}"
        return wanted is not None and self._turn(name, wanted, turn)

    def _to_undo(self) -> int | None:
        return max((number for number, step in self._steps.items() if not step.undone), default=None)

    def _to_redo(self) -> int | None:
        """The step that was undone last and still is, unless something was done since."""
        for what, number in reversed(self._order):
            if what == "do":
                return None
            if what == "undo" and self._steps[number].undone:
                return number
        return None

    def _turn(self, name: str, number: int, turn: Callable[[], object]) -> bool:
        step = self._steps[number]
        wanted = self._turned(number, step)
        try:
            turn()
        except UndoRefusedError as refused:
            cautious = any(why in str(refused) for why in CAUTIOUS)
            if wanted is not None and not cautious:
                raise AssertionError(f"{name} of a step whose facts nobody touched is refused: {refused}") from refused
            self._compare("refused")
            return False
        assert wanted is not None, f"{name} of a step whose facts were touched is done"
        step.undone = not step.undone
        self._facts = wanted
        self._standing ^= step.mark
        self._order.append(("undo" if step.undone else "redo", number))
        self._compare(name)
        return True

    def _turned(self, number: int, step: Step) -> dict[Fact, object] | None:
        """Every fact after undoing a step, or redoing it; None where one is not as the step left it.

        Or where a later step that stands lies on it, though the fact is the same by chance.
        """
        if any(other > number and not one.undone and step.changes.keys() & one.changes.keys()
               for other, one in self._steps.items()):  # fmt: skip
            return None
        facts = dict(self._facts)
        for fact, (before, after) in step.changes.items():
            found, wanted = (before, after) if step.undone else (after, before)
            if facts.get(fact) != found:
                return None
            facts[fact] = wanted
        moved = {one for fact, both in step.changes.items() if fact[2] == "cluster" for one in both}
        torn = any(value in moved and facts["member", value, "cluster"] != value  # type: ignore[index]
                   for (_, _, field), value in facts.items() if field == "cluster")  # fmt: skip
        return None if torn else _said(facts)

    def _compare(self, what: str) -> None:
        self.done[what] += 1
        facts = facts_of(self.hand.library)
        assert facts == self._facts, f"after {what}: {_changed(self._facts, facts)}"
        state = self._state()
        before = self._states.setdefault(self._standing, state)
        assert before == state, f"after {what}: {[name for name in state if state[name] != before[name]]}"

    def _state(self) -> dict[str, bytes]:
        """A hash of each part of the state; of papers held apart without those that are gone, which are facts."""
        state: dict[str, Any] = state_of(self.hand.library)
        living = {member for member, *_ in state["members"]}
        state["apart"] = [pair for pair in state["apart"] if living.issuperset(pair)]
        return {
            name: blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).digest()
            for name, value in state.items()
        }

    def _look_closer(self) -> None:
        now = state_of(self.hand.library)
        made = recomputed(self.hand.library)
        assert {name: now[name] for name in made} == made
        assert not self.hand.library.health().problems


def facts_of(library: Library) -> dict[Fact, object]:
    """Every fact that is logged, by its table, row and field; details only as far as they say something."""
    facts: dict[Fact, object] = {}
    for table, fields in FIELDS.items():
        for number, *values in library._connection.execute(f"SELECT id, {', '.join(fields)} FROM {table}"):
            facts |= {(table, number, field): value for field, value in zip(fields, values, strict=True)}
    return _said(facts)


def _said(facts: dict[Fact, object]) -> dict[Fact, object]:
    return {fact: value for fact, value in facts.items() if fact[0] != "detail" or value is not None}


def _changed(before: dict[Fact, object], after: dict[Fact, object]) -> dict[Fact, tuple[object, object]]:
    gone = before.keys() - after.keys()
    assert {table for table, *_ in gone} <= {"detail"}, "rows are gone that say something"
    found = {fact: (before.get(fact, _first(fact, value)), value) for fact, value in after.items()}
    found |= {fact: (before[fact], None) for fact in gone}
    return {fact: both for fact, both in found.items() if both[0] != both[1]}


def _first(fact: Fact, value: object) -> object:
    table, _, field = fact
    return "" if (table, field) == NAMELESS else FIRST.get(field, value) if field != "title" else None


def _number(step: Listed | None) -> int | None:
    return step.id if step else None


def walk(folder: Path, steps: int, seed: int) -> Walk:
    """Walk so many steps in one library, then take everything back."""
    walked = Walk(folder, seed)
    with walked.hand:
        for _ in range(steps):
            walked.step()
        walked.undo_all()
    return walked


def main() -> int:
    """Walk as long as one likes, in several libraries."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--steps", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    done: Counter[str] = Counter()
    began, number = time.monotonic(), 0
    while sum(done.values()) < wanted.steps:
        with tempfile.TemporaryDirectory() as folder:
            done += walk(Path(folder), EACH, wanted.seed + number).done
        number += 1
        if number % 10 == 0:
            sys.stdout.write(f"{sum(done.values()):,} steps in {time.monotonic() - began:.0f} s\n")
            sys.stdout.flush()
    sys.stdout.write(f"{sum(done.values()):,} steps in {number:,} libraries, all as the model says: {dict(done)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
