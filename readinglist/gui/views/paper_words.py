"""What the pane says about a paper in a line of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.details import FIELDS
from readinglist.gui import words

if TYPE_CHECKING:
    from datetime import date

    from readinglist.core.found import Span
    from readinglist.core.reading import Record

MOST_AUTHORS = 12
BETWEEN = " · "
DETAIL_NAMES = {
    "title": "title", "authors": "authors", "year": "year", "arxiv": "arXiv id", "doi": "DOI", "link": "link",
}  # fmt: skip


def where_seen(record: Record, now: date) -> str:
    """The line above the title: "Seen in 3 digests, first on 11 March"."""
    days = [sighting.day for sighting in record.sightings]
    digests = len({sighting.digest.id for sighting in record.sightings})
    if not days:
        return "In no digest"
    if digests == 1:
        return f"Seen on {words.day(days[-1], now)}, in {words.short_name(record.sightings[0].digest.name)}"
    return f"Seen in {digests:,} digests, first on {words.day(min(days), now)}"


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
