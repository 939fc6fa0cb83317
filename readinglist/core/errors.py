"""What a user can mend, and a search that nobody waits for; everything else is a bug and travels up."""

from __future__ import annotations


class ReadingListError(Exception):
    """Something a user can mend: what happened, and what to do about it.

    `str(error)` is one line fit to be shown as it is; `what` and `remedy` are its two halves.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.remedy = remedy


class NotFoundError(ReadingListError):
    """A paper, tag or step that the library does not have."""


class QueryError(ReadingListError):
    """A query that can't be read; `position` is the offset of the character at fault, from 0.

    `unfinished`: it could become one that can by what is typed next.
    """

    def __init__(self, what: str, position: int, remedy: str = "", *, unfinished: bool = False) -> None:
        super().__init__(what, remedy)
        self.position = position
        self.unfinished = unfinished


class UndoRefusedError(ReadingListError):
    """A step that can't be taken back or done again: there is none, or another is in the way.

    `by` is the id of that other step, where there is one.
    """

    def __init__(self, what: str, remedy: str = "", *, by: int | None = None) -> None:
        super().__init__(what, remedy)
        self.by = by


class LibraryError(ReadingListError):
    """A library that can't be opened or written: not ours, too new, in a place that can't be written."""


class OutputError(ReadingListError):
    """A file that can't be written."""


class KeymapError(ReadingListError):
    """A key table that contradicts itself or names a command that does not exist."""


class DetailsError(ReadingListError):
    """A detail of a paper that can't be taken as it was typed; `field` says which, as "year" or "doi"."""

    def __init__(self, what: str, field: str, remedy: str = "") -> None:
        super().__init__(what, remedy)
        self.field = field


class InterruptedSearchError(Exception):
    """A question to the library that was ended from another thread: nobody waits for the answer any more."""
