"""Which backups are kept: by count, never by age, because clocks jump."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from datetime import datetime

RECENT: Final = 10
#: How many of each length of time are kept, the newest of each; what tells one day, week or month from another.
_PERIODS: Final[tuple[tuple[int, Callable[[datetime], Hashable]], ...]] = (
    (12, lambda made: made.date()),
    (10, lambda made: made.isocalendar()[:2]),
    (9, lambda made: (made.year, made.month)),
)


def kept(made: Sequence[datetime]) -> set[int]:
    """Of backups, the newest first, the places of those that are kept: 10 recent, 12 daily, 10 weekly, 9 monthly."""
    keep = set(range(min(RECENT, len(made))))
    for most, period_of in _PERIODS:
        newest: dict[Hashable, int] = {}
        for place, moment in enumerate(made):
            newest.setdefault(period_of(moment), place)
        keep.update(list(newest.values())[:most])
    return keep
