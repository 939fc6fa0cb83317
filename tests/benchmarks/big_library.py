"""A library as large as one likes, of papers that read like real ones: their sentences are recombined from digests."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.core.batches import batches
from readinglist.core.paper import DigestReport, Entry
from readinglist.core.query import Query
from readinglist.core.reading import Status
from readinglist.formats.digests import Context, read_digest
from readinglist.store.library import Library
from readinglist.store.transaction import NewDigest, NewMember

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readinglist.store.transaction import Transaction

DIGESTS = 400
FEWEST = 50  # papers of a digest
NEWEST = date(2025, 3, 18)
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

_SENTENCE_ENDS = re.compile(r"(?<=[a-z)]\.) (?=[A-Z])")


class Text:
    """Titles and abstracts of usual lengths, made of the halves of real titles and of real sentences."""

    def __init__(self, entries: Sequence[Entry], chance: random.Random) -> None:
        abstracts = [_SENTENCE_ENDS.split(entry.abstract) for entry in entries if entry.abstract]
        self._lengths = [len(sentences) for sentences in abstracts]
        self._sentences = [sentence for sentences in abstracts for sentence in sentences]
        halves = [_halves(entry.title) for entry in entries]
        self._beginnings = [beginning for beginning, _ in halves]
        self._ends = [end for _, end in halves]
        self._chance = chance

    def entry(self, line: int) -> Entry:
        """A paper that stands in a line of a digest."""
        pick = self._chance.choice
        sentences = self._chance.sample(self._sentences, min(pick(self._lengths), len(self._sentences)))
        return Entry(line, f"{pick(self._beginnings)} {pick(self._ends)}", " ".join(sentences))


def make(path: Path, papers: int, texts: Path, tell: Callable[[str], object]) -> None:
    """Make a library that is not there yet; `texts` is the folder of the digests, `tell` hears what is being done."""
    chance = random.Random(papers)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with Library.open(unfinished) as library:
        _add_papers(library, Text(_entries(texts), chance), papers, tell)
        everything = list(library.found(Query()))
        chance.shuffle(everything)
        _judge(library, everything, tell)
        _annotate(library, everything, tell)
    unfinished.rename(path)


def _entries(folder: Path) -> list[Entry]:
    found: list[Entry] = []
    for path in sorted(folder.glob("*.txt")):
        with path.open("rb") as stream:
            found += read_digest(stream, path.name, Context(NEWEST)).entries
    if not found:
        raise SystemExit(f"There is no digest in {folder}; READINGLIST_DIGESTS names their folder.")
    return found


def _halves(title: str) -> tuple[str, str]:
    """A title parted at its colon, else in its middle."""
    beginning, colon, end = title.partition(": ")
    if colon:
        return f"{beginning}:", end
    words = title.split()
    middle = (len(words) + 1) // 2
    return " ".join(words[:middle]), " ".join(words[middle:])


def _add_papers(library: Library, text: Text, papers: int, tell: Callable[[str], object]) -> None:
    """All papers as digests of about the same length, the oldest first; without keys, so that nothing meets."""
    digests = max(1, min(DIGESTS, papers // FEWEST))
    for number in range(digests):
        several = papers * (number + 1) // digests - papers * number // digests
        day = NEWEST - timedelta(days=digests - 1 - number)
        name = f"papers-{day}.txt"
        with library.transaction(f"Import {name}") as tx:
            _add_digest(tx, name, day, [text.entry(3 * line + 1) for line in range(several)])
        if (number + 1) % 50 == 0 or number + 1 == digests:
            tell(f"{papers * (number + 1) // digests:,} papers")


def _add_digest(tx: Transaction, name: str, day: date, entries: Sequence[Entry]) -> None:
    first = tx.next_member()
    report = DigestReport(len(entries), 0, 0)
    digest = tx.add_digest(NewDigest(f"bytes of {name}", name, "text", day, day, len(entries), report))
    tx.add_members(NewMember(first + place, entry, ()) for place, entry in enumerate(entries))
    tx.add_sightings(digest, day, [(first + place, entry) for place, entry in enumerate(entries)])


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
