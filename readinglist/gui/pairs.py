"""Two papers that may be one, with all that is shown of them, read from the library on any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readinglist.core.differences import differences
from readinglist.core.errors import NotFoundError
from readinglist.core.union import unite

if TYPE_CHECKING:
    from collections.abc import Collection

    from readinglist.core.differences import Spans
    from readinglist.core.paper import Question
    from readinglist.core.reading import Record
    from readinglist.core.union import Union
    from readinglist.store.library import Library

MOST_COUNTED = 1000  # questions that are looked through for those whose papers are surely alike


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with its papers, the older one at the left, and the words that only one side has.

    `titles` and `abstracts` are the places in the left text and in the right one.
    """

    question: Question
    left: Record
    right: Record
    titles: tuple[Spans, Spans]
    abstracts: tuple[Spans, Spans]

    @property
    def ids(self) -> tuple[int, int]:
        """The two papers."""
        return self.left.paper.id, self.right.paper.id

    @property
    def union(self) -> Union:
        """What a merge would make of them."""
        return unite((self.left, self.right))


@dataclass(frozen=True, slots=True)
class Look:
    """What is read for the review: the pair that is shown, if it is still open, and the one after it.

    `alike` says how many of the open questions are about papers that are surely alike; None: more than are counted.
    """

    current: Pair | None
    following: Pair | None
    alike: int | None


def look(library: Library, current: int | None, after: int, without: Collection[int]) -> Look:
    """Read the pair of a question, and the oldest that follows `after`, else any, but for those of `without`.

    Whatever is written meanwhile is told to the window afterwards, which then looks again.
    """
    question = question_of(library, current) if current is not None else None
    others = {*without, *([current] if current is not None else [])}
    following = _question_after(library, after, others) or _question_after(library, 0, others)
    return Look(_pair(library, question), _pair(library, following), _alike(library))


def question_of(library: Library, number: int) -> Question | None:
    """An open question by its id; None where it is not open any more."""
    found = library.questions(after=number - 1, limit=1)
    return found[0] if found and found[0].id == number else None


def _question_after(library: Library, after: int, without: Collection[int]) -> Question | None:
    while some := library.questions(after=after):
        for question in some:
            if question.id not in without:
                return question
        after = some[-1].id
    return None


def _pair(library: Library, question: Question | None) -> Pair | None:
    if question is None:
        return None
    try:
        left, right = (library.record(paper) for paper in sorted((question.a, question.b)))
    except NotFoundError:
        return None  # it went a moment ago
    if left.paper.id == right.paper.id:
        return None  # they were merged a moment ago
    return Pair(
        question, left, right,
        differences(left.paper.title, right.paper.title), differences(left.paper.abstract, right.paper.abstract),
    )  # fmt: skip


def _alike(library: Library) -> int | None:
    found = library.questions(limit=MOST_COUNTED + 1)
    return sum(one.alike for one in found) if len(found) <= MOST_COUNTED else None
