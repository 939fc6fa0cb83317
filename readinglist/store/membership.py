"""Which members are one paper: merging, taking apart, and what the user holds apart.

A merge, a split and "different papers" change nothing but who belongs to whom: notes, tags and verdicts stay with the
member that they were written on. `united` remembers for good which papers a merge made one; `apart` stands both ways.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product
from typing import TYPE_CHECKING

from readinglist.core.batches import batches
from readinglist.core.errors import NotFoundError, ReadingListError
from readinglist.core.paper import Merge
from readinglist.store.identity import new_uid
from readinglist.store.rows import as_moment, hash_of_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

    from readinglist.core.candidates import Text


def papers_of(connection: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """The papers that ids of any members name, in that order, each once.

    Raises:
        NotFoundError: an id names none.
    """
    wanted = list(dict.fromkeys(ids))
    found: dict[int, int] = {}
    for some in batches(wanted):
        marks = ",".join("?" * len(some))
        found.update(
            connection.execute(
                f"SELECT m.id, c.id FROM member m JOIN cluster c ON c.id = m.cluster WHERE m.id IN ({marks})", some
            )
        )
    for number in wanted:
        if number not in found:
            raise NotFoundError(f"There is no paper {number}.", "`readinglist list` shows the ids.")
    return list(dict.fromkeys(found[number] for number in wanted))


def merge(connection: sqlite3.Connection, step: int, papers: Sequence[int]) -> None:
    """Make papers one; it has the id of the oldest member. What was held apart among them is so no longer."""
    if len(papers) < 2:
        return
    groups = [_members(connection, paper) for paper in papers]
    connection.executemany(
        "INSERT INTO united (step, member, was) VALUES (?, ?, ?)",
        ((step, member, paper) for paper, group in zip(papers, groups, strict=True) for member in group),
    )
    members = [member for group in groups for member in group]
    _regroup(connection, members)
    connection.executemany(
        "UPDATE apart SET standing = 0 WHERE a = ? AND standing = 1"
        " AND (SELECT cluster FROM member WHERE id = apart.b) = ?",
        ((member, min(members)) for member in members),
    )


def newest_merge(connection: sqlite3.Connection, paper: int) -> Merge | None:
    """The newest merge whose papers are still united in this one; None where no merge made it."""
    step = _newest_step(connection, paper)
    if step is None:
        return None
    (time,) = connection.execute("SELECT time FROM log_group WHERE id = ?", (step,)).fetchone()
    return Merge(tuple(min(group) for group in _groups(connection, paper, step)), as_moment(time))


def take_apart(connection: sqlite3.Connection, paper: int) -> list[int]:
    """Take the newest merge of a paper apart; returns the papers that it becomes, which are held apart from then on.

    Raises:
        ReadingListError: no merge made it.
    """
    step = _newest_step(connection, paper)
    if step is None:
        raise ReadingListError(
            f"Paper {paper} was not merged from others.",
            f"To part from it what one digest showed, name the sighting: `readinglist show {paper}` lists them.",
        )
    groups = _groups(connection, paper, step)
    for group in groups:
        _regroup(connection, group)
    for one, other in combinations(groups, 2):
        _hold_apart(connection, one, other)
    return [min(group) for group in groups]


def take_out(connection: sqlite3.Connection, paper: int, sighting: int, now: str) -> int:
    """Make a paper of its own of one sighting; returns its id. What the user wrote stays where it was written.

    The only sighting of a member takes the member with it, and so what was written on that. From then on the two
    papers are held apart.

    Raises:
        NotFoundError: the paper was not seen there.
        ReadingListError: it is the paper's only sighting.
    """
    living = connection.execute(
        "SELECT s.id, s.member FROM member m JOIN sighting s ON s.member = m.id"
        " JOIN digest d ON d.id = s.digest AND d.standing = 1 WHERE m.cluster = ? ORDER BY s.id",
        (paper,),
    ).fetchall()
    owner = dict(living).get(sighting)
    if owner is None:
        raise NotFoundError(
            f"Paper {paper} has no sighting {sighting}.", f"`readinglist show {paper} --json` lists their ids."
        )
    if len(living) == 1:
        raise ReadingListError(f"Paper {paper} was seen only once.", "There is nothing to take out of it.")
    alone = sum(member == owner for _, member in living) == 1
    leaving = owner if alone else _new_member(connection, sighting, owner, now)
    staying = [member for member in _members(connection, paper) if member != leaving]
    _regroup(connection, staying)
    _regroup(connection, [leaving])
    _hold_apart(connection, staying, [leaving])
    return leaving


def hold_apart(connection: sqlite3.Connection, papers: Sequence[int]) -> None:
    """Say that papers are different ones, each from each."""
    for one, other in combinations([_members(connection, paper) for paper in papers], 2):
        _hold_apart(connection, one, other)


def kept_apart(connection: sqlite3.Connection, members: Collection[int]) -> dict[int, list[int]]:
    """For each of these members whose paper is held apart from others, every member that it is held apart from."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for some in batches(sorted(members)):
        marks = ",".join("?" * len(some))
        for member, other in connection.execute(
            "SELECT DISTINCT m.id, p.b FROM member m CROSS JOIN member i ON i.cluster = m.cluster"
            " CROSS JOIN apart p ON p.a = i.id AND p.standing = 1"
            f" WHERE m.id IN ({marks})",
            some,
        ):
            found[member].append(other)
    return dict(found)


def former(connection: sqlite3.Connection, texts: Collection[Text]) -> dict[Text, list[int]]:
    """For texts that a member held apart from others has word for word: that member, living or not.

    Reads what was held apart, which grows with what the user decides and not with the library.
    """
    members: defaultdict[bytes, list[int]] = defaultdict(list)
    for hash_, member in connection.execute(
        "SELECT w.hash, m.id FROM (SELECT DISTINCT a FROM apart WHERE standing = 1) p"
        " CROSS JOIN member m ON m.id = p.a CROSS JOIN wording w ON w.id = m.wording"
    ):
        members[hash_].append(member)
    hashes = {hash_of_text(*text): text for text in texts} if members else {}
    return {text: members[hash_] for hash_, text in hashes.items() if hash_ in members}


def inherit(connection: sqlite3.Connection, newcomers: Iterable[tuple[int, Text]]) -> None:
    """Hold new members apart from what their very texts were held apart from when they were in the library before.

    Not as a change of the step that brings them: what the user said holds whether or not that step is undone.
    """
    newcomers = list(newcomers)
    was = former(connection, {text for _, text in newcomers})
    for member, text in newcomers:
        for others in kept_apart(connection, was.get(text, ())).values():
            connection.executemany(
                "INSERT INTO apart (uid, a, b, standing) VALUES (?, ?, ?, 1) ON CONFLICT (a, b) DO NOTHING",
                ((new_uid(), *pair) for other in others for pair in ((member, other), (other, member))),
            )


def _hold_apart(connection: sqlite3.Connection, some: Iterable[int], others: Iterable[int]) -> None:
    pairs = [pair for one, other in product(some, others) for pair in ((one, other), (other, one))]
    connection.executemany(
        "INSERT INTO apart (uid, a, b) VALUES (?, ?, ?) ON CONFLICT (a, b) DO NOTHING",
        ((new_uid(), *pair) for pair in pairs),
    )
    connection.executemany("UPDATE apart SET standing = 1 WHERE a = ? AND b = ?", pairs)


def _members(connection: sqlite3.Connection, paper: int) -> list[int]:
    """Every member of a paper, those of undone imports too: they belong to it when their import is done again."""
    return [member for (member,) in connection.execute("SELECT id FROM member WHERE cluster = ? ORDER BY id", (paper,))]


def _regroup(connection: sqlite3.Connection, members: Sequence[int]) -> None:
    """Make members one paper, whose id is the oldest member's."""
    oldest = min(members)
    connection.executemany("UPDATE member SET cluster = ? WHERE id = ?", ((oldest, member) for member in members))


def _newest_step(connection: sqlite3.Connection, paper: int) -> int | None:
    found = connection.execute(
        "SELECT max(step) FROM (SELECT u.step FROM member m CROSS JOIN united u ON u.member = m.id"
        " WHERE m.cluster = ? GROUP BY u.step HAVING count(DISTINCT u.was) > 1)",
        (paper,),
    ).fetchone()[0]
    return None if found is None else int(found)


def _groups(connection: sqlite3.Connection, paper: int, step: int) -> list[list[int]]:
    """The members of a paper by the paper that each was of before a merge, the oldest first.

    A member that the merge did not know, because an older split was undone since, stays with the first.
    """
    was = dict(
        connection.execute(
            "SELECT u.member, u.was FROM member m CROSS JOIN united u ON u.member = m.id"
            " WHERE m.cluster = ? AND u.step = ?",
            (paper, step),
        )
    )
    groups: defaultdict[int, list[int]] = defaultdict(list)
    first = min(was.values())
    for member in _members(connection, paper):
        groups[was.get(member, first)].append(member)
    return sorted(groups.values(), key=min)


def _new_member(connection: sqlite3.Connection, sighting: int, owner: int, now: str) -> int:
    """A member that one sighting of another becomes; the other is known by the oldest text that it keeps."""
    (new,) = connection.execute("SELECT max(id) + 1 FROM member").fetchone()
    connection.execute(
        "INSERT INTO member (id, uid, wording, cluster, added) SELECT ?, ?, wording, ?, ? FROM sighting WHERE id = ?",
        (new, new_uid(), new, now, sighting),
    )
    connection.execute("INSERT INTO reading (id) VALUES (?)", (new,))
    connection.execute("UPDATE sighting SET member = ? WHERE id = ?", (new, sighting))
    connection.execute(
        "UPDATE member SET wording ="
        " (SELECT s.wording FROM sighting s WHERE s.member = member.id ORDER BY s.id LIMIT 1) WHERE id = ?",
        (owner,),
    )
    return int(new)
