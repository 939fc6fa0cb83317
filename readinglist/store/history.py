"""What can be asked about the steps that were made: a page of them, what each is about, whether it can be turned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from readinglist.core.errors import NotFoundError
from readinglist.store import journal, obstacles
from readinglist.store.derived import worked_on
from readinglist.store.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readinglist.core.errors import UndoRefusedError
    from readinglist.store.journal import Step

PAGE: Final = 200
MOST: Final = 1000  # papers of a step that are counted

_LISTED: Final = "SELECT id, label, time, undone FROM log_group WHERE kind = 'do'"
_OF_STEP: Final = " UNION ALL ".join(f"SELECT * FROM ({select})" for select in journal.CONCERNED)

#: The papers of an import that would stay without it, for what the user wrote about them alone.
_WOULD_STAY: Final = f"""
    SELECT DISTINCT m.cluster FROM digest d CROSS JOIN sighting s ON s.digest = d.id CROSS JOIN member m
        ON m.id = s.member WHERE d.step = ? AND d.standing = 1 AND {worked_on("m.id")} AND NOT EXISTS (
            SELECT 1 FROM member k CROSS JOIN sighting o ON o.member = k.id CROSS JOIN digest p ON p.id = o.digest
            WHERE k.cluster = m.cluster AND p.standing = 1 AND p.step <> d.step)
    LIMIT {MOST + 1}
"""


@dataclass(frozen=True, slots=True)
class About:
    """The papers that a step is about: how many, the title of one; `more` says that they were not all counted."""

    papers: int = 0
    title: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a step can be undone, or done again where it does not stand, and what keeps it from that.

    `stays` are the papers that would stay of an import that is undone, for what the user wrote: at most `MOST` + 1.
    """

    step: Step
    refused: UndoRefusedError | None
    stays: int = 0


class History(Questions):
    """Questions about steps, over one connection."""

    def history(self, limit: int, *, before: int | None = None, words: Sequence[str] = ()) -> list[Step]:
        """The newest steps first; undo and redo are shown as what they did to a step, not as steps of their own.

        `before` begins behind a step, by its id; with words only steps whose label has all of them, in any letter case.
        """
        narrowed = " AND id < ?" * (before is not None) + " AND label LIKE ? ESCAPE '\\'" * len(words)
        behind = () if before is None else (before,)
        parameters = (*behind, *map(_pattern, words), limit)
        found = self._connection.execute(f"{_LISTED}{narrowed} ORDER BY id DESC LIMIT ?", parameters)
        return [journal.as_step(row) for row in found]

    def steps(self, words: Sequence[str] = ()) -> Iterator[Step]:
        """Every step, newest first, a page at a time."""
        before = None
        while page := self.history(PAGE, before=before, words=words):
            yield from page
            before = page[-1].id

    def step(self, number: int) -> Step:
        """A step by its id.

        Raises:
            NotFoundError: there is none.
        """
        found = journal.step_of(self._connection, number)
        if found is None:
            raise NotFoundError(f"There is no step {number}.", "`readinglist history` shows their numbers.")
        return found

    def about(self, steps: Iterable[int]) -> dict[int, About]:
        """What each of these steps is about, papers of undone imports among it."""
        return {step: self._about(step) for step in steps}

    def verdict(self, number: int) -> Verdict:
        """Whether a step can be taken back or done again, just as that would be tried.

        Raises:
            NotFoundError: there is no such step.
        """
        step = self.step(number)
        undo = step.standing
        next_one = undo and step == journal.step_to_undo(self._connection)
        refused = obstacles.refusal(self._connection, step, undo=undo, next_one=next_one)
        stays = len(self._connection.execute(_WOULD_STAY, (number,)).fetchall()) if undo and not refused else 0
        return Verdict(step, refused, stays)

    def _about(self, step: int) -> About:
        members = f"SELECT DISTINCT id FROM (SELECT cluster AS id FROM ({_OF_STEP}) LIMIT {MOST + 1})"
        parameters = (step, 0) * len(journal.CONCERNED)
        found = self._connection.execute(
            "SELECT m.cluster, coalesce(c.title, s.title, w.title) FROM"
            f" ({members}) i CROSS JOIN member m ON m.id = i.id JOIN wording w ON w.id = m.wording"
            " LEFT JOIN cluster c ON c.id = m.cluster LEFT JOIN wording s ON s.id = c.wording",
            parameters,
        ).fetchall()
        papers = dict(found)
        return About(min(len(papers), MOST), found[0][1] if found else "", len(found) > MOST)


def _pattern(word: str) -> str:
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"
