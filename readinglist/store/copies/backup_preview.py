"""What putting a library back to a backup would change, told by the rows that are not the same in both."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from readinglist.core.reading import HEIGHTS
from readinglist.store.copies.snapshot import SIZE, TABLES
from readinglist.store.derived import paper_count

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from readinglist.store.copies.blocks import Blocks, Row
    from readinglist.store.copies.manifest import Backup
    from readinglist.store.copies.snapshot import Snapshot

EXAMPLES: Final = 5
"""Titles that are named of each kind of change."""


#: What a change is called where it is about one thing.
_ONE: Final = {
    "digests that go": "digest that goes",
    "digests that come back": "digest that comes back",
    "papers that go": "paper that goes",
    "papers that come back": "paper that comes back",
    "papers merged or parted otherwise": "paper merged or parted otherwise",
    "verdicts": "verdict",
    "stars": "star",
    "ratings": "rating",
    "places in the queue": "place in the queue",
    "notes as they were": "note as it was",
    "notes that come back": "note that comes back",
    "notes that go": "note that goes",
    "tags of papers": "tag of a paper",
    "names of tags": "name of a tag",
    "papers whose details you gave": "paper whose details you gave",
    "saved searches": "saved search",
    "pairs of papers held apart": "pair of papers held apart",
    "steps of the history that go": "step of the history that goes",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change, as "papers that go", how many things it is about, and some of these by their titles."""

    kind: str
    count: int
    examples: tuple[str, ...]

    @property
    def said(self) -> str:
        """Kind and number: "1 paper that goes", "1,602 papers that go"."""
        return f"1 {_ONE[self.kind]}" if self.count == 1 else f"{self.count:,} {self.kind}"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a restore would change; no `changes` where the library is what it was. `papers` are those of now."""

    backup: Backup
    papers: int
    changes: tuple[Change, ...]


def preview(connection: sqlite3.Connection, blocks: Blocks, backup: Backup, now: Snapshot) -> Preview:
    """Compare a backup with the blocks of now; only those that are not the same are read.

    Raises:
        DamagedBlockError: a block is not what was written.
    """
    found = _Differences(connection, blocks, backup, now)
    return Preview(backup, paper_count(connection), tuple(found.changes()))


class _Differences:
    def __init__(self, connection: sqlite3.Connection, blocks: Blocks, backup: Backup, now: Snapshot) -> None:
        self._connection = connection
        self._blocks = blocks
        self._backup = backup
        self._now = now
        self._found: defaultdict[str, dict[object, str]] = defaultdict(dict)

    def changes(self) -> Iterator[Change]:
        """Every kind that there is, in an order fit to be read."""
        self._digests()
        lost = self._members()
        self._states(lost)
        self._notes(lost)
        self._tags(lost)
        self._others(lost)
        self._steps()
        for kind, things in self._found.items():
            named = [title for title in things.values() if title]
            yield Change(kind, len(things), tuple(named[:EXAMPLES]))

    def _digests(self) -> None:
        for then, now in self._rows("digest"):
            if now and now["standing"] and not (then and then["standing"]):
                self._found["digests that go"][now["id"]] = now["name"]
            elif then and then["standing"] and not (now and now["standing"]):
                self._found["digests that come back"][then["id"]] = then["name"]

    def _members(self) -> set[int]:
        """Papers that go and come; returns the members that are not in both, about which no more is said."""
        lost: set[int] = set()
        for then, now in self._rows("member"):
            if then and now and then["uid"] == now["uid"]:
                if then["cluster"] != now["cluster"]:
                    self._found["papers merged or parted otherwise"][now["id"]] = self._title(now["id"])
                continue
            lost.add((then or now or {})["id"])
            if now and (title := self._living(now["id"])):
                self._found["papers that go"][now["id"]] = title
            if then:
                self._found["papers that come back"][then["id"]] = self._title_then(then["wording"])
        return lost

    def _states(self, lost: set[int]) -> None:
        kinds = {
            "status": "verdicts", "starred": "stars", "rating": "ratings", "place": "places in the queue",
            "until": "days of return",
        }  # fmt: skip
        for then, now in self._rows("reading"):
            member = (then or now or {})["id"]
            before, after = then or {}, now or {}
            other = [field for field in kinds if (before.get(field) or 0) != (after.get(field) or 0)]
            for field in other if member not in lost else ():
                if field == "status":
                    words = f" ({HEIGHTS[after.get(field, 0)].value} → {HEIGHTS[before.get(field, 0)].value})"
                    self._found[kinds[field]][member] = self._title(member) + words
                elif field not in ("place", "until") or "status" not in other:  # a verdict gives these, and takes them
                    self._found[kinds[field]][member] = self._title(member)

    def _notes(self, lost: set[int]) -> None:
        for then, now in self._rows("note"):
            member = (then or now or {})["member"]
            before, after = (then or {}).get("body", ""), (now or {}).get("body", "")
            if member not in lost and before != after:
                kind = "as they were" if before and after else "that come back" if before else "that go"
                self._found[f"notes {kind}"][member] = self._title(member)

    def _tags(self, lost: set[int]) -> None:
        for then, now in self._rows("tagging"):
            row = then or now or {}
            if row["member"] not in lost and (then or {}).get("standing", 0) != (now or {}).get("standing", 0):
                self._found["tags of papers"][row["id"]] = self._title(row["member"])
        for then, now in self._rows("tag"):
            if then and now and then["name"] != now["name"]:
                self._found["names of tags"][now["id"]] = f"{now['name']} → {then['name']}"

    def _others(self, lost: set[int]) -> None:
        for then, now in self._rows("detail"):
            member = (then or now or {})["id"]
            if member not in lost:
                self._found["papers whose details you gave"][member] = self._title(member)
        for then, now in self._rows("saved_search"):
            name = (now or {}).get("name") or (then or {}).get("name", "")
            if (then or {}).get("standing") or (now or {}).get("standing"):
                self._found["saved searches"][(then or now or {})["id"]] = name
        for then, now in self._rows("apart"):
            row = then or now or {}
            pair = tuple(sorted((row["a"], row["b"])))
            if not {*pair} & lost and (then or {}).get("standing", 0) != (now or {}).get("standing", 0):
                self._found["pairs of papers held apart"][pair] = self._title(pair[0])

    def _steps(self) -> None:
        """Steps of now that the backup does not have, the newest first."""
        new = [
            now for then, now in self._rows("log_group")
            if now and now["kind"] == "do" and (then or {}).get("time") != now["time"]
        ]  # fmt: skip
        for step in reversed(new):
            self._found["steps of the history that go"][step["id"]] = step["label"]

    def _rows(self, table: str) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
        """(row then, row now) of a table where they are not the same."""
        then, now = self._backup.holds.blocks.get(table, {}), self._now.blocks.get(table, {})
        for place in sorted({*then, *now}):
            if then.get(place) != now.get(place):
                before, after = self._block(then.get(place)), self._block(now.get(place))
                for number in sorted({*before, *after}):
                    one, other = before.get(number), after.get(number)
                    if one != other:
                        yield (
                            dict(zip(self._backup.columns[table], one, strict=True)) if one else None,
                            dict(zip(TABLES[table], other, strict=True)) if other else None,
                        )

    def _block(self, name: str | None) -> Mapping[int, Row]:
        return {row[0]: row for row in self._blocks.read(name)} if name else {}

    def _living(self, member: int) -> str:
        """The title of a paper of now; none where it is not shown."""
        return self._one(
            "SELECT coalesce(c.title, w.title) FROM member m JOIN cluster c ON c.id = m.cluster"
            " JOIN wording w ON w.id = c.wording WHERE m.id = ?",
            member,
        )

    def _title(self, member: int) -> str:
        return self._living(member) or self._one(
            "SELECT w.title FROM member m JOIN wording w ON w.id = m.wording WHERE m.id = ?", member
        )

    def _title_then(self, wording: int) -> str:
        """The title of a text as the backup has it."""
        block = self._backup.holds.blocks["wording"][wording // SIZE]
        return next((str(row[1]) for row in self._blocks.read(block) if row[0] == wording), "")

    def _one(self, select: str, number: int) -> str:
        found = self._connection.execute(select, (number,)).fetchone()
        return str(found[0]) if found else ""
