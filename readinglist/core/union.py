"""What a merge makes of papers, said before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readinglist.core.reading import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.core.reading import Record


@dataclass(frozen=True, slots=True)
class Union:
    """The paper that some would be: the highest of their states, and all their tags, notes and sightings."""

    title: str
    status: Status
    starred: bool
    rating: int
    tags: tuple[str, ...]
    notes: int
    sightings: int
    digests: int

    @property
    def sentence(self) -> str:
        """What will be there, for the person who decides."""
        status = "in the inbox" if self.status is Status.INBOX else self.status.value
        state = [status, *(["starred"] if self.starred else []), *([f"rated {self.rating}"] if self.rating else [])]
        tags = f"the tag{'s' if len(self.tags) > 1 else ''} {', '.join(self.tags)}"
        kept = [*([_several(self.notes, "note")] if self.notes else []), *([tags] if self.tags else [])]
        having = f", with {' and '.join(kept)}" if kept else ""
        return f"One paper, {', '.join(state)}{having}, seen in {_several(self.digests, 'digest')}."


def unite(records: Sequence[Record]) -> Union:
    """The paper that these would be; of the texts the one with the longest abstract is shown, then the newest."""
    own = next((record.paper.title for record in sorted(records, key=_age) if "title" in record.own), None)
    sightings = [one for record in records for one in record.sightings]
    shown = min(sightings, key=lambda one: (-len(one.abstract), -one.day.toordinal()), default=None)
    return Union(
        title=own or (shown.title if shown else records[0].paper.title),
        status=max((record.reading.status for record in records), key=lambda status: status.height),
        starred=any(record.reading.starred for record in records),
        rating=max(record.reading.rating for record in records),
        tags=tuple(sorted({tag for record in records for tag in record.tags})),
        notes=sum(len(record.notes) for record in records),
        sightings=len(sightings),
        digests=len({one.digest.id for one in sightings}),
    )


def _age(record: Record) -> int:
    return record.paper.id


def _several(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
