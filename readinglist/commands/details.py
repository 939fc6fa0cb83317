"""Details that the user gives a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.registry import command
from readinglist.commands.text import clean
from readinglist.core.details import read_details

if TYPE_CHECKING:
    from readinglist.core.changes import Changes
    from readinglist.core.details import DetailField
    from readinglist.store.library import Library


@command(
    "paper.details",
    title="Edit details…",
    help="Give a paper authors, year, identifiers, a link or another title; imports never overwrite them.",
)
def edit_details(
    library: Library,
    *,
    paper: int,
    title: str | None = None,
    authors: str | None = None,
    year: str | None = None,
    arxiv: str | None = None,
    doi: str | None = None,
    link: str | None = None,
) -> Changes:
    """Make details the user's own. None leaves one as it is; an empty text goes back to what digests say.

    A text that is given becomes the user's own even where digests say the same: pass what was changed, and no more.

    Raises:
        DetailsError: a text can't be what it should be; nothing is written.
        NotFoundError: there is no such paper.
    """
    typed: dict[DetailField, str | None] = {
        "title": title, "authors": authors, "year": year, "arxiv": arxiv, "doi": doi, "link": link,
    }  # fmt: skip
    details = read_details({field: clean(text) for field, text in typed.items() if text is not None})
    with library.transaction("Edit details") as tx:
        tx.set_details(paper, details)
    return tx.changes
