"""Repeats among the papers of the library: merging, calling different, taking apart, and looking for them again."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from readinglist.commands.registry import command, papers, papers_of
from readinglist.core.batches import batches
from readinglist.core.errors import ReadingListError
from readinglist.store.questions import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from readinglist.core.changes import Changes
    from readinglist.core.paper import Question
    from readinglist.store.library import Library

    Tick = Callable[[int, int], None]
    """Told of papers looked at and papers in all; what it raises ends the work."""

MOST = 100  # papers of one merge: more are a slip of the hand, and each is held apart from each when it is taken apart


@command(
    "papers.merge",
    title="Merge papers…",
    help="Make papers one; notes, tags and verdicts stay, and the merge can be taken apart.",
)
def merge(library: Library, *, ids: Collection[int]) -> Changes:
    """Make papers one, as one step however many they are.

    Raises:
        ReadingListError: fewer than two papers are named, or more than anybody compares.
        NotFoundError: an id names none.
    """
    _want_some(ids)
    with library.transaction(f"Merge {papers_of(ids)}") as tx:
        tx.merge(ids)
    return tx.changes


@command(
    "papers.separate",
    title="Different papers",
    help="Say that papers are different ones: they are not asked about again, and no import takes them for one.",
)
def separate(library: Library, *, ids: Collection[int]) -> Changes:
    """Hold papers apart for good, each from each; those that are one already are taken apart by `split`.

    Raises:
        ReadingListError: fewer than two papers are named, more than anybody compares, or all of them are one paper.
        NotFoundError: an id names none.
    """
    _want_some(ids)
    parted = library.papers_of(ids)
    if len(parted) < 2:
        raise ReadingListError(
            f"These ids are one paper, {parted[0]}.", f"`readinglist split {parted[0]}` takes a merge apart."
        )
    with library.transaction(f"Call {papers_of(parted)} different") as tx:
        tx.hold_apart(parted)
    return tx.changes


@command(
    "paper.split",
    title="Take apart…",
    help="Take a merge apart, or make one sighting a paper of its own; every note stays where it was written.",
)
def split(library: Library, *, paper: int, sighting: int | None = None) -> Changes:
    """Take the newest merge of a paper apart, or one sighting out of it; what comes apart is held apart from then on.

    Raises:
        ReadingListError: no merge made it, or it was seen only once.
        NotFoundError: there is no such paper, or it has no such sighting.
    """
    with library.transaction("Take a merge apart" if sighting is None else "Take a sighting out") as tx:
        if sighting is None:
            tx.take_apart(paper)
        else:
            tx.take_out(paper, sighting)
    return tx.changes


@command(
    "repeats.merge_alike",
    title="Merge all that are alike",
    help="Merge all papers to check that an import would have taken for one, in one step.",
)
def merge_alike(library: Library) -> Changes:
    """Answer every open question about papers that are surely alike with a merge, all as one step.

    A question whose merge would also unite papers that the user called different stays open.
    """
    pairs = [(one.a, one.b) for one in every_question(library) if one.alike]
    apart = library.held_apart(paper for pair in pairs for paper in pair)
    groups = _united(pairs, apart)
    with library.transaction(f"Merge {papers(sum(map(len, groups)))} that are alike") as tx:
        for group in groups:
            tx.merge(group)
    return tx.changes


@command(
    "repeats.find",
    title="Find repeats again",
    help="Look through the whole library for papers that may be one; nothing is merged, you are asked.",
)
def find_again(library: Library) -> Changes:
    """Look for repeats and ask about them."""
    return ask(library, find(library))


def renew_keys(library: Library, tick: Tick | None = None) -> None:
    """Make the keys by which repeats are found anew, where another version's rules made them; no step of the user."""
    while library.keys_are_stale() and (far := library.rekey_some()):
        if tick:
            tick(far.done, far.total)


def find(library: Library, tick: Tick | None = None) -> list[Found]:
    """Papers that may be one and are not asked about yet, nor held apart; reads the whole library, writes nothing."""
    from readinglist.core.repeats import find_repeats

    total, done = library.living_count(), 0

    def said(looked_at: int) -> None:
        nonlocal done
        done += looked_at
        if tick:
            tick(done, total)

    found = find_repeats(library.match_index(), batches(library.living_members()), said)
    return [
        Found(one.a, one.b, one.verdict.score, one.verdict.reason, one.alike)
        for one in found
        if not library.is_settled(one.a, one.b)
    ]


def ask(library: Library, found: Collection[Found]) -> Changes:
    """Put the questions about what was found, as one step."""
    questions = "1 question" if len(found) == 1 else f"{len(found):,} questions"
    with library.transaction(f"Find repeats: {questions}") as tx:
        tx.ask(one for one in found if not library.is_settled(one.a, one.b))
    return tx.changes


def every_question(library: Library) -> Iterator[Question]:
    """All open questions, oldest first."""
    after = 0
    while some := library.questions(after=after):
        yield from some
        after = some[-1].id


def _united(pairs: Iterable[tuple[int, int]], apart: AbstractSet[tuple[int, int]]) -> list[list[int]]:
    """The papers that pairs make one, each group sorted; a pair that would bring together what is apart is left out."""
    group_of: dict[int, list[int]] = {}
    for one, other in pairs:
        ours, theirs = group_of.get(one, [one]), group_of.get(other, [other])
        if ours is not theirs and apart.isdisjoint(product(ours, theirs)):
            group_of.update(dict.fromkeys((*ours, *theirs), sorted((*ours, *theirs))))
    return list({tuple(group): group for group in group_of.values()}.values())


def _want_some(ids: Collection[int]) -> None:
    number = len(set(ids))
    if number < 2:
        raise ReadingListError("One paper alone is no repeat.", "Name two papers or more.")
    if number > MOST:
        raise ReadingListError(f"{number:,} papers are too many to be one.", f"Name {MOST} at most.")
