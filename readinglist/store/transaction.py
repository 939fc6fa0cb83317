"""One step of the user while it is being written: every method checks, writes, and lets the triggers log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from readinglist.core.batches import batches
from readinglist.core.errors import NotFoundError
from readinglist.core.reading import RATINGS, Status, tag_key
from readinglist.store import journal, membership, queue_order, saved_searches
from readinglist.store.derived import NOTE_SEPARATOR, lives, rank
from readinglist.store.identity import new_uid
from readinglist.store.match_index import add_keys
from readinglist.store.note_changes import change_of
from readinglist.store.rows import hash_of_text, next_id, text_of_report

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from readinglist.core.changes import Changes
    from readinglist.core.details import Detail, DetailField
    from readinglist.core.paper import DigestReport, Entry
    from readinglist.store.questions import Found


@dataclass(frozen=True, slots=True)
class NewDigest:
    """A digest that is about to come in; its bytes are already kept under `hash`."""

    hash: str
    name: str
    format: str
    day: date | None
    captured: date
    entries: int
    report: DigestReport


@dataclass(frozen=True, slots=True)
class NewMember:
    """An entry that becomes a paper of its own, with the id it will have and its keys."""

    id: int
    entry: Entry
    keys: tuple[int, ...]


class Transaction:
    """The writes of one step. Ids of papers may be those of any member; verdicts are written on every member."""

    def __init__(self, connection: sqlite3.Connection, group: int, label: str) -> None:
        self._connection = connection
        self._group = group
        self.label = label
        self._now = datetime.now(UTC).isoformat(timespec="seconds")
        self._came: dict[int, tuple[int, Entry]] = {}  # the members added last, each with its wording
        self.changes: Changes  # set when the step has been committed

    def rename(self, label: str) -> None:
        """Call the step by another name, where what it does is known only within it."""
        self.label = label
        self._connection.execute("UPDATE log_group SET label = ? WHERE id = ?", (label, self._group))

    def set_status(self, ids: Iterable[int], status: Status) -> None:
        """Give papers a verdict that needs no day; those that come into the queue go to its end, in the order given.

        When a paper was read is kept from the first time that it is said until it is something else again.
        """
        if status is Status.LATER:
            raise ValueError("papers are put off to a day")
        members = self._members(ids)
        height = status.height
        if status is Status.QUEUED:
            end = self._connection.execute("SELECT max(place) FROM cluster WHERE status = 3").fetchone()[0] or 0.0
            self._connection.executemany(
                "UPDATE reading SET status = ?, place = ?, finished = NULL, until = NULL WHERE id = ? AND status <> ?",
                ((height, end + number, member, height) for number, member in enumerate(members, 1)),
            )
        else:
            finished = self._now if status is Status.READ else None
            self._connection.executemany(
                "UPDATE reading SET status = ?, place = NULL, finished = ?, until = NULL WHERE id = ? AND status <> ?",
                ((height, finished, member, height) for member in members),
            )

    def put_off(self, ids: Iterable[int], until: date) -> None:
        """Put papers off to a day, on which they come back to the inbox by themselves."""
        self._connection.executemany(
            "UPDATE reading SET status = ?, place = NULL, finished = NULL, until = ? WHERE id = ?",
            ((Status.LATER.height, until.isoformat(), member) for member in self._members(ids)),
        )

    def shift_in_queue(self, ids: Iterable[int], by: int) -> None:
        """Move papers of the queue down by so many places, together, or up where `by` is less than 0."""
        queue_order.shift(self._connection, ids, by)

    def put_in_queue(self, ids: Iterable[int], before: int | None) -> None:
        """Move papers of the queue, together, before another one, or to the end."""
        queue_order.put(self._connection, ids, before)

    def put_first_in_queue(self, ids: Iterable[int]) -> None:
        """Move papers of the queue, together, to its top."""
        queue_order.put_first(self._connection, ids)

    def set_starred(self, ids: Iterable[int], *, starred: bool) -> None:
        """Star papers, or take the star away."""
        self._connection.executemany(
            "UPDATE reading SET starred = ? WHERE id = ?",
            ((int(starred), member) for member in self._members(ids)),
        )

    def set_rating(self, ids: Iterable[int], rating: int) -> None:
        """Rate papers from 1 to 5; 0 takes the rating away."""
        if rating not in RATINGS:
            raise ValueError(f"a rating is 0 to 5, not {rating}")
        self._connection.executemany(
            "UPDATE reading SET rating = ? WHERE id = ?", ((rating, member) for member in self._members(ids))
        )

    def set_details(self, paper: int, details: Mapping[DetailField, Detail]) -> None:
        """Give a paper details of the user's own; None takes one away, so that what digests say is shown again.

        They are written on the oldest living member, whose values are shown first, and taken from every member.
        """
        members = self._members([paper])
        given = {field: value for field, value in details.items() if value is not None}
        if given:
            self._connection.execute("INSERT INTO detail (id) VALUES (?) ON CONFLICT (id) DO NOTHING", (members[0],))
        for field, value in given.items():
            self._connection.execute(f"UPDATE detail SET {field} = ? WHERE id = ?", (value, members[0]))
        for field in (field for field, value in details.items() if value is None):
            self._connection.executemany(
                f"UPDATE detail SET {field} = NULL WHERE id = ?", ((member,) for member in members)
            )

    def set_note(self, paper: int, text: str, *, base: str | None = None) -> str:
        """Replace the note on one member; returns what it is afterwards.

        `base` is the text that the writer saw: where the note is neither that nor `text` any more, both are kept.
        Who writes on without having seen that both were kept replaces the own part alone.
        """
        self._members([paper])
        self._connection.execute(
            "INSERT INTO note (uid, member, changed) VALUES (?, ?, ?) ON CONFLICT (member) DO NOTHING",
            (new_uid(), paper, self._now),
        )
        note, before = self._connection.execute("SELECT id, body FROM note WHERE member = ?", (paper,)).fetchone()
        if base is not None and before not in (base, text):
            theirs = before.removesuffix(f"{NOTE_SEPARATOR}{base}") if base else before
            text = NOTE_SEPARATOR.join(filter(None, (theirs, text)))
        if before != text:
            journal.log_note(self._connection, self._group, note, change_of(before, text))
            self._connection.execute("UPDATE note SET body = ?, changed = ? WHERE id = ?", (text, self._now, note))
        return text

    def set_tags(self, ids: Iterable[int], *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Add tags to papers and take others away; spellings of one tag meet, the one that papers have stays."""
        members = self._members(ids)
        if not members:
            return
        for name in add:
            self._set_tag(members, self._tag(name), standing=True)
        for name in remove:
            known = self._connection.execute("SELECT id FROM tag WHERE key = ?", (tag_key(name),)).fetchone()
            if known:
                self._set_tag(members, known[0], standing=False)

    def _tag(self, name: str) -> int:
        """The tag of that name; one that no paper has takes the spelling at hand."""
        self._connection.execute(
            "INSERT INTO tag (uid, key, name) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET name = excluded.name"
            " WHERE NOT EXISTS (SELECT 1 FROM tagging WHERE tag = tag.id AND standing = 1)",
            (new_uid(), tag_key(name), name),
        )
        return int(self._connection.execute("SELECT id FROM tag WHERE key = ?", (tag_key(name),)).fetchone()[0])

    def _set_tag(self, members: Sequence[int], tag: int, *, standing: bool) -> None:
        if standing:
            self._connection.executemany(
                "INSERT INTO tagging (member, tag) VALUES (?, ?) ON CONFLICT (member, tag) DO NOTHING",
                ((member, tag) for member in members),
            )
        self._connection.executemany(
            "UPDATE tagging SET standing = ? WHERE member = ? AND tag = ?",
            ((int(standing), member, tag) for member in members),
        )

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name; the search that has this name already gets the query."""
        saved_searches.save(self._connection, name, query)

    def rename_search(self, search: int, name: str) -> str:
        """Call a saved search by another name; returns the one it had."""
        return saved_searches.rename(self._connection, search, name)

    def remove_search(self, search: int) -> str:
        """Remove a saved search, unless it is gone already; returns its name."""
        return saved_searches.remove(self._connection, search)

    def next_member(self) -> int:
        """The id that the next new paper gets; ids of one import follow each other."""
        return next_id(self._connection, "member")

    def add_digest(self, digest: NewDigest) -> int:
        """Bring a digest in, as yet without papers; returns its id. Its name is made unique in the library."""
        cursor = self._connection.execute(
            "INSERT INTO digest (uid, hash, name, format, day, captured, imported, entries, step, report)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                new_uid(),
                digest.hash,
                self._free_name(digest.name),
                digest.format,
                digest.day.isoformat() if digest.day else None,
                digest.captured.isoformat(),
                self._now,
                digest.entries,
                self._group,
                text_of_report(digest.report),
            ),
        )
        self._connection.execute("UPDATE digest SET standing = 1 WHERE id = ?", (cursor.lastrowid,))
        return int(cursor.lastrowid or 0)

    def _free_name(self, name: str) -> str:
        number, free = 1, name
        while self._connection.execute("SELECT 1 FROM digest WHERE name = ? AND standing = 1", (free,)).fetchone():
            number += 1
            free = f"{name} ({number})"
        return free

    def add_members(self, members: Iterable[NewMember]) -> None:
        """Add papers that are new to the library, unseen as yet: `add_sightings` says where they stand."""
        members = list(members)
        first = next_id(self._connection, "wording")
        self._came = {new.id: (first + place, new.entry) for place, new in enumerate(members)}
        self._add_wordings(first, [member.entry for member in members])
        self._connection.executemany(
            "INSERT INTO member (id, uid, wording, cluster, added, arxiv, doi, keyed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    new.id,
                    new_uid(),
                    first + place,
                    new.id,
                    self._now,
                    new.entry.identifiers.arxiv,
                    new.entry.identifiers.doi,
                    first + place,
                )
                for place, new in enumerate(members)
            ),
        )
        self._connection.executemany("INSERT INTO reading (id) VALUES (?)", ((new.id,) for new in members))
        add_keys(self._connection, ((key, new.id) for new in members for key in new.keys))
        membership.inherit(self._connection, ((new.id, (new.entry.title, new.entry.abstract)) for new in members))

    def add_sightings(self, digest: int, day: date, sightings: Iterable[tuple[int, Entry]], *, first: int = 0) -> None:
        """Say which member each entry of a digest shows, in the digest's order, from the place `first` on.

        `day` is for entries without one.
        """
        rows = [
            (member, digest, self._wording(member, entry), entry.line, *_when(entry.day or day, place))
            for place, (member, entry) in enumerate(sightings, first)
        ]
        self._connection.executemany(
            "INSERT OR IGNORE INTO touched SELECT cluster FROM member WHERE id = ?", ((row[0],) for row in rows)
        )
        self._connection.executemany(
            "INSERT INTO sighting (member, digest, wording, line, day, rank) VALUES (?, ?, ?, ?, ?, ?)", rows
        )

    def add_questions(self, digest: int, questions: Iterable[tuple[int, int, float, str]]) -> None:
        """Remember (paper, other paper, score, reason) to be asked of the user, as long as a digest stands."""
        self._connection.executemany(
            "INSERT INTO question (uid, digest, a, b, score, reason) VALUES (?, ?, ?, ?, ?, ?)",
            ((new_uid(), digest, *question) for question in questions),
        )

    def ask(self, found: Iterable[Found]) -> None:
        """Ask the user about papers that were found alike in the library."""
        first = next_id(self._connection, "question")
        asked = list(enumerate(found, first))
        self._connection.executemany(
            "INSERT INTO question (id, uid, a, b, score, reason, alike) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((number, new_uid(), one.a, one.b, one.score, one.reason, one.alike) for number, one in asked),
        )
        self._connection.executemany(
            "UPDATE question SET standing = 1 WHERE id = ?", ((number,) for number, _ in asked)
        )

    def merge(self, ids: Iterable[int]) -> None:
        """Make papers one; what the user wrote stays with the member that it was written on."""
        membership.merge(self._connection, self._group, membership.papers_of(self._connection, ids))

    def hold_apart(self, ids: Iterable[int]) -> None:
        """Say that papers are different ones, each from each: no import takes them for one, nothing asks again."""
        membership.hold_apart(self._connection, membership.papers_of(self._connection, ids))

    def take_apart(self, paper: int) -> list[int]:
        """Take the newest merge of a paper apart; returns the papers that it becomes."""
        (cluster,) = membership.papers_of(self._connection, [paper])
        return membership.take_apart(self._connection, cluster)

    def take_out(self, paper: int, sighting: int) -> int:
        """Make a paper of its own of one sighting; returns its id."""
        (cluster,) = membership.papers_of(self._connection, [paper])
        return membership.take_out(self._connection, cluster, sighting, self._now)

    def _wording(self, member: int, entry: Entry) -> int:
        """The text as it stood: one that the member already has, word for word, or a new one."""
        came, own = self._came.get(member, (0, None))
        if own is entry:
            return came
        known = self._connection.execute(
            "SELECT w.id FROM"
            " (SELECT wording FROM member WHERE id = ? UNION SELECT wording FROM sighting WHERE member = ?) k"
            " JOIN wording w ON w.id = k.wording WHERE w.title = ? AND w.abstract = ?",
            (member, member, entry.title, entry.abstract),
        ).fetchone()
        if known:
            return int(known[0])
        first = next_id(self._connection, "wording")
        self._add_wordings(first, [entry])
        return first

    def _add_wordings(self, first: int, entries: Iterable[Entry]) -> None:
        self._connection.executemany(
            "INSERT INTO wording (id, title, abstract, hash) VALUES (?, ?, ?, ?)",
            (
                (first + place, new.title, new.abstract, hash_of_text(new.title, new.abstract))
                for place, new in enumerate(entries)
            ),
        )

    def _members(self, ids: Iterable[int]) -> list[int]:
        """Every living member of the papers' clusters, in the order given, each once."""
        wanted = list(dict.fromkeys(ids))
        members: dict[int, list[int]] = {}
        for chunk in batches(wanted):
            for number, member in self._connection.execute(
                "SELECT g.id, m.id FROM member g JOIN cluster c ON c.id = g.cluster"
                " JOIN member m ON m.cluster = g.cluster"
                f" WHERE g.id IN ({','.join('?' * len(chunk))}) AND {lives('m.id')} ORDER BY m.id",
                chunk,
            ):
                members.setdefault(number, []).append(member)
        for number in wanted:
            if number not in members:
                raise NotFoundError(f"There is no paper {number}.", "`readinglist list` shows the ids.")
        return list(dict.fromkeys(member for number in wanted for member in members[number]))


def _when(day: date, place: int) -> tuple[str, int]:
    return day.isoformat(), rank(day, place)
