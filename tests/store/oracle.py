"""What a query should find, by reading every paper's record: a library made up for it, and the tree walked plainly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, TypeVar

from readinglist.core.found import words_of
from readinglist.core.paper import DigestReport, Entry
from readinglist.core.query import TEXT_FIELDS, And, Days, Field, Node, Not, Numbers, Or, Query, Term
from readinglist.core.reading import Status, tag_key
from readinglist.store.transaction import NewDigest, NewMember, Transaction

if TYPE_CHECKING:
    from collections.abc import Collection

    from readinglist.core.query import Condition
    from readinglist.core.reading import Record
    from readinglist.store.library import Library

_Value = TypeVar("_Value", int, date)

WORDS = (
    "amber", "ambient", "beach", "candle", "candid", "dune", "ember", "ferry", "garden", "harbour", "harp", "island",
    "juniper", "kettle", "ladder", "meadow", "nettle", "orchard", "pebble", "quarry", "river", "sieve", "tide", "tidy",
    "umbrella", "valley", "willow", "a", "of", "the", "or", "Café", "naïve", "façade", "Straße", "Ångström",
    "STATE-space", "GPT-4", "C++", "3.5", "35", "x_{t+1}", "石を数える", "Σίσυφος", "e-mail", "mail",
)  # fmt: skip
TAGS = ("sand", "field-work", "Moe", "rl")
AUTHORS = ("Ada Example", "Bo Sämple", "Cy Specimen-Dune", "Dag Ferry")
FIRST, LAST = date(2025, 3, 5), date(2025, 3, 14)  # where the clock moves on, on 9 March
DIGESTS = 20
NAMES = {
    Field.TAG: (*TAGS, "SAND", "none"),
    Field.DIGEST: ("page-1", "page-12.txt", "PAGE", "2025-03-04", "2025-03-18"),
}


def fill(library: Library, papers: int, seed: int) -> None:
    """Bring so many papers in, some of them several times, and say something about a third of them."""
    chance = Random(seed)
    known: list[tuple[int, Entry]] = []
    for number in range(DIGESTS):
        with library.transaction(f"Import {number}") as tx:
            tx._now = _moment(chance)
            known += _digest(tx, number, papers // DIGESTS, known, chance)
    ids = [member for member, _ in known]
    for _ in range(60):
        with library.transaction("Say something") as tx:
            tx._now = _moment(chance)
            _say(tx, chance.sample(ids, papers // 180), chance)
    library.new_day(LAST + timedelta(2))
    with library.transaction("Merge") as tx:
        some = chance.sample(ids, 90)
        for place in range(0, len(some), 3):
            tx.merge(some[place : place + 3])


def _digest(
    tx: Transaction, number: int, papers: int, known: list[tuple[int, Entry]], chance: Random
) -> list[tuple[int, Entry]]:
    day = FIRST + timedelta(chance.randrange(-3, 20))
    first = tx.next_member()
    new = [(first + place, _entry(place, chance)) for place in range(papers)]
    named = NewDigest(f"{number}", f"page-{number}.txt", "text", day, day, papers, DigestReport(papers, 0, 0))
    digest = tx.add_digest(named)
    tx.add_members(NewMember(member, entry, ()) for member, entry in new)
    tx.add_sightings(digest, day, [*new, *(chance.sample(known, 60) if known else ())])
    return new


def _entry(line: int, chance: Random) -> Entry:
    title = " ".join(chance.choices(WORDS, k=chance.randint(2, 6)))
    return Entry(line, title, " ".join(chance.choices(WORDS, k=chance.choice((0, 8, 15)))))


def _moment(chance: Random) -> str:
    begins = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    return (begins + timedelta(minutes=30 * chance.randrange(48 * 10))).isoformat(timespec="seconds")


def _say(tx: Transaction, papers: list[int], chance: Random) -> None:
    status = chance.choice(list(Status))
    if status is Status.LATER:
        tx.put_off(papers[::2], LAST + timedelta(chance.randint(1, 3)))
    else:
        tx.set_status(papers[::2], status)
    tx.set_rating(papers[::3], chance.randint(0, 5))
    tx.set_starred(papers[::5], starred=True)
    tx.set_tags(papers[::4], add=[chance.choice(TAGS)])
    for paper in papers[:8]:
        tx.set_note(paper, " ".join(chance.choices(WORDS, k=3)))
    for paper in papers[4:14]:
        given = {"authors": "\n".join(chance.sample(AUTHORS, 2)), "year": chance.randint(2018, 2026)}
        given |= {
            "arxiv": "2403.01234",
            "doi": "10.1000/kettle",
            "link": "https://example.org/dune",
            "title": "My tide",
        }
        tx.set_details(paper, {name: given[name] for name in chance.sample(sorted(given), 2)})  # type: ignore[misc]


class Oracle:
    """The papers of a library as they are shown, and which of them a tree is true of."""

    def __init__(self, library: Library) -> None:
        self._records = {paper: library.record(paper) for paper in library.found(Query())}
        self._words = {paper: _columns(record) for paper, record in self._records.items()}
        self._known: dict[Condition, frozenset[int]] = {}

    def found(self, node: Node | None) -> frozenset[int]:
        """The papers that a tree is true of."""
        everything = frozenset(self._records)
        if node is None:
            return everything
        if isinstance(node, Not):
            return everything - self.found(node.part)
        if isinstance(node, And):
            return everything.intersection(*map(self.found, node.parts))
        if isinstance(node, Or):
            return frozenset().union(*map(self.found, node.parts))
        if node not in self._known:
            self._known[node] = frozenset(paper for paper in self._records if self._holds(node, paper))
        return self._known[node]

    def _holds(self, condition: Condition, paper: int) -> bool:
        record = self._records[paper]
        if isinstance(condition, Numbers):
            known = {
                Field.SEEN: len(record.sightings),
                Field.RATING: record.reading.rating,
                Field.YEAR: record.paper.year,
            }
            return _is_between(known[condition.field], condition.least, condition.most)
        if isinstance(condition, Days):
            moment = record.added if condition.field is Field.ADDED else record.finished
            return _is_between(moment and moment.astimezone().date(), condition.first, condition.last)
        if condition.field in TEXT_FIELDS:
            columns = self._words[paper]
            some = [columns[condition.field]] if condition.field else columns.values()
            return any(_holds_words(words, condition) for words in some)
        return _is_named(record, condition)


def _columns(record: Record) -> dict[str, list[str]]:
    texts = {
        Field.TITLE: record.paper.title,
        "abstract": record.paper.abstract,
        Field.NOTE: record.note,
        Field.TAG: " ".join(record.tags),
        Field.AUTHOR: "\n".join(record.paper.authors),
    }
    return {name: [word.folded for word in words_of(text)] for name, text in texts.items()}


def _holds_words(words: list[str], term: Term) -> bool:
    *whole, last = [word.folded for word in words_of(term.value)]
    return any(
        (words[end] == last or (not term.phrase and words[end].startswith(last)))
        and words[end - len(whole) : end] == whole
        for end in range(len(whole), len(words))
    )


def _is_between(value: _Value | None, least: _Value | None, most: _Value | None) -> bool:
    return value is not None and (least is None or least <= value) and (most is None or value <= most)


def _is_named(record: Record, term: Term) -> bool:
    paper, value = record.paper, term.value
    if term.field is Field.TAG:
        return tag_key(value) in map(tag_key, record.tags)
    if term.field is Field.DIGEST:
        names: Collection[str] = {seen.digest.name for seen in record.sightings}
        named = value in names if term.phrase else any(value.lower() in name.lower() for name in names)
        return named or value in {seen.day.isoformat() for seen in record.sightings}
    if term.field is Field.IS:
        flags = {"starred": record.reading.starred, "noted": bool(record.note), "check": False}
        return flags.get(value, record.reading.status.value == value)
    return bool(
        {
            "note": record.note, "tag": record.tags, "author": paper.authors, "year": paper.year,
            "arxiv": paper.identifiers.arxiv, "doi": paper.identifiers.doi, "link": paper.link,
            "rating": record.reading.rating, "abstract": paper.abstract,
        }[value]
    )  # fmt: skip
