"""What the pane says about a paper in a line of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.details import FIELDS
from readinglist.core.found import spans
from readinglist.core.query import Field
from readinglist.gui import words

if TYPE_CHECKING:
    from datetime import date

    from readinglist.core.found import Span
    from readinglist.core.paper import Merge
    from readinglist.core.query import Query
    from readinglist.core.reading import Note, Record

MOST_AUTHORS = 12
NO_ABSTRACT = "This digest gave no abstract."
BETWEEN = " · "
DETAIL_NAMES = {
    "title": "title", "authors": "authors", "year": "year", "arxiv": "arXiv id", "doi": "DOI", "link": "link",
}  # fmt: skip


def where_seen(record: Record, now: date) -> str:
    """The line above the title: "Seen in 4 digests, last on 18 March"."""
    days = [sighting.day for sighting in record.sightings]
    digests = len({sighting.digest.id for sighting in record.sightings})
    if not days:
        return "In no digest"
    if digests == 1:
        return f"Seen on {words.day(days[-1], now)}, in {words.short_name(record.sightings[0].digest.name)}"
    return f"Seen in {digests:,} digests, last on {words.day(max(days), now)}"


def where_it_stands(record: Record, now: date) -> str:
    """Where it was seen, and before that, of a paper that was put off, when it is back."""
    returns = words.returns(record.reading, now)
    seen = where_seen(record, now)
    return f"{returns[0].upper()}{returns[1:]}{BETWEEN}{seen[0].lower()}{seen[1:]}" if returns else seen


def standing_of(record: Record, now: date) -> str:
    """What is known of a paper beside its status: "1 note, starred, seen 3 times, last on 18 March"."""
    days = [sighting.day for sighting in record.sightings]
    notes = sum(bool(note.text) for note in record.notes)
    found = [words.counted(notes, "note", "notes")] if notes else []
    found += ["starred"] if record.reading.starred else []
    found += [f"rated {record.reading.rating} of 5"] if record.reading.rating else []
    if len(days) > 1:
        found.append(f"seen {len(days):,} times, last on {words.day(max(days), now)}")
    elif days:
        found.append(f"seen on {words.day(days[0], now)}, line {record.sightings[0].line:,}")
    return ", ".join(found)


def other_notes(record: Record) -> list[Note]:
    """The notes that are not the paper's own, which is written in the editor."""
    return [note for note in record.notes if note.text and note.paper != record.paper.id]


def merged_from(merge: Merge, now: date) -> str:
    """Where a merged paper came from: "Merged from 2 papers on 18 March"."""
    papers = words.counted(len(merge.papers), "paper", "papers")
    return f"Merged from {papers} on {words.day(merge.time.astimezone().date(), now)}"


def found_authors(record: Record, query: Query) -> tuple[Span, ...]:
    """The words of the authors that a query found; they stand at the beginning of the byline."""
    return spans(words.listed(record.paper.authors, MOST_AUTHORS), query, (Field.TEXT, Field.AUTHOR))


def byline(record: Record) -> tuple[str, tuple[Span, ...]]:
    """The line below the title: "Ada Example and Bo Example · 2024 · authors and year by you".

    Also where in it the program speaks about the line itself, which is set back.
    """
    paper = record.paper
    known = [words.listed(paper.authors, MOST_AUTHORS)] if paper.authors else []
    if paper.year is not None:
        known.append(str(paper.year))
    text = BETWEEN.join(known)
    own = [DETAIL_NAMES[field] for field in FIELDS if field in record.own]
    if not own:
        return text, ()
    begins = text + (BETWEEN if text else "")
    said = f"{words.listed(own, len(FIELDS))} by you"
    whole = begins + (said if begins else said[0].upper() + said[1:])
    return whole, ((len(begins), len(whole)),)
