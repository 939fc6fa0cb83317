"""What a user has said about the papers of a large library: verdicts, stars, tags, notes, saved searches."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from readinglist.core.batches import batches
from readinglist.core.query import Query
from readinglist.core.reading import Status
from readinglist.store.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

AT_ONCE = 2000  # papers of one step
TAGS = 50
SEARCHES = [
    form.format(word)
    for form in ("{}", "is:inbox {}", "title:{}", "is:queued -{}", "is:starred {} tag:tag-1")
    for word in ("attention", "model", "agent", "the")
]
#: Which share of the papers has what.
SHARES = {Status.QUEUED: 0.05, Status.READ: 0.10, Status.DISMISSED: 0.30}
STARRED, TAGGED, NOTED = 0.02, 0.03, 0.02
NOTE = "- what is new: the third section\n- **to try**: the smaller setting\n\nCompare with what we did in spring."


def use(path: Path, tell: Callable[[str], object]) -> None:
    """Say something about the papers of a library that nobody has used yet; `tell` hears what is being done."""
    with Library.open(path) as library:
        everything = list(library.found(Query()))
        random.Random(len(everything)).shuffle(everything)
        _judge(library, everything, tell)
        _annotate(library, everything, tell)


def _judge(library: Library, everything: Sequence[int], tell: Callable[[str], object]) -> None:
    begin = 0
    for status, share in SHARES.items():
        end = begin + round(len(everything) * share)
        for some in batches(everything[begin:end], AT_ONCE):
            with library.transaction(f"{status.value} {len(some)} papers") as tx:
                tx.set_status(some, status)
        begin = end
        tell(f"{end:,} verdicts")


def _annotate(library: Library, everything: Sequence[int], tell: Callable[[str], object]) -> None:
    """Stars, tags and notes on papers of every status, and saved searches."""
    papers = len(everything)
    tagged = everything[:: round(1 / TAGGED)]
    with library.transaction("Star papers") as tx:
        tx.set_starred(everything[:: round(1 / STARRED)], starred=True)
    for number in range(TAGS):
        with library.transaction(f"Tag #tag-{number}") as tx:
            tx.set_tags(tagged[number::TAGS], add=[f"tag-{number}"])
    with library.transaction("Note") as tx:
        for paper in everything[1 :: round(1 / NOTED)]:
            tx.set_note(paper, f"{NOTE} (paper {paper} of {papers})")
    with library.transaction("Save searches") as tx:
        for query in SEARCHES:
            tx.save_search(f"Those of {query}", query)
    tell("stars, tags, notes, searches")
