"""Lists of papers: how many, a page of one by its key, or all its papers as ids in any order."""

from __future__ import annotations

from array import array
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from random import Random
from typing import TYPE_CHECKING, Final

from readinglist.core.batches import BATCH, batches
from readinglist.core.order import NEWEST, Order, usual
from readinglist.core.reading import Row, Status
from readinglist.store import rows, selecting
from readinglist.store.failures import in_our_words
from readinglist.store.history import History
from readinglist.store.orders import by_index, is_paged, order_by, page_key
from readinglist.store.search import is_of_words, where, words_and_rest, words_of
from readinglist.store.sqlite import engine
from readinglist.store.vocabulary import words_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.core.order import Sorting
    from readinglist.core.query import Query
    from readinglist.core.selection import Moment, Selection
    from readinglist.store.conditions import Where

Anchor = tuple[float | str, int]

BEST_OF: Final = 2_000
"""The newest papers that are weighed for the best match; the others follow, newest first."""

#: What a word counts where it stands: in title, abstract, notes, tags, authors.
WEIGHTS: Final = (8.0, 1.0, 2.0, 2.0, 4.0)

MANY: Final = 20_000
"""Papers from which on it is quicker to walk an index that has them in order than to sort them."""

NEAR: Final = 1_000
"""Papers before the end of a list among which a paper is looked for first, before all above it are counted."""

LAST_ADDED: Final = 500
"""Papers among which those that a search shows first are looked for: of most days every one."""

LOOKED_THROUGH: Final = 5_000
"""The same for a search that asks for more than words, which not every one of them fulfils: some 10 ms."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list in their order; `end` anchors the page after it."""

    rows: tuple[Row, ...]
    end: Anchor | None


class Lists(History):
    """Questions about lists of papers, over one connection. Without a sorting a list has its usual one."""

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """What is read within is of one state, whatever others write meanwhile."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("COMMIT")

    def totals(self) -> dict[str, int]:
        """How many papers there are by status ("inbox", …) and by flag ("starred", "check"); kept, not counted.

        "questions" are the pairs of papers that may be one; "check" are the papers of these pairs.
        """
        kept = dict(self._connection.execute("SELECT name, papers FROM total WHERE name < 'tag:' OR name > 'tag;'"))
        by_status = {status.value: kept.get(f"status:{status.height}", 0) for status in Status}
        return {
            **by_status,
            "starred": kept.get("starred", 0),
            "check": kept.get("to_check", 0),
            "questions": kept.get("questions", 0),
        }

    def count(self, query: Query) -> int:
        """How many papers a query finds."""
        totals = self.totals()
        if query.tree is None:
            return sum(totals[status] for status in Status)
        if query.state in totals:
            return totals[query.state]
        condition = self._where(query)
        return self._one(f"SELECT count(*) FROM cluster c WHERE {condition.sql}", condition.parameters)

    def _where(self, query: Query) -> Where:
        return where(query, partial(words_from, self._connection))

    def _words_of(self, query: Query) -> str:
        return words_of(query, partial(words_from, self._connection))

    def page(
        self, query: Query, *, sorting: Sorting | None = None, after: Anchor | None = None, limit: int = BATCH
    ) -> Page:
        """The rows that follow an anchor, or the first ones, of a list that is paged."""
        condition, key = self._where(query), page_key(query, sorting)
        further = f" AND {key.after()}" if after else ""
        found = self._connection.execute(
            f"SELECT {rows.ROW_COLUMNS}, c.{key.column} FROM {rows.ROW_TABLES} WHERE {condition.sql}{further}"
            f" ORDER BY {key.order()} LIMIT ?",
            (*condition.parameters, *(after or ()), limit),
        ).fetchall()
        end = (found[-1][-1], found[-1][0]) if found else None
        return Page(tuple(rows.as_row(columns[:-1]) for columns in found), end)

    def anchor(self, query: Query, position: int, *, sorting: Sorting | None = None) -> Anchor | None:
        """What to put `after` so that a page begins with row `position`; counted from the nearer end."""
        if position <= 0:
            return None
        condition, key = self._where(query), page_key(query, sorting)
        total = self.count(query)
        back = position > total // 2
        skip = total - position if back else position - 1
        found = self._connection.execute(
            f"SELECT c.{key.column}, c.id FROM cluster c WHERE {condition.sql} ORDER BY {key.order(turned=back)}"
            " LIMIT 1 OFFSET ?",
            (*condition.parameters, max(skip, 0)),
        ).fetchone()
        return tuple(found) if found else None

    def position(self, query: Query, paper: int, *, sorting: Sorting | None = None) -> int | None:
        """Which row of a list that is paged a paper is, from 0; None where the list does not have it."""
        condition, key = self._where(query), page_key(query, sorting)
        found = self._connection.execute(
            f"SELECT c.{key.column}, c.id FROM cluster c WHERE c.id = (SELECT cluster FROM member WHERE id = ?)"
            f" AND {condition.sql}",
            (paper, *condition.parameters),
        ).fetchone()
        if not found:
            return None
        behind = self._one(
            f"SELECT count(*) FROM (SELECT 1 FROM cluster c WHERE {condition.sql} AND {key.after()} LIMIT ?)",
            (*condition.parameters, *found, NEAR),
        )
        if behind < NEAR:
            return self.count(query) - 1 - behind
        return self._one(
            f"SELECT count(*) FROM cluster c WHERE {condition.sql} AND {key.before()}",
            (*condition.parameters, *found),
        )

    def found(self, query: Query, *, sorting: Sorting | None = None) -> array[int]:
        """The ids of all papers of a list in its order; without words a best match is newest first.

        Raises:
            InterruptedSearchError: `Library.interrupt()` was called from another thread.
        """
        chosen = sorting or usual(query)
        with _interruptible():
            condition, words = self._where(query), self._words_of(query)
            many = is_of_words(query) and self._has_many(words)
            papers = self._numbers(
                f"SELECT c.id FROM cluster c{by_index(query, chosen, many=many)} WHERE {condition.sql}"
                f" ORDER BY {order_by(chosen)}",
                condition.parameters,
            )
            if chosen.order is Order.BEST and words:
                papers = self._best_first(papers, words)
        return _shuffled(papers, chosen.seed) if chosen.order is Order.RANDOM else papers

    def _has_many(self, words: str) -> bool:
        """Whether more papers have some words than are better sorted than picked out of an index."""
        return bool(self._numbers("SELECT rowid FROM search WHERE search MATCH ? LIMIT 1 OFFSET ?", (words, MANY)))

    def _best_first(self, papers: array[int], words: str) -> array[int]:
        """Put those of the newest papers that match words best in front."""
        newest = papers[:BEST_OF]
        best = self._numbers(  # "+": looked for one by one each would be weighed against the whole index anew
            "SELECT rowid FROM search WHERE search MATCH ? AND +rowid IN (SELECT value FROM json_each(?))"
            f" ORDER BY bm25(search, {', '.join(map(str, WEIGHTS))}), rowid DESC",
            (words, str(newest.tolist())),
        )
        return best + papers[BEST_OF:]

    def last_added(self, query: Query, limit: int) -> array[int]:
        """The first papers of a query that has words, newest first: at once, however many there are.

        They are looked for among those that were added last, so older ones that were seen again may be missing, and
        where the query asks for more than words so may some that are not among the last few thousand.

        Raises:
            InterruptedSearchError: `Library.interrupt()` was called from another thread.
        """
        with _interruptible():
            parted = words_and_rest(query, partial(words_from, self._connection))
            if parted is None:
                return array("q")
            words, rest = parted
            among = max(limit, LAST_ADDED if is_of_words(query) else LOOKED_THROUGH)
            return self._numbers(
                "SELECT c.id FROM (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?) s"
                f" CROSS JOIN cluster c ON c.id = s.rowid WHERE {rest.sql} ORDER BY {order_by(NEWEST)} LIMIT ?",
                (words, among, *rest.parameters, limit),
            )

    def is_newest(self, step: int) -> bool:
        """Whether nothing was written since a step."""
        return self._one("SELECT max(id) FROM log_group") == step

    def moment(self) -> Moment:
        """The present state, which `selected` can look back to."""
        return selecting.moment(self._connection)

    def selected(self, selection: Selection) -> array[int]:
        """The papers that a selection means, in its order: those that the user saw selected.

        Raises:
            NotFoundError: a paper that bounds a range is gone altogether.
        """
        with self.one_moment():
            return selecting.selected(self._connection, selection)

    def all_starred(self, papers: Iterable[int]) -> bool:
        """Whether each of these papers (of any member) has a star."""
        return not any(
            self._connection.execute(
                "SELECT 1 FROM member m CROSS JOIN cluster c ON c.id = m.cluster AND c.starred = 0"
                f" WHERE m.id IN ({','.join('?' * len(some))}) LIMIT 1",
                some,
            ).fetchone()
            for some in batches(papers)
        )

    def _numbers(self, select: str, parameters: tuple[object, ...]) -> array[int]:
        return array("q", chain.from_iterable(self._connection.execute(select, parameters)))

    def iterate(self, query: Query, *, sorting: Sorting | None = None, limit: int | None = None) -> Iterator[Row]:
        """All rows of a list, or the first ones, some hundred at a time."""
        if not is_paged(query, sorting):
            yield from self.rows_in_order(islice(self.found(query, sorting=sorting), limit))
            return
        left, after = limit, None
        while left is None or left > 0:
            page = self.page(query, sorting=sorting, after=after, limit=BATCH if left is None else min(BATCH, left))
            yield from page.rows
            if page.end is None:
                return
            left = None if left is None else left - len(page.rows)
            after = page.end

    def rows_in_order(self, papers: Iterable[int]) -> Iterator[Row]:
        """The rows of papers in the order given; those that are gone are left out."""
        for some in batches(papers):
            known = {row.id: row for row in self.rows(some)}
            yield from (known[paper] for paper in some if paper in known)

    def rows(self, ids: Iterable[int]) -> list[Row]:
        """The rows of the papers that these ids (of any member) name, by id; those that are gone are left out."""
        found: list[Row] = []
        for chunk in batches(sorted(set(ids))):
            marks = ",".join("?" * len(chunk))
            found += map(
                rows.as_row,
                self._connection.execute(
                    f"SELECT {rows.ROW_COLUMNS} FROM {rows.ROW_TABLES} WHERE c.id IN"
                    f" (SELECT cluster FROM member WHERE id IN ({marks})) ORDER BY c.id",
                    chunk,
                ),
            )
        return found

    def _one(self, select: str, parameters: tuple[object, ...] = ()) -> int:
        return int(self._connection.execute(select, parameters).fetchone()[0])


@contextmanager
def _interruptible() -> Iterator[None]:
    """Say in our words that a search was ended."""
    try:
        yield
    except engine().module.OperationalError as error:
        known = in_our_words(error, None)
        if known:
            raise known from error
        raise


def _shuffled(papers: array[int], seed: int) -> array[int]:
    """Papers in a random order, in which each has a number of its own, whatever others there are."""
    numbers = array("Q", Random(seed).randbytes(8 * (max(papers, default=0) + 1)))  # noqa: S311  no secret
    return array("q", sorted(papers, key=numbers.__getitem__))
