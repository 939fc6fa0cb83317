"""The review of possible repeats: the next pair is shown at once, and what was said of the last is written meanwhile.

A round goes through the open questions, oldest first, but for those that the user puts off.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.commands import duplicates
from readinglist.gui import pairs
from readinglist.gui.bus import ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.core.changes import Changes
    from readinglist.gui.bus import Bus
    from readinglist.gui.pairs import Look, Pair
    from readinglist.gui.tasks import Job, Tasks
    from readinglist.gui.views.pair_page import PairPage
    from readinglist.store.library import Library

REMEMBERED = 200  # answers whose undo brings their pair back to view


class PairReview(QObject):
    """Leads between the page, the reading thread and the writer. `left` tells that the user is done with it.

    While a pair is shown the one after it is read. A pair that is answered elsewhere goes away; one whose answer could
    not be written, or is undone, comes back to view.
    """

    left = Signal()

    def __init__(self, library: Library, tasks: Tasks, bus: Bus, page: PairPage, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._tasks, self._bus, self.page = library, tasks, bus, page
        self._pair: Pair | None = None  # that can be answered; what is seen stays until the next is there
        self._ahead: Look | None = None
        self._job: Job | None = None
        self._after = self._whole = 0
        self._alike: int | None = 0
        self._passed: set[int] = set()
        self._writing: set[int] = set()
        self._answered: deque[int] = deque(maxlen=REMEMBERED)
        self._active = False
        page.merged.connect(self.merge)
        page.separated.connect(self.separate)
        page.passed_over.connect(self.pass_over)
        page.left.connect(self.leave)
        bus.changed.connect(self._follow)

    def begin(self) -> None:
        """The page is looked at: begin a round, unless one is under way."""
        if self._active:
            return
        self._active = True
        self.page.clear()
        self._begin_round()

    def end(self) -> None:
        """The page is not looked at any more; the next round has everything that is open then."""
        self._active = False
        self._pair = self._ahead = None
        self._stop()

    def merge(self) -> None:
        """The two are one paper."""
        self._answer(duplicates.merge)

    def separate(self) -> None:
        """They are different ones."""
        self._answer(duplicates.separate)

    def pass_over(self) -> None:
        """Not now; at the end of a round another begins with what was put off."""
        if self._pair:
            self._passed.add(self._pair.question.id)
            self._advance(self._pair)
        elif self._ahead and self._open:
            self._begin_round()

    def leave(self) -> None:
        """Go back to where the user came from."""
        self.left.emit()

    @property
    def _open(self) -> int:
        """How many questions wait for an answer; one that was written a moment ago is told of later than it is read."""
        with self._library.one_moment():
            return self._library.totals()["questions"] - sum(map(self._is_open, self._writing))

    def _begin_round(self) -> None:
        self._after, self._whole = 0, self._open
        self._passed.clear()
        self._answered = deque((one for one in self._answered if not self._is_open(one)), REMEMBERED)
        self._pair = self._ahead = None
        self._look()

    def _answer(self, command: Callable[..., Changes]) -> None:
        pair = self._pair
        if pair is None:
            return
        self._writing.add(pair.question.id)
        self._tasks.write(
            lambda library: command(library, ids=pair.ids), partial(self._written, pair), partial(self._failed, pair)
        )
        self._advance(pair)

    def _written(self, pair: Pair, changes: Changes) -> None:
        self._writing.discard(pair.question.id)
        if changes:
            self._bus.changed.emit(changes)
        self._answered.append(pair.question.id)

    def _failed(self, pair: Pair) -> None:
        self._writing.discard(pair.question.id)
        if self._active:
            self._bring_back(pair.question.id)

    def _advance(self, pair: Pair) -> None:
        self._after, self._pair = pair.question.id, None
        if self._ahead:
            self._show(self._ahead.following)
        # else it is being read, and shown when it is there

    def _bring_back(self, question: int) -> None:
        self._passed.discard(question)
        self._after, self._pair, self._ahead = question - 1, None, None
        self._look()

    def _look(self) -> None:
        """Read the pair that is shown once more, and the one after it."""
        self._stop()
        current = self._pair.question.id if self._pair else None
        after, without = self._after if current is None else current, frozenset(self._passed | self._writing)
        self._job = self._tasks.search(lambda library: pairs.look(library, current, after, without), self._looked)

    def _looked(self, look: Look) -> None:
        self._job, self._alike = None, look.alike
        if self._pair is None or look.current is None:
            self._show(look.following)
            return
        self._ahead = look
        if look.current != self._pair:
            self._pair = look.current
            self.page.show_pair(look.current)
        self._show_place()

    def _show(self, pair: Pair | None) -> None:
        self._pair = pair
        if pair:
            self._ahead = None
            self.page.show_pair(pair)
            self._look()
        else:
            self._ahead = pairs.Look(None, None, self._alike)
            self.page.show_end(self._open)
        self._show_place()

    def _show_place(self) -> None:
        """Answered and put off are passed; what came meanwhile makes the whole larger."""
        open_ = self._open
        self._whole = max(self._whole, open_)
        number = self._whole - open_ + len(self._passed) + (self._pair is not None)
        self.page.show_place(min(number, self._whole), self._whole, self._alike)

    def _follow(self, changes: Changes) -> None:
        """Something was written: an answer undone comes back to view, anything else is followed where one is."""
        if not self._active:
            return
        last = self._answered[-1] if self._answered else None
        if changes is not ELSEWHERE and last is not None and self._is_open(last):
            self._answered.pop()
            self._bring_back(last)
            return
        if changes is not ELSEWHERE and self._pair and not self._is_open(self._pair.question.id):
            self._answered.append(self._pair.question.id)  # done again, or merged with others
        self._look()

    def _is_open(self, question: int) -> bool:
        return pairs.question_of(self._library, question) is not None

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
            self._job = None
